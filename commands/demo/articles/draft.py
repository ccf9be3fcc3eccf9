"""An article of the demo before it has a day, so that the demo is always of today."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kembar import clock

from ..almanac import press_day
from ..markup import slugify
from ..outlets import DemoArticle, Insert


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A made-up article; its fields are those of `DemoArticle`.

    In a text `{hari}` becomes the day of publication, `{kemarin}` the day before and `{depan}`
    that of a week later, each written like `Selasa (24/11/2026)`.
    """

    number: int
    hours_ago: float
    """Hours between publication and the moment that the demo begins."""
    title: str
    category: str
    paragraphs: tuple[str, ...]
    author: str | None = None
    kicker: str | None = None
    place: str | None = None
    caption: str | None = None
    inserts: tuple[Insert, ...] = ()
    tags: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()


def dated(
    drafts: Iterable[Draft],
    *,
    now: datetime,
    area: str,
    slug: Callable[[str], str] = slugify,
) -> tuple[DemoArticle, ...]:
    """Give drafts their days, in the zone of an area, and their addresses."""
    return tuple(_dated(draft, now.astimezone(clock.zone_of(area)), slug) for draft in drafts)


def _dated(draft: Draft, now: datetime, slug: Callable[[str], str]) -> DemoArticle:
    moment = (now - timedelta(hours=draft.hours_ago)).replace(second=0, microsecond=0)
    days = {
        "hari": press_day(moment),
        "kemarin": press_day(moment - timedelta(days=1)),
        "depan": press_day(moment + timedelta(days=7)),
    }
    return DemoArticle(
        number=draft.number,
        slug=slug(draft.title),
        title=draft.title,
        paragraphs=tuple(text.format(**days) for text in draft.paragraphs),
        published=moment,
        category=draft.category,
        author=draft.author,
        kicker=draft.kicker,
        place=draft.place,
        caption=draft.caption,
        inserts=draft.inserts,
        tags=draft.tags,
        pair=draft.pair,
    )
