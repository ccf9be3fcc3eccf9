"""One article a line in, one judgement a line out (`rules apply`); opens no file, starts nothing.

Apart from the command, so that worker processes need not load what only the command line needs.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import rules
from crawler.dates import read_date
from kembar.clock import zone_of
from kembar.model import Article

from .judgements import as_record


@dataclass(frozen=True, slots=True)
class Line:
    """A line as given."""

    number: int
    """From 1; empty lines count too."""
    raw: bytes
    """Should be a JSON object in UTF-8."""

    def __len__(self) -> int:
        return len(self.raw)


@dataclass(frozen=True, slots=True)
class Told:
    """A line as it goes out."""

    text: str
    """A JSON object, without the line's end."""
    failed: bool = False
    """Whether it holds an error in place of a judgement."""


def judge_line(line: Line, packs: rules.RuleSet) -> Told:
    """The judgement of a line's article, or the error in its place; raises nothing."""
    given: Any = None
    try:
        given = _parsed(line)
        article = _article(given)
    except (ValueError, TypeError, RecursionError) as error:
        return _failed(line, given, str(error))
    try:
        judgement = rules.judge(article, packs)
    except Exception as error:
        # One odd article must not end the run.
        return _failed(line, given, f"{type(error).__name__}: {error}")
    return Told(_written({"id": given.get("id"), **as_record(judgement)}))


def failed(line: Line, why: str) -> Told:
    """What stands in the place of a line that could not be judged, with its id if it has one."""
    try:
        given = _parsed(line)
    except (ValueError, RecursionError):
        given = None
    return _failed(line, given, why)


def _failed(line: Line, given: Any, why: str) -> Told:
    known = given.get("id") if isinstance(given, dict) else None
    return Told(_written({"id": known, "error": f"line {line.number}: {why}"}), failed=True)


def _parsed(line: Line) -> Any:
    return json.loads(line.raw, parse_constant=_refuse)


def _refuse(word: str) -> None:
    """Python reads and writes NaN and Infinity; no other reader of JSON takes them."""
    raise ValueError(f"{word} is not JSON")


def _written(record: dict[str, Any]) -> str:
    line = json.dumps(record, ensure_ascii=False)
    # A lone surrogate of the input has no UTF-8; escaped, it can be written all the same.
    return line if line.isascii() or _encodable(line) else json.dumps(record)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _article(given: Any) -> Article:
    """The article of one line; ValueError says what is wrong with it."""
    if not isinstance(given, dict):
        raise ValueError('expected an object like {"id": "1", "title": "...", "text": "..."}')
    for key in ("title", "text"):
        if not isinstance(given.get(key), str):
            raise ValueError(f"'{key}' must be a string")
    url = given.get("url") if isinstance(given.get("url"), str) else ""
    site = given.get("site") if isinstance(given.get("site"), str) else ""
    return Article(
        url=url or "",
        site=site or _host(url or ""),
        title=given["title"],
        text=given["text"],
        published=_moment(given.get("published")),
    )


def _host(url: str) -> str:
    """The host of an address; empty where it has none, which does not spoil the line either."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _moment(given: object) -> datetime | None:
    """The time of publication in any form that the crawl reads; None where it cannot be read.

    It only serves to read words like "kemarin", so a strange date does not spoil the line.
    """
    found = read_date(given, zone_of(None)) if isinstance(given, str) else None
    return found.moment if found else None
