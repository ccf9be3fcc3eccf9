"""The documents say what the program does: generated pages are fresh, every example runs."""

import ast
import re
import runpy
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

import rules
from commands import cli
from commands.demo.stock import demo_outlets
from crawler.spider import NewsSpider
from kembar import config
from kembar.model import Article, Kind

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda p: str(p.relative_to(ROOT))
)
COMMAND = re.compile(r"(?:`|\$ )kembar ((?:[a-z]+ ?)+)")
MACHINE = re.compile(r"(?<![\w.])/(?:work|tmp|root|home|Users)\b|\bC:\\\\|\.pyenv")
FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for number, (word, text) in enumerate(FENCE.findall(page.read_text(encoding="utf-8"))):
            if word == language:
                yield f"{page.relative_to(ROOT)}:{number}", text


TOML = [*blocks("toml"), ("examples", (ROOT / "examples/kembar.toml").read_text(encoding="utf-8"))]


GENERATE = runpy.run_path(str(ROOT / "docs" / "generate.py"))
OUTLETS = demo_outlets(datetime(2026, 11, 24, 12, tzinfo=UTC))
FRESH = GENERATE["pages"]()


def test_generated_pages_say_what_the_program_says() -> None:
    stale = [
        str(path.relative_to(ROOT))
        for path, text in FRESH.items()
        if path.read_text("utf-8") != text
    ]

    assert stale == [], "run `python docs/generate.py`"


@pytest.mark.parametrize(("where", "text"), TOML, ids=[where for where, _ in TOML])
def test_a_configuration_example_is_valid(where: str, text: str) -> None:
    read = config.parse(text, name=where)

    assert read.model_fields_set
    assert rules.load(None, read.watches).watches is not None


def test_every_key_of_the_written_configuration_is_explained() -> None:
    text = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    written = tomllib.loads((ROOT / "commands/kembar.toml").read_text(encoding="utf-8"))

    missing = [key for section in written.values() for key in section if f"`{key}`" not in text]

    assert missing == []
    assert "| - |" not in "".join(re.findall(r"^\| `\w+` \| - .*$", text, re.MULTILINE))


RULES = [*blocks("yaml"), *blocks("tsv")]
PACKS = [(where, text) for where, text in RULES if text.startswith("schema: rules/")]


@pytest.mark.parametrize(("where", "text"), PACKS, ids=[where for where, _ in PACKS])
def test_a_rule_example_loads_and_passes_its_own_examples(
    where: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / "example.yaml").write_text(text, encoding="utf-8")

    results = rules.run_examples(rules.load(tmp_path))

    assert [result for result in results if not result.passed] == []
    assert len(results) > len(rules.run_examples(rules.load()))


def test_the_overrides_and_places_of_the_docs_are_taken(tmp_path: Path) -> None:
    for where, text in RULES:
        if (where, text) not in PACKS:
            name = "overrides.yaml" if text.startswith("schema: overrides/") else "places.local.tsv"
            (tmp_path / name).write_text(text, encoding="utf-8")

    mine, built_in = rules.load(tmp_path), rules.load()

    assert {rule.id for rule in mine.rules} < {rule.id for rule in built_in.rules}
    assert mine.thresholds.alert > built_in.thresholds.alert
    assert len(mine.gazetteer.places) == len(built_in.gazetteer.places) + 1


def test_the_example_pack_is_the_one_in_the_docs() -> None:
    assert (ROOT / "examples/rules/fishery.yaml").read_text(encoding="utf-8") in [
        text for _, text in PACKS
    ]


PYTHON = list(blocks("python"))


@pytest.mark.parametrize(("where", "text"), PYTHON, ids=[where for where, _ in PYTHON])
def test_a_site_example_declares_a_site(where: str, text: str) -> None:
    names: dict[str, object] = {}
    exec(compile(ast.parse(text), where, "exec"), names)

    declared = [
        value
        for value in names.values()
        if isinstance(value, type) and issubclass(value, NewsSpider) and value is not NewsSpider
    ]

    assert len(declared) == 1
    assert declared[0].name
    assert declared[0].sources or declared[0].family


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_resolves(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda p: p.name
)
def test_a_decision_is_short_and_has_its_three_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert len(text.splitlines()) < 40
    assert all(f"{part}:" in text for part in ("Context", "Decision", "Consequence"))


def described() -> Iterator[tuple[str, click.Command]]:
    yield from ((" ".join(path), command) for path, command in GENERATE["_commands"](cli, ()))


def test_every_command_and_option_is_in_the_reference() -> None:
    text = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## kembar ?(.*)\n([^#]*)", text, re.MULTILINE))

    missing = [
        f"kembar {name} {option}"
        for name, command in described()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if not parameter.hidden and option not in sections.get(name, "")
    ]

    assert missing == []
    assert len(sections) > 20


def test_every_command_that_a_page_names_is_one() -> None:
    known = {name for name, _ in described()}
    groups = {name for name, command in described() if isinstance(command, click.Group)}

    unknown, seen = [], 0
    for page in PAGES:
        for written in COMMAND.findall(page.read_text(encoding="utf-8")):
            seen += 1
            first, *rest = written.split()
            name = f"{first} {rest[0]}" if first in groups and rest else first
            unknown += [f"{page.name}: kembar {name}"] if name not in known else []

    assert unknown == []
    assert seen > 10


def test_a_stale_page_is_noticed(tmp_path: Path) -> None:
    fresh, old = tmp_path / "fresh.md", tmp_path / "old.md"
    fresh.write_text("new", encoding="utf-8")
    old.write_text("old", encoding="utf-8")

    wanted = {fresh: "new", old: "new", tmp_path / "missing.md": "new"}

    assert GENERATE["stale"](wanted) == [old, tmp_path / "missing.md"]


def test_the_alert_in_the_readme_is_what_the_demo_tells() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    _, title, headline, _, pair, *_ = readme.split("$ make demo")[1].splitlines()
    article = Article(url="text:", site="", title=headline, text="")

    chief = rules.judge(article, rules.load()).happenings[0]

    assert " dengan ".join(party.name for party in chief.parties) == pair
    assert (chief.kind, title) == (Kind.SISTER_CITY, f"Kota kembar: {pair}")
    assert any(headline == told.title for outlet in OUTLETS for told in outlet.articles)


def test_no_page_names_the_machine_it_was_written_on() -> None:
    files = [*PAGES, *(p for p in (ROOT / "examples").rglob("*") if p.is_file())]

    named = [p.name for p in files if MACHINE.search(p.read_text(encoding="utf-8"))]

    assert named == []


def test_the_changelog_has_a_place_for_the_next_release() -> None:
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
