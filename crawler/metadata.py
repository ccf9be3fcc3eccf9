"""Who wrote an article, its picture and its language, as the page declares them."""

import re
from collections.abc import Iterator
from typing import Any

from .page import Page, line_of, start_of, words_of
from .sources.base import absolute
from .titles import fold

MAX_AUTHOR = 80
NEAR = 25  # elements behind the title within which its byline stands
_INDONESIAN = re.compile(r"\b(?:yang|dan|di|dari|untuk|dengan|pada|ini|itu)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|is|for|with|that)\b", re.IGNORECASE)
_PREFIX = re.compile(
    r"^\W*(?:(?:laporan\s+)?(?:wartawan|reporter|kontributor|jurnalis)\s+[^,:]{2,40},\s*|"
    r"(?:(?:di)?(?:tulis|laporkan|publikasikan|posting|unggah)(?:kan)?\s+oleh|oleh|penulis|"
    r"reporter|pewarta|wartawan|laporan(?:\s+(?:wartawan|reporter))?|jurnalis|kontributor|"
    r"written\s+by|posted\s+by|published\s+by|by|author|editor)\b\s*[:：|\-–]?\s*)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"\s*(?:[-|/,•·(].{0,3})?(?:\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu)\b.*"
    r"|\b\d{1,2}[/\s.-](?:\d{1,2}|[a-z]{3,9})[/\s.-]\d{4}.*"
    r"|\b(?:editor|penyunting|redaktur|foto|sumber)\s*:.*)$",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"admin\w*|administrator|redaksi|editor|webmaster|root|user|super ?(?:admin|user)|humas|"
    r"penulis|author"
)
# A publisher in the writer's place; a name that the page prints goes before it.
_PUBLISHER = re.compile(
    r"(?:pt|cv) .*|(?:tim|dewan|kru) (?:redaksi|liputan|berita|media|humas)\b.*"
    r"|.*\b(?:media|news|network|group|online|redaksi|newsroom|kominfo|diskominfo|prokopim)\b.*"
)
# `Rina Wati - kabaruji`, `Rina Wati / Kabaruji.com`: the paper behind the name.
_PAPER = re.compile(
    r"(?<=\w)\s*(?:\s[-–—|/•]\s|[|/]|,\s)\s*"
    r"(?:[a-z][a-z0-9]+|[\w-]+\.(?:com|co\.id|id|net|org|co|tv|news))$"
)
_MARKED_TAGS = ("a", "span", "div", "p", "h4", "h5", "li", "strong", "b", "td", "dd", "i")
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:author|byline|penulis|wartawan|reporter|pewarta|jurnalis|writer)"
    r"(?:$|[\s_-]|name|nama)",
    re.IGNORECASE,
)
_ABOUT_AUTHOR = re.compile(
    r"box|bio|avatar|image|img|comment|related|more|desc|list", re.IGNORECASE
)
_PRINTED = re.compile(
    r"^\W*(?:oleh|penulis|reporter|pewarta|wartawan|laporan|jurnalis|kontributor)\s*[:：|\-–]\s*"
    r"(?P<name>[^:|]{2,60})(?:\|?\s*\b(?:editor|penyunting|redaktur|foto|sumber)\s*:.*)?$",
    re.IGNORECASE,
)
# `Oleh Rina Wati`, without a colon, counts only beside the title.
_UNMARKED = re.compile(r"(?:[Oo]leh|OLEH|By)\s+[A-Z][\w.']*(?: [A-Z][\w.',]*){0,4}$")
# `Bontang - M Rifki`: a place or an agency, a dash, a name.
_PLACE_LINE = re.compile(
    r"^(?P<place>[A-Z][\w.]+(?: [A-Z][\w.]+){0,2})\s+[-–—|]\s+"
    r"(?P<name>[A-Z][\w.']*(?: [A-Z][\w.']*){0,3})$"
)
# `Penulis` in a cell or element of its own; the next one holds the name.
_BARE_LABEL = re.compile(
    r"\W*(?:(?:di)?(?:tulis|kirim|posting|laporkan|terbitkan|unggah)(?:kan)?\s+oleh|oleh|penulis|"
    r"reporter|pewarta|wartawan|jurnalis|kontributor|(?:written|posted|submitted)\s+by|by)\W*",
    re.IGNORECASE,
)
# The little man before a writer's name.
_ICON = re.compile(
    r"(?:^|[\s_-])(?:fa|icon|bi|ti|la|mdi|uil|bx|ri|feather)s?[\w-]*-(?:user|person|account|pen(?:cil)?)"
)
_PICTURE = re.compile(r"caption|photo|foto|gambar|image|figure", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\b(?:share|facebook|twitter|bagikan|whatsapp)\b|^dok(?:\.|umentasi\b)|^foto\b"
    r"|https?:|www\.|@|\.(?:com|co|id|net|org)\b|[<>{}\[\]=]",
    re.IGNORECASE,
)


def find_author(page: Page, *, names: frozenset[str], title: str) -> str | None:
    """The writer as printed, without `Oleh` and the like; None where only the site is named.

    A login such as `admin` and a publisher stand back for a name that the page prints.
    """
    logins = []
    for said in _authors(page, title):
        name = _name(said)
        if name is None or fold(name).replace(" ", "") in names:
            continue
        if not _LOGIN.fullmatch(fold(name)) and not _PUBLISHER.fullmatch(fold(name)):
            return name
        logins.append(name)
    return logins[0] if logins else None


def find_image(page: Page) -> str | None:
    """The absolute address of the lead picture, by Open Graph, then JSON-LD."""
    image = page.article.get("image") or page.article.get("thumbnailUrl")
    if isinstance(image, list):
        image = image[0] if image else None
    if isinstance(image, dict):
        image = image.get("url") or image.get("contentUrl")
    said = [page.meta.get("og:image"), page.meta.get("og:image:url"), words_of(image)]
    said += [page.meta.get("twitter:image")]
    found = (absolute(address, page.url) for address in said if address)
    return next((address for address in found if address is not None), None)


def find_language(page: Page, text: str) -> str | None:
    """The ISO 639-1 code that the page declares (`id-ID` is `id`).

    Many templates declare English and are filled with Indonesian: the text's small words decide.
    """
    root = page.root
    html_language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    for said in (html_language, page.meta.get("og:locale"), page.meta.get("language")):
        code = re.match(r"\s*([a-zA-Z]{2})(?:[-_]|\s*$)", said or "")
        if code is not None:
            declared = code[1].lower()
            indonesian = len(_INDONESIAN.findall(text)) > 2 * len(_ENGLISH.findall(text))
            # `in` is what old Java systems write for Indonesian.
            return "id" if declared == "in" or (declared == "en" and indonesian) else declared
    return None


def _authors(page: Page, title: str) -> Iterator[str]:
    written = page.article.get("author") or page.article.get("creator")
    for writer in (written if isinstance(written, list) else [written])[:3]:
        yield words_of(writer) or ""
    for key in ("author", "article:author", "parsely-author", "dc.creator", "content_author"):
        yield page.meta.get(key, "")
    yield from _marked(page)
    yield from _printed(page, title)


def _marked(page: Page) -> Iterator[str]:
    """What elements marked as the writer say."""
    found = 0
    for element in page.root.iter(*_MARKED_TAGS):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag == "i":
            if _ICON.search(marks):
                yield _behind(element)
            continue
        told = element.get("itemprop") == "author" or "author" in (element.get("rel") or "").split()
        if not told and not (_MARKED.search(marks) and not _ABOUT_AUTHOR.search(marks)):
            continue
        if any(parent.tag in ("aside", "footer", "nav") for parent in element.iterancestors()):
            continue
        if _credits_picture(element):
            continue
        line = line_of(element)
        if line and len(line) <= 200:
            yield line
        found += 1
        if found > 10:
            return


def _behind(icon: Any) -> str:
    """The words right behind an icon, bare or in an element of their own."""
    if (icon.tail or "").strip():
        return str(icon.tail)
    following = icon.getnext()
    return (start_of(following, MAX_AUTHOR) or "") if following is not None else ""


def _credits_picture(element: Any) -> bool:
    """Whether a writer's mark stands at a picture: then it names the photographer."""
    before = element.getprevious()
    if before is not None and before.tag in ("img", "picture", "figure"):
        return True
    for _, parent in zip(range(3), element.iterancestors(), strict=False):
        marks = f"{parent.get('class') or ''} {parent.get('id') or ''}"
        if parent.tag in ("figure", "figcaption") or _PICTURE.search(marks):
            return True
    return False


def _printed(page: Page, title: str) -> Iterator[str]:
    """Bylines printed as bare text: `Penulis: X` anywhere, `Place - X` beside the title."""
    heading, since = fold(title), None
    places = []
    label: Any = None
    for position, element in enumerate(page.root.iter()):
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "title"):
            continue
        for text, behind in ((element.text, False), (element.tail, True)):
            line = (text or "").strip()
            if not line or (behind and label is not None and label is not element):
                continue  # what stands behind an element comes after all that it holds
            after_label = label is not None
            label = element if _BARE_LABEL.fullmatch(line) else None
            if not 2 < len(line) <= 100 or label is not None:
                continue
            if fold(line) == heading:
                since = position
            if after_label and len(line) <= 60:
                yield line.lstrip(" :|")
            elif _PRINTED.match(line):
                yield line
            elif since is not None and position - since < NEAR:
                if _UNMARKED.match(line):
                    yield line
                elif _PLACE_LINE.match(line):
                    places.append(line)
    yield from places[:1]


def _name(said: str) -> str | None:
    line = " ".join(said.split())
    for _ in range(2):
        line = _PREFIX.sub("", line)
    line = _SUFFIX.sub("", line).strip(" \t,;:|-–—•·/")
    if line[:1].isupper():
        line = _PAPER.sub("", line)
    if (placed := _PLACE_LINE.match(line)) is not None:
        # `Bontang - M Rifki`, but `Rina Wati - Jakarta`: a name has more words than a place.
        place, name = placed["place"], placed["name"]
        line = place if len(place.split()) > len(name.split()) else name
    if not 2 <= len(line) <= MAX_AUTHOR or _NO_NAME.search(line) or len(line.split()) > 8:
        return None
    return line if any(character.isalpha() for character in line) else None


def declares_article(page: Page) -> bool:
    """Whether the page says of itself that it is an article."""
    return bool(page.article) or page.meta.get("og:type", "").lower() == "article"
