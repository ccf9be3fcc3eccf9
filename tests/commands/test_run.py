"""`kembar run` before its loop begins: which configuration it takes, and the one it writes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

import scheduler
from commands import run
from kembar.config import Config, load

Kembar = Callable[..., Result]
Configure = Callable[..., Path]


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Starts of the loop, which a process can have only once; each says whether private
    hosts are allowed."""
    starts: list[bool] = []

    def start(main: object, *, allow_private: bool = False) -> int:
        starts.append(allow_private)
        return 0

    monkeypatch.setattr(scheduler, "run_loop", start)
    return starts


def test_the_first_run_writes_a_commented_configuration_and_starts(
    kembar: Kembar, folder: Path, started: list[bool]
) -> None:
    result = kembar("run")

    written = folder / "kembar.toml"
    assert result.exit_code == 0, result.output
    assert started == [False]
    assert "wrote kembar.toml" in result.stderr
    assert "contact" in result.stderr
    assert result.stdout == ""
    assert written.read_text(encoding="utf-8").startswith("# Kembar's configuration")
    assert load(written) == run.template().model_copy(
        update={"archive": load(written).archive, "channels": ()}
    )
    assert load(written).archive.path == folder / "data" / "archive.db"


def test_the_written_configuration_says_what_holds_without_one() -> None:
    template, defaults = run.template(), Config()

    for section in ("crawl", "alerts", "reading_room", "health", "retention", "rules"):
        assert getattr(template, section) == getattr(defaults, section), section
    assert template.sites == template.channels == template.watch == ()
    assert template.crawl.every == timedelta(minutes=15)


def test_every_line_that_is_commented_out_is_valid_once_it_is_not(
    kembar: Kembar, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEMBAR_BUREAU_URL", "json://127.0.0.1:9/")
    lines = run.TEMPLATE.read_text(encoding="utf-8").splitlines()
    sections = ("[[", "contact", "sites", "parsers", "folder", "name", "words", "places", "kind",
                "url", "area", "when", "quiet", "language", "ping_url")  # fmt: skip
    opened = [
        line[2:] if line.startswith("# ") and line[2:].startswith(sections) else line
        for line in lines
    ]
    (folder / "kembar.toml").write_text("\n".join(opened), encoding="utf-8")

    result = kembar("check")
    config = load(folder / "kembar.toml")

    assert result.exit_code == 0, result.stderr
    assert (len(config.watch), len(config.sites), len(config.channels)) == (1, 1, 1)
    assert config.crawl.contact == "mailto:you@example.org"


def test_a_configuration_that_is_there_is_never_written_over(
    kembar: Kembar, configure: Configure, started: list[bool]
) -> None:
    path = configure("allow_private_hosts = true\n")
    before = path.read_bytes()

    result = kembar("run")

    assert result.exit_code == 0
    assert started == [True]
    assert path.read_bytes() == before
    assert "wrote" not in result.stderr


def test_a_named_configuration_is_written_where_it_was_named(kembar: Kembar, folder: Path) -> None:
    result = kembar("run", "--config", "etc/kembar/desk.toml")

    assert result.exit_code == 0
    assert (folder / "etc" / "kembar" / "desk.toml").is_file()
    assert not (folder / "kembar.toml").exists()


def test_a_configuration_named_by_the_environment_is_taken(
    kembar: Kembar, folder: Path, started: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "desk.toml").write_text("[crawl]\nallow_private_hosts = true\n", encoding="utf-8")
    monkeypatch.setenv("KEMBAR_CONFIG", str(folder / "desk.toml"))

    result = kembar("run")

    assert result.exit_code == 0
    assert started == [True]
    assert not (folder / "kembar.toml").exists()


def test_a_missing_file_in_the_environment_is_a_mistake_and_nothing_is_written(
    kembar: Kembar, folder: Path, started: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEMBAR_CONFIG", str(folder / "gone.toml"))

    result = kembar("run")

    assert result.exit_code == 2
    assert "gone.toml" in result.stderr
    assert started == []
    assert list(folder.iterdir()) == []


def test_a_place_where_it_cannot_be_written_is_said_in_a_sentence(
    kembar: Kembar, folder: Path, started: list[bool]
) -> None:
    (folder / "file").write_text("", encoding="utf-8")

    result = kembar("run", "--config", "file/kembar.toml")

    assert result.exit_code == 2
    assert result.stderr.startswith("kembar: file/kembar.toml: cannot be written: ")
    assert started == []


def test_no_daemon_starts_on_a_configuration_with_faults(
    kembar: Kembar, configure: Configure, started: list[bool]
) -> None:
    configure('[[channels]]\nname = "desk"\nurl = "env:KEMBAR_NOT_SET"\n')

    result = kembar("run")

    assert result.exit_code == 2
    assert "KEMBAR_NOT_SET" in result.stderr
    assert started == []
