"""Bytes of a page -> text, whatever its header and its meta element claim. Parses no markup."""

import codecs
import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

_UTF8 = "utf-8"
_FIRST = "\u00c2\u00c3\u00e2\u00f0"
_OPEN = "\x81\x8d\x8f\x90\x9d"
# The second byte of a UTF-8 sequence as Windows-1252 shows it.
_LATER = (
    "\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018"
    "\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_TWICE = re.compile(f"[\u00c2\u00c3][{_LATER}]|\u00e2[{_LATER}]{{2}}|\u00f0\u0178[{_LATER}]{{2}}")
_FOREIGN = re.compile(f"(?:[\u00c2-\u00f4][{_LATER}]{{1,3}})+")


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a fetched document, without NULs and byte order mark.

    In order: a byte order mark; UTF-8 wherever the bytes are valid UTF-8, because pages that
    declare Latin-1 and write UTF-8 are common and the reverse does not pass that test; the
    charset of the `content_type` header; that of the document; Windows-1252.
    """
    encoding, mark = read_bom(body)
    if encoding is not None and mark is not None:
        text = body[len(mark) :].decode(encoding, errors="replace")
    else:
        text = _without_mark(body, content_type)
    return mend(text.replace("\x00", "").lstrip("\ufeff"))


def mend(text: str) -> str:
    """The text with UTF-8 that was read as Windows-1252 and written as UTF-8 once more put right.

    Only runs of signs that spell valid UTF-8 are changed: no language writes `â€œ` or `Ã©`.
    """
    if not any(sign in text for sign in _FIRST) or not _TWICE.search(text):
        return text
    return _FOREIGN.sub(_mended, text)


def _mended(run: re.Match[str]) -> str:
    try:
        # cp1252 leaves five bytes open, which such text holds as control characters.
        return b"".join(
            sign.encode("latin-1" if sign in _OPEN else "cp1252") for sign in run[0]
        ).decode(_UTF8)
    except UnicodeError:
        return run[0]


def _without_mark(body: bytes, content_type: str | None) -> str:
    try:
        # An incremental decoder forgives a last character that was cut in two.
        return codecs.getincrementaldecoder(_UTF8)().decode(body)
    except UnicodeDecodeError:
        pass
    loose = body.decode(_UTF8, errors="replace")
    broken = loose.count("\ufffd")
    letters = sum(1 for character in loose if character > "\x7f") - broken
    if letters > broken:
        return loose  # UTF-8 with a few scars
    declared = http_content_type_encoding(content_type) or html_body_declared_encoding(body)
    if declared is None or codecs.lookup(declared).name == _UTF8:
        declared = "cp1252"
    try:
        return body.decode(declared, errors="replace")
    except (UnicodeError, LookupError):  # Python's `idna` or `hex`, which are no charsets
        return body.decode("cp1252", errors="replace")
