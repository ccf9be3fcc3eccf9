"""Keeps channel addresses and their secret parts out of every log line and stored error."""

import logging
import re
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import Any
from urllib.parse import quote, unquote, urlsplit

HIDDEN = "***"

# What they say below ERROR holds tokens: a malformed address in full, the path of each request.
TALKATIVE = ("apprise", "urllib3", "requests", "requests_oauthlib", "oauthlib")

_SHAPES = (
    (re.compile(r"([a-z][a-z0-9+.-]*://)[^\s/@'\"]+@", re.IGNORECASE), rf"\1{HIDDEN}@"),
    (re.compile(r"(/bot)\d+:[\w-]+"), rf"\1{HIDDEN}"),
    (re.compile(r"\b\d{6,12}:[A-Za-z0-9_-]{30,}"), HIDDEN),  # a bot token by itself
    (re.compile(r"\bxox[a-z]-[\w-]+", re.IGNORECASE), HIDDEN),
)
_SHORTEST_PASSWORD = 4
_SHORTEST_TOKEN = 8
_LONG_TOKEN = 20
_PLAIN_HOST = re.compile(r"[\w-]+(\.[\w-]+)+|localhost|\[[0-9a-f:]+\]", re.IGNORECASE)


def secret_parts(url: str) -> set[str]:
    """What must not be shown of an address: itself, its password, what looks like a key."""
    found = {url}
    rest = url.partition("://")[2]
    try:
        password = urlsplit(url).password
    except ValueError:  # not a URL by the book, as some channels' are
        password = None
    if password and len(unquote(password)) >= _SHORTEST_PASSWORD:
        found |= {password, unquote(password)}
    for piece in re.split(r"[/?&=#@:,]", rest):
        if _looks_secret(unquote(piece)):
            found |= {piece, unquote(piece)}
    return found | {quote(secret, safe="") for secret in found}


def _looks_secret(piece: str) -> bool:
    if len(piece) < _SHORTEST_TOKEN or _PLAIN_HOST.fullmatch(piece):
        return False
    mixed = piece != piece.lower() and piece != piece.upper()
    return mixed or len(piece) >= _LONG_TOKEN or any(character.isdigit() for character in piece)


class Redaction(logging.Filter):
    """Rewrites a record: known secrets and what has the shape of one become `***`."""

    def __init__(self) -> None:
        super().__init__()
        self._secrets: set[str] = set()
        self._known: re.Pattern[str] | None = None

    def add(self, secrets: Iterable[str]) -> None:
        """Know these strings as secrets from now on."""
        self._secrets.update(secret for secret in secrets if len(secret) >= _SHORTEST_PASSWORD)
        longest_first = sorted(self._secrets, key=len, reverse=True)
        if longest_first:
            self._known = re.compile("|".join(map(re.escape, longest_first)))

    def redact(self, text: str) -> str:
        """The text without secrets."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        for shape, instead in _SHAPES:
            text = shape.sub(instead, text)
        return text

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact message, arguments, exception and stack of a record; always keeps it."""
        try:
            said = record.getMessage()
        except (TypeError, ValueError, KeyError):  # a wrong format string must not lose the rest
            said = f"{record.msg} {record.args}"
        clean = self.redact(said)
        if clean != said:
            record.msg, record.args = clean, ()
        if record.exc_info and record.exc_info[0] is not None and not record.exc_text:
            record.exc_text = self._told(record.exc_info)
        elif record.exc_text:
            record.exc_text = self.redact(record.exc_text)
        if record.stack_info:
            record.stack_info = self.redact(record.stack_info)
        return True

    def _told(self, exc_info: tuple[Any, BaseException | None, TracebackType | None]) -> str:
        return self.redact("".join(traceback.format_exception(*exc_info)).rstrip("\n"))


_redaction = Redaction()
_plain_factory = logging.getLogRecordFactory()


def redact(text: str) -> str:
    """The text without any secret known so far."""
    return _redaction.redact(text)


def install(secrets: Iterable[str] = ()) -> None:
    """Hide these secrets, whichever handler writes, added before or after; may be called again.

    Records are rewritten as they are made; the filter on the root's handlers catches those that
    were made elsewhere (`makeLogRecord`, a queue).
    """
    _redaction.add(secrets)
    if logging.getLogRecordFactory() is not _make_record:
        global _plain_factory
        _plain_factory = logging.getLogRecordFactory()
        logging.setLogRecordFactory(_make_record)
    root = logging.getLogger()
    for target in (root, *root.handlers):
        if _redaction not in target.filters:
            target.addFilter(_redaction)
    for name in TALKATIVE:
        talker = logging.getLogger(name)
        talker.setLevel(max(talker.level, logging.ERROR))


def _make_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _plain_factory(*args, **kwargs)
    _redaction.filter(record)
    return record
