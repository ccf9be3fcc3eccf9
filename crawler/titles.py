"""Which of a page's many titles is the article's. Compares strings; fetches and stores nothing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from .page import Page, line_of, start_of, words_of
from .urls import registrable

MAX_TITLE = 300
DECENT = 4  # words; a shorter entry title is a teaser or a menu entry
_SEPARATOR = re.compile(r"\s+[-–—|·•:»«>~/]+\s+|\s*[|»]\s*|\s*::\s*")
_CUT = re.compile(r"(?:\.{3,}|…|\[…\]|\[\.\.\.\])\s*$")
_TEASER = re.compile(r"(?:baca|lihat) (?:selengkapnya|juga)|selengkapnya|read more", re.IGNORECASE)
_HEADLINE = re.compile(
    r"(?:^|[\s_-])(?:entry|post|article|news|detail|single|read|content|judul|berita|tdb)"
    r"[\w-]*(?:title|judul|heading)|^(?:title|judul|headline)$|arttitle|jdl|lbl_?(?:judul|title)|"
    r"(?:^|[\s_-])judul(?:$|[\s_-]?(?:berita|artikel|post|utama|konten|detail))",
    re.IGNORECASE,
)


_WORD = re.compile(r"\w+")
_SITE_HEAD = re.compile(
    r"(?:^|[\s_-])(?:header|top-?bar|logo|brand|branding|masthead|site-?title|navbar|banner)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_ARTICLE_HEAD = re.compile(
    r"(?:post|entry|article|single|detail|news|berita|read|content|konten|page)[\w-]*"
    r"(?:header|title|judul|head|banner)",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)  # the lines of a page are compared with several things
def fold(text: str) -> str:
    """Letters and digits only, lower-case, single spaces: what two spellings share."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def site_names(page: Page, site: str) -> frozenset[str]:
    """What the site calls itself, folded and without spaces: `klikkaltim`, `klikkaltimcom`."""
    publisher = page.article.get("publisher")
    said = [
        page.meta.get("og:site_name"),
        page.meta.get("application-name"),
        words_of(publisher),
        site,
        *(
            words_of(node)
            for node in page.linked
            if node.get("@type") in ("WebSite", "Organization")
        ),
    ]
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    domain = registrable(page.url) or host
    said += [host, host.partition(".")[0], site.partition(".")[0], domain, domain.partition(".")[0]]
    return frozenset(squeezed for name in said if name and (squeezed := _squeeze(name)))


def candidates(page: Page, names: frozenset[str]) -> list[tuple[str, str]]:
    """(where it stands, title) of every title on the page, without the site's name, best first."""
    brands = {fold(brand) for brand in _brands(page)}
    found = [(where, _tidy(title, names)) for where, title in _said(page)]
    found = [("brand" if fold(title) in brands else where, title) for where, title in found]
    return [(where, title) for where, title in found if title and _squeeze(title) not in names]


def choose(
    found: list[tuple[str, str]],
    text: str,
    *,
    entry_title: str | None = None,
    shared: frozenset[str] = frozenset(),
    names: frozenset[str] = frozenset(),
) -> str | None:
    """The article's title among candidates and what the source called it; None without any.

    A title in `shared` belongs to many pages of the site and is no article's.
    """
    known = {fold(title) for title in shared}
    titles = [(where, title) for where, title in found if fold(title) not in known]
    strong = [title for where, title in titles if where not in ("heading", "brand")]
    brands = [title for where, title in titles if where == "brand"]
    weak = [title for where, title in titles if where == "heading"]
    entry = _tidy(entry_title, names) if entry_title else ""
    if _squeeze(entry) in names or fold(entry) in known or _TEASER.fullmatch(entry):
        entry = ""
    # A title that the text repeats as a line of its own would cover itself.
    repeated = {fold(title) for _, title in found}
    lines = (fold(line) for line in text.split("\n"))
    body = {word for line in lines if line not in repeated for word in line.split()}
    best = _best(strong, body)
    if entry:
        return _with_entry(entry, [*strong, *brands], weak, best, body)
    if best is None or (len(best.split()) < 3 or coverage(best, body) < 0.5):
        better = [title for title in weak if coverage(title, body) >= 0.7]
        best = better[0] if better and coverage(better[0], body) > coverage(best, body) else best
    if best is None:
        # Few words in the page's head are the site's name, many the headline of the article.
        brands = [title for title in brands if len(title.split()) > DECENT] or brands
        named = _best(brands, body)
        told = max(weak, key=lambda title: coverage(title, body), default="")
        specific = len(told.split()) >= DECENT and coverage(told, body) >= 0.3
        best = told if specific and len((named or "").split()) <= DECENT else named
    return best


def agree(one: str, other: str) -> bool:
    """Whether two titles are one, give or take a cut end, a kicker or a site's name."""
    first, second = fold(_CUT.sub("", one)), fold(_CUT.sub("", other))
    short, long = sorted((first, second), key=len)
    if len(short.split()) >= 3 and short in long:
        return True
    a, b = set(first.split()), set(second.split())
    return bool(a) and len(a & b) / len(a | b) >= 0.6


def coverage(title: str | None, body: set[str]) -> float:
    """The share of a title's longer words that stand in the text."""
    words = {word for word in fold(title or "").split() if len(word) > 3}
    return len(words & body) / len(words) if words else 0.0


def _with_entry(
    entry: str, strong: list[str], weak: list[str], best: str | None, body: set[str]
) -> str | None:
    agreeing = [title for title in [*strong, *weak] if agree(entry, title)]
    if agreeing:
        whole = [title for title in agreeing if not _CUT.search(title)]
        if not whole:
            return entry if not _CUT.search(entry) else agreeing[0]
        # Of two page titles that agree, one that only adds a kicker or a site's name is longer.
        return entry if _adds_a_name(whole[0], entry) else whole[0]
    if best is None:
        return entry
    decent = len(entry.split()) >= DECENT and not _CUT.search(entry)
    return entry if decent and coverage(entry, body) > coverage(best, body) else best


def _adds_a_name(title: str, entry: str) -> bool:
    """Whether a page's title is the entry's whole one with a few words behind a separator."""
    cut = _SEPARATOR.match(title, len(entry)) if title.startswith(entry) else None
    whole = len(entry.split()) >= DECENT and not _CUT.search(entry)
    return whole and cut is not None and len(title[cut.end() :].split()) <= DECENT


def _best(titles: list[str], body: set[str]) -> str | None:
    """The title that the most others agree with; then the better covered; then the first."""
    if not titles:
        return None

    def rank(position: int) -> tuple[int, float, int]:
        title = titles[position]
        others = [other for index, other in enumerate(titles) if index != position]
        supporters = sum(agree(title, other) for other in others)
        whole = not _CUT.search(title)
        return (min(supporters, 2) + whole, round(coverage(title, body), 1), -position)

    return titles[max(range(len(titles)), key=rank)]


def _said(page: Page) -> Iterator[tuple[str, str]]:
    yield from (("h1", title) for title in _headings(page, "h1"))
    if (marked := _marked(page)) is not None:
        yield "marked", marked
    yield "linked", words_of(page.article.get("headline") or page.article.get("name")) or ""
    yield "og", page.meta.get("og:title") or page.meta.get("twitter:title") or ""
    for element in page.root.iterfind(".//head/title"):
        yield "title", (element.text or "")[:MAX_TITLE]
        break
    yield from (("heading", title) for title in _headings(page, "h2", "h3", "h4")[:6])


def _brands(page: Page) -> Iterator[str]:
    """What the head of the page calls the site: headings and logos in it, and its link home."""
    for element in page.root.iter("h1", "h2"):
        if _in_head(element):
            yield line_of(element)[:MAX_TITLE]
    for link in page.root.iter("a"):
        if link.get("href") == "/" or link.get("rel") == "home":
            yield line_of(link)[:MAX_TITLE]


def _in_head(element: Any) -> bool:
    """Whether an element stands in the head of the site, not in that of an article."""
    for parent in element.iterancestors():
        if parent.tag in ("article", "main", "body"):
            return False
        marks = f"{parent.get('class') or ''} {parent.get('id') or ''}"
        # Bootstrap's `page-header` is the box of a heading, whatever its name says.
        boxed = parent.tag == "div" and "page-header" in marks.split()
        if boxed or _ARTICLE_HEAD.search(marks):
            return False
        if parent.tag == "header" or _SITE_HEAD.search(marks):
            return True
    return False


def _marked(page: Page) -> str | None:
    """The first lower heading that is marked as the headline and leads nowhere else."""
    for element in page.root.iter("h2", "h3", "h4", "div", "span", "p", "td", "strong", "b"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        if not marks and element.get("itemprop") is None:
            continue
        if element.get("itemprop") == "headline" or _names_headline(marks):
            leads = [link.get("href") or "" for link in element.iter("a")]
            if any(link and link not in page.url for link in leads) or _in_furniture(element):
                continue
            line = start_of(element, MAX_TITLE)
            if line and len(line.split()) >= DECENT:
                return line
    return None


@lru_cache(maxsize=8192)
def _names_headline(marks: str) -> bool:
    return _HEADLINE.search(marks) is not None


def _headings(page: Page, *tags: str) -> list[str]:
    """Headings in document order, those marked as the headline first."""
    found: list[tuple[bool, str]] = []
    for element in page.root.iter(*tags):
        line = line_of(element)[:MAX_TITLE]
        marks = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        marked = element.get("itemprop") == "headline" or bool(_HEADLINE.search(marks))
        if line and not _in_furniture(element):
            found.append((not marked, line))
        if len(found) >= 12:
            break
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _in_furniture(element: Any) -> bool:
    return any(parent.tag in ("nav", "footer", "aside") for parent in element.iterancestors())


def _tidy(title: str, names: Iterable[str]) -> str:
    """One line without the site's name at either end."""
    line = " ".join(title[:MAX_TITLE].split())
    for _ in range(3):
        cuts = list(_SEPARATOR.finditer(line))
        if not cuts:
            break
        first, last = cuts[0], cuts[-1]
        if _is_name(line[last.end() :], names):
            line = line[: last.start()]
        elif _is_name(line[: first.start()], names):
            line = line[first.end() :]
        else:
            break
    return line.strip()


def _is_name(part: str, names: Iterable[str]) -> bool:
    squeezed = _squeeze(part)
    return any(squeezed == name or (len(name) > 5 and squeezed.startswith(name)) for name in names)


def _squeeze(text: str) -> str:
    return fold(text).replace(" ", "").replace("_", "")
