"""`kembar alerts`: what waits, what was given up, and whether a channel works."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from receivers import HttpReceiver, MailReceiver
from sample_articles import NOW, article, flagged

from kembar.model import Subscription
from storage import articles, breakers, leases, outbox
from storage.archive import Archive

Kembar = Callable[..., Result]
Configure = Callable[..., Path]


def channel(name: str, url: str, more: str = "") -> str:
    return f'[[channels]]\nname = "{name}"\nurl = "{url}"\n{more}\n'


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def enqueue(archive: Archive, *numbers: int, name: str = "desk") -> None:
    for number in numbers:
        told = article(number)
        articles.save(
            archive, told, flagged(told), subscriptions=[Subscription(channel=name)],
            backlog="tell", first_round=False, now=NOW,
        )  # fmt: skip


def settle_one(archive: Archive, name: str = "desk", *, error: str | None = None) -> None:
    (delivery,) = outbox.lease_due(archive, by="test", now=NOW, channels=[name], limit=1)
    if error is None:
        outbox.mark_sent(archive, delivery, NOW)
    else:
        outbox.mark_failed(archive, delivery, error, now=NOW, permanent=True)


def test_without_channels_the_console_is_tested_on_stderr(kembar: Kembar) -> None:
    result = kembar("alerts", "test")

    assert result.exit_code == 0
    assert result.stdout == "console: accepted\n"
    assert result.stderr.startswith("Kembar: ")


def test_a_channel_speaks_its_language(kembar: Kembar, configure: Configure) -> None:
    with HttpReceiver() as indonesian, HttpReceiver() as english, MailReceiver() as mail:
        configure(
            channel("meja", indonesian.url)
            + channel("desk", english.url, 'language = "en"')
            + channel("post", mail.url)
        )
        result = kembar("alerts", "test")

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "meja: accepted",
        "desk: accepted",
        "post: accepted",
    ]
    assert "pesan uji" in indonesian.texts[0]
    assert "pesan uji" not in english.texts[0]
    assert "pesan uji" in mail.texts[0]


def test_one_dead_channel_ends_with_1_and_the_others_are_still_tried(
    kembar: Kembar, configure: Configure
) -> None:
    with HttpReceiver() as receiver, HttpReceiver(status=500) as ailing:
        configure(
            channel("dead", f"json://127.0.0.1:{closed_port()}/")
            + channel("ailing", ailing.url)
            + channel("desk", receiver.url)
        )
        result = kembar("alerts", "test")

    assert result.exit_code == 1
    assert result.stdout == "desk: accepted\n"
    assert "kembar: dead: " in result.stderr
    assert "kembar: ailing: the receiver answered 500" in result.stderr
    assert len(receiver.received) == 1


def test_only_the_named_channels_are_tested(kembar: Kembar, configure: Configure) -> None:
    with HttpReceiver() as one, HttpReceiver() as two:
        configure(channel("one", one.url) + channel("two", two.url))
        result = kembar("alerts", "test", "two")

    assert result.exit_code == 0
    assert (len(one.received), len(two.received)) == (0, 1)


def test_an_unknown_channel_tests_nothing_and_names_the_known(
    kembar: Kembar, configure: Configure
) -> None:
    with HttpReceiver() as receiver:
        configure(channel("desk", receiver.url))
        result = kembar("alerts", "test", "desk", "dsk")

    assert result.exit_code == 2
    assert "'dsk'" in result.stderr
    assert "desk" in result.stderr
    assert receiver.received == []


def test_a_secret_from_the_environment_is_used_and_never_shown(
    kembar: Kembar, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"json://reporter:s3cretPassw0rd@127.0.0.1:{closed_port()}/hook-9f8e7d6c5b4a"
    monkeypatch.setenv("KEMBAR_DESK_URL", address)
    configure(channel("desk", "env:KEMBAR_DESK_URL"))

    tested, listed = kembar("alerts", "test"), kembar("alerts", "list")

    assert (tested.exit_code, listed.exit_code) == (1, 0)
    for shown in (tested.output, listed.output):
        assert "desk" in shown
        assert "s3cretPassw0rd" not in shown
        assert "9f8e7d6c5b4a" not in shown


def test_channels_are_listed_with_what_they_want_and_what_became_of_it(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure(
        channel(
            "desk",
            "json://127.0.0.1:9/",
            'when = "daily 07:00"\nkinds = ["sister_city"]\nplaces = ["64.74", "Jeju"]\n'
            'quiet = "22:00-06:00"\nstages = ["mou"]\nscore = 6\n'
            'urgent = { kinds = ["sister_city"], score = 12 }',
        )
    )
    enqueue(archive, 1, 2, 3)
    settle_one(archive)
    settle_one(archive, error="gone")

    result = kembar("alerts", "list")
    (row,) = json.loads(kembar("alerts", "list", "--json").stdout)

    assert row == {
        "channel": "desk", "when": "daily 07:00", "kinds": "sister_city", "places": "64.74, Jeju",
        "filters": "stages mou; score 6", "quiet": "22:00-06:00",
        "urgent": "kinds sister_city; score 12", "sent": 1, "pending": 1, "dead": 1,
        "receiver": "well",
        "failures": 0, "rest_until": None, "reason": None,
    }  # fmt: skip
    assert result.stdout.splitlines()[0].split()[:2] == ["channel", "when"]
    assert "daily 07:00" in result.stdout


def test_pending_shows_the_given_up_first_and_also_those_of_a_channel_that_is_no_more(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure(channel("desk", "json://127.0.0.1:9/"))
    enqueue(archive, 1, name="old-desk")
    enqueue(archive, 2, 3)
    settle_one(archive, error="the receiver answered 410")

    rows = json.loads(kembar("alerts", "pending", "--json").stdout)
    shown = kembar("alerts", "pending")

    assert [(row["channel"], row["state"]) for row in rows] == [
        ("desk", "dead"),
        ("old-desk", "pending"),
        ("desk", "pending"),
    ]
    assert rows[0]["last_error"] == "the receiver answered 410"
    assert rows[1]["title"] == "Bontang dan Jeju jadi kota kembar, bagian 1"
    assert shown.exit_code == 0
    assert "the receiver answered 410" in shown.stdout.splitlines()[1]


def test_nothing_pending_is_an_empty_list(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure()

    assert json.loads(kembar("alerts", "pending", "--json").stdout) == []
    assert len(kembar("alerts", "pending").stdout.splitlines()) == 1


def test_retry_makes_the_named_alert_due_and_leaves_the_others(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure()
    enqueue(archive, 1, 2)
    settle_one(archive, error="gone")
    settle_one(archive, error="gone")
    first, second = [row["id"] for row in outbox.pending(archive)]

    named = kembar("alerts", "retry", str(first))
    unknown = kembar("alerts", "retry", "999")
    word = kembar("alerts", "retry", "all")

    assert named.stdout == "1 alerts are due now\n"
    assert unknown.stdout == "0 alerts are due now\n"
    assert word.exit_code == 2
    assert {row["id"]: row["state"] for row in outbox.pending(archive)} == {
        first: "pending",
        second: "dead",
    }


def fail_five(archive: Archive) -> None:
    for _ in range(5):
        (delivery,) = outbox.lease_due(archive, by="test", now=NOW, channels=["desk"], limit=1)
        leases.settle(archive, [leases.Outcome(delivery=delivery, at=NOW, error="HTTP 500")])


def test_a_channel_that_is_away_is_shown_by_list_status_and_pending(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure(channel("desk", "json://127.0.0.1:9/"))
    enqueue(archive, *range(1, 8))
    fail_five(archive)

    (row,) = json.loads(kembar("alerts", "list", "--json").stdout)
    status = kembar("status").stdout
    waiting = json.loads(kembar("alerts", "pending", "--json").stdout)
    table = kembar("alerts", "pending").stdout

    assert (row["receiver"], row["failures"], row["reason"]) == ("away", 5, "HTTP 500")
    assert "WRONG  channel desk: 7 waiting; away since 2026-11-24 10:00 WIB" in status
    assert {w["reason"] for w in waiting} == {"HTTP 500", "its channel is away: HTTP 500"}
    assert all(w["tried"].startswith("when its channel is back") for w in waiting)
    assert "next try" in table.splitlines()[0]


def test_retry_of_a_channel_makes_what_failed_there_due_and_ends_its_rest(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure(channel("desk", "json://127.0.0.1:9/") + channel("other", "json://127.0.0.1:9/"))
    enqueue(archive, *range(1, 8))
    fail_five(archive)
    enqueue(archive, 8, name="other")
    settle_one(archive, "other", error="gone")

    result = kembar("alerts", "retry", "--channel", "desk", "--json")

    assert json.loads(result.stdout) == {"due": 5, "unknown": []}
    assert breakers.breaker(archive, "desk").rest_until is None
    assert outbox.counts(archive)["other"] == {"dead": 1}
    assert kembar("alerts", "retry", "--channel", "dsk").exit_code == 2


def test_retry_of_an_id_that_does_not_wait_says_so(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure(channel("desk", "json://127.0.0.1:9/"))
    enqueue(archive, 1)
    settle_one(archive)

    result = kembar("alerts", "retry", "1")

    assert result.exit_code == 1
    assert "no waiting alert 1; `kembar alerts pending` lists them" in result.stderr


def test_a_test_says_what_to_do_and_speaks_json(kembar: Kembar, configure: Configure) -> None:
    with HttpReceiver() as receiver, HttpReceiver(status=404) as gone:
        configure(channel("desk", receiver.url) + channel("gone", gone.url))
        result = kembar("alerts", "test", "--json")

    desk, refused = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (desk["channel"], desk["accepted"]) == ("desk", True)
    assert not refused["accepted"]
    assert "404" in refused["reason"]
    assert "the address, the token" in refused["remedy"]
