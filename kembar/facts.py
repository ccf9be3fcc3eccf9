"""What an article tells: the places, who deals with whom, and the sentences that say so."""

from dataclasses import dataclass
from datetime import date as Day

from .words import Kind, Level, Modality, Role, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row of the gazetteer."""

    id: str
    """Kemendagri code (`64.74`), or `jp:kisarazu` for a place abroad, `kr` for a country."""
    code: str | None = None
    """Kemendagri code of an Indonesian place; None abroad."""
    name: str
    """Canonical name as shown to people: `Kota Bontang`, `Provinsi Jawa Barat`, `Jeju`."""
    level: Level
    """City, regency, province, or what it is abroad."""
    parent: str | None = None
    """Id of the province or country that the place lies in."""
    country: str = "ID"
    """ISO 3166-1 alpha-2, upper case."""
    latitude: float | None = None
    """Degrees north, approximate (centre of the place)."""
    longitude: float | None = None
    """Degrees east, approximate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A rule that met a sentence. `(title + "\\n\\n" + text)[start:end] == sentence`."""

    rule: str
    """Stable id of the rule: `twin.named`."""
    score: float
    """Points that this hit adds to the article."""
    start: int
    """First code point of the sentence."""
    end: int
    """The code point behind its last."""
    sentence: str
    """Verbatim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A place or body that takes part in an event."""

    id: str
    """`places.id`; for an agency the id of its area and its kind: `33.26#dprd`."""
    name: str
    """Canonical name."""
    level: Level
    """City, regency, province, country, agency ..."""
    role: Role = Role.PARTY
    """Only those who act or agree are `party`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money named for an event."""

    value: float
    """In whole units of the currency (10 juta USD is 10000000)."""
    currency: str
    """ISO 4217: `IDR`, `USD`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What an article tells: who with whom, of what kind and stage, when."""

    kind: Kind | None
    """None only for a `[[watch]]` that names no kind."""
    stage: Stage | None = None
    """The furthest point that it reaches."""
    stage_detail: str | None = None
    """Finer official term: `pks`, `return_visit`, `plan`, `dprd_approval` ..."""
    modality: Modality | None = None
    """Done, planned, or denied."""
    parties: tuple[Party, ...] = ()
    """In the order in which the article brings them."""
    sectors: tuple[str, ...] = ()
    """Fields of the cooperation, in English words: `waste`, `health`."""
    date: Day | None = None
    """Day of the happening itself, in local time."""
    amount: Amount | None = None
    """Money named for it."""
    score: float = 0.0
    """Sum of its hits' points."""
    hits: tuple[Hit, ...] = ()
    """The sentences that speak of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A text's MinHash signature: texts with many values in common have many words in common."""

    signature: tuple[int, ...]
    """One value for each permutation, 0 to 2**32 - 1; only like positions compare."""
    shingles: int
    """Different runs of three words in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the rules make of an article."""

    flag: bool
    """True at or above the alert threshold, by stable rules."""
    score: float
    """Sum of the points of all stable hits."""
    hits: tuple[Hit, ...] = ()
    """Every hit of every rule, test rules included, in order of `start`."""
    happenings: tuple[Happening, ...] = ()
    """The chief one first; empty without a flag."""
    likeness: Likeness | None = None
    """Of title and text, for telling copies; None without a flag."""
