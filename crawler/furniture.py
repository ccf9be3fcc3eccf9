"""Paragraphs of a page -> paragraphs of its article. Strings only; sees no tree."""

import re
from collections.abc import Sequence, Set
from zoneinfo import ZoneInfo

from kembar.clock import WIB

from .dates import read_date
from .inserts import LABEL
from .titles import fold

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s*$|[\"”]\s*$|\)\s*$")
_CHANNEL = (
    r"google\s*news|whats\s?app|telegram|facebook|instagram|tik\s?tok|youtube|twitter|saluran|"
    r"channel|fan\s?page"
)
_LINES = (
    r"(?:bagikan|sebarkan|share|shares|salin\s+(?:tautan|link)|copy\s+link|cetak|print|e-?mail|"
    r"facebook|twitter|x|whats\s?app|telegram|line|linkedin|pinterest|tweet|pin(?:\s+it)?|share\s+on"
    r"\s+\w+|bagikan\s+(?:ke|di|artikel|berita|ini|:).{0,30}|share\s+this.{0,20}|\d+\s+shares?|"
    r"[\W\d_])+",
    r"(?:tags?|topik|kata\s+kunci|label|keywords?)\s*(?::.{0,160})?|tags?\s+#.{0,160}",
    r"(?:tinggalkan|beri|tulis|leave|post)\s+(?:a\s+)?(?:komentar|balasan|comment|reply).{0,60}",
    r"(?:komentar|comments?)\s*(?:\(\d+\)|:)?",
    r"(?:advertisement|iklan|adv|sponsored|promoted)s?\W*(?:scroll.{0,60})?",
    r"(?:scroll|gulir).{0,20}(?:to|untuk)\s+(?:continue|resume|melanjutkan|lanjut).{0,40}",
    r"gambas:[^\]]*|\(?adsbygoogle.{0,80}",
    r"(?:editor|redaktur|pewarta|penyunting|uploader|translator|penerjemah|copywriter|pengunggah)"
    r"\s*[:|]\s*.{0,60}",
    r"(?:oleh|penulis|reporter|wartawan|laporan|kontributor|by|author|ditulis\s+oleh)\s*[:|]\s*"
    r".{0,60}",
    r"(?:copyright|hak\s+cipta\s+(?:dilindungi|©|\d)|©|\(c\)\s*\d).{0,120}",
    r"(?:dibaca|dilihat|views?|post\s+views|hits?|jumlah\s+pembaca)\s*:?\s*[\d.,]+\s*(?:kali|x|"
    r"views?)?|[\d.,]+\s*(?:views?|kali\s+(?:dibaca|dilihat)|komentar|comments?|pembaca)",
    r"(?:reading\s+time|waktu\s+baca|estimasi\s+baca).{0,40}|\d+\s+(?:min|menit)\s+(?:read|baca).{0,9}",
    rf"(?:ikuti|dapatkan|simak|baca|cek|follow|gabung|bergabung|join|temukan|jangan\s+lewatkan|kami"
    rf"\s+(?:juga\s+)?hadir|yuk|ayo)\b[^\"“”]{{0,200}}\b(?:berita|update|info\w*|artikel|kami|news|"
    rf"lainnya|terkini|hadir)\b[^\"“”]{{0,120}}\b(?:{_CHANNEL})\b[^\"“”]{{0,120}}",
    r"(?:dilarang\s+(?:keras\s+)?(?:mengutip|mengambil|menyalin|memperbanyak)).{0,250}",
    r"(?:berita|artikel)\s+ini\s+(?:telah|sudah)\s+(?:tayang|terbit|dipublikasikan).{0,250}",
    r"(?:halaman|page)\s*:?\s*(?:[\d|»«>< ]|selanjutnya|berikutnya|next|all|semua)+",
    r"(?:baca\s+selengkapnya|selengkapnya|read\s+more|continue\s+reading|lihat\s+semua|load\s+more"
    r"|muat\s+lagi)\W*|filed\s+under\s*:.{0,160}|(?:posted\s+in|kategori)\s*:.{0,120}",
)  # fmt: skip
_LINE = re.compile("|".join(f"(?:{line})" for line in _LINES), re.IGNORECASE)
MAX_LINE = 420  # characters; a longer paragraph is no furniture
_TAIL = re.compile(
    r"\W*(?:(?:tinggalkan|beri|tulis|leave|post)\s+(?:a\s+)?(?:komentar|balasan|comment|reply)|"
    r"komentar|comments?|(?:berita|artikel|post(?:ingan)?|baca|kabar)\s+(?:terkait|terkini|terbaru|"
    r"terpopuler|populer|lainnya|pilihan|rekomendasi|sebelumnya|selanjutnya)|related\s+(?:posts?|"
    r"articles?|news)|(?:rekomendasi|pilihan)\s+(?:untuk\s+anda|redaksi|editor)|terpopuler|terkini|"
    r"trending|populer|you\s+(?:may|might)\s+(?:also\s+)?like|don'?t\s+miss|tags?\s*:|share)"
    r"\W*(?:\(\d+\))?\W*",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"\W*(?:\w+\s+(?:a\s+)?)?(?:komentar|balasan|comments?|reply)\b", re.I)
_INLINE = re.compile(
    r"\s*(?:SCROLL TO (?:CONTINUE|RESUME) (?:WITH )?CONTENT|ADVERTISEMENT|\[Gambas:[^\]]{0,80}\]|"
    r"Scroll to continue with content)\s*"
)
_INSERT = re.compile(rf"^\W*(?:{LABEL})(?P<colon>\s*[:：])?\s*", re.IGNORECASE)
# Glued or set off: `Baca JugaWarga ...`, `... katanya. Baca juga: Warga ...`
_INSERT_INSIDE = re.compile(
    r"(?<=[.!?”\")\]])\s*\(?(?:(?:Baca|BACA|Simak|SIMAK|Lihat|LIHAT)\s*(?:[Jj]uga|JUGA|[Pp]ula)\s*"
    r"(?:[:：]\s*|(?=[A-Z“\"])))"
)
# The end of a headline that a sentence follows: a lower-case word, a stop, a capital.
_NEXT_SENTENCE = re.compile(r"(?<=[a-z]{3})[.!?][\"”]?\s+(?=[A-Z“\"])")
_DATE_WORDS = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|pukul|jam|wib|wita|wit|diterbitkan|dipublikasikan|diposting|posted|on|"
    r"published|tayang|terbit|tanggal|update[d]?|diperbarui|last|at|pada|oleh|by)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\W*(?:oleh|penulis|reporter|pewarta|wartawan|laporan|kontributor|by|author)\b\W{0,3}"
    r"(?:[A-Z][\w.'-]*\W{0,2}){1,6}",
)
_CRUMBS = re.compile(r"\W*(?:beranda|home|depan)\b.{0,200}|[^.!?]{0,80}\s[>»/]\s.{0,200}", re.I)
GLUED = 5  # words of a title that no sentence begins with by chance
KICKER = 5  # words
LEAD = 8  # paragraphs within which a title, byline or date line may stand
_SERVICE = re.compile(r"^\W*E-?mail Pengaduan\s*:?\s*(?:\S+@\S+\s*)?", re.IGNORECASE)


def clean(paragraphs: Sequence[str], *, headlines: Set[str] = frozenset()) -> list[str]:
    """Drop furniture lines, inserts and everything from a comment or related-news heading on.

    `headlines` are the folded texts of the page's own links: a paragraph that is nothing but one
    of them tells of another article.
    """
    lines = [line for p in paragraphs if (line := _SERVICE.sub("", _INLINE.sub(" ", p)).strip())]
    kept: list[str] = []
    size = sum(map(len, lines))
    seen = 0
    for position, line in enumerate(lines):
        seen += len(line)
        if _TAIL.fullmatch(line):
            rest = lines[position + 1 :]
            if _COMMENTS.match(line) and seen > size * 0.4:
                break
            if not any(_is_prose(p) for p in rest):
                break
            continue
        if _is_furniture(line):
            continue
        if not _is_prose(line) and (_is_row(line) or fold(line) in headlines):
            continue
        line = _without_insert(line)
        if line:
            kept.append(line)
    return kept


def trim(paragraphs: Sequence[str], *, title: str, author: str | None, zone: ZoneInfo) -> list[str]:
    """Drop what stands before an article's first sentence: breadcrumb, kicker, title, byline, date.

    A caption that begins with the title loses the title; captions and datelines stay.
    """
    lines = list(paragraphs)
    heading = fold(title)
    for _ in range(3):
        marks = [_is_mark(line, heading, author, zone) for line in lines[:LEAD]]
        last = -1
        for position, marked in enumerate(marks):
            if marked:
                last = position
            elif _is_prose(lines[position]):
                break
        if last < 0:
            break
        lines = lines[last + 1 :]
    for _ in range(2):
        if len(lines) > 1 and _is_kicker(lines[0]) and _is_prose(lines[1]):
            del lines[0]
    # A short title may well be the first words of a sentence.
    if lines and len(heading.split()) >= GLUED:
        lines[0] = _without_prefix(lines[0], heading)
    # The title once more, as the caption of a picture within the text.
    return [line for line in lines if line and fold(line) != heading]


def is_date_line(line: str, zone: ZoneInfo, *, slack: int = 45) -> bool:
    """Whether a line is a date with little else: a byline, a place, a count of readers."""
    if len(line) > 140:
        return False
    found = read_date(line, zone)
    if found is None:
        return False
    rest = line[: found.span[0]] + line[found.span[1] :]
    return len(_DATE_WORDS.sub("", rest).strip(" \t,.|/-–—•:()")) <= slack and not (
        _SENTENCE_END.search(line) and len(rest) > 20
    )


def _is_furniture(line: str) -> bool:
    bare = line.strip(" \t•|*-–—>:.[]()")
    return len(line) <= MAX_LINE and (not bare or _LINE.fullmatch(bare) is not None)


def _is_row(line: str) -> bool:
    """Whether a line is a row of a list of news: date and time, then a headline or nothing."""
    found = read_date(line, WIB)
    if found is None or found.precision == "day":
        return False
    before = _DATE_WORDS.sub("", line[: found.span[0]]).strip(" \t,.|-0123456789")
    return not before and len(line) <= 200


def _is_prose(line: str) -> bool:
    return len(line) > 120 or (len(line) > 60 and bool(_SENTENCE_END.search(line)))


def _is_kicker(line: str) -> bool:
    """Whether a line is a name or a heading of few words; a dateline ends in a dash or a comma."""
    few = len(line) <= 40 and len(line.split()) <= KICKER
    return few and line[:1].isupper() and line[-1:].isalnum()


def _is_mark(line: str, heading: str, author: str | None, zone: ZoneInfo) -> bool:
    folded = fold(line)
    if not folded or folded == heading or (author and folded == fold(author)):
        return True
    if is_date_line(line, zone) or is_date_line(_without_prefix(line, heading), zone):
        return True
    if len(line) > 160 or _is_prose(line):
        # A breadcrumb ends in the title and may be long.
        return bool(heading and ">" in line and folded.endswith(heading))
    if author and fold(author) in folded and len(line) < len(author) + 40:
        return not _SENTENCE_END.search(line)
    return bool(_BYLINE.fullmatch(line) or _CRUMBS.fullmatch(line))


def _without_prefix(line: str, heading: str) -> str:
    """A line without the title at its start, whatever the spelling; empty if nothing is left."""
    if not fold(line).startswith(heading):
        return line
    wanted = len(heading.replace(" ", ""))
    count = 0
    for position, character in enumerate(line):
        count += len(fold(character).replace(" ", ""))
        if count >= wanted:
            rest = line[position + 1 :]
            if rest and _goes_on(character, rest[0]):
                return line  # the title ends within a word
            return rest.lstrip(" \t.,:;|-–—/")
    return ""


def _goes_on(last: str, following: str) -> bool:
    """Whether two characters belong to one word; `...baru20/11/2026` is two things glued."""
    if following.isdigit() or last.isdigit():
        return following.isdigit() and last.isdigit()
    return following.islower() or (following.isalpha() and not last.islower())


def _without_insert(line: str) -> str:
    """A paragraph without `Baca juga` and the headline behind it."""
    start = _INSERT.match(line)
    if start is not None:
        rest = line[start.end() :]
        glued = bool(rest) and (rest[0].isupper() or not rest[0].isalpha())
        if start["colon"] or glued or not rest:
            return _after_headline(rest)
    found = _INSERT_INSIDE.search(line)
    if found is None:
        return line
    behind = _after_headline(line[found.end() :])
    return f"{line[: found.start()]} {behind}".strip()


def _after_headline(rest: str) -> str:
    """What follows a headline within one paragraph; usually nothing."""
    following = _NEXT_SENTENCE.search(rest[:300])
    if following is None:
        return ""
    sentences = rest[following.end() :].strip()
    return sentences if len(sentences) > 60 and _SENTENCE_END.search(sentences) else ""
