"""Lists of sites that others keep: OPML outlines and CSV tables -> rows. Asks nothing of a site."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kembar.errors import ConfigError

LARGEST = 10 * 1024 * 1024
"""Bytes; the largest collections of feeds have a few thousand lines."""
COLUMNS = ("name", "url", "area", "feed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of somebody's list, as it is written there."""

    line: int
    name: str = ""
    url: str = ""
    area: str = ""
    feed: str = ""


def read_rows(path: Path) -> list[Row]:
    """The rows of a file; ConfigError, with the line, where it cannot be read at all.

    What is XML is read as OPML, anything else as CSV, whatever the file is called.
    """
    body = path.read_bytes()
    if len(body) > LARGEST:
        raise ConfigError(f"{path}: is larger than 10 MB; split it")
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    utf16 = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    if start.startswith(b"<") or utf16 or path.suffix.lower() == ".opml":
        return list(_outlines(body, path))
    return list(_table(body, path))


def _outlines(body: bytes, path: Path) -> Iterator[Row]:
    """Every outline with a feed, however deep, its attributes in any case."""
    plain = body.replace(b"\x00", b"")
    if (at := plain.lower().find(b"<!entity")) >= 0:
        line = plain[:at].count(b"\n") + 1
        raise ConfigError(
            f"{path}: line {line}: declares an entity, which no OPML needs; it is not read"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise ConfigError(f"{path}: line {error.lineno or 1}: is no XML: {error.msg}") from error
    if str(etree.QName(root).localname).lower() != "opml":
        raise ConfigError(
            f"{path}: line {root.sourceline}: is no OPML: it begins with <{root.tag}>, not <opml>"
        )
    for element in root.iter(etree.Element):
        if str(etree.QName(element).localname).lower() != "outline":
            continue
        said = {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
        if said.get("xmlurl"):
            yield Row(
                line=element.sourceline or 0,
                name=said.get("title") or said.get("text") or "",
                url=said.get("htmlurl", ""),
                feed=said["xmlurl"],
            )


def _table(body: bytes, path: Path) -> Iterator[Row]:
    """The rows of a table with a head line, by comma, semicolon or tab."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}: line {line}: is not UTF-8 text; save it as UTF-8") from error
    lines = text.splitlines(keepends=True)
    head = lines[0] if lines else ""
    mark = max(",;\t", key=head.count)
    table = csv.reader(lines, delimiter=mark)
    try:
        names = [name.strip().lower() for name in next(table, [])]
        if not {"url", "feed"} & set(names):
            raise ConfigError(
                f"{path}: line 1: names no column `url` or `feed`; the head line must be "
                f"{','.join(COLUMNS)} or some of these"
            )
        for cells in table:
            said = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            if any(said.values()):
                yield Row(line=table.line_num, **{c: said.get(c, "") for c in COLUMNS})
    except csv.Error as error:
        raise ConfigError(f"{path}: line {table.line_num}: is no CSV: {error}") from error
