"""Inspection: what an unknown site is, how to read it, and ten of its articles as a proof."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kembar.clock import Clock, now
from kembar.config import Config
from kembar.errors import AddressRefused, FetchFailed, HostResting
from kembar.sections import SiteSection
from rules import Home

from . import sampling
from .finding import Finding, Search
from .means import Means
from .sampling import Sample
from .sites import Site
from .trials import Trial
from .urls import host_key
from .visiting import visit

SAMPLES = 10
OPENING = 120  # characters of a text in which its dateline stands
HEADLINES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was found out of a site."""

    site: Site
    """As it would be read: name, address, area, language, sources."""
    title: str | None
    """What the site calls itself."""
    system: str | None
    """Its CMS."""
    home: Home | None
    """Its area, with the reasons; None where nothing stood out."""
    kept: tuple[Trial, ...]
    """The lists that it would be read by."""
    tried: tuple[Trial, ...]
    """Everything that was asked, in order, with the reason why it was left."""
    samples: tuple[Sample, ...]
    """Articles as they would be archived."""

    @property
    def works(self) -> bool:
        """Whether some list leads to some article."""
        return bool(self.kept) and any(sample.article for sample in self.samples)

    @property
    def section(self) -> SiteSection:
        """The entry of kembar.toml."""
        return SiteSection(
            name=self.site.name,
            url=self.site.url,
            area=self.site.area,
            language=self.site.language if self.site.language != "id" else None,
            sources=tuple(f"{source.kind}:{source.url}" for source in self.site.sources),
        )


async def inspect(config: Config, address: str, *, clock: Clock = now) -> Inspection:
    """Look around at a site, one request at a time. Needs the guarded reactor.

    `address` may lack `https://`. Raises FetchFailed where the site cannot be asked at all.
    """
    async with visit(config, clock=clock) as means:
        site, finding = await _search(config, address, means)
        site = replace(site, name=name_of(finding), url=_front(address, finding))
        headlines = [e.title for t in finding.kept for e in t.entries[:HEADLINES] if e.title]
        home = await _guess(site.name, finding, headlines, means)
        fetched = await sampling.fetch(sampling.pick(finding.kept, SAMPLES), site, means)
        samples = await sampling.read(fetched, _at(site, home), means)
        opened = [s.article.text[:OPENING] for s in samples if s.article]
        later = await _guess(site.name, finding, [*headlines, *opened], means)
        language = _language(samples)
        if (later and later.place) != (home and home.place) or language != site.language:
            # Times without a zone are meant in that of the home area, which only now is known.
            home, site = later, replace(site, language=language)
            samples = await sampling.read(fetched, _at(site, home), means)
        return _inspection(_at(site, home), finding, home, samples)


async def _search(config: Config, address: str, means: Means) -> tuple[Site, Finding]:
    """The first form of the address that answers, and what is found there."""
    forms = [address] if "://" in address else [f"https://{address}", f"http://{address}"]
    faults: list[str] = []
    for form in forms:
        site = Site(name=host_key(form), url=form, every=config.crawl.every)
        try:
            return site, await Search(site, means).run()
        except (AddressRefused, HostResting):
            raise
        except FetchFailed as error:
            faults.append(f"{form}: {error}")
    raise FetchFailed("; ".join(faults))


def name_of(finding: Finding) -> str:
    """The site's domain; where it has none, what it calls itself, in letters of an address."""
    host = host_key(finding.home).removeprefix("www.")
    if re.search(r"[a-z].*\.", host):
        return host
    title = re.sub(r"[^a-z0-9]+", "-", (finding.portrait.title or "").lower()).strip("-")
    return title or host


def _front(address: str, finding: Finding) -> str:
    """The address to come back to: where a redirect to another host or scheme led, if it did."""
    asked, found = urlsplit(address), urlsplit(finding.home)
    if (asked.scheme, asked.netloc) != (found.scheme, found.netloc):
        return finding.home
    return address if asked.path else f"{address}/"


async def _guess(
    name: str, finding: Finding, headlines: Sequence[str], means: Means
) -> Home | None:
    words = finding.portrait.words
    return await means.parsers.guess_home(name, words, list(dict.fromkeys(headlines)))


def _at(site: Site, home: Home | None) -> Site:
    return replace(site, area=home.place.id if home else None)


def _language(samples: Sequence[Sample]) -> str:
    """The language of most articles."""
    said = Counter(s.article.language for s in samples if s.article and s.article.language)
    return said.most_common(1)[0][0] if said else "id"


def _inspection(
    site: Site, finding: Finding, home: Home | None, samples: Sequence[Sample]
) -> Inspection:
    """The inspection without lists whose samples all failed, unless all lists' did."""
    kept, tried = list(finding.kept), list(finding.tried)
    for trial in finding.kept:
        of_it = [sample for sample in samples if sample.source == trial.source]
        if len(of_it) > 1 and not any(sample.article for sample in of_it):
            reason = f"none of {len(of_it)} articles could be read: {of_it[0].reason}"
            kept.remove(trial)
            tried[tried.index(trial)] = replace(trial, reason=reason)
    return Inspection(
        site=replace(site, sources=tuple(trial.source for trial in kept)),
        title=finding.portrait.title,
        system=finding.portrait.system,
        home=home,
        kept=tuple(kept),
        tried=tuple(tried),
        samples=tuple(samples),
    )
