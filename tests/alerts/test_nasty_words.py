"""Whatever the web writes, every service takes the message, and nothing in it comes alive."""

import io
import re
import ssl
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from itertools import islice

import pytest
from chat_services import Entities, serving
from nasty import ABSENT, BIG_LIST, OURS, SANITIZE, big_list
from receivers import HttpReceiver, MailReceiver
from sample_articles import BONTANG, JEJU, NOW, SENTENCE

from alerts.channels import AppriseChannel
from alerts.forms import MAIL, TELEGRAM
from alerts.rendering import Message, render
from kembar.clock import WIB
from kembar.model import Delivery, Kind, Outlet, Stage, Story

STORY = Story(
    alert_key="61ff8326c531e83a", occasion="first", title="Bontang dan Jeju jadi kota kembar",
    url="https://berita.example/1", site="berita.example", sentence=SENTENCE, rule="twin.named",
    published=NOW, published_precision="minute", first_seen=NOW, kind=Kind.SISTER_CITY,
    stage=Stage.MOU, parties=(BONTANG, JEJU), score=3.0,
)  # fmt: skip


def everywhere(text: str) -> Story:
    """A story in which a string stands wherever the web can put one."""
    return replace(
        STORY, title=text, sentence=text, site=text, occasion="party", detail=text, before=text,
        parties=(replace(BONTANG, name=text), JEJU), why={"places": text}, rule=text,
        outlets=(Outlet(site=text, url=text), Outlet(site=text, url=f"https://a.example/{text}")),
    )  # fmt: skip


def message(*stories: Story, digest: str | None = None) -> Message:
    delivery = Delivery(
        ids=(1,), channel="bureau", attempts=0, created=NOW, digest=digest, stories=stories
    )
    return render(delivery, language="id", zone=WIB)


def messages(texts: Sequence[str]) -> Iterator[Message]:
    """Each string in an alert of its own, and all of them in digests of twenty."""
    for text in texts:
        yield message(everywhere(text))
    for start in range(0, len(texts), 20):
        yield message(*map(everywhere, texts[start : start + 20]), digest="when:bureau")


def batched(told: Iterator[Message], size: int) -> Iterator[list[Message]]:
    while some := list(islice(told, size)):
        yield some


SETS = [
    pytest.param(OURS, id="ours"),
    pytest.param(
        big_list(), id="big-list",
        marks=pytest.mark.skipif(not BIG_LIST.is_file(), reason=ABSENT),
    ),
]  # fmt: skip


@pytest.mark.parametrize("texts", SETS)
@pytest.mark.parametrize("service", ["telegram", "slack", "discord"])
def test_a_chat_takes_every_string_at_once(service: str, texts: list[str]) -> None:
    with serving(service) as (mock, channel):
        for told in messages(texts):
            channel.send(told)

    assert mock.refused == []  # the plain text was never needed
    assert len(mock.took) >= len(texts)


@pytest.mark.parametrize("texts", SETS)
def test_a_hook_takes_every_string(texts: list[str]) -> None:
    with HttpReceiver() as hook:
        channel = AppriseChannel(hook.url, name="hook")
        for told in messages(texts):
            channel.send(told)

    assert len(hook.received) >= len(texts)


@pytest.mark.parametrize("texts", SETS)
def test_a_mail_server_takes_every_string_with_sound_headers(
    texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Apprise loads the machine's certificates for each mail, most of the time of this test.
    context = ssl.create_default_context()
    monkeypatch.setattr(ssl, "create_default_context", lambda: context)
    received = []
    # aiosmtpd takes longer with each connection that it has had: a new one for every fifty.
    for some in batched(messages(texts), 50):
        with MailReceiver() as room:
            channel = AppriseChannel(room.url, name="mail")
            channel._apprise.services[0].request_rate_per_sec = 0
            for told in some:
                channel.send(told)
        received += room.received

    assert len(received) >= len(texts)
    for mail in received:
        assert mail["To"] == "desk@example.org"
        assert mail["Bcc"] is None
        assert not mail.defects
        assert len(mail.get_all("Message-ID")) == 1
        html = mail.get_body(preferencelist=("html",))
        assert html is not None
        assert alive(html.get_content()) == []


class Alive(HTMLParser):
    """Notes what would run or load in a mail."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only our own tags with our own attributes."""
        if tag not in {"html", "head", "meta", "body", "div", "br", "a"}:
            self.found.append(tag)
        for name, value in attrs:
            if name not in {"charset", "name", "content", "style", "href"}:
                self.found.append(f"{name}={value}")
            if name == "href" and not re.match(r"https?://", value or ""):
                self.found.append(f"href={value}")
            if name == "style" and "url" in (value or ""):
                self.found.append(f"style={value}")


def alive(html: str) -> list[str]:
    reader = Alive()
    reader.feed(html)
    reader.close()
    return reader.found


def feed_texts() -> list[str]:
    """What feedparser's tests of its sanitizer put into feeds."""
    with tarfile.open(SANITIZE) as archive:
        files = [item for item in archive if item.isfile() and "/sanitize/" in item.name]
        raw = [(archive.extractfile(item) or io.BytesIO()).read() for item in files]
    texts = [one.decode("utf-8", "replace") for one in raw]
    inner = [text.partition("<feed")[2] or text.partition("<rss")[2] or text for text in texts]
    return [*texts, *inner, *(text.replace("&lt;", "<").replace("&gt;", ">") for text in inner)]


@pytest.mark.skipif(not SANITIZE.is_file(), reason=ABSENT)
def test_no_markup_of_a_hostile_feed_comes_alive_in_mail_or_telegram() -> None:
    texts = feed_texts()
    assert len(texts) > 2000
    for text in texts:
        # Whole and in parts, as a headline is cut; addresses too.
        told = message(everywhere(text[-250:]), everywhere(text), digest="when:bureau")
        assert alive(MAIL.text(told.title, told.parts)) == []
        reader = Entities()
        reader.feed(TELEGRAM.text(told.title, told.parts))
        assert reader.faults == []
        assert all(re.match(r"https?://", link) for link in reader.links)
