"""What a channel wants to hear of, why it gets it, and what breaks its quiet hours."""

from collections.abc import Mapping

from kembar.model import Article, Happening, Role, Subscription, Urgency

from .archive import Archive
from .places import within
from .relations import novelty
from .standing import pairs

Why = Mapping[str, str]
"""Filter -> what fitted: `places` -> `Provinsi Kalimantan Timur`; empty: the channel takes all."""


def wants(
    archive: Archive,
    subscription: Subscription,
    happening: Happening,
    article: Article,
    *,
    story: int,
) -> Why | None:
    """Why the filters of a subscription let a happening through; None where one does not."""
    fits = {
        "kinds": _among(happening.kind, subscription.kinds),
        "stages": _among(happening.stage, subscription.stages),
        "places": _place(archive, subscription, happening),
        "sectors": ", ".join(word for word in happening.sectors if word in subscription.sectors),
        "sites": _among(article.site, subscription.sites),
        "score": f"{happening.score:g}" if happening.score >= subscription.score else None,
        "pairs": _pair(archive, subscription, happening, story),
    }
    asked = {name: value for name, value in fits.items() if getattr(subscription, name)}
    if not all(asked.values()):
        return None
    return {name: value for name, value in asked.items() if value}


def is_urgent(urgency: Urgency | None, happening: Happening) -> bool:
    """Whether a happening fits all that makes something urgent."""
    if urgency is None:
        return False
    return (
        (not urgency.kinds or happening.kind in urgency.kinds)
        and (not urgency.stages or happening.stage in urgency.stages)
        and (urgency.score is None or happening.score >= urgency.score)
    )


def _among(value: str | None, wanted: tuple[str, ...]) -> str | None:
    return str(value) if value in wanted else None


def _place(archive: Archive, subscription: Subscription, happening: Happening) -> str | None:
    for party in happening.parties:
        if party.role in (Role.PARTY, Role.BROKER):
            name = within(archive, party, subscription.places)
            if name is not None:
                return name
    return None


def _pair(
    archive: Archive, subscription: Subscription, happening: Happening, story: int
) -> str | None:
    """The wanted word where a pair of the happening is so; one without a pair is neither."""
    if subscription.pairs is None:
        return None
    acting = [party.id for party in happening.parties if party.role is Role.PARTY]
    for a, b in sorted(pairs(acting)):
        if novelty(archive, a, b, before=story).new == (subscription.pairs == "new"):
            return subscription.pairs
    return None
