"""The documents say what the program does: generated pages are fresh, every example runs."""

import ast
import re
import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import rules
from crawler.spider import NewsSpider
from kembar import config

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda p: str(p.relative_to(ROOT))
)
FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for number, (word, text) in enumerate(FENCE.findall(page.read_text(encoding="utf-8"))):
            if word == language:
                yield f"{page.relative_to(ROOT)}:{number}", text


TOML = [*blocks("toml"), ("examples", (ROOT / "examples/kembar.toml").read_text(encoding="utf-8"))]


GENERATE = runpy.run_path(str(ROOT / "docs" / "generate.py"))
FRESH = GENERATE["pages"]()


def test_generated_pages_say_what_the_program_says() -> None:
    stale = [str(path.relative_to(ROOT)) for path, text in FRESH.items() if path.read_text("utf-8") != text]

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


YAML = list(blocks("yaml"))


@pytest.mark.parametrize(("where", "text"), YAML, ids=[where for where, _ in YAML])
def test_a_rule_example_loads_and_passes_its_own_examples(
    where: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / "example.yaml").write_text(text, encoding="utf-8")

    results = rules.run_examples(rules.load(tmp_path))

    assert [result for result in results if not result.passed] == []
    assert len(results) > len(rules.run_examples(rules.load()))


def test_the_example_pack_is_the_one_in_the_docs() -> None:
    assert (ROOT / "examples/rules/fishery.yaml").read_text(encoding="utf-8") in [
        text for _, text in YAML
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
    assert declared[0].sources


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


def test_the_changelog_has_a_place_for_the_next_release() -> None:
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
