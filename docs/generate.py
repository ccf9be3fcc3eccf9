"""Write the reference pages from the program itself: commands, configuration, tables of sites.

python docs/generate.py           write what is stale
python docs/generate.py --check   exit 1 and name what is stale
"""

import sys
import typing
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from commands import cli  # noqa: E402
from crawler import families  # noqa: E402
from crawler.families import Family  # noqa: E402
from crawler.sites import Site, builtin  # noqa: E402
from kembar.clock import zone_name  # noqa: E402
from kembar.config import Config  # noqa: E402
from rules import gazetteer, load  # noqa: E402

TYPES: dict[Any, str] = {
    str: "text", bool: "true or false", int: "number", float: "number", Path: "path",
    timedelta: "time span",
}  # fmt: skip
"""Python's type -> what one writes in TOML; an enumeration is a word."""
ISLANDS = {
    "Sumatra": range(11, 22), "Java": range(31, 37), "Bali and Nusa Tenggara": range(51, 54),
    "Kalimantan": range(61, 66), "Sulawesi": range(71, 77), "Maluku": range(81, 83),
    "Papua": range(91, 98),
}  # fmt: skip
"""Where the sites are -> the first two digits of the codes of its provinces."""
BEGIN, END = "<!-- sites: begin -->", "<!-- sites: end -->"


def commands_page() -> str:
    """docs/cli.md: every command's own help."""
    parts = [
        "# Command line\n",
        "Written by `python docs/generate.py` from the program's own help; do not edit.\n",
        "stdout is data (`--json` for machines), stderr is talk.",
        "Exit code 0: fine; 1: the world failed; 2: mistyped, or the configuration is wrong.\n",
    ]
    for path, command in _commands(cli, ("kembar",)):
        context = click.Context(
            command, info_name=" ".join(path), terminal_width=96, **cli.context_settings
        )
        text = command.get_help(context)
        parts.append(f"## {' '.join(path)}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def _commands(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _commands(found, (*path, name))


def configuration_page() -> str:
    """docs/configuration.md: every section and key."""
    parts = [
        "# Configuration\n",
        "Written by `python docs/generate.py` from the program; do not edit.\n",
        "`kembar.toml` is looked for here, where `$KEMBAR_CONFIG` says, and in `/etc/kembar/`.",
        "Relative paths in it are relative to the file.",
        "`kembar check` tells every mistake at once; an unknown key is one.\n",
        'A time span is text like `"2 s"`, `"15 min"`, `"6 h"` or `"30 days"`.\n',
    ]
    for name, field in Config.model_fields.items():
        section, many = _section(field)
        parts.append(f"## {f'[[{name}]]' if many else f'[{name}]'}\n\n{_doc(section)}\n")
        parts.append("| key | type | meaning | default |\n| --- | --- | --- | --- |")
        for key, inner in section.model_fields.items():
            meaning = " ".join((inner.description or "").split()) or "-"
            parts.append(f"| `{key}` | {_type(inner)} | {meaning} | {_default(inner)} |")
        parts.append("")
    return "\n".join(parts)


def _section(field: FieldInfo) -> tuple[type[BaseModel], bool]:
    annotation: Any = field.annotation
    inner = getattr(annotation, "__args__", ())
    return (inner[0], True) if inner else (annotation, False)


def _doc(section: type[BaseModel]) -> str:
    return " ".join((section.__doc__ or "").split())


def _type(field: FieldInfo) -> str:
    """What one writes in TOML."""
    word = _word(field.annotation)
    return f"list of {word}s" if typing.get_origin(field.annotation) is tuple else word


def _word(annotation: Any) -> str:
    inner = [part for part in typing.get_args(annotation) if part not in (NoneType, Ellipsis)]
    if typing.get_origin(annotation) is Literal:
        return " or ".join(f'`"{value}"`' for value in inner)
    if typing.get_origin(annotation) is UnionType:
        whole = typing.get_origin(inner[0]) is tuple
        return f"list of {_word(inner[0])}s" if whole else _word(inner[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "table"
    return _word(inner[0]) if inner else TYPES.get(annotation, "word")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be given"
    value = field.get_default(call_default_factory=True, validated_data={})
    if field.default_factory is not None:
        return "one a core"
    if value is None or value in ((), ""):
        return "-"
    if isinstance(value, timedelta):
        return f"`{_span(value)}`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _span(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def sites_page() -> str:
    """docs/sites.md: every built-in site and what its family is like."""
    sites = builtin(timedelta(minutes=15))
    names = {place.code: place.name for place in gazetteer(load())}
    parts = [
        "# Built-in sites\n",
        "Written by `python docs/generate.py` from the declarations in `spiders/`; do not edit.\n",
        f"{_unchecked(sites)}",
        "Where they list their news and how they write addresses and dates comes from public "
        "sources or from the convention of their content system; it may have changed.",
        "For each, a test runs a round at a replica with an address and a date in the site's form "
        "(`tests/catalogue/proofs.jsonl`): that proves the reading, not that the site is so.",
        "`kembar crawl NAME` reads one of them now and says what came of it.\n",
        "## Families\n",
        "| family | sites | news are listed at | addresses of articles | dates stand in |",
        "| --- | --- | --- | --- | --- |",
    ]
    parts += _family_rows(Counter(site.family for site in sites))
    for island, provinces in ISLANDS.items():
        parts.append(
            f"\n## {island}\n\n| site | area | zone | family | read by | last seen alive |"
        )
        parts.append("| --- | --- | --- | --- | --- | --- |")
        there = [site for site in sites if int((site.area or "0")[:2]) in provinces]
        for site in sorted(there, key=lambda site: (site.area or "", site.name)):
            area = f"{names[site.area]} ({site.area})"
            parts.append(
                f"| [{site.name}]({site.url}) | {area} | {zone_name(site.zone)} "
                f"| {site.family or 'not known'} | {_kinds(site)} | {site.checked or 'never'} |"
            )
    return "\n".join(parts) + "\n"


def _unchecked(sites: Sequence[Site]) -> str:
    never = sum(site.checked is None for site in sites)
    if never == len(sites):
        return f"**None of these {never} declarations was checked against the live site yet.**"
    return (
        f"**{never} of these {len(sites)} declarations were never checked against the live site.**"
    )


def _family_rows(sizes: Mapping[str | None, int]) -> Iterator[str]:
    for family in vars(families).values():
        if isinstance(family, Family):
            listed = ", ".join(
                f"{source.kind} `{source.url}`" if source.url != "/" else "front page"
                for source in family.sources
            )
            yield (
                f"| {family.name} | {sizes[family.name]} | {listed} "
                f"| {family.addresses} | {_cell(family.dates)} |"
            )
    yield f"| not known | {sizes[None]} | found on the first round | - | - |"


def _cell(text: str) -> str:
    """Text that a table's cell can hold."""
    return text.replace("|", "\\|")


def _kinds(site: Site) -> str:
    return ", ".join(dict.fromkeys(s.kind for s in site.sources)) or "found by itself"


def sites_summary() -> str:
    """How many built-in sites there are, island by island, for the README."""
    sites = builtin(timedelta(minutes=15))
    rows = [_unchecked(sites) + "\n", "| where | sites | families |", "| --- | --- | --- |"]
    for island, provinces in ISLANDS.items():
        there = [site for site in sites if int((site.area or "0")[:2]) in provinces]
        kinds = len({site.family for site in there} - {None})
        rows.append(f"| {island} | {len(there)} | {kinds} |")
    return "\n".join(rows)


def pages() -> dict[Path, str]:
    """Every generated file and what should stand in it."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return {
        ROOT / "docs" / "cli.md": commands_page(),
        ROOT / "docs" / "configuration.md": configuration_page(),
        ROOT / "docs" / "sites.md": sites_page(),
        readme: f"{head}{BEGIN}\n{sites_summary()}\n{END}{tail}",
    }


def stale(wanted: Mapping[Path, str]) -> list[Path]:
    """Files that do not say what they should."""
    return [
        path
        for path, text in wanted.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def main() -> None:
    """Write the pages, or only check them."""
    wanted = pages()
    old = stale(wanted)
    if "--check" in sys.argv:
        for path in old:
            print(f"{path.relative_to(ROOT)} is stale; run `python docs/generate.py`")
        sys.exit(1 if old else 0)
    for path in old:
        path.write_text(wanted[path], encoding="utf-8")


if __name__ == "__main__":
    main()
