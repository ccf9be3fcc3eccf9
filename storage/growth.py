"""How far a story has come, what a channel was told of it, and what of the rest is news to it.

Only the chief event of each report counts: its others are happenings of their own.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kembar.model import Modality, Role, Stage, Status

from .archive import Archive
from .standing import at_home

_RANK = {stage.value: rank for rank, stage in enumerate(Stage)}
_SAME_AMOUNT = 0.05
"""Outlets round: amounts of one currency that differ by less are one."""
MILESTONES = (10, 3)
"""Numbers of sites at which a story is told again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chief:
    """The chief event of one report of a story."""

    event: int
    article: int
    site: str
    stage: str | None
    modality: str | None
    amount: str | None
    """`IDR 10000000`."""
    parties: tuple[tuple[str, str], ...]
    """Id and name of those who act or agree."""
    gone: bool
    """Whether the report's page is gone."""
    seen: str
    """When it was flagged, as the archive writes times."""

    @property
    def denied(self) -> bool:
        """Whether the report says that it is not so."""
        return self.modality == Modality.DENIED.value

    @property
    def reach(self) -> tuple[int, bool]:
        """How far it says that things have come; what is done is further than what is planned."""
        return _reach(self.stage, self.modality == Modality.DONE.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a story: by the archive, or by a channel that was told it."""

    stage: str | None = None
    done: bool = False
    parties: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    denied: bool = False
    gone: bool = False

    def __add__(self, other: "Known") -> "Known":
        further = max(self, other, key=lambda known: _reach(known.stage, known.done))
        return Known(
            stage=further.stage,
            done=further.done,
            parties=_both(self.parties, other.parties),
            amounts=_both(self.amounts, other.amounts),
            sites=_both(self.sites, other.sites),
            denied=self.denied or other.denied,
            gone=self.gone or other.gone,
        )

    @property
    def as_json(self) -> str:
        """As `outbox.told` holds it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Known":
        """What `as_json` wrote."""
        read: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in json.loads(text).items()
        }
        return cls(**read)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a channel is to be told of a story that it knows."""

    occasion: str
    """`stage`, `party`, `amount`, `outlets-3`, `outlets-10` or `retraction`."""
    key: str
    """What stands behind the story in the alert's key: `stage:mou`."""
    detail: str | None = None
    """The stage, the names of the parties, the amount, `gone` or `denied`."""
    before: str | None = None
    """What was told before in its place."""
    chief: Chief
    """The report that brings it."""


def chiefs_of(archive: Archive, story: int) -> list[Chief]:
    """The chief event of every report of a story, oldest first."""
    parties: dict[int, list[tuple[str, str]]] = {}
    for row in archive.rows(
        """SELECT event_id, place_id, name FROM event_parties WHERE role = ? AND event_id IN (
            SELECT id FROM events WHERE story_id = ? AND main = 1
        ) ORDER BY event_id, position, place_id""",
        [Role.PARTY.value, story],
    ):
        parties.setdefault(row["event_id"], []).append((row["place_id"], row["name"]))
    rows = archive.rows(
        """SELECT events.id, article_id, articles.site, stage, modality, amount, currency, status,
            flagged_at
        FROM events JOIN articles ON articles.id = article_id
        WHERE events.story_id = ? AND main = 1 ORDER BY events.id""",
        [story],
    )
    return [
        Chief(
            event=row["id"],
            article=row["article_id"],
            site=row["site"],
            stage=row["stage"],
            modality=row["modality"],
            amount=_amount(row["amount"], row["currency"]),
            parties=tuple(parties.get(row["id"], ())),
            gone=row["status"] == Status.GONE.value,
            seen=row["flagged_at"],
        )
        for row in rows
    ]


def known(chiefs: Iterable[Chief]) -> Known:
    """All that reports tell together; a denial tells nothing but itself."""
    told = list(chiefs)
    whole = sum((covered(chief) for chief in told), Known())
    return whole + Known(gone=bool(told) and all(chief.gone for chief in told))


def covered(chief: Chief) -> Known:
    """What one report tells."""
    if chief.denied:
        return Known(denied=True, sites=(chief.site,))
    return Known(
        stage=chief.stage,
        done=chief.modality == Modality.DONE.value,
        parties=tuple(place for place, _ in chief.parties),
        amounts=(chief.amount,) if chief.amount else (),
        sites=(chief.site,),
    )


def news(chiefs: Sequence[Chief], told: Known, *, latest: int | None = None) -> News | None:
    """The weightiest of what a channel has not been told; None where it knows all that matters.

    Where several reports bring it, it is told from that of the event `latest`, else the oldest.
    """
    ordered = sorted(chiefs, key=lambda chief: (chief.event != latest, chief.event))
    standing = [chief for chief in ordered if not chief.denied]
    return (
        _retraction(ordered, told)
        or _stage(standing, told)
        or _party(standing, told)
        or _amount_news(standing, told)
        or _outlets(ordered, told)
    )


def reach_of(event: Mapping[str, Any]) -> tuple[int, bool]:
    """How far a row of `events` says that things have come."""
    return _reach(event["stage"], event["modality"] == Modality.DONE.value)


def akin(one: str, other: str) -> bool:
    """Whether two ids of areas may mean one party: the same, or a country and a place in it."""
    return one == other or (
        not at_home(one)
        and not at_home(other)
        and one.partition(":")[0] == other.partition(":")[0]
        and ":" not in min(one, other, key=len)
    )


def _retraction(chiefs: Sequence[Chief], told: Known) -> News | None:
    if told.denied or told.gone:
        return None
    for chief in chiefs:
        if chief.denied:
            return News(occasion="retraction", key="retraction", detail="denied", chief=chief)
    if chiefs and all(chief.gone for chief in chiefs):
        return News(occasion="retraction", key="retraction", detail="gone", chief=chiefs[0])
    return None


def _stage(chiefs: Sequence[Chief], told: Known) -> News | None:
    furthest = max(chiefs, key=lambda chief: chief.reach, default=None)
    if furthest is None or furthest.stage is None:
        return None
    if furthest.reach <= _reach(told.stage, told.done):
        return None
    same = furthest.stage == told.stage  # what was planned then is done now
    return News(
        occasion="stage",
        key=f"stage:{furthest.stage}" + (":done" if same else ""),
        detail=furthest.stage,
        before=None if same else told.stage,
        chief=furthest,
    )


def _party(chiefs: Sequence[Chief], told: Known) -> News | None:
    for chief in chiefs:
        new = [
            (place, name)
            for place, name in chief.parties
            if not any(akin(_area(place), _area(other)) for other in told.parties)
        ]
        if new:
            return News(
                occasion="party",
                key=f"party:{','.join(sorted(place for place, _ in new))}",
                detail=", ".join(name for _, name in new),
                chief=chief,
            )
    return None


def _amount_news(chiefs: Sequence[Chief], told: Known) -> News | None:
    for chief in chiefs:
        if chief.amount and not any(_same_amount(chief.amount, other) for other in told.amounts):
            return News(
                occasion="amount",
                key=f"amount:{chief.amount}",
                detail=chief.amount,
                before=told.amounts[-1] if told.amounts else None,
                chief=chief,
            )
    return None


def _outlets(chiefs: Sequence[Chief], told: Known) -> News | None:
    added = [chief for chief in chiefs if chief.site not in told.sites]
    sites = len({chief.site for chief in added}) + len(set(told.sites))
    for milestone in MILESTONES:
        if added and len(set(told.sites)) < milestone <= sites:
            name = f"outlets-{milestone}"
            return News(occasion=name, key=name, chief=added[0])
    return None


def _reach(stage: str | None, done: bool) -> tuple[int, bool]:
    return (_RANK[stage], done) if stage else (-1, False)


def _area(place: str) -> str:
    return place.partition("#")[0]


def _amount(value: float | None, currency: str | None) -> str | None:
    if value is None:
        return None
    written = f"{value:g}" if value < 1 else f"{value:.0f}"
    return f"{currency} {written}" if currency else written


def _same_amount(one: str, other: str) -> bool:
    (currency, _, value), (other_currency, _, other_value) = (
        one.partition(" "),
        other.partition(" "),
    )
    if currency != other_currency or not value or not other_value:
        return one == other
    a, b = float(value), float(other_value)
    return abs(a - b) <= _SAME_AMOUNT * max(a, b)


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
