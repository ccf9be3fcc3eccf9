"""Labelled articles as the gates read them: a JSON object a line becomes an article and a label."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kembar.clock import WIB
from kembar.model import Article

CASES = Path(__file__).with_name("cases")
SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"

# Words that every English text is full of and no Indonesian one.
_ENGLISH = frozenset({"the", "and", "of", "to", "that", "was", "from"})
# English cases have 0.11 to 0.19 of their words among those, Indonesian ones 0.02 at most.
_ENGLISH_SHARE = 0.05
# The cases are written to have 80 to 200 words or 250 to 600, none between.
_SHORT = 225
# Bodies that stand for their own area, so that they make no relation a foreign one.
_OWN_BODIES = ("DPRD ", "TP PKK ", "DPRK ", "DPRA ")
_HOME = frozenset({"city", "regency", "province"})


@dataclass(frozen=True, slots=True)
class Case:
    """An article and what a reader says of it."""

    id: str
    """Unique in its file: `g001`."""
    article: Article
    """As it would come from its page."""
    label: dict[str, Any]
    """The line itself: flag, kind, stage, parties, sectors, date, amount, others."""

    def strata(self) -> list[str]:
        """The groups for which figures are told apart."""
        words = self.article.text.split()
        english = sum(word.lower() in _ENGLISH for word in words) > _ENGLISH_SHARE * len(words)
        found = ["short" if len(words) < _SHORT else "long", "English" if english else "Indonesian"]
        if self.label["flag"]:
            abroad = any(map(_is_abroad, self.label["parties"]))
            found += ["foreign" if abroad else "domestic", self.label["kind"]]
        return found


def _is_abroad(party: dict[str, str]) -> bool:
    return party["level"] not in _HOME and not party["name"].startswith(_OWN_BODIES)


def read(path: Path) -> Iterator[Case]:
    """The cases of a file, in its order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            label = json.loads(line)
            yield Case(label["id"], article(label), label)


def article(row: dict[str, Any]) -> Article:
    """The article of a line; a day without an hour is its noon."""
    day = row.get("published")
    return Article(
        url=row.get("url") or "",
        site=row.get("outlet") or row.get("source") or "",
        title=row.get("title") or "",
        text=row["text"],
        published=datetime.fromisoformat(day[:10]).replace(hour=12, tzinfo=WIB) if day else None,
    )
