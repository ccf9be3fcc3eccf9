"""How a message is split, marked up, and sent on after a failure."""

from dataclasses import replace
from datetime import timedelta

import pytest
from chat_services import serving, slack_fault, telegram_fault
from receivers import HttpReceiver, MailReceiver
from sample_articles import BONTANG, JEJU, NOW

from alerts.channels import AppriseChannel, ChannelResting
from alerts.forms import DISCORD, MAIL, PLAIN, SLACK, TELEGRAM, Line, pieces
from alerts.forms.plain import utf16
from alerts.rendering import Message, render
from kembar.clock import WIB
from kembar.errors import DeliveryFailed
from kembar.model import Delivery, Kind, Stage, Story

STORY = Story(
    alert_key="61ff8326c531e83a", occasion="first", title="Bontang & Jeju <jadi> kota kembar",
    url="https://berita.example/1?a=1&b=2", site="berita.example", sentence="Kata *wali* kota.",
    rule="twin.named", published=NOW, published_precision="minute", first_seen=NOW,
    kind=Kind.SISTER_CITY, stage=Stage.MOU, parties=(BONTANG, JEJU),
)  # fmt: skip


def message(*stories: Story, digest: str | None = None) -> Message:
    ids = tuple(range(1, len(stories) + 1))
    delivery = Delivery(
        ids=ids, channel="bureau", attempts=0, created=NOW, digest=digest, stories=stories
    )
    return render(delivery, language="id", zone=WIB)


def long_digest(count: int = 60) -> Message:
    stories = [
        replace(STORY, alert_key=f"{n:08x}rest", url=f"https://berita.example/{n}/")
        for n in range(count)
    ]
    return message(*stories, digest="when:bureau")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<b>x", "end tag"), ("<b><i>x</b></i>", "unexpected end tag"), ("<p>x</p>", "unsupported"),
        ("a < b", "bare sign"), ("&bad;", "bare sign"), ("x" * 4097, "too long"),
        ("🏙️" * 1400, "too long"), ("<b></b>", "empty"), ("<b onclick='x'>x</b>", "attribute"),
    ],
)  # fmt: skip
def test_the_telegram_of_these_tests_is_strict(text: str, fault: str) -> None:
    assert fault in (telegram_fault(text) or "")
    assert telegram_fault("<b>x</b> &amp; <a href='https://a.example/'>y</a>") is None
    assert slack_fault("<!channel>") is not None


def test_telegram_shows_markup_of_ours_and_text_of_the_web() -> None:
    with serving("telegram") as (mock, channel):
        channel.send(message(STORY))

    (text,) = mock.took
    assert mock.payloads[0]["parse_mode"] == "HTML"
    assert text.startswith("<b>Kota kembar: Kota Bontang dengan Jeju</b>\n \n<b>Bontang &amp; Jeju")
    assert '<a href="https://berita.example/1?a=1&amp;b=2">berita.example, ' in text
    assert text.endswith("Jawab: kembar alerts verdict 61ff8326 keep|drop|fix\n#61ff8326")


@pytest.mark.parametrize("query", ["", "?format=markdown", "?format=text", "?mdv=v2"])
def test_no_option_of_an_address_changes_what_telegram_is_handed(query: str) -> None:
    with serving("telegram", query) as (mock, channel):
        channel.send(message(STORY))

    assert mock.payloads[0]["parse_mode"] == "HTML"
    assert mock.refused == []


def test_slack_gets_links_and_no_mention() -> None:
    with serving("slack") as (mock, channel):
        channel.send(message(replace(STORY, title="<!channel> @here")))

    (text,) = mock.took
    assert "<https://berita.example/1?a=1&amp;b=2|berita.example, " in text
    assert "&lt;!channel&gt; @\u200bhere" in text


@pytest.mark.parametrize("query", ["", "?format=markdown", "?format=text"])
def test_discord_gets_links_and_calls_nobody(query: str) -> None:
    with serving("discord", query) as (mock, channel):
        channel.send(message(replace(STORY, title="@everyone <@123456>")))

    assert "allow_mentions" not in str(mock.payloads)
    (text,) = mock.took
    assert "](<https://berita.example/1?a=1&b=2>)" in text
    assert r"**@" + "\u200beveryone" in text


@pytest.mark.parametrize("service", ["telegram", "discord", "slack"])
def test_a_refused_markup_is_followed_by_plain_text_in_the_same_attempt(service: str) -> None:
    with serving(service) as (mock, channel):
        mock.answers = [400]
        channel.send(message(STORY))

    (text,) = mock.took
    assert "berita.example" in text
    assert "<b>" not in text
    assert "**" not in text


def test_what_is_refused_as_plain_text_too_is_a_failure_for_good() -> None:
    with serving("telegram") as (mock, channel):
        mock.answers = [400, 400]
        with pytest.raises(DeliveryFailed) as caught:
            channel.send(message(STORY))

    assert caught.value.permanent
    assert mock.answers == []


@pytest.mark.parametrize("service", ["telegram", "slack", "discord"])
def test_a_long_digest_comes_whole_in_pieces_between_stories(service: str) -> None:
    with serving(service) as (mock, channel):
        channel.send(long_digest())

    assert mock.refused == []
    assert len(mock.took) > 2
    for n in range(60):
        (piece,) = [text for text in mock.took if f"https://berita.example/{n}/" in text]
        assert f"{n:08x}" in piece.split(f"https://berita.example/{n}/")[1][:200]
    assert f"(1/{len(mock.took)})" in mock.took[0].replace("\\", "")


def test_the_next_try_begins_with_the_piece_that_failed() -> None:
    with serving("telegram") as (mock, channel):
        mock.answers = [200, 200, 503]
        with pytest.raises(DeliveryFailed):
            channel.send(long_digest())
        before = list(mock.took)
        channel.send(long_digest())

    assert len(before) == 2
    assert len(mock.took) == len(set(mock.took))
    assert f"({len(mock.took)}/{len(mock.took)})" in mock.took[-1]


def test_a_message_that_arrived_whole_may_be_sent_again() -> None:
    with serving("telegram") as (mock, channel):
        channel.send(message(STORY))
        channel.send(message(STORY))

    assert len(mock.took) == 2


@pytest.mark.parametrize("form", [PLAIN, MAIL, TELEGRAM, SLACK, DISCORD])
@pytest.mark.parametrize("limit", [160, 300, 1000])
def test_no_piece_is_longer_than_the_limit_and_no_word_is_lost(form, limit: int) -> None:
    room = limit + (400 if form is MAIL else 0)
    blocks = [
        (Line(f"kata{n} " * 30), Line("tautan", url=f"https://a.example/{n}")) for n in (1, 2)
    ]

    parts = pieces("Judul", blocks, form, room)

    assert max(utf16(form.text(part.title, part.blocks)) for part in parts) <= room
    told = "\n".join(form.text(part.title, part.blocks) for part in parts)
    assert (told.count("kata1"), told.count("kata2")) == (30, 30)
    assert all(told.count(f"https://a.example/{n}") >= 1 for n in (1, 2))


def test_a_service_of_short_messages_gets_lines_whole(monkeypatch) -> None:
    with HttpReceiver() as phone:
        channel = AppriseChannel(phone.url, name="sms")
        monkeypatch.setattr(type(channel._apprise.services[0]), "body_maxlen", 160)
        channel.send(message(STORY))

    assert max(len(text) for text in phone.texts) <= 161
    assert [text for text in phone.texts if STORY.url in text.splitlines()] != []
    assert "#61ff8326" in phone.texts[-1]


@pytest.fixture
def posted():
    """Send messages by mail, return what arrived."""
    with MailReceiver() as room:

        def send(*told: Message, query: str = "", contact: str | None = None):
            channel = AppriseChannel(f"{room.url}{query}", name="bureau", contact=contact)
            channel._apprise.services[0].request_rate_per_sec = 0
            for one in told:
                channel.send(one)
            return room.received

        yield send


def test_a_mail_has_html_and_the_plain_text_that_others_get(posted) -> None:
    (mail,) = posted(message(STORY))

    plain = mail.get_body(preferencelist=("plain",)).get_content()
    html = mail.get_body(preferencelist=("html",)).get_content()
    assert plain.replace("\r\n", "\n").rstrip("\n") == message(STORY).body
    assert '<a href="https://berita.example/1?a=1&amp;b=2">' in html
    assert "Bontang &amp; Jeju &lt;jadi&gt;" in html


def test_a_mail_for_a_text_reader_is_text_alone(posted) -> None:
    (mail,) = posted(message(STORY), query="&format=text")

    assert mail.get_content_type() == "text/plain"
    assert mail["List-Id"] == "<bureau.kembar.example.org>"


def test_a_mail_says_what_it_is_and_how_to_end_it(posted) -> None:
    own, other = posted(message(STORY)), posted(message(STORY), contact="mailto:meja@kota.example")

    assert own[0]["Auto-Submitted"] == "auto-generated"
    assert own[0]["List-Unsubscribe"] == (
        "<mailto:kembar@example.org?subject=unsubscribe%20bureau>"
    )
    assert other[1]["List-Unsubscribe"].startswith("<mailto:meja@kota.example?")
    assert own[0].get_all("Message-ID") == ["<61ff8326c531e83a.bureau.1@example.org>"]
    assert own[0]["In-Reply-To"] is None


def test_a_page_as_contact_leaves_unsubscribing_to_the_sender(posted) -> None:
    (mail,) = posted(message(STORY), contact="https://kota.example/kontak")

    assert "mailto:kembar@example.org" in mail["List-Unsubscribe"]


def test_a_follow_up_by_mail_answers_the_first_message(posted) -> None:
    later = replace(STORY, alert_key="aa" * 32, occasion="stage", first_key=STORY.alert_key)

    first, second = posted(message(STORY), message(later))

    assert second["In-Reply-To"] == second["References"] == first["Message-ID"]
    assert second["Message-ID"] == f"<{'aa' * 16}.bureau.1@example.org>"


def test_a_subject_is_one_line_whatever_the_headline_is(posted) -> None:
    (mail,) = posted(
        message(replace(STORY, parties=(), title="Judul\r\nBcc: x@a.example 市長 " * 9))
    )

    assert mail["Bcc"] is None
    assert "市長" in mail["Subject"]


def test_slack_gets_no_blocks_whatever_its_address_asks_for() -> None:
    url = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/?blocks=yes"
    channel = AppriseChannel(url, name="desk")

    (service,) = channel._apprise.services
    assert service.use_blocks is False


def test_a_channel_that_is_still_sending_takes_nothing_else_meanwhile() -> None:
    channel = AppriseChannel("json://127.0.0.1:9/x", name="desk")

    with channel._busy, pytest.raises(ChannelResting) as met:
        channel.send(Message(title="t", body="b"))

    assert met.value.retry_after == timedelta(seconds=30)
