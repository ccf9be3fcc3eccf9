"""Casts a happening: whom its sentences, and what stands around them, bring together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kembar.model import Kind, Level, Party, Role

from . import parties
from .acting import DOUBTFUL
from .atlas import Gazetteer
from .mentions import Mention
from .reading import Passage, Reading
from .tokens import Section

_AT_A_HOST = (Kind.STUDY_VISIT, Kind.FOREIGN_AID)
_ENOUGH = 2
_NUMBERS = {
    "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sebelas": 11,
}  # fmt: skip
_LEVELS = {"kabupaten": (Level.REGENCY,), "kota": (Level.CITY,), "provinsi": (Level.PROVINCE,)}
_COUNTED = re.compile(rf"\b(?P<number>{'|'.join(_NUMBERS)}) (?P<level>{'|'.join(_LEVELS)})\b")
_OFTEN = 4  # mentions of a government that a report is about


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part."""

    parties: tuple[Party, ...]
    near: bool
    """False where the sentences themselves, and those before them, name fewer than two."""


def choose(
    passages: Sequence[Passage],
    every: Sequence[Passage],
    kind: Kind | None,
    reading: Reading,
    gazetteer: Gazetteer,
) -> Cast:
    """The parties of a happening: of its own sentences, else of those around it, else of the lead.

    `passages` met rules of its kind, `every` those of any.
    """
    head = [p for p in passages if p.sentence.section is not Section.BODY]
    meant = [mention for passage in passages for mention in passage.nearby]
    named: tuple[Party, ...] = ()
    here = ((True, head, (), True), (True, passages, (), True))
    around = (
        (True, head, meant, False), (True, head, reading.lead, False),
        (True, passages, meant, False),
    )  # fmt: skip
    # Who comes to learn or to help is somewhere; who signs somewhere may sign with another.
    closest = (*here, *around) if kind in _AT_A_HOST else (*around, *here)
    counted = _as_counted(parties.find(reading, head or passages, gazetteer), reading)
    if counted and parties.enough(counted):
        return Cast(_as_bodies(counted, kind, gazetteer, reading), near=True)
    for near, chosen, wider, hosts in (
        (True, head, (), False), (True, passages, (), False), *closest,
        (False, passages, reading.lead, False), (False, every, (), False),
        (False, every, reading.lead, True),
    ):  # fmt: skip
        if not chosen:
            continue
        named = parties.find(reading, chosen, gazetteer, hosts=hosts, wider=wider)
        if parties.enough(named):
            closer = _brought_closer(named, parties.find(reading, every, gazetteer), reading)
            seated = _in_their_province(closer, reading, gazetteer)
            told = _with_protagonist(seated, reading, gazetteer)
            return Cast(_as_bodies(told, kind, gazetteer, reading), near)
    return Cast(_as_bodies(named, kind, gazetteer, reading), near=False)


def _as_bodies(
    named: Sequence[Party], kind: Kind | None, gazetteer: Gazetteer, reading: Reading
) -> tuple[Party, ...]:
    """The parties; a council calls on a council, but a tie or a paper is its place's."""
    if kind not in (Kind.SISTER_CITY, Kind.INTERGOV_AGREEMENT, Kind.FOREIGN_AID):
        return tuple(_alike(one, named, reading) for one in named)
    whole: dict[str, Party] = {}
    for one in named:
        place_id = one.id.partition("#")[0]
        if place_id != one.id and place_id in gazetteer:
            place = gazetteer[place_id]
            one = Party(id=place.id, name=place.name, level=place.level, role=one.role)
        whole.setdefault(one.id, one)
    return tuple(whole.values())


def _alike(one: Party, named: Sequence[Party], reading: Reading) -> Party:
    """A party, or its council where the text names that and a council is among the others."""
    for body in ("dprd", "pkk"):
        if any(other.id.endswith(f"#{body}") for other in named):
            own = [m for m in reading.mentions if m.place.id == one.id and m.body == body]
            if own and one.role is Role.PARTY:
                return parties.party(own)
    return one


def _as_counted(named: Sequence[Party], reading: Reading) -> tuple[Party, ...]:
    """Exactly those whom the headline counts, where the lead names so many: `Tiga Kabupaten`.

    Beside them whoever else acts, but for provinces, which then only say where they lie. Empty
    where nothing is counted.
    """
    counted = _COUNTED.search(reading.document.folded[: reading.document.title_end])
    if counted is None:
        return ()
    levels, number = _LEVELS[counted["level"]], _NUMBERS[counted["number"]]
    places = [mention for mention in reading.lead if mention.place.level in levels]
    for doubtful in (False, True):
        alike: dict[str, list[Mention]] = {}
        for mention in places:
            if not mention.held or (doubtful and mention.held == DOUBTFUL):
                alike.setdefault(mention.place.id, []).append(mention)
        if len(alike) == number:
            others = [one for one in named if one.role is Role.PARTY and one.level not in levels]
            acting = {mention.place.id for mention in reading.lead if mention.office}
            kept = [o for o in others if o.level is not Level.PROVINCE or o.id in acting]
            return (*(parties.party(mentions) for mentions in alike.values()), *kept)
    return ()


def _brought_closer(
    named: Sequence[Party], wider: Sequence[Party], reading: Reading
) -> tuple[Party, ...]:
    """The parties, a country replaced by its own city or region that acts elsewhere in the report.

    A headline says Korea, the report says Jeju: the city is whom one deals with.
    """
    envoys = {
        mention.place.id
        for mention in reading.lead
        if mention.body == "embassy"
        and reading.document.starts[mention.name_first] < reading.document.title_end
    }
    closer: list[Party] = []
    for one in named:
        inside = [
            other
            for other in wider
            if one.role is Role.PARTY
            and one.level is Level.COUNTRY
            and other.role is Role.PARTY
            and other.id.partition(":")[0] == one.id
            and other.level is not Level.COUNTRY
        ]
        if one.id in envoys and all(other.level is not Level.AGENCY for other in inside):
            inside = [one, *inside]  # the ambassador takes part beside the city he speaks for
        closer += [other for other in inside or [one] if other not in closer]
    return tuple(closer)


def _in_their_province(
    named: Sequence[Party], reading: Reading, gazetteer: Gazetteer
) -> tuple[Party, ...]:
    """The parties, a province that only says where one went replaced by the city named there."""
    meant = {m.place.id for m in reading.mentions if m.office or m.row}
    taken = {one.id.partition("#")[0] for one in named}
    closer: list[Party] = []
    for one in named:
        inside = [
            mention
            for mention in reading.lead
            if one.level is Level.PROVINCE
            and one.id not in meant
            and not mention.held
            and mention.official
            and mention.place.id not in taken
            and mention.place.id != one.id
            and gazetteer.within(mention.place.id, one.id)
        ]
        closer.append(parties.party(inside[:1]) if inside else one)
    return tuple(closer)


def _with_protagonist(
    named: Sequence[Party], reading: Reading, gazetteer: Gazetteer
) -> tuple[Party, ...]:
    """The parties, with the government that the report is about among them.

    A sentence often leaves out who acts, for the whole report says so: `Kerja sama dengan Pemkot
    Tangsel dibatalkan, sampah dari Kabupaten Serang masih diterima`. The government named most
    takes the place of a party that only such a sentence names.
    """
    counts: dict[str, int] = {}
    offices: dict[str, list[Mention]] = {}
    head: set[str] = set()
    for passage in reading.passages:
        for mention in passage.mentions:
            if mention.held or mention.dateline or mention.location:
                continue
            place_id = mention.place.id
            counts[place_id] = counts.get(place_id, 0) + 1
            if mention.office:
                offices.setdefault(place_id, []).append(mention)
            if passage.sentence.section is Section.TITLE:
                head.add(place_id)
    if not offices:
        return tuple(named)
    chief = max(offices, key=lambda place_id: counts[place_id])
    taken = {one.id.partition("#")[0]: one for one in named if one.role is Role.PARTY}
    kin = any(gazetteer.within(chief, one) or gazetteer.within(one, chief) for one in taken)
    if kin or counts[chief] < _OFTEN or len(taken) != _ENOUGH:
        return tuple(named)
    weak = min(taken, key=lambda one: (one in head, counts.get(one, 0)))
    if weak in head or counts.get(weak, 0) * 2 > counts[chief]:
        return tuple(named)
    return tuple(parties.party(offices[chief]) if one is taken[weak] else one for one in named)
