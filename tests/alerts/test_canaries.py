"""No secret of a channel's address gets out, whatever fails and however much is logged."""

import asyncio
import logging
import subprocess
import sys
import traceback
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import HandClock
from sample_articles import NOW

import commands
from alerts.channels import open_channels
from alerts.rendering import Message
from alerts.wing import AlertWing
from kembar import config
from kembar.errors import DeliveryFailed

USER, PASSWORD, TOKEN, KEY = "Kanari1user", "Kanari2pass", "Kanari3token9", "Kanari4key77"
CANARY = "Kanari"
TALKERS = ("", "apprise", "urllib3", "requests", "smtplib", "asyncio", "alerts", "kembar")


def urls(port: int) -> dict[str, str]:
    """Addresses with all four secrets: an answering one, a dead one, mail, a bot."""
    return {
        "hook": f"json://{USER}:{PASSWORD}@127.0.0.1:{port}/{TOKEN}/x?-key={KEY}&rto=1",
        "dead": f"json://{USER}:{PASSWORD}@127.0.0.1:9/{TOKEN}/x?+X-Key={KEY}&rto=1",
        "mail": f"mailto://{USER}:{PASSWORD}@127.0.0.1:9?from=a@x.id&to={TOKEN}@x.id&mode=insecure",
        "form": f"form://{USER}:{PASSWORD}@127.0.0.1:{port}/{TOKEN}?-k={KEY}&rto=1",
    }


def write(folder: Path, port: int) -> Path:
    channels = "".join(
        f'[[channels]]\nname = "{name}"\nurl = "{url}"\n' for name, url in urls(port).items()
    )
    path = folder / "kembar.toml"
    path.write_text(f'[archive]\npath = "archive.db"\n{channels}', encoding="utf-8")
    return path


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """All levels of all loggers that meet an address."""
    before = {name: logging.getLogger(name).level for name in TALKERS}
    for name in TALKERS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    caplog.handler.setLevel(logging.DEBUG)
    logging.getLogger("apprise").addHandler(caplog.handler)  # it passes nothing on by itself
    yield caplog
    logging.getLogger("apprise").removeHandler(caplog.handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize("status", [200, 302, 401, 429, 500])
def test_no_secret_is_in_logs_archive_or_answers_of_commands(
    status: int, receiver, fill, path: Path, tmp_path: Path, everything, capfd, monkeypatch
) -> None:
    receiver.always = (status, {"Location": f"/{TOKEN}"} if status == 302 else {})
    port = int(receiver.url.rsplit(":", 1)[1].split("/")[0])
    file = write(tmp_path, port)
    read = config.load(file)
    channels = open_channels(read.channels, console=sys.stderr)
    everything.handler.setLevel(logging.DEBUG)
    for name in TALKERS:  # as somebody who looks for a fault turns it all on
        logging.getLogger(name).setLevel(logging.DEBUG)
    fill(2, *channels)
    seen: list[bytes] = []

    async def work() -> None:
        clock = HandClock(NOW)
        async with AlertWing(read, channels, clock=clock) as wing:
            await wing.deliver()
            seen.extend(one.read_bytes() for one in path.parent.glob("archive.db*"))

    asyncio.run(work())
    runner = CliRunner()
    told = []
    for words in (
        ["status"], ["alerts", "list"], ["alerts", "pending"], ["alerts", "list", "--json"],
        ["alerts", "pending", "--json"], ["check"],
    ):  # fmt: skip
        result = runner.invoke(commands.cli, [*words, "--config", str(file)])
        told.append(result.output + (str(result.exception) if result.exception else ""))
    seen.extend(one.read_bytes() for one in path.parent.glob("archive.db*"))

    assert receiver.paths and TOKEN in receiver.paths[0], "the secrets were in use"
    assert CANARY not in everything.text
    assert CANARY not in "".join(capfd.readouterr())
    for text in told:
        assert CANARY not in text
    assert seen
    assert not [None for body in seen if CANARY.encode() in body]


@pytest.mark.parametrize("name", ["hook", "dead", "mail", "form"])
def test_no_secret_is_in_an_error_its_causes_or_the_locals_of_our_own_frames(
    name: str, receiver, tmp_path: Path
) -> None:
    receiver.always = (500, {})
    port = int(receiver.url.rsplit(":", 1)[1].split("/")[0])
    channel = open_channels(config.load(write(tmp_path, port)).channels, console=sys.stderr)[name]
    with pytest.raises(DeliveryFailed) as caught:
        channel.send(Message(title="t", body="b"))

    own = [
        frame for frame, _ in traceback.walk_tb(caught.value.__traceback__)
        if "/alerts/" in frame.f_code.co_filename and "/tests/" not in frame.f_code.co_filename
    ]  # fmt: skip
    assert own
    error = caught.value
    error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next  # without this one
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    assert CANARY not in "".join(told.format())
    assert not [
        (frame.f_code.co_name, key)
        for frame in own for key, value in frame.f_locals.items() if CANARY in repr(value)
    ]  # fmt: skip


PAGES = (
    "/", "/sites", "/charts", "/story/1", "/feed.atom", "/archive", "/archive/outbox",
    "/archive/outbox.json?_shape=array", "/archive/runs", "/archive/breakers.json",
    "/archive.json?sql=select+*+from+outbox", "/archive.json?sql=select+*+from+nothing",
    "/-/metadata.json", "/-/settings.json", "/-/databases.json", "/-/threads.json",
    "/-/plugins.json", "/export/stories.csv", "/nothing-here",
)  # fmt: skip


def test_no_secret_is_on_a_page_of_the_reading_room(
    receiver, fill, path: Path, tmp_path: Path
) -> None:
    receiver.always = (500, {})
    port = int(receiver.url.rsplit(":", 1)[1].split("/")[0])
    read = config.load(write(tmp_path, port))
    channels = open_channels(read.channels, console=sys.stderr)
    fill(2, *channels)

    async def work() -> None:
        async with AlertWing(read, channels, clock=HandClock(NOW)) as wing:
            await wing.deliver()

    asyncio.run(work())
    room = subprocess.Popen(
        [sys.executable, "-m", "reading_room", str(path), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert room.stdout is not None
        base = room.stdout.readline().strip().rstrip("/")
        shown = {page: asked(base + page) for page in PAGES}
    finally:
        room.kill()
        said = "".join(room.communicate())

    assert "not delivered" in shown["/archive/outbox"] or "500" in shown["/archive/outbox"]
    assert [page for page, body in shown.items() if CANARY in body] == []
    assert CANARY not in said


def asked(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return str(error.read().decode())
