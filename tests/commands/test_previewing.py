"""`kembar alerts preview`: what will be told, without telling it."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from receivers import HttpReceiver
from sample_articles import NOW, article, flagged

from kembar.model import Subscription
from storage import articles, outbox
from storage.archive import Archive

Kembar = Callable[..., Result]
Configure = Callable[..., Path]
TELEGRAM = "tgram://123456789:AAabcdefghijklmnopqrstuvwxyz0123456/-1001"


def channel(name: str, url: str, more: str = "") -> str:
    return f'[[channels]]\nname = "{name}"\nurl = "{url}"\n{more}\n'


def enqueue(archive: Archive, *numbers: int, name: str = "desk") -> None:
    for number in numbers:
        told = article(number)
        articles.save(
            archive, told, flagged(told), subscriptions=[Subscription(channel=name)],
            backlog="tell", first_round=False, now=NOW,
        )  # fmt: skip


def states(archive: Archive) -> list[str]:
    return [row["state"] for row in archive.rows("SELECT state FROM outbox ORDER BY id")]


def test_without_anything_to_tell_an_example_is_shown_and_called_one(kembar: Kembar) -> None:
    result = kembar("alerts", "preview")

    assert result.exit_code == 0
    assert "made-up example" in result.stderr
    assert "CONTOH / EXAMPLE" in result.stdout
    assert "kembar alerts verdict 00000000 keep|drop|fix" in result.stdout


def test_the_next_alert_is_shown_as_its_channel_gets_it_and_stays_unsent(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    with HttpReceiver() as hook:
        configure(channel("hook", hook.url) + channel("desk", TELEGRAM, 'language = "en"'))
        enqueue(archive, 1, 2)
        result = kembar("alerts", "preview", "desk")

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("<b>Sister cities: ")
    assert f"#{outbox.alert_key(1)[:8]}" in result.stdout
    assert states(archive) == ["pending", "pending"]
    assert hook.received == []


def test_an_alert_is_found_by_its_id_and_shown_in_any_form_and_language(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure(channel("desk", "json://127.0.0.1/"))
    enqueue(archive, 1, 2)
    digits = outbox.alert_key(2)[:8]

    for asked in (("desk", digits), (f"#{digits}",)):
        result = kembar("alerts", "preview", *asked, "--language", "en", "--as", "html")
        assert result.exit_code == 0, result.output
        assert "<!DOCTYPE html>" in result.stdout
        assert f"Answer: kembar alerts verdict {digits}" in result.stdout


def test_what_was_sent_last_is_shown_where_nothing_waits(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure(channel("desk", "json://127.0.0.1/"))
    enqueue(archive, 1)
    (delivery,) = outbox.lease_due(archive, by="test", now=NOW, channels=["desk"])
    outbox.mark_sent(archive, delivery, NOW)

    result = kembar("alerts", "preview", "desk")

    assert f"#{outbox.alert_key(1)[:8]}" in result.stdout
    assert "example" not in result.stderr


def test_an_unknown_channel_or_id_is_told_with_what_there_is(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure(channel("desk", "json://127.0.0.1/"))

    unknown = kembar("alerts", "preview", "bureau")
    absent = kembar("alerts", "preview", "deadbeef")

    assert (unknown.exit_code, absent.exit_code) == (2, 2)
    assert "there are: desk" in unknown.stderr
    assert "no alert #deadbeef" in absent.stderr


def test_a_digest_is_shown_whole_with_its_pieces_apart(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure(channel("desk", TELEGRAM))
    enqueue(archive, *range(1, 31))
    archive.db.execute("UPDATE outbox SET digest = 'when:desk'")
    archive.db.conn.commit()

    result = kembar("alerts", "preview", "desk")

    pieces = result.stdout.split("----- 8< -----")
    assert len(pieces) > 1
    assert max(len(piece) for piece in pieces) < 4100
    assert all(f"#{outbox.alert_key(n)[:8]}" in result.stdout for n in range(1, 31))
