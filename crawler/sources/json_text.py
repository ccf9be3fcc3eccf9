"""JSON documents of sources -> their objects, as far as they go. Knows no format of entries."""

import json
import re
from typing import Any

from ..encoding import decode

MAX_OBJECTS = 2000  # as many entries as a feed may have
_ROW = re.compile(r"\[\s*\{\s*\"")
_DECODER = json.JSONDecoder(strict=False)  # raw line breaks in strings are common
_BETWEEN = re.compile(r"[\s,]*")


def looks_like_json(body: bytes) -> bool:
    """Whether a document begins as JSON does, byte order mark and white space aside."""
    return body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def load(body: bytes, content_type: str | None = None) -> Any:
    """The value of a JSON document; None if it is broken or none."""
    try:
        return _DECODER.decode(decode(body, content_type).strip())
    except (ValueError, RecursionError):
        return None


def rows(body: bytes, content_type: str | None = None) -> list[dict[str, Any]]:
    """The objects of the first list of objects in a document that is broken or wrapped in junk.

    Notices of PHP before it and an end that is missing cost nothing else.
    """
    text = decode(body, content_type)
    found = _ROW.search(text)
    listed: list[dict[str, Any]] = []
    position = found.start() + 1 if found else len(text)
    while position < len(text) and len(listed) < MAX_OBJECTS:
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
        try:
            row, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        if isinstance(row, dict):
            listed.append(row)
    return listed


def text_of(row: dict[str, Any], key: str) -> str | None:
    """A value as text, also where WordPress wraps it as `{"rendered": ...}`; None for others."""
    value = row.get(key)
    if isinstance(value, dict):
        value = value.get("rendered")
    return value.strip() or None if isinstance(value, str) else None
