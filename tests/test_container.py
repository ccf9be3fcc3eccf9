"""The Dockerfile says what the program understands; no container is built here."""

import json
import re
from pathlib import Path

import click
import pytest

from commands import cli

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
ENTRIES = [json.loads(found) for found in re.findall(r"^ENTRYPOINT (\[.*\])$", TEXT, re.MULTILINE)]


def understood(words: list[str]) -> dict[str, object]:
    """The options of a `kembar ...` command line as click reads them."""
    command: click.Command = cli
    context = click.Context(cli)
    while isinstance(command, click.Group):
        name, *words = words
        found = command.get_command(context, name)
        assert found is not None, name
        command = found
    return command.make_context(command.name, words).params


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: " ".join(entry[:3]))
def test_a_container_starts_a_command_that_is_one(entry: list[str]) -> None:
    assert entry[0] == "kembar"
    assert understood(entry[1:]) is not None


def test_the_public_container_serves_a_public_copy_and_nothing_else() -> None:
    options = understood([*ENTRIES[-1][1:], "--name", "kliping.contoh.example"])

    assert options["public"] == Path("/data/public.db")
    assert (options["listen"], options["port"]) == ("0.0.0.0", 8001)
    assert options["names"] == ("kliping.contoh.example",)
    assert TEXT.index("AS public") < TEXT.index("EXPOSE 8001")


def test_no_container_runs_as_root() -> None:
    stages = TEXT.split("\nFROM ")[1:]
    started = [stage for stage in stages if "ENTRYPOINT" in stage]

    assert len(started) == len(ENTRIES) == 2
    assert all(stage.startswith("base AS ") and "USER" not in stage for stage in started)
    assert "USER 10001" in next(stage for stage in stages if " AS base\n" in stage)
