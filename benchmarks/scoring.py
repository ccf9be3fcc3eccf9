"""Compares what the rules tell of an article with its label, field by field; prints nothing."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kembar.model import Article, Happening, Judgement, Role

from .figures import Figure, f1, share
from .labelled import Case

FIELDS = ("kind", "stage", "pair", "date", "amount")
_TWO = 2

# Older labels leave out what a body's place is where it is a regency or a province.
_LEVEL = re.compile(r"^(DPRD|TP PKK) (?:Kabupaten|Provinsi) ")

# Writers name one subject in several words; the score should not hang on which.
_SAME_SECTOR = {
    "border services": "border",
    "coffee": "agriculture",
    "crafts": "msme",
    "creative economy": "msme",
    "digital": "e-government",
    "fishery": "fisheries",
    "heritage": "culture",
    "history": "culture",
    "human resources": "labour",
    "irrigation": "water",
    "livestock": "agriculture",
    "parking": "transport",
    "population": "public services",
    "port": "transport",
    "public service": "public services",
    "revenue": "budget",
    "roads": "infrastructure",
    "tax": "budget",
    "training": "education",
    "sanitation": "waste",
    "shipping": "transport",
    "smart city": "e-government",
    "spatial planning": "urban",
    "sport": "youth",
    "umkm": "msme",
    "urban development": "urban",
    "vocational education": "education",
    "water supply": "water",
}


def sectors(names: Iterable[str]) -> set[str]:
    """Subjects under one name each."""
    plain = (name.replace("_", " ").lower() for name in names)
    return {_SAME_SECTOR.get(name, name) for name in plain}


def names(parties: Iterable[str]) -> set[str]:
    """Names of parties, those of bodies in their short form: `DPRD Sragen` is a regency's."""
    return {_LEVEL.sub(r"\1 ", name) for name in parties}


def pair(happening: Happening) -> set[str]:
    """The names of those who act or agree."""
    return names(party.name for party in happening.parties if party.role is Role.PARTY)


def told(happening: Happening) -> dict[str, Any]:
    """A happening in the words of a label."""
    amount = happening.amount
    return {
        "kind": happening.kind,
        "stage": happening.stage,
        "pair": pair(happening),
        "date": happening.date.isoformat() if happening.date else None,
        "amount": (amount.value, amount.currency) if amount else None,
    }


def wanted(label: dict[str, Any]) -> dict[str, Any]:
    """A label in the same words."""
    amount = label.get("amount")
    return {
        "kind": label["kind"],
        "stage": label["stage"],
        "pair": names(party["name"] for party in label["parties"]),
        "date": label.get("date"),
        "amount": (amount["value"], amount["currency"]) if amount else None,
    }


def broken_evidence(article: Article, judgement: Judgement) -> int:
    """Hits whose offsets do not cut out their sentence; a flag without any hit is one too."""
    whole = f"{article.title}\n\n{article.text}"
    hits = [*judgement.hits, *(hit for each in judgement.happenings for hit in each.hits)]
    wrong = sum(whole[hit.start : hit.end] != hit.sentence or not hit.sentence for hit in hits)
    return wrong + (judgement.flag and not hits)


@dataclass(slots=True)
class Score:
    """Sums over the articles of a file, or of one stratum of it."""

    counts: Counter[str] = field(default_factory=Counter)
    """Flags `right`, `false`, `missed`, `clean`; each field; sectors, evidence, others.

    `pair` is right where all parties of the label are told and nobody else, `both` where the two
    that the label names first are among those told.
    """

    def add(self, case: Case, judgement: Judgement) -> list[str]:
        """Count an article in; returns what was told otherwise, for a reader."""
        counts = self.counts
        broken = broken_evidence(case.article, judgement)
        counts["articles"] += 1
        counts["evidence"] += not broken
        faults = ["offsets that do not cut out their sentence"] if broken else []
        if judgement.flag != case.label["flag"]:
            counts["false" if judgement.flag else "missed"] += 1
            return [*faults, f"{'FALSE' if judgement.flag else 'MISSED'} {judgement.score:g}"]
        if not judgement.flag:
            counts["clean"] += 1
            return faults
        counts["right"] += 1
        return faults + self._compare(judgement, case.label)

    def _compare(self, judgement: Judgement, label: dict[str, Any]) -> list[str]:
        chief = judgement.happenings[0]
        ours, theirs = told(chief), wanted(label)
        wrong = [f"{name} {ours[name]} is {theirs[name]}" for name in FIELDS
                 if ours[name] != theirs[name]]  # fmt: skip
        self.counts.update(name for name in FIELDS if ours[name] == theirs[name])
        first_named = names(party["name"] for party in label["parties"][:_TWO])
        self.counts["both"] += first_named <= ours["pair"]
        found, named = sectors(chief.sectors), sectors(label["sectors"])
        self.counts["sectors right"] += len(found & named)
        self.counts["sectors false"] += len(found - named)
        self.counts["sectors missed"] += len(named - found)
        pairs = [pair(happening) for happening in judgement.happenings[1:]]
        for other in label.get("others", ()):
            self.counts["others"] += 1
            self.counts["others found"] += names(p["name"] for p in other["parties"]) in pairs
        return wrong

    def flag(self) -> list[Figure]:
        """How well the flag tells positives from negatives."""
        right, false, missed = (self.counts[key] for key in ("right", "false", "missed"))
        return [
            share("precision", right, right + false),
            share("recall", right, right + missed),
            f1("f1", right, false, missed),
        ]

    def facts(self) -> list[Figure]:
        """How well the facts of rightly flagged articles are read."""
        counts = self.counts
        figures = [share(name, counts[name], counts["right"]) for name in (*FIELDS, "both")]
        keys = ("sectors right", "sectors false", "sectors missed")
        figures.append(f1("sectors", *(counts[key] for key in keys)))
        if counts["others"]:
            figures.append(share("others", counts["others found"], counts["others"]))
        return figures

    def figures(self) -> list[Figure]:
        """Everything, in the order in which it is printed."""
        counts = self.counts
        evidence = share("evidence", counts["evidence"], counts["articles"])
        return [*self.flag(), *self.facts(), evidence]
