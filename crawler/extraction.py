"""A fetched page -> our Article, or the reason why it is none. The only door to trafilatura.

Pure: runs in a parser worker that may be killed; keeps nothing between two pages.
"""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import trafilatura
from selectolax.lexbor import LexborHTMLParser, LexborNode
from trafilatura import external

from kembar.errors import ExtractionFailed
from kembar.model import Article, Entry, Status

from . import furniture, inserts, refusals, titles
from .datelines import Published, find_modified, find_published, names_day
from .dates import read_date
from .encoding import decode
from .identity import find_address
from .loose import wrap_loose_text
from .metadata import declares_article, find_author, find_image, find_language
from .page import Page, is_deeper, line_of, parse
from .paging import Parts, find_parts, own_links, remove_pager
from .prose import is_scattered, prose
from .tables import unfold_layout
from .titles import fold
from .variants import plain_form
from .wholeness import broken_off, damaged

# trafilatura reports every short or empty page as an error; we raise our own.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

MIN_TEXT = 150  # characters; less is a caption or a notice
MAX_DEPTH = 250  # trafilatura's own parser and recursion give up beyond
ENOUGH = 400  # characters that the fast way must find to be believed
SHARE, EXCESS = 0.6, 3.0  # of the page's running text; measured on the benchmark of 181 pages
_PARAGRAPHS = ("p", "h2", "h3", "h4", "li", "blockquote", "td", "pre")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff]")


def read_article(
    body: bytes,
    *,
    url: str,
    site: str,
    zone: ZoneInfo,
    fetched: datetime,
    content_type: str | None = None,
    entry: Entry | None = None,
    shared_titles: frozenset[str] = frozenset(),
    language: str = "id",
) -> Article:
    """The article of a fetched page alone; see `read_page`."""
    return read_page(
        body, url=url, site=site, zone=zone, fetched=fetched, content_type=content_type,
        entry=entry, shared_titles=shared_titles, language=language,
    )[0]  # fmt: skip


def read_page(
    body: bytes,
    *,
    url: str,
    site: str,
    zone: ZoneInfo,
    fetched: datetime,
    content_type: str | None = None,
    entry: Entry | None = None,
    shared_titles: frozenset[str] = frozenset(),
    language: str = "id",
    later: bool = False,
    cut: bool = False,
    closing: bool = False,
) -> tuple[Article, Parts]:
    """Read the article of a fetched page, and where its further pages are.

    `url` is the final address after redirects, `zone` the site's home zone, `entry` what the
    source said of the page, `shared_titles` the titles that many pages of the site bear, and
    `language` what holds where the page declares none; a `later` page of an article may be short;
    `cut` and `closing` are those of `broken_off`.
    Raises ExtractionFailed, whose text is the reason to quarantine the page with: no HTML, a wall,
    an error page, a list, too little text.
    """
    reason = refusals.unparsable(body, content_type)
    if reason is not None:
        raise ExtractionFailed(reason)
    text = decode(body, content_type)
    page = parse(text, url)
    if page is None:
        raise ExtractionFailed("the page holds no markup that can be read")
    own = own_links(page)
    parts = find_parts(page, own)
    remove_pager(own)
    names = titles.site_names(page, site)
    found = titles.candidates(page, names)
    links = inserts.headlines(page.root)
    paragraphs = _paragraphs(page, text, found, links)
    entry_title = entry.title if entry is not None else None
    said = "\n\n".join(paragraphs)
    title = titles.choose(
        found, said, entry_title=entry_title, shared=shared_titles, names=names
    ) or (entry_title or "")
    author = find_author(page, names=names, title=title)
    paragraphs = furniture.trim(paragraphs, title=title, author=author, zone=zone)
    if not (later and paragraphs):
        _refuse(page, found, title, paragraphs, links)
    published = find_published(page, title=title, zone=zone, fetched=fetched, entry=entry)
    published = published or _published_by_library(page, zone, fetched)
    reason = broken_off(text, paragraphs, cut=cut, closing=closing) or damaged(paragraphs)
    article = Article(
        url=find_address(page, title=title),
        site=site,
        title=title,
        text="\n\n".join(paragraphs),
        author=author,
        published=published.moment if published else None,
        published_raw=published.raw if published else None,
        published_precision=published.precision if published else None,
        modified=find_modified(page, zone=zone, fetched=fetched),
        language=find_language(page, "\n".join(paragraphs)) or language,
        image=find_image(page),
        status=Status.PARTIAL if reason else Status.OK,
        reason=reason,
    )
    return article, parts


def warm() -> None:
    """Let the libraries load what they load on first use: for a process that others fork from."""
    external.jt_stoplist_init()
    page = parse("<html><body><p>Uji</p></body></html>", "https://uji.example/")
    assert page is not None
    _published_by_library(page, ZoneInfo("UTC"), datetime(2026, 1, 1, tzinfo=UTC))


def _published_by_library(page: Page, zone: ZoneInfo, fetched: datetime) -> Published | None:
    """The date that trafilatura finds in the markup, where our own ladder finds none.

    Its search of the text is off: the first date of a page is often that of its header.
    """
    try:
        found = trafilatura.extract_metadata(
            page.root,
            default_url=page.url,
            date_config={
                "original_date": True,
                "extensive_search": False,
                "max_date": f"{fetched:%Y-%m-%d}",
            },
            extensive=False,
        ).date
    except Exception as error:  # a library's fault on strange markup must not lose the page
        logging.getLogger(__name__).warning("no metadata of %s: %r", page.url, error)
        return None
    read = read_date(found, zone, latest=fetched) if found else None
    if read is None or not found or not names_day(page, read.moment.astimezone(zone).date()):
        return None
    return Published(read.moment, read.precision, found)


def _refuse(
    page: Page,
    found: list[tuple[str, str]],
    title: str,
    paragraphs: list[str],
    headlines: set[str],
) -> None:
    """Raise for what is no article; called with the text as it would be archived."""
    text = "\n\n".join(paragraphs)
    heading = " ".join(
        dict.fromkeys([title, *(said for where, said in found if where != "heading")])
    )
    if reason := refusals.wall(heading, text or line_of(page.root)[: refusals.SHORT]):
        raise ExtractionFailed(f"the page is {reason}")
    folded = [fold(paragraph) for paragraph in paragraphs]
    url = plain_form(page.url) or page.url
    if refusals.is_list_page(url, folded, headlines, declared_article=declares_article(page)):
        raise ExtractionFailed("the page lists articles and is none itself")
    if len(text) < MIN_TEXT:
        raise ExtractionFailed(f"the page holds only {len(text)} characters of text")
    if not title:
        raise ExtractionFailed("the page has no title")


def _paragraphs(page: Page, text: str, found: list[tuple[str, str]], links: set[str]) -> list[str]:
    """The article's paragraphs without furniture, by the first reader that finds enough."""
    headlines = links - {fold(title) for _, title in found}
    tree = deepcopy(page.root)
    inserts.remove_inserts(tree)
    unfold_layout(tree)
    wrap_loose_text(tree)
    best: list[str] = []
    # A short text may be the tail of one that stands in a frame; the last two only fill a void.
    for read, enough in (
        (_by_trafilatura, ENOUGH),
        (_by_trafilatura_in_frames, MIN_TEXT),
        (_by_linked_data, MIN_TEXT),
        (_by_paragraphs, MIN_TEXT),
    ):
        lines = [cleaned for line in read(page, tree, text) if (cleaned := _tidy(line))]
        best = max(best, furniture.clean(lines, headlines=headlines), key=_size)
        if _size(best) >= enough:
            break
    return best


def _size(paragraphs: list[str]) -> int:
    return sum(map(len, paragraphs))


def _by_trafilatura(page: Page, tree: Any, text: str) -> Iterator[str]:
    if is_deeper(tree, MAX_DEPTH):
        return
    # Its fast way is as good where it finds about what the page holds, and saves a third of the
    # time; where it finds less or much more, all its extractors are asked.
    held = prose(tree)
    said = _ask(tree, page.url, fast=True)
    if not (len(said) >= ENOUGH and SHARE * held <= len(said) <= EXCESS * held + ENOUGH) or (
        is_scattered(said)
    ):
        said = _ask(tree, page.url, fast=False)
    yield from said.split("\n")


def _by_trafilatura_in_frames(page: Page, tree: Any, text: str) -> Iterator[str]:
    """Once more with menus and sidebars in place: one that was never closed holds the article."""
    whole = deepcopy(page.root)
    inserts.remove_inserts(whole, frames=False)
    unfold_layout(whole)
    yield from _by_trafilatura(page, whole, text)


def _ask(tree: Any, url: str, *, fast: bool) -> str:
    try:
        document = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=True, with_metadata=False,
            fast=fast,
        )  # fmt: skip
    except Exception as error:  # a library's fault on strange markup must not lose the page
        logging.getLogger(__name__).warning("trafilatura failed on %s: %r", url, error)
        return ""
    said = getattr(document, "text", None)
    return said if isinstance(said, str) else ""


def _by_linked_data(page: Page, tree: Any, text: str) -> Iterator[str]:
    body = page.article.get("articleBody")
    if isinstance(body, str):
        plain = LexborHTMLParser(body).text(separator="\n") if "<" in body else body
        yield from plain.split("\n")


def _by_paragraphs(page: Page, tree: Any, text: str) -> Iterator[str]:
    """Every paragraph outside menus, read by a parser that knows no depth limit."""
    parser = LexborHTMLParser(text)
    parser.strip_tags(["script", "style", "nav", "footer", "aside", "form", "noscript", "template"])
    nodes = parser.css(", ".join(_PARAGRAPHS))[:2000]
    for node in nodes:
        # A block around others gives its own words only, or nested ones would be told repeatedly.
        line = node.text(separator=" ", deep=not _holds_blocks(node))
        if len(line) <= 40:
            continue
        if sum(len(anchor.text()) for anchor in node.css("a")[:50]) < len(line) / 2:
            yield line
    if not nodes and parser.body is not None:
        yield from (line for line in parser.body.text(separator="\n").split("\n") if len(line) > 80)


def _holds_blocks(node: LexborNode) -> bool:
    """Whether a block has another one inside; the way down is as short as it can be."""
    for inner in node.traverse():
        if inner.mem_id != node.mem_id and inner.tag in _PARAGRAPHS:
            return True
    return False


def _tidy(line: str) -> str:
    """One paragraph on one line, without control characters and list marks."""
    plain = _CONTROLS.sub("", line.replace("\xa0", " "))
    return " ".join(plain.strip(" \t|").removeprefix("- ").split())
