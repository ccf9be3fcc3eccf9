"""Where a page says when it was published, best witness first. Reads dates with `crawler.dates`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from kembar.clock import local_noon
from kembar.model import Entry

from .dates import DateFound, read_date
from .furniture import is_date_line
from .page import Page, line_of, words_of
from .titles import agree, fold

_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "article:published", "publishdate", "publish-date", "publish_date", "pubdate", "published_time",
    "content_publisheddate", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_META_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
_APART = re.compile(
    r"(?:^|[\s_-])(?:related|sidebar|terkait|populer|terpopuler|popular|terkini|trending|comments?|"
    r"komentar|footer|topbar|top-bar|ticker|recent|latest|rekomendasi|recommend\w*|navbar|menu|"
    r"today|hari-ini|jam|clock)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:diterbitkan|dipublikasikan|dipublikasi|diposting|posted|published|tayang|terbit|"
    r"tanggal(?:\s+(?:posting|terbit|publikasi))?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_URL_DATE = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>0?[1-9]|[12]\d|3[01])(?=[/-]|$)"
)
_URL_TAIL = re.compile(
    r"/(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)/?$"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "div", "strong", "span", "p"))
AFTER = 900  # characters of text after the title within which its date line stands
LINKS = 4  # between a date and the title below it; more make it the date of a site's header
MAX_LINES = 400


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date with the string it was read from."""

    moment: datetime
    precision: str
    raw: str


@dataclass(slots=True)
class _Line:
    """A short run of text, or a date attribute, that names a year."""

    position: int
    links: int
    size: int
    element: Any
    raw: str
    marked: bool


def find_published(
    page: Page, *, title: str, zone: ZoneInfo, fetched: datetime, entry: Entry | None = None
) -> Published | None:
    """When the article was first published, or None where nothing says so.

    In order: JSON-LD, meta elements, the source's entry, dates marked up beside the title, the
    date line beside the title, the date in the address. What names only a day, or midnight, is
    made finer by a date line of the same local day.
    """
    declared = _declared(page, entry, zone, fetched)
    if declared is not None and _is_exact(declared, zone):
        return declared  # most pages: nothing beside the title could say it better
    lines, anchor = _date_lines(page, title)
    near = list(_near(lines, anchor, page, title))
    if declared is not None:
        return _refined(declared, near, zone, fetched)
    for line in [*(near_by for near_by in near if near_by.marked), *near]:
        seen = _read(line, zone, fetched)
        if seen is not None:
            return _refined(seen, near, zone, fetched)
    return date_in_address(page.url, zone=zone, fetched=fetched)


def _declared(
    page: Page, entry: Entry | None, zone: ZoneInfo, fetched: datetime
) -> Published | None:
    """What JSON-LD, a meta element or the source says, the first that can be read."""
    said = [words_of(page.article.get("datePublished")), *map(page.meta.get, _META)]
    said.append(entry.published_raw if entry is not None else None)
    for raw in said:
        found = read_date(raw, zone, latest=fetched) if raw else None
        if raw and found is not None:
            return Published(found.moment, found.precision, raw)
    return None


def _is_exact(declared: Published, zone: ZoneInfo) -> bool:
    """Whether a date names a minute that is neither midnight nor a doubtful UTC."""
    local = declared.moment.astimezone(zone)
    return (
        declared.precision == "minute"
        and not _says_utc(declared)
        and bool(local.hour or local.minute or local.second)
    )


def find_modified(page: Page, *, zone: ZoneInfo, fetched: datetime) -> datetime | None:
    """When the page says that it was last changed."""
    said = [words_of(page.article.get("dateModified")), *map(page.meta.get, _META_MODIFIED)]
    dates = (read_date(raw, zone, latest=fetched) for raw in said if raw)
    return next((found.moment for found in dates if found is not None), None)


def date_in_address(url: str, *, zone: ZoneInfo, fetched: datetime) -> Published | None:
    """The day in `/2023/10/23/slug/` or `/slug/23/10/2023`."""
    path = unquote(urlsplit(url).path)
    match = _URL_DATE.search(path) or _URL_TAIL.search(path)
    if match is None:
        return None
    found = read_date(f"{match['y']}-{match['m']}-{match['d']}", zone, latest=fetched)
    return Published(found.moment, found.precision, match[0].strip("/")) if found else None


def _date_lines(page: Page, title: str) -> tuple[list[_Line], _Line | None]:
    """Every line that could be a date line, in document order, and where the title stands."""
    wanted, lines, heading = fold(title), [], None
    links = size = 0
    for position, element in enumerate(page.root.iter()):
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        links += element.tag == "a"
        raw, marked = _attribute(element)
        if raw:
            lines.append(_Line(position, links, size, element, raw, marked))
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            text = text.strip() if text else ""
            if not text:
                continue
            if (
                len(text) <= 200
                and ("20" in text or "19" in text)
                and _YEAR.search(text)
                and len(lines) < MAX_LINES
            ):
                lines.append(_Line(position, links, size, holder, text, False))
            size += len(text)
        if wanted and element.tag in _HEADINGS:
            own = element.text or (line_of(element)[:300] if element.tag[0] == "h" else "")
            if len(title) // 2 < len(own) < len(title) * 2 + 40 and fold(own) == wanted:
                better = heading is None or (element.tag == "h1" and heading.element.tag != "h1")
                if better:
                    heading = _Line(position, links, size, element, title, True)
    return lines, heading or _first_heading(page, title)


def _first_heading(page: Page, title: str) -> _Line | None:
    """The first h1 that agrees with the title, with the count of what stands before it."""
    links = size = 0
    for position, element in enumerate(page.root.iter()):
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            links += element.tag == "a"
            size += len((element.text or "").strip()) + len((element.tail or "").strip())
            if element.tag == "h1" and agree(line_of(element)[:300], title):
                return _Line(position, links, size, element, title, True)
    return None


def _attribute(element: Any) -> tuple[str | None, bool]:
    """A machine-readable date of an element, and whether it is marked as the publication's."""
    name = element.get("itemprop") or ""
    if not name and element.tag not in ("time", "abbr"):
        return None, False
    marks = f"{element.get('class') or ''} {name}".lower()
    marked = "datepublished" in marks or bool(re.search(r"\bpublished\b|entry-date", marks))
    if element.tag == "time":
        updated = "updated" in marks and not marked
        return (None if updated else element.get("datetime")), marked or element.get(
            "pubdate"
        ) is not None
    if element.tag == "abbr" and "published" in marks:
        return element.get("title"), True
    if name.lower() == "datepublished" and element.tag != "meta":
        return element.get("content") or element.get("datetime"), True
    return None, False


def _near(lines: list[_Line], heading: _Line | None, page: Page, title: str) -> Iterator[_Line]:
    """Lines in the order in which they may be the article's date line."""
    usable = [line for line in lines if not _stands_apart(line, heading)]
    if heading is not None:
        after = [
            line
            for line in usable
            if line.position >= heading.position and line.size - heading.size <= AFTER
        ]
        before = [
            line
            for line in reversed(usable)
            if line.position < heading.position and heading.links - line.links <= LINKS
        ]
        yield from after
        yield from (line for line in usable if line.marked)
        yield from before[:6]
    else:
        yield from (line for line in usable if line.marked)
    yield from (line for line in usable if _LABELLED.search(_around(line, 120)))


def _stands_apart(line: _Line, heading: _Line | None) -> bool:
    """Whether a line belongs to a menu, a sidebar, a list of other news or the comments.

    A date marked as the publication's may stand in the footer of its post.
    """
    element = line.element
    for node in (element, *element.iterancestors()):
        if node.tag in ("body", "html", "article", "main"):
            return False
        if node.tag in ("nav", "aside") or (node.tag == "footer" and not line.marked):
            return True
        around_title = heading is not None and _contains(node, heading.element)
        if around_title:
            return False
        if node.tag == "header":
            return True
        marks = f"{node.get('class') or ''} {node.get('id') or ''}"
        found = _APART.search(marks) if len(marks) > 1 else None
        if found and not (line.marked and "footer" in found[0].lower()):
            return True
    return False


def _contains(node: Any, element: Any) -> bool:
    return node is element or any(parent is node for parent in element.iterancestors())


def _around(line: _Line, limit: int) -> str:
    """The text of the smallest element around a line, if it is short enough; else the line."""
    whole = line.raw
    node = line.element
    for _ in range(2):
        if node is None or node.tag in ("body", "html"):
            break
        text = line_of(node)
        if len(text) > limit:
            break
        whole, node = text, node.getparent()
    return whole


def _read(line: _Line, zone: ZoneInfo, fetched: datetime) -> Published | None:
    """The date of a line, with the clock time that stands beside it in an element of its own."""
    if line.marked or line.element.tag == "time":
        found = read_date(line.raw, zone, latest=fetched)
        if found is not None:
            return Published(found.moment, found.precision, line.raw)
    best: Published | None = None
    for raw in (line.raw, _around(line, 140)):
        found = read_date(raw, zone, latest=fetched) if is_date_line(raw, zone, slack=70) else None
        if found is not None and (best is None or found.precision == "minute"):
            best = best if best and best.precision == "minute" else _published(found, raw)
    return best


def _published(found: DateFound, raw: str) -> Published:
    return Published(found.moment, found.precision, raw)


def _refined(
    published: Published, lines: list[_Line], zone: ZoneInfo, fetched: datetime
) -> Published:
    """The same day with the minute that a line beside the title names, if only the day is known."""
    local = published.moment.astimezone(zone)
    utc = published.moment.astimezone(UTC)
    midnight = not (local.hour or local.minute or local.second)
    # Midnight in UTC is seven in the morning in Jakarta: perhaps only a day, perhaps a scheduled
    # hour. A line may make it finer, but without one it stands.
    coarse = midnight or not (utc.hour or utc.minute or utc.second)
    finer = [found for line in lines if (found := _read(line, zone, fetched)) is not None]
    for found in finer:
        # Some systems write local time and call it UTC; the line beside the title gives it away.
        wall = found.moment.astimezone(zone).replace(tzinfo=UTC, second=0)
        if found.precision == "minute" and wall == utc.replace(second=0) and _says_utc(published):
            return found
    if published.precision == "minute" and not coarse:
        return published
    for found in finer:
        same_day = found.moment.astimezone(zone).date() == local.date()
        if found.precision == "minute" and same_day and found.moment != published.moment:
            return found
    if midnight and published.precision == "minute":
        # A system that keeps only the day writes midnight.
        return replace(published, moment=local_noon(local.date(), zone), precision="day")
    return published


def _says_utc(published: Published) -> bool:
    return bool(re.search(r"(?:z|utc|gmt|[+-]00:?00)\s*$", published.raw, re.IGNORECASE))
