"""Samples: a few articles of a site, fetched and read as a round would, and stored nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from scrapy.http import Response

from kembar.errors import AddressRefused, HostResting, KembarError
from kembar.model import Article, Entry

from .fetching import header
from .means import Means
from .pages import judge_answer
from .reading import PageFields, PageJob
from .sites import Site
from .sources.base import Source
from .trials import Trial
from .urls import canonical, is_front_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One article of a list, or why it gave none."""

    source: Source
    """The list that it was taken from."""
    entry: Entry
    article: Article | None = None
    """As it would be archived."""
    fields: PageFields | None = None
    """Where its particulars were found."""
    reason: str | None = None
    """Why there is no article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A sample whose page was fetched, to be read with what is learnt of the site meanwhile."""

    source: Source
    entry: Entry
    response: Response | None = None
    reason: str | None = None


def pick(trials: Sequence[Trial], most: int) -> list[tuple[Source, Entry]]:
    """The newest entries of each list in turn, each address once."""
    lists = [[(t.source, e) for e in t.entries if canonical(e.url) in t.listed] for t in trials]
    picked: dict[str | None, tuple[Source, Entry]] = {}
    for row in zip_longest(*lists):
        for found in row:
            if found is not None and not is_front_page(found[1].url) and len(picked) < most:
                picked.setdefault(canonical(found[1].url), found)
    return list(picked.values())


async def fetch(picked: Sequence[tuple[Source, Entry]], site: Site, means: Means) -> list[Fetched]:
    """The pages of entries, one request after the other."""
    found = []
    for source, entry in picked:
        try:
            response = await means.fetcher.fetch(entry.url)
            judge_answer(entry, response, site)
        except (HostResting, AddressRefused):
            raise
        except KembarError as error:
            found.append(Fetched(source=source, entry=entry, reason=str(error)))
        else:
            found.append(Fetched(source=source, entry=entry, response=response))
    return found


async def read(fetched: Sequence[Fetched], site: Site, means: Means) -> list[Sample]:
    """What the fetched pages give, with the site's zone and language."""
    return [await _read_one(one, site, means) for one in fetched]


async def _read_one(one: Fetched, site: Site, means: Means) -> Sample:
    if one.response is None:
        return Sample(source=one.source, entry=one.entry, reason=one.reason)
    job = PageJob(
        body=one.response.body,
        url=one.response.url,
        site=site.name,
        area=site.area,
        zone=site.zone,
        language=site.language,
        fetched=means.clock(),
        content_type=header(one.response, "Content-Type"),
        entry=one.entry,
    )
    try:
        fields = await means.parsers.read_fields(job)
    except KembarError as error:
        return Sample(source=one.source, entry=one.entry, reason=str(error))
    return Sample(source=one.source, entry=one.entry, article=fields.article, fields=fields)
