"""Addresses from the environment, from files and from credentials; none in any log."""

import io
import logging
from pathlib import Path

import pytest

from alerts import redaction
from alerts.channels import AppriseChannel
from alerts.redaction import Redaction, redact, secret_parts
from alerts.rendering import Message
from alerts.secrets import resolve
from kembar.errors import ConfigError, DeliveryFailed

ADDRESS = "json://user:Kanari4711@127.0.0.1/hook"


def secret_file(folder: Path, text: str = ADDRESS, mode: int = 0o600) -> Path:
    path = folder / "bureau"
    path.write_text(text)
    path.chmod(mode)
    return path


def test_an_address_may_stand_in_each_place(tmp_path: Path) -> None:
    path = secret_file(tmp_path, f"\n{ADDRESS}\n")
    environment = {"URL": ADDRESS, "CREDENTIALS_DIRECTORY": str(tmp_path)}

    found = [
        resolve(url, environment, name="bureau", folder=tmp_path)
        for url in (ADDRESS, "env:URL", f"file:{path}", "file:bureau", "credential:bureau")
    ]

    assert found == [ADDRESS] * 5


def test_a_service_may_be_called_like_a_place() -> None:
    assert resolve("file://x", {}, name="a") == "file://x"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("env:MISSING", r"'bureau'.*MISSING is not set; set it"),
        ("env:EMPTY", r"EMPTY is not set"),
        ("env:", r"nothing follows env:"),
        ("file:nowhere", r"'bureau'.*nowhere cannot be read: No such file"),
        ("file:.", r"is not a file"),
        ("credential:bureau", r"CREDENTIALS_DIRECTORY is not set.*LoadCredential=bureau"),
    ],
)
def test_what_is_missing_is_told_with_a_way_out(tmp_path: Path, url: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        resolve(url, {"EMPTY": " "}, name="bureau", folder=tmp_path)


def test_a_credential_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="plain name"):
        resolve("credential:../x", {"CREDENTIALS_DIRECTORY": str(tmp_path)}, name="bureau")


def test_a_file_that_everybody_can_read_is_refused(tmp_path: Path) -> None:
    path = secret_file(tmp_path, mode=0o644)

    with pytest.raises(ConfigError, match="chmod 600") as caught:
        resolve(f"file:{path}", {}, name="bureau")

    assert "Kanari4711" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "two words"])
def test_a_file_holds_one_address_and_nothing_else(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match="alone"):
        resolve(f"file:{secret_file(tmp_path, text)}", {}, name="bureau")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = secret_file(tmp_path)
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ConfigError, match="not UTF-8"):
        resolve(f"file:{path}", {}, name="bureau")


@pytest.mark.parametrize(
    ("url", "hidden", "shown"),
    [
        (
            "tgram://12345678:AbCdEfGhIjKlMnOpQrStUvWxYz01234/99",
            "AbCdEfGhIjKlMnOpQrStUvWxYz01234",
            "99",
        ),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/", "A1BRTD4JD", "slack"),
        ("mailto://desk:p%40ss%2Fword@smtp.example.org", "p@ss/word", "smtp.example.org"),
        ("json://127.0.0.1:8080/hook?key=0a1b2c3d4e", "0a1b2c3d4e", "127.0.0.1"),
        ("ntfys://ntfy.example.org/kabar-rahasia-99", "kabar-rahasia-99", "ntfy.example.org"),
    ],
)
def test_the_secret_parts_of_an_address_are_known(url: str, hidden: str, shown: str) -> None:
    filter_ = Redaction()
    filter_.add(secret_parts(url))

    said = filter_.redact(f"cannot reach {shown} with {hidden} at {url}")

    assert hidden not in said
    assert f"cannot reach {shown}" in said


@pytest.mark.parametrize(
    "text",
    [
        "GET https://user:hunter2@example.org/x",
        "POST /bot123456:AAaBbCcDd-x_y/sendMessage",
        "token 987654321:AAaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPp_q",
        "Slack said xoxb-12-34-abcdef",
    ],
)
def test_what_looks_like_a_secret_is_hidden_without_being_known(text: str) -> None:
    said = redact(text)

    assert redaction.HIDDEN in said
    assert not any(word in said for word in ("hunter2", "AAaBbCc", "abcdef"))


def test_ordinary_text_is_left_as_it_is() -> None:
    text = "stored article=12 url=https://berita.example/@desk/2026?id=7:15 site=berita.example"

    assert redact(text) == text


def test_no_secret_reaches_a_log_by_message_arguments_exception_or_stack() -> None:
    redaction.install(secret_parts("json://desk:Kanari0815@127.0.0.1/"))
    stream = io.StringIO()
    late_handler = logging.StreamHandler(stream)  # added after the secrets were installed
    logger = logging.getLogger("kembar.test_redaction")
    logger.propagate = False
    logger.addHandler(late_handler)
    try:
        logger.warning("url json://desk:Kanari0815@127.0.0.1/")
        logger.warning("password %s of %d", "Kanari0815", 3)
        try:
            raise ValueError("cannot log in with Kanari0815")
        except ValueError:
            logger.exception("failed")
        logger.warning("broken %d", "Kanari0815")
    finally:
        logger.removeHandler(late_handler)

    said = stream.getvalue()
    assert "Kanari0815" not in said
    assert "password *** of 3" in said
    assert "ValueError: cannot log in with ***" in said


def test_installing_twice_rewrites_once() -> None:
    redaction.install(["Kanari3333"])
    first = logging.getLogRecordFactory()
    redaction.install(["Kanari4444"])

    assert logging.getLogRecordFactory() is first
    assert redact("Kanari3333 Kanari4444") == "*** ***"


def test_talkative_libraries_are_silent_below_errors() -> None:
    logging.getLogger("urllib3").setLevel(logging.DEBUG)
    redaction.install()

    levels = {logging.getLogger(name).level for name in redaction.TALKATIVE}

    assert min(levels) >= logging.ERROR


def test_a_failing_channel_leaks_nothing_anywhere(receiver, caplog, capfd) -> None:
    """The canaries: password, path and key of an address, at the lowest level of every logger."""
    host = receiver.url.removeprefix("json://").removesuffix("/hook")
    url = f"json://desk:Kanari1111@{host}/Kanari2222/x?-key=Kanari3333&+X-Token=Kanari4444"
    caplog.set_level(logging.DEBUG)
    channel = AppriseChannel(url, name="bureau")
    told = []
    for answer in ((500, {}), (401, {}), (302, {"Location": "/Kanari2222"}), (429, {})):
        receiver.answers = [answer]
        with pytest.raises(DeliveryFailed) as caught:
            channel.send(Message(title="t", body="b"))
        told.append(str(caught.value))
    logging.getLogger("kembar.test").error("%s", url)

    everything = caplog.text + "".join(told) + "".join(capfd.readouterr())
    assert "Kanari" not in everything
    assert len(receiver.paths) == 4
    assert "Kanari2222" in receiver.paths[0]


def test_an_address_that_cannot_be_read_is_not_logged_either(caplog, capfd) -> None:
    caplog.set_level(logging.DEBUG)

    with pytest.raises(ConfigError) as caught:
        AppriseChannel("tgram://Kanari5555-not-a-token/1", name="bureau")

    assert "Kanari5555" not in str(caught.value) + caplog.text + "".join(capfd.readouterr())
