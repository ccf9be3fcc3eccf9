"""The command line in a folder of its own; what it does to logging is undone."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands import cli
from storage.archive import Archive

Kembar = Callable[..., Result]

BASE = '[archive]\npath = "archive.db"\n[crawl]\ncontact = "mailto:desk@example.org"\n'


@pytest.fixture(autouse=True)
def quiet_logging() -> Iterator[None]:
    """Commands send the root logger to a stderr that is gone when they end."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder; no configuration stands in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KEMBAR_CONFIG", raising=False)
    return tmp_path


@pytest.fixture
def kembar(folder: Path) -> Kembar:
    """Call `kembar ARGUMENT ...` in this process; `given` is its stdin."""

    def called(*arguments: str, given: bytes | str | None = None) -> Result:
        return CliRunner().invoke(cli, arguments, input=given, prog_name="kembar")

    return called


@pytest.fixture
def configure(folder: Path) -> Callable[[str], Path]:
    """Write kembar.toml: an archive, a contact, and the given text after it."""

    def written(text: str = "") -> Path:
        path = folder / "kembar.toml"
        path.write_text(BASE + text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    """The archive that `configure` names, open for the test to fill."""
    opened = Archive.open(folder / "archive.db")
    yield opened
    opened.close()
