"""The records of an explanation: what met what where, and what was lacking; judges nothing.

Offsets count code points of `title + "\\n\\n" + text`, as those of `kembar.model.Hit` do.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a rule found in the article."""

    start: int
    """First code point."""
    end: int
    """The code point behind the last."""
    written: str
    """As the article has it."""
    term: str
    """The list that it is on, `<sign>`, or the rule's own term."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place found in the article, and how it was told."""

    start: int
    """First code point, the title included: `Pemkot Bontang`."""
    end: int
    """The code point behind the last."""
    written: str
    """As the article has it."""
    id: str
    """As in the table `places`."""
    name: str
    """Canonical name."""
    how: str
    """How it was told from others of its name."""
    held: str | None
    """Why it does not act; None where it does."""


@dataclass(frozen=True, slots=True)
class Met:
    """A rule that met a sentence, and the points it gave."""

    rule: str
    """Its id."""
    title: str
    """What it looks for."""
    section: str
    """Where the sentence stands: `title`, `lead` or `body`."""
    base: float
    """The rule's points."""
    weight: float
    """What they are multiplied with in this section."""
    points: float
    """What the hit adds."""
    note: str | None
    """Why it adds nothing, where it does not."""
    start: int
    """First code point of the sentence."""
    end: int
    """The code point behind its last."""
    sentence: str
    """Verbatim."""
    words: tuple[Word, ...]
    """The rule's words in it."""
    places: tuple[Spot, ...]
    """The places that counted for the rule, those around the sentence included where it asks."""


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of a score."""

    rule: str
    """Id of the rule."""
    base: float
    """Its points before the section's weight."""
    points: float
    """What it adds."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What a part of the article adds to a score."""

    section: str
    """`title`, `lead` or `body`."""
    weight: float
    """What the rules' points are multiplied with."""
    points: float
    """The sum."""
    terms: tuple[Term, ...]
    """What it is the sum of."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a happening tells, and the sentence that says so."""

    name: str
    """`kind`, `stage`, `stage_detail`, `modality`, `party`, `sector`, `date` or `amount`."""
    value: str
    """As in the archive; a party by its name, an amount as `150000000 IDR`."""
    id: str | None = None
    """Of a party."""
    role: str | None = None
    """Of a party."""
    start: int | None = None
    """First code point of the sentence; None where no single sentence says so."""
    end: int | None = None
    """The code point behind its last."""
    sentence: str | None = None
    """Verbatim."""
    words: tuple[int, int] | None = None
    """First code point, and the one behind the last, of the very words where they are known."""
    written: str | None = None
    """Those words."""


@dataclass(frozen=True, slots=True)
class Account:
    """One happening: its points and its facts."""

    score: float
    """Sum of its own points."""
    sums: tuple[Sum, ...]
    """The same by section."""
    facts: tuple[Fact, ...]
    """What it tells."""


@dataclass(frozen=True, slots=True)
class Held:
    """What was kept from the rules, or kept a rule from a sentence."""

    what: str
    """`idiom`, `furniture` (a line of the page), `place` or `shield` (a word that a rule shuns)."""
    start: int
    """First code point."""
    end: int
    """The code point behind the last."""
    written: str
    """As the article has it."""
    why: str
    """In plain words."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule that nearly met a sentence."""

    rule: str
    """Its id."""
    title: str
    """What it looks for."""
    points: float
    """What it would have added."""
    section: str
    """Where the sentence stands."""
    start: int
    """First code point of the sentence."""
    end: int
    """The code point behind its last."""
    sentence: str
    """Verbatim."""
    missing: int
    """How many things it lacks."""
    lacked: tuple[str, ...]
    """Each of them in plain words."""
