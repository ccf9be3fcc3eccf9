"""What reaches real receivers, and what each of their answers means."""

import io
import smtplib
import socket
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import apprise
import pytest
from aiosmtpd.controller import Controller

from alerts import answers, channels
from alerts.channels import AppriseChannel, ChannelResting, ConsoleChannel, open_channels
from alerts.rendering import Message
from kembar.errors import ConfigError, DeliveryFailed
from kembar.sections import ChannelSection

NEWS = Message(
    title="Kota kembar: Kota Bontang dengan Jeju",
    body="Dua kota <kembar> & *bintang*\nhttps://berita.example/1\n#12345678",
)


class Mailroom:
    """An SMTP server; refuses recipients by the code that their name says (`550@...`)."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        name = address.split("@")[0]
        if name.isdigit():
            return f"{name} not for this one"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.got.append(message)
        return "250 OK"

    def url(self, to: str) -> str:
        return f"mailto://127.0.0.1:{self.port}?from=kembar@example.org&to={to}&mode=insecure"


@pytest.fixture
def mailroom():
    room = Mailroom()
    room.controller.start()
    yield room
    room.controller.stop()


def failure(channel: AppriseChannel, message: Message = NEWS) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as caught:
        channel.send(message)
    return caught.value


def test_a_message_arrives_by_http_as_it_is(receiver) -> None:
    AppriseChannel(receiver.url, name="hook").send(NEWS)

    (got,) = receiver.got
    assert (got["title"], got["message"]) == (NEWS.title, NEWS.body)


def test_a_message_arrives_by_mail_as_plain_text(mailroom: Mailroom) -> None:
    AppriseChannel(mailroom.url("desk@example.org"), name="mail").send(NEWS)

    (got,) = mailroom.got
    body = got.get_body(preferencelist=("plain",))
    assert got["subject"] == NEWS.title
    assert body is not None
    assert body.get_content().splitlines() == NEWS.body.splitlines()


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(400, True), (401, True), (403, True), (404, True), (410, True), (413, True),
     (408, False), (429, False), (500, False), (502, False), (503, False)],
)  # fmt: skip
def test_an_answer_tells_whether_to_try_again(receiver, status: int, permanent: bool) -> None:
    receiver.always = (status, {})

    error = failure(AppriseChannel(receiver.url, name="hook"))

    assert error.permanent is permanent
    assert str(status) in str(error)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_a_failure_and_is_not_followed(receiver, status: int) -> None:
    receiver.always = (status, {"Location": "/elsewhere"})

    error = failure(AppriseChannel(f"{receiver.url}?redirect=yes", name="hook"))

    assert "redirect" in str(error)
    assert len(receiver.paths) == 1
    assert receiver.got == []


def test_a_service_that_calls_a_redirect_a_success_is_not_believed(receiver, monkeypatch) -> None:
    channel = AppriseChannel(receiver.url, name="hook")
    receiver.always = (302, {"Location": "/elsewhere"})
    (service,) = channel._apprise.services
    real = service.send
    monkeypatch.setattr(service, "send", lambda *a, **k: real(*a, **k) or True)

    assert "redirect" in str(failure(channel))


@pytest.mark.parametrize(("asked", "seconds"), [("120", 120), ("0", 0)])
def test_a_busy_receiver_says_how_long_to_wait(receiver, asked: str, seconds: int) -> None:
    receiver.always = (429, {"Retry-After": asked})

    error = failure(AppriseChannel(receiver.url, name="hook"))

    assert isinstance(error, ChannelResting)
    assert error.retry_after.total_seconds() == seconds


def test_a_time_to_wait_until_may_be_a_date_or_nonsense() -> None:
    now = answers.datetime(2026, 11, 24, 3, 0, tzinfo=answers.UTC)
    date = {"Retry-After": "Tue, 24 Nov 2026 03:10:00 GMT"}

    assert answers._retry_after(date, now) == answers.timedelta(minutes=10)
    assert answers._retry_after({"Retry-After": "soon"}, now) is None
    assert answers._retry_after({}, now) is None


def test_answers_to_other_requests_are_not_taken_for_ours(receiver) -> None:
    receiver.answers = [(302, {"Location": "/elsewhere"})]
    with answers.listening() as heard:
        thread = threading.Thread(
            target=lambda: answers.requests.post(
                receiver.url.replace("json", "http"), "{}", timeout=5
            )
        )
        thread.start()
        thread.join()

    assert heard == []
    assert receiver.paths == ["/hook", "/elsewhere"]  # and redirects of others are followed


def test_nobody_at_the_address_is_a_passing_failure() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    by_http = failure(AppriseChannel(f"json://127.0.0.1:{port}/", name="hook"))
    by_mail = failure(
        AppriseChannel(f"mailto://127.0.0.1:{port}?from=a@b.example&mode=insecure", name="mail")
    )

    assert not by_http.permanent
    assert not by_mail.permanent
    assert "onnection" in str(by_http)


@pytest.mark.parametrize(
    ("code", "permanent"), [(550, True), (553, True), (552, False), (450, False)]
)
def test_a_mail_address_that_does_not_exist_is_refused_for_good(
    mailroom: Mailroom, code: int, permanent: bool
) -> None:
    error = failure(AppriseChannel(mailroom.url(f"{code}@example.org"), name="mail"))

    assert error.permanent is permanent
    assert str(code) in str(error)


@pytest.mark.parametrize(
    ("status", "permanent", "words"),
    [
        (apprise.AppriseResultStatus.FAILURE, False, "not delivered"),
        (apprise.AppriseResultStatus.PARTIAL, False, "only some"),
        (apprise.AppriseResultStatus.NOMATCH, True, "no service"),
        (apprise.AppriseResultStatus.TIMEOUT, False, "may have arrived"),
    ],
)
def test_every_result_but_success_is_a_failure(
    receiver, monkeypatch, status: Any, permanent: bool, words: str
) -> None:
    channel = AppriseChannel(receiver.url, name="hook")
    result = apprise.AppriseResult(status=status)
    monkeypatch.setattr(channel._apprise, "notify", lambda **_: result)

    error = failure(channel)

    assert error.permanent is permanent
    assert words in str(error)


def test_a_long_digest_is_split_and_nothing_of_it_is_cut(receiver, monkeypatch) -> None:
    channel = AppriseChannel(f"{receiver.url}?overflow=truncate", name="hook")
    (service,) = channel._apprise.services
    monkeypatch.setattr(type(service), "body_maxlen", 500)
    lines = [f"kabar {number} https://berita.example/{number}" for number in range(100)]

    channel.send(Message(title="Ringkasan", body="\n".join(lines)))

    told = "\n".join(got["message"] for got in receiver.got)
    assert len(receiver.got) > 5
    assert [line for line in lines if line.split()[-1] not in told] == []


def test_limits_of_time_are_set_unless_the_address_names_them(receiver) -> None:
    plain = AppriseChannel(receiver.url, name="a")._apprise.services[0]
    named = AppriseChannel(f"{receiver.url}?rto=3&cto=2", name="b")._apprise.services[0]

    assert plain.request_timeout == (channels.CONNECT_TIMEOUT, channels.READ_TIMEOUT)
    assert named.request_timeout == (2.0, 3.0)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("notaservice://secret-token-123", "cannot read its url"),
        ("plain words", "scheme missing"),
        ("json://127.0.0.1/,json://127.0.0.2/", "services"),
    ],
)
def test_an_address_that_apprise_cannot_use_is_refused_without_being_shown(
    url: str, words: str
) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        AppriseChannel(url, name="bureau")

    assert "bureau" in str(caught.value)
    assert "secret-token" not in str(caught.value)


def test_without_channels_the_console_is_told() -> None:
    stream = io.StringIO()

    opened = open_channels([], environment={}, console=stream)
    opened["console"].send(NEWS)

    assert list(opened) == ["console"]
    assert stream.getvalue() == f"{NEWS.title}\n{NEWS.body}\n\n"


def test_a_console_that_is_closed_is_a_passing_failure() -> None:
    stream = io.StringIO()
    stream.close()

    with pytest.raises(DeliveryFailed) as caught:
        ConsoleChannel(stream).send(NEWS)

    assert not caught.value.permanent


def test_channels_open_with_their_language_zone_and_quiet_hours(receiver) -> None:
    section = ChannelSection(
        name="bureau", url="env:HOOK", language="en", timezone="Asia/Jayapura", quiet="22:00-06:00"
    )

    channel = open_channels([section], environment={"HOOK": receiver.url}, console=io.StringIO())[
        "bureau"
    ]
    channel.send(NEWS)

    assert (channel.name, channel.language, channel.zone.key) == ("bureau", "en", "Asia/Jayapura")
    assert channel.quiet == "22:00-06:00"
    assert len(receiver.got) == 1


def test_the_faults_of_all_channels_are_told_at_once() -> None:
    sections = [
        ChannelSection(name="one", url="env:NOT_SET"),
        ChannelSection(name="two", url="nonsense://x"),
        ChannelSection(name="three", url="json://127.0.0.1/"),
        ChannelSection(name="four", url="file:nowhere.txt"),
    ]

    with pytest.raises(ConfigError) as caught:
        open_channels(sections, environment={}, console=io.StringIO())

    assert [fault.split("'")[1] for fault in caught.value.faults] == ["one", "two", "four"]


def test_the_mailroom_itself_works(mailroom: Mailroom) -> None:
    with smtplib.SMTP("127.0.0.1", mailroom.port) as client:
        client.sendmail("a@example.org", ["b@example.org"], "Subject: x\r\n\r\ny")

    assert len(mailroom.got) == 1
