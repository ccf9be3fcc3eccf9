"""Pages that are no article: too big to parse, walls, errors, lists. Says why, extracts nothing."""

import re

from .addresses import is_list, looks_like_article, segments

MAX_BYTES = 4 * 1024 * 1024
MAX_TAGS = 60_000  # start and end tags; beyond, extraction takes time by the square
MAX_TAG = 64 * 1024  # bytes of one tag
MAX_ATTRIBUTES = 1000  # of one tag; libxml2 compares each with each
SHORT = 900  # characters; a wall or an error page says less, whatever its furniture adds

_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{4000,}")
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_SCRIPT_END = re.compile(rb"</script", re.IGNORECASE)
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_DATA = re.compile(rb"data:[\w/+.;=-]{1,100},[A-Za-z0-9+/=%_-]{200,}")
_FORMATS = (
    (b"%PDF", "a PDF"), (b"\xff\xd8\xff", "a picture"), (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"), (b"PK\x03\x04", "an archive or office document"),
    (b"\x1f\x8b", "a compressed file"), (b"\xd0\xcf\x11\xe0", "an office document"),
)  # fmt: skip
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|div|p|article|title|table|section|main|span|h\d|br)\b",
    re.IGNORECASE,
)
_WALLS = (
    (
        "an anti-robot check",
        r"just a moment|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser"
        r"|attention required|enable javascript and cookies|ddos protection|captcha"
        r"|are you (?:a|not a) robot|pardon our interruption|access denied|request blocked"
        r"|security check|memverifikasi|verifikasi bahwa anda|bukan robot|imunify360"
        r"|sucuri website firewall|web application firewall|please wait while (?:we|your request)"
        r"|one moment,? please|ray id|tunggu sebentar|403 forbidden|akses ditolak",
    ),
    (
        "a login or payment wall",
        r"(?:silakan|silahkan|harap|mohon|anda harus|untuk) (?:\w+ ){0,3}?(?:login|log in|masuk ke)"
        r"|(?:login|log in|sign in|masuk|daftar|berlangganan|langganan|subscribe|register)"
        r" (?:untuk|to) (?:\w+ ){0,2}?(?:membaca|melanjutkan|melihat|mengakses|read|continue|view)"
        r"|khusus (?:untuk )?(?:pelanggan|member|anggota)|lupa (?:kata sandi|password)"
        r"|forgot(?:ten)? (?:your )?password|already (?:a subscriber|have an account)"
        r"|sudah punya akun|belum punya akun|subscribers? only",
    ),
    (
        "an error page",
        r"(?:error|kesalahan|galat)\W{0,3}(?:404|410|500|502|503)|(?:404|410)\W{0,3}(?:error|not "
        r"found|halaman|page)|^\W*(?:404|410|500|502|503)\W*(?:$|\s[-–|])|page (?:was |is |could )?"
        r"not (?:be )?found|not found\b|page (?:you|does)(?:\w| |')* (?:not exist|looking for)"
        r"|(?:halaman|berita|artikel|konten|laman|data)(?: \w+){0,4} (?:tidak|tak|belum) "
        r"(?:dapat )?(?:ditemukan|ada|tersedia)|nothing (?:was )?found|(?:telah|sudah) dihapus"
        r"|error establishing a database|internal server error|service unavailable|bad gateway"
        r"|oops\b|a php error was encountered|fatal error",
    ),
    (
        "a maintenance notice",
        r"(?:under|scheduled|sedang|dalam)(?: \w+){0,3} (?:maintenance|perbaikan|pemeliharaan"
        r"|perawatan)|maintenance mode|under construction|coming soon|segera hadir|we'll be back"
        r"|account (?:has been )?suspended|akun (?:ini )?(?:ditangguhkan|telah dinonaktifkan)"
        r"|bandwidth limit exceeded|domain (?:is )?(?:for sale|parked|expired)|buy this domain"
        r"|situs (?:ini )?(?:sedang )?(?:tidak aktif|dinonaktifkan)|default web ?site page"
        r"|apache2? .{0,20}default page|welcome to nginx|index of /",
    ),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _WALLS)


def unparsable(body: bytes, content_type: str | None = None) -> str | None:
    """Why bytes should not be parsed as a page; None if they may. Takes time linear in size."""
    if not body.strip():
        return "the page is empty"
    if len(body) > MAX_BYTES:
        return "the page is larger than 4 MB"
    for magic, name in _FORMATS:
        if body.startswith(magic):
            return f"this is {name}, not a web page"
    declared = (content_type or "").partition(";")[0].strip().lower()
    if declared.startswith(("image/", "audio/", "video/", "application/pdf")):
        return f"this is {declared}, not a web page"
    # UTF-16 hides its tags from a search for bytes; its byte order mark gives it away.
    if not body.startswith((b"\xff\xfe", b"\xfe\xff")) and not _MARKUP.search(body):
        return "this is not HTML"
    if body.count(b"<") > MAX_TAGS:
        return f"the page has more than {MAX_TAGS} tags"
    return _long_tag(body) if _LONG_TAG.search(body) else None


def _long_tag(body: bytes) -> str | None:
    """What is wrong with a page's longest tags; None if they are only wordy."""
    for found in _LONG_TAG.finditer(_without_scripts(body)):
        tag = _DATA.sub(b"", found[0])
        names = _QUOTED.sub(b'""', tag)
        if (
            names.count(b"=") > MAX_ATTRIBUTES
            or len(names.split(None, MAX_ATTRIBUTES)) > MAX_ATTRIBUTES
        ):
            return f"a tag has more than {MAX_ATTRIBUTES} attributes"
        if len(tag) > MAX_TAG:
            return "a tag is longer than 64 kB"
    return None


def _without_scripts(body: bytes) -> bytes:
    """The page without its scripts, in which `<` is a comparison; linear in its size."""
    kept, position = [], 0
    for opened in _SCRIPT.finditer(body):
        if opened.start() < position:
            continue
        closed = _SCRIPT_END.search(body, opened.end())
        if closed is None:
            break
        kept.append(body[position : opened.start()])
        position = closed.start()
    return b"".join([*kept, body[position:]])


def wall(title: str, text: str) -> str | None:
    """What kind of wall or error page this is, judged by its title and text; None for an article.

    Only little text is judged: a report about a captcha, a login or a missing page is long.
    """
    if len(text) > SHORT:
        return None
    brief = len(text) < SHORT // 2
    # A headline that only speaks of an error has more words than an error page's title.
    judged = [title] if brief or len(title.split()) <= 6 else []
    judged += [text] if brief else []
    for name, pattern in _COMPILED:
        found = next((hit for said in judged if (hit := pattern.search(said))), None)
        if found:
            return f"{name} ({found[0].strip()!r})"
    return None


def is_list_page(
    url: str, paragraphs: list[str], anchors: set[str], *, declared_article: bool
) -> bool:
    """Whether a page lists articles rather than being one.

    `anchors` are the folded headlines that the page links to; `paragraphs` the extracted text,
    folded alike. A page that declares itself an article is believed unless its address is that
    of a front page, or nearly all its text is headlines.
    """
    size = sum(map(len, paragraphs)) or 1
    share = sum(len(p) for p in paragraphs if p in anchors) / size
    prose = [p for p in paragraphs if len(p) > 200 and p not in anchors]
    # Templates call every page of a site an article; the address of a tag or category does not.
    last = "".join(segments(url)[-1:])
    named = last.count("-") >= 3 or any(character.isdigit() for character in last)
    if is_list(url) and not (declared_article and named and len(prose) >= 3):
        return True
    if declared_article:
        return share > 0.8
    if share > 0.5 or (share > 0.25 and not prose):
        return True
    # Teasers: many short texts, more links, and nothing in the address that speaks for a report.
    return not prose and not looks_like_article(url) and len(anchors) > 2 * len(paragraphs) > 12
