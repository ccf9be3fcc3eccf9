"""The arrows between the rooms go down; one library stands behind one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Each room and what it may import of ours. `kembar.config` is named where it is allowed.
ALLOWED: dict[str, set[str]] = {
    "kembar": {"kembar"},
    "rules": {"rules", "kembar.model", "kembar.errors", "kembar.clock"},
    "storage": {"storage", "kembar.model", "kembar.errors", "kembar.clock", "kembar.plain"},
    "crawler": {"crawler", "rules", "storage", "kembar"},
    "exports": {"exports", "storage", "kembar"},
    "spiders": {"spiders", "crawler"},
    "alerts": {"alerts", "storage", "kembar"},
    "health": {"health", "storage", "kembar"},
    "reading_room": {"reading_room", "exports", "storage", "kembar"},
    "scheduler": {"crawler", "rules", "storage", "alerts", "health", "reading_room", "kembar"},
    "commands": {
        "commands", "scheduler", "crawler", "rules", "storage", "alerts", "health",
        "exports", "reading_room", "kembar",
    },
}  # fmt: skip

# The one arrow up: `python -m kembar` is the command line.
EXCEPTIONS = {("kembar/__main__.py", "commands")}

# Library -> the only files that may import it (a folder ends with a slash).
DOORS: dict[str, set[str]] = {
    "trafilatura": {"crawler/extraction.py"},
    "sqlite_utils": {"storage/archive.py", "storage/migrations.py"},
    "apprise": {"alerts/channels.py"},
    "apscheduler": {"scheduler.py"},
    "twisted": {"crawler/manners/guard.py", "crawler/manners/floods.py"},
    "feedparser": {"crawler/sources/feed.py"},
    "pebble": {"crawler/parsing.py", "crawler/judging.py"},
    "courlan": {"crawler/urls.py"},
    "protego": {"crawler/manners/robots.py"},
    "selectolax": {"crawler/"},
    "scrapy": {"crawler/", "spiders/"},
    "datasette": {"reading_room/"},
    "fpdf": {"exports/page.py"},
    "xlsxwriter": {"exports/workbook.py"},
    "click": {"commands/"},
    "rich": {"commands/"},
    "pydantic": {
        "kembar/config.py",
        "kembar/section.py",
        "kembar/sections.py",
        "kembar/channel_sections.py",
        "rules/",
    },
    "yaml": {"rules/"},
    "babel": {"rules/"},
    "ahocorasick_rs": {"rules/"},
    "backports": {"storage/raw_pages.py", "crawler/packing.py"},
    "compression": {"storage/raw_pages.py", "crawler/packing.py"},
    "warcio": {"storage/warc.py"},
    "rensa": {"rules/likeness.py"},
}


def modules() -> Iterator[Path]:
    for room in ALLOWED:
        if (ROOT / f"{room}.py").is_file():
            yield ROOT / f"{room}.py"
        yield from sorted((ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Absolute dotted names that a file imports, relative ones resolved."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            for name in node.names:
                yield f"{module}.{name.name}"


def within(name: str, allowed: set[str]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in allowed)


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_only_what_stands_below_it(path: Path) -> None:
    shown = str(path.relative_to(ROOT))
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")

    wrong = [
        name
        for name in imports(path)
        if name.split(".")[0] in ALLOWED
        and not within(name, ALLOWED[room])
        and (shown, name.split(".")[0]) not in EXCEPTIONS
        and name != "kembar.__version__"
    ]

    assert wrong == [], f"{shown} imports {wrong}; {room} may import {sorted(ALLOWED[room])}"


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_library_stands_behind_one_door(path: Path) -> None:
    shown = str(path.relative_to(ROOT))

    wrong = [
        name
        for name in imports(path)
        for library, doors in DOORS.items()
        if within(name, {library})
        and not any(
            shown == door or (door.endswith("/") and shown.startswith(door)) for door in doors
        )
    ]

    assert wrong == [], f"{shown} imports {wrong}; see DOORS in this file"


def test_no_import_hides_in_a_function_to_dodge_the_arrows() -> None:
    hidden = []
    for path in modules():
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(outer):
                    if isinstance(node, ast.ImportFrom) and (
                        node.level or (node.module or "").split(".")[0] in ALLOWED
                    ):
                        hidden.append(f"{path.relative_to(ROOT)}:{node.lineno}")

    assert hidden == []
