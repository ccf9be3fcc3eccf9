"""Lines that belong to the page and not to the report, where extraction left some."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from .tokens import Document

_LINE = re.compile(
    r"\s*(?:\(?\s*baca\s*(?:juga|lainnya|selengkapnya|pula|:)|simak\s*juga|lihat\s*juga|sebarkan\b|bagikan\b"
    r"|tinggalkan\s+komentar|copyright\b|ikuti\s+kami|dengarkan\s+artikel|tags?\s*:|editor\s*:"
    r"|penulis\s*:|read\s+also\b|also\s+read\b)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\s*(?:(?:artikel|berita|konten|topik)\s*(?:terkait|lainnya|populer|terkini|terbaru|pilihan)"
    r"|baca\s+lainnya|ter(?:populer|kini|baru)|populer|rekomendasi|related\s+(?:posts?|articles?)"
    r"|(?:baca|simak|lihat)\s*(?:juga|pula)?|read\s+(?:also|more)|also\s+read|posting\s+terkait"
    r"|related\s+(?:stories|news|topics)|more\s+(?:stories|news)|berita\s+lain"
    r"|rekomendasi\s+untuk\s+anda|untuk\s+anda|most\s+popular|trending|indeks\s+berita|pilihan\s+redaksi|jangan\s+lewatkan)\s*:?\s*$",
    re.IGNORECASE,
)
# A list of other reports: `1. Headline`, one a line, none of them a sentence.
_ENTRY = re.compile(r"\s*\d{1,2}[.)]\s+[A-Z0-9][^\n]{8,150}(?<![.!?:;])\s*$")
_ENTRIES = 3
_BLANK = re.compile(r"\n\s*\n")


def points_elsewhere(sentence: str) -> bool:
    """Whether a sentence only points to another report: `Baca juga: ...`."""
    return _LINE.match(sentence) is not None


def holds(skipped: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place in the text lies in one of the spans that `spans` gave."""
    before = bisect_right(skipped, at, key=lambda span: span[0]) - 1
    return before >= 0 and at < skipped[before][1]


def spans(document: Document) -> list[tuple[int, int]]:
    """Stretches of text to leave alone: pointing lines, and headed lists up to a blank line."""
    found: list[tuple[int, int]] = []
    body = document.title_end
    start = body
    lines = document.text[body:].splitlines(keepends=True)
    for number, line in enumerate(lines):
        if found and start < found[-1][1]:
            pass
        elif _HEADING.match(line.rstrip()):
            blank = _BLANK.search(document.text, start + len(line) - 1)
            # A blank line right after the heading belongs to it.
            if blank and not document.text[start + len(line) - 1 : blank.start()].strip():
                blank = _BLANK.search(document.text, blank.end())
            found.append((start, blank.start() if blank else len(document.text)))
        elif _LINE.match(line):
            found.append((start, start + len(line)))
        elif (listed := _listed(lines[number:])) >= _ENTRIES:
            found.append((start, start + sum(map(len, lines[number : number + listed]))))
        start += len(line)
    return found


def _listed(lines: Sequence[str]) -> int:
    """How many lines from the first on are entries of a list of headlines."""
    count = 0
    for line in lines:
        if not _ENTRY.match(line):
            break
        count += 1
    return count
