"""How a page speaks: Indonesian or English words, numbers, days and times; reads no archive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kembar.clock import unstamp, zone_name, zone_of
from kembar.model import Kind, Stage
from kembar.spoken import spoken

from .descriptions.table import Bilingual
from .vocabulary import LEVELS, MODALITIES, OUTCOMES, ROLES, SECTORS, VERDICTS

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
"""The languages of the reading room by code, each by its own name; the first is the usual one."""

_DAY = "day"  # `published_precision` of a page that names no time


@dataclass(frozen=True, slots=True)
class Speech:
    """One language; called with both wordings it gives its own."""

    language: str
    """`id` or `en`."""

    def __call__(self, indonesian: str, english: str) -> str:
        """The wording in this language."""
        return english if self.language == "en" else indonesian

    def kind(self, code: str | None) -> str:
        """A kind in words, as a badge; an unknown code is shown as it is."""
        return spoken(self.language).kinds[Kind(code)] if code in set(Kind) else code or ""

    def stage(self, code: str | None) -> str:
        """A stage in words, as a badge."""
        return spoken(self.language).badges[Stage(code)] if code in set(Stage) else code or ""

    def step(self, code: str | None) -> str:
        """A stage in words, within a line."""
        word = self.stage(code)
        return word[:1].lower() + word[1:]

    def modality(self, code: str | None) -> str:
        """A modality in words."""
        return self._look_up(MODALITIES, code)

    def role(self, code: str | None) -> str:
        """A role in words."""
        return self._look_up(ROLES, code)

    def level(self, code: str | None) -> str:
        """A level of places in words."""
        return self._look_up(LEVELS, code)

    def outcome(self, code: str | None) -> str:
        """The outcome of a round in words."""
        return self._look_up(OUTCOMES, code)

    def verdict(self, code: str | None) -> str:
        """What a person made of an alert, in words."""
        return self._look_up(VERDICTS, code)

    def sector(self, code: str | None) -> str:
        """A field of cooperation in words."""
        return self._look_up(SECTORS, code)

    def count(self, number: int, indonesian: str, english: str, plural: str = "") -> str:
        """`1.204 berita`, `1,204 articles`; without `plural` an s is added."""
        noun = english if number == 1 else plural or f"{english}s"
        return f"{self.number(number)} {self(indonesian, noun)}"

    def number(self, value: float) -> str:
        """A number with its thousands marked, as the language does."""
        text = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
        return text if self.language == "en" else text.translate(str.maketrans(",.", ".,"))

    def month(self, number: int) -> str:
        """The name of a month, 1 to 12."""
        return spoken(self.language).months[number - 1]

    def day(self, when: str | None) -> str:
        """`2026-11-24`, `2026-11` or `2026` as people write it; empty for None."""
        parts = [int(part) for part in (when or "").split("-") if part.isdigit()]
        if not 2 <= len(parts) <= 3 or not 1 <= parts[1] <= 12:
            return when or ""
        return " ".join((*map(str, parts[2:]), self.month(parts[1]), str(parts[0])))

    def moment(
        self, stamped: str | None, place: str | None = None, precision: str | None = None
    ) -> str:
        """A stored time on the clock of a place: `24 November 2026, 05.00 WITA`; else in WIB.

        Of a page that names only a day the day alone is shown.
        """
        if not stamped:
            return ""
        zone = zone_of((place or "").partition("#")[0])
        local = unstamp(stamped).astimezone(zone)
        shown = self.day(local.date().isoformat())
        if precision == _DAY:
            return shown
        return f"{shown}, {local:%H}{self('.', ':')}{local:%M} {zone_name(zone)}"

    def since(self, when: str | None, today: date) -> str:
        """How long a day or year lies back, in whole years or months: `3 tahun lalu`."""
        parts = [int(part) for part in (when or "").split("-") if part.isdigit()]
        if not parts:
            return ""
        month = parts[1] if len(parts) > 1 else 12
        months = (today.year - parts[0]) * 12 + today.month - month
        if months < 1:
            return self("baru-baru ini", "lately")
        if months < 12:
            return self(f"{months} bulan lalu", f"{self.count(months, '', 'month')} ago")
        years = months // 12
        return self(f"{years} tahun lalu", f"{self.count(years, '', 'year')} ago")

    def _look_up(self, table: Mapping[Any, Bilingual], code: str | None) -> str:
        return self(*table.get(code, (code or "", code or "")))


def chosen(asked: str | None, kept: str | None) -> Speech:
    """The language that a reader asks for now, or asked for last; else Indonesian."""
    wanted = [code for code in (asked, kept) if code in LANGUAGES]
    return Speech(wanted[0] if wanted and wanted[0] else "id")
