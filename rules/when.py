"""Chooses the day of a happening out of the dates that its article names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from . import dates
from .weighed import Tier, Weighed, tiers

_YEAR = 365  # days; what lies further back is how it all began, not what is reported
_WEEKDAY_CYCLE = 6  # years; within as many a weekday comes back to the same day of the year
# `Minggu (2/11/2025), menilai` and `kata bupati, Rabu`: the day of the words, not of the deed.
_SAYS = re.compile(
    r"\)?,?\s{0,2}(?:mengatakan|menyebut\w*|menjelaskan|menerangkan|menuturkan|mengungkapkan|menilai"
    r"|memastikan|menegaskan|menyampaikan|menambahkan|memaparkan|mengaku|berharap|said|told)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|ungkap|jelas|terang|papar|imbuh|tambah|beber|said|told)(?:nya)?\b"
    r"[^.!?\n]{0,160}$",
    re.IGNORECASE,
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/|$)")
_WRITTEN_YEAR = re.compile(r"(?<![\d.,$-])(?<!Rp )(?<!Rp)(?:19[89]|20[0-4])\d(?![\d-])(?![.,]\d)")
_TO_COME = re.compile(
    r"\b(?:hingga|sampai|target\w*|menuju|menjelang|akan|mendatang|rencana\w*|until|by)\b[^.]{0,30}$"
    r"|\bawal\s(?:tahun\s)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """When a happening took or will take place."""

    date_from: date
    """First day."""
    date_to: date
    """Last day; the first again for a single day."""
    precision: str
    """`day`, `week`, `month` or `year`."""
    how: str
    """How it is written: `full`, `no year`, `relative` or `weekday`."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    found: dates.Found
    tier: Tier
    said: bool


def choose(
    sentences: Sequence[Weighed],
    published: date | None,
    *,
    planned: bool = False,
    years: Sequence[int] = (),
) -> Choice | None:
    """The day of a happening: out of its own sentences, the others met, their paragraphs, the lead.

    What is planned wants a day from publication on, what is done the latest one before. A day told
    only as background counts where there is no other and it is of the last twelve months.
    """
    candidates = list(_candidates(sentences, published, years))
    exact = [item for item in candidates if item.found.precision == "day"]
    news = published or max((item.found.day for item in exact), default=None)
    recent = [item for item in exact if news is None or (news - item.found.day).days < _YEAR]
    fresh = [item for item in recent if not item.found.background]
    if published is None or len(recent) > 1:
        recent = []
    chosen = _best(fresh or recent, published, planned=planned) or _coarse(candidates)
    if chosen is None:
        return None
    return Choice(chosen.day, chosen.last, chosen.precision, chosen.how)


def likely_years(address: str, sentences: Iterable[str]) -> list[int]:
    """The years in which an article without a date may have been written, likeliest first.

    The address may tell; else the report is no older than the last year that it speaks of.
    """
    month = _URL_MONTH.search(address)
    if month:
        year = int(month[1])
        return [year, year - 1] if month[2] == "01" else [year]
    named = [
        int(match[0])
        for text in sentences
        for match in _WRITTEN_YEAR.finditer(text)
        if not _TO_COME.search(text[max(0, match.start() - 40) : match.start()])
    ]
    return list(range(max(named), max(named) + _WEEKDAY_CYCLE)) if named else []


def _candidates(
    sentences: Sequence[Weighed], published: date | None, years: Sequence[int]
) -> Iterator[_Candidate]:
    for tier, item in zip(tiers(sentences), sentences, strict=True):
        if tier is Tier.FAR:
            continue
        for found in dates.find(item.text, published=published, years=years):
            before = item.text[max(0, found.start - 200) : found.start]
            said = bool(_SAYS.match(item.text, found.end) or _SAYING.search(before))
            # A bare weekday beside words in quotes dates only them.
            if not (said and found.how == "weekday"):
                yield _Candidate(found, tier, said)


def _best(
    candidates: Sequence[_Candidate], published: date | None, *, planned: bool
) -> dates.Found | None:
    if planned and published:
        ahead = [
            item
            for item in candidates
            if item.found.last >= published and item.tier <= Tier.TRIGGER
        ]
        if ahead:
            return min(ahead, key=lambda item: (item.tier, item.found.day)).found

    def rank(item: _Candidate) -> tuple[bool, bool, int, bool, int]:
        late = published is not None and item.found.day > published
        return (
            item.found.agrees is False,
            item.said and item.tier > Tier.TRIGGER,
            item.tier,
            late and not planned,
            -item.found.day.toordinal(),
        )

    best = min(candidates, key=rank, default=None)
    return best.found if best else None


def _coarse(candidates: Sequence[_Candidate]) -> dates.Found | None:
    """The week, month or year that the trigger sentences name."""
    for item in candidates:
        told = item.found
        if item.tier <= Tier.TRIGGER and told.precision != "day" and not told.background:
            return told
    return None
