"""Where a page says when it was published, best witness first. Reads dates with `crawler.dates`."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from lxml import html

from kembar.clock import local_noon
from kembar.model import Entry

from .dated_lines import DatedLine, find_lines, pick_beside, text_around, text_behind
from .dates import DateFound, read_date
from .furniture import is_date_line
from .page import Page, words_of

_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "article:published", "publishdate", "publish-date", "publish_date", "pubdate", "published_time",
    "content_publisheddate", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_META_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
_URL_DATE = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>0?[1-9]|[12]\d|3[01])(?=[/-]|$)"
)
_URL_TAIL = re.compile(
    r"/(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)/?$"
)


def names_day(page: Page, day: date) -> bool:
    """Whether the markup bears a day that a library read from it.

    Only the first of a month is looked for: that is what libraries make of a month alone, and of
    days that no month has.
    """
    if day.day != 1:
        return True
    year, month = day.year, day.month
    written = rf"{year}\D?0?{month}\D?0?1(?!\d)|(?<!\d)0?1\D{{1,3}}0?{month}\D{{1,3}}{year}"
    written += rf"|(?<!\d)0?1\W{{1,3}}[a-z]{{3,9}}\W{{1,3}}{year}|[a-z]\W{{1,2}}0?1\W{{1,3}}{year}"
    return bool(re.search(written, html.tostring(page.root, encoding="unicode"), re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date with the string it was read from."""

    moment: datetime
    precision: str
    raw: str


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
    lines, heading = find_lines(page, title)
    beside = list(pick_beside(lines, heading))
    if declared is not None:
        return _refined(declared, beside, zone, fetched)
    for line in [*(line for line in beside if line.marked), *beside]:
        seen = _read(line, zone, fetched)
        if seen is not None:
            return _refined(seen, beside, zone, fetched)
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


def _read(line: DatedLine, zone: ZoneInfo, fetched: datetime) -> Published | None:
    """The date of a line, with the clock time that stands beside it in an element of its own."""
    if line.marked or line.element.tag == "time":
        found = read_date(line.raw, zone, latest=fetched)
        if found is not None:
            return Published(found.moment, found.precision, line.raw)
    best: Published | None = None
    behind = f"{line.raw} {text_behind(line)}"
    for raw in (line.raw, text_around(line, 140), behind):
        found = read_date(raw, zone, latest=fetched) if is_date_line(raw, zone, slack=70) else None
        if found is not None and (best is None or found.precision == "minute"):
            best = best if best and best.precision == "minute" else _published(found, raw)
    return best


def _published(found: DateFound, raw: str) -> Published:
    return Published(found.moment, found.precision, raw)


def _refined(
    published: Published, lines: list[DatedLine], zone: ZoneInfo, fetched: datetime
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
