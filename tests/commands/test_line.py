"""The command line as a whole: help of every command, mistypes, the order of configurations."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import Result

from commands import cli

Kembar = Callable[..., Result]
Configure = Callable[..., Path]


def commands(group: click.Group, *above: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it, groups included."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield (*above, name), found
        if isinstance(found, click.Group):
            yield from commands(found, *above, name)


EVERY = list(commands(cli))


@pytest.mark.parametrize(("words", "command"), EVERY, ids=[" ".join(words) for words, _ in EVERY])
def test_every_command_says_what_it_is_for(
    words: tuple[str, ...], command: click.Command, kembar: Kembar
) -> None:
    result = kembar(*words, "--help")

    assert result.exit_code == 0
    assert len(command.get_short_help_str()) > 10
    if not isinstance(command, click.Group) and words != ("demo",):
        assert "--config" in result.stdout


@pytest.mark.parametrize(
    "mistyped",
    [["crwl"], ["rules"], ["rules", "aply"], ["check", "--jsn"], ["check", "more"], ["common"]],
)
def test_a_mistyped_command_ends_with_2(mistyped: list[str], kembar: Kembar) -> None:
    result = kembar(*mistyped)

    assert result.exit_code == 2
    assert "Usage: kembar" in result.stderr
    assert result.stdout == ""


def test_the_version_is_one_of_the_calendar(kembar: Kembar) -> None:
    result = kembar("--version")

    assert result.stdout.startswith("kembar, version 20")


def site_names(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [row["name"] for row in json.loads(result.stdout)]


def test_the_named_file_comes_before_the_folders_and_that_before_the_environments(
    kembar: Kembar, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(path: Path, name: str) -> None:
        path.write_text(
            f'[crawl]\nsites = []\n[[sites]]\nname = "{name}"\nurl = "https://{name}.example/"\n',
            encoding="utf-8",
        )

    write(folder / "other.toml", "from-environment")
    monkeypatch.setenv("KEMBAR_CONFIG", str(folder / "other.toml"))
    environment = site_names(kembar("sites", "list", "--json"))
    write(folder / "kembar.toml", "from-folder")
    here = site_names(kembar("sites", "list", "--json"))
    write(folder / "named.toml", "from-option")
    named = site_names(kembar("sites", "list", "--json", "--config", "named.toml"))

    assert environment == ["from-environment"]
    assert here == ["from-folder"]
    assert named == ["from-option"]


def test_without_any_file_the_built_in_sites_are_in_force(kembar: Kembar) -> None:
    names = site_names(kembar("sites", "list", "--json"))

    assert {"klikkaltim.com", "klikkalsel.com", "palopopos.fajar.co.id", "kotabogor.go.id"} <= set(
        names
    )
    assert names == sorted(names)


def test_a_site_of_the_configuration_takes_the_place_of_the_built_in_one(
    kembar: Kembar, configure: Configure
) -> None:
    configure(
        'sites = ["klikkaltim.com"]\n[[sites]]\nname = "klikkaltim.com"\n'
        'url = "https://baru.example/"\nsources = ["feed:https://baru.example/feed"]\n'
    )

    (row,) = json.loads(kembar("sites", "list", "--json").stdout)

    assert (row["url"], row["builtin"], row["area"]) == ("https://baru.example/", False, "64.74")
    assert row["sources"] == ["feed:https://baru.example/feed"]


@pytest.mark.parametrize("command", [["crawl"], ["sites", "list"], ["check"], ["try", "x"]])
def test_an_unknown_built_in_site_ends_with_2_and_the_nearest_name(
    command: list[str], kembar: Kembar, configure: Configure
) -> None:
    configure('sites = ["palopopos.fajar.id"]\n')

    result = kembar(*command)

    assert result.exit_code == 2
    assert "did you mean 'palopopos.fajar.co.id'?" in result.stderr


def test_check_tells_what_is_in_force(kembar: Kembar, configure: Configure) -> None:
    configure('sites = []\n[[channels]]\nname = "desk"\nurl = "json://127.0.0.1:9/"\n')

    result = kembar("check")

    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout.splitlines()[0] == "sites: 0"
    assert "channels: desk" in result.stdout
    assert "archive: archive.db" in result.stdout


def test_check_warns_of_a_rules_folder_that_is_not_there(
    kembar: Kembar, configure: Configure
) -> None:
    configure('[rules]\nfolder = "rulez"\n')

    result = kembar("check")

    assert result.exit_code == 0
    assert "rulez is not there" in result.stderr


def test_all_faults_of_one_file_are_shown_at_once(kembar: Kembar, configure: Configure) -> None:
    configure(
        'evry = "15 min"\ndelay = "soon"\n[alerts]\nbacklog = "shout"\n'
        '[[sites]]\nurl = "gopher://x"\n[[channels]]\nname = "a b"\nurl = "json://x"\n'
    )

    result = kembar("check")

    lines = result.stderr.splitlines()
    assert result.exit_code == 2
    assert len(lines) == 5
    assert all(line.startswith("kembar: kembar.toml: ") for line in lines)
    for key in ("crawl.evry", "crawl.delay", "alerts.backlog", "sites[1].url", "channels[1].name"):
        assert any(key in line for line in lines), key
