"""Bytes of a page -> text, whatever its header and its meta element claim. Parses no markup."""

import codecs

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

_UTF8 = "utf-8"


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
    return text.replace("\x00", "").removeprefix("\ufeff")


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
