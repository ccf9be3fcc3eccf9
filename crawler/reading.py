"""What runs inside a parser worker: foreign bytes in, our records out, within limits.

Nothing here runs in the daemon's loop; `crawler.parsing` owns the processes.
"""

import ctypes
import gc
import math
import os
import resource
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kembar.errors import KembarError, SourceFailed
from kembar.model import Article, Entry, Judgement, Watch
from rules import Home, RuleSet, home, judge, load

from . import extraction, provenance
from .encoding import decode
from .nesting import too_deep
from .page import parse
from .paging import Parts
from .sources import discovery
from .sources.base import Contents, Source
from .sources.paging import next_page
from .sources.portrait import Portrait, read_portrait

CPU_SECONDS = 8
MEMORY = 512 * 1024 * 1024
NICE = 10
_PR_SET_PDEATHSIG = 1

NOTHING = Judgement(flag=False, score=0.0)

_rules: RuleSet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageJob:
    """One fetched page and what is known of it."""

    body: bytes
    url: str
    """Address after redirects."""
    site: str
    area: str | None
    zone: ZoneInfo
    language: str
    fetched: datetime
    content_type: str | None = None
    entry: Entry | None = None
    shared_titles: frozenset[str] = frozenset()
    later: bool = False
    """A later page of an article: it may be short, and is not judged alone."""
    cut: bool = False
    """Its packed stream had no end."""
    closing: bool = False
    """The site's pages are known to have their `</html>`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """An article and what the rules make of it."""

    article: Article
    judgement: Judgement
    parts: Parts
    """Where the article goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFields:
    """An article, and where its page says what, for people who check a site."""

    article: Article
    where_published: str | None = None
    """Where the date was found; None without one."""
    canonical: str | None = None
    """The address that the page declares as its own, verbatim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRead:
    """What a source lists, and the titles its page bears itself."""

    contents: Contents
    titles: tuple[str, ...] = ()
    further: str | None = None
    """The list's next, older page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """What the front page of an unknown site says of its sources."""

    looks_like: str | None
    """`feed`, `sitemap`, `html`, or None."""
    declared: tuple[Source, ...] = ()
    titles: tuple[str, ...] = ()
    portrait: Portrait | None = None
    """What it says of the site; of HTML pages only."""


def prepare(folder: Path | None, watches: Sequence[Watch]) -> None:
    """Make a fresh worker ready: limits, quiet signals, rules compiled, libraries warm."""
    global _rules
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the daemon decides when a worker ends
    os.nice(NICE)
    if sys.platform == "linux":
        # Dies with the process that started it, even if that one is killed.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # Linux counts private memory here; address space would also count shared libraries.
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _rules = load(folder, watches)
    # What is loaded stays: without it in view, collecting the garbage of a page is cheap.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def read_page(job: PageJob) -> PageRead:
    """One page to an article with its judgement; ExtractionFailed with the reason otherwise."""
    _arm()
    article, parts = _article(job)
    judgement = NOTHING if job.later else judge_article(article, job.area)
    return PageRead(article=article, judgement=judgement, parts=parts)


def judge_article(article: Article, area: str | None) -> Judgement:
    """What the rules make of an article put together from several pages."""
    assert _rules is not None
    return judge(article, _rules, home=area)


def read_fields(job: PageJob) -> PageFields:
    """One page to an article and where its particulars stand; ExtractionFailed otherwise."""
    _arm()
    article, _ = _article(job)
    page = parse(decode(job.body, job.content_type), job.url)
    assert page is not None  # or there were no article
    return PageFields(
        article=article,
        where_published=provenance.where_published(page, article, job.entry),
        canonical=provenance.declared_canonical(page),
    )


def _article(job: PageJob) -> tuple[Article, Parts]:
    return extraction.read_page(
        job.body,
        url=job.url,
        site=job.site,
        zone=job.zone,
        fetched=job.fetched,
        content_type=job.content_type,
        entry=job.entry,
        shared_titles=job.shared_titles,
        language=job.language,
        later=job.later,
        cut=job.cut,
        closing=job.closing,
    )


def read_source(
    source: Source, body: bytes, url: str, content_type: str | None, number: int
) -> SourceRead:
    """One document of a source to its entries; SourceFailed with the reason otherwise.

    `number` counts the pages of a list that is read back, from 1.
    """
    _arm()
    if source.kind == "listing":
        _refuse_deep(body)
    try:
        contents = source.read(body, url=url, content_type=content_type)
    except (KembarError, MemoryError):
        raise
    except Exception as error:
        # The rim of a source: a library that stumbles over one must not end the round.
        raise SourceFailed(f"cannot be read: {type(error).__name__}: {error}") from error
    titles = discovery.page_titles(body) if source.kind == "listing" else ()
    further = next_page(source.kind, body, url, number=number) or source.page(number + 1)
    return SourceRead(contents=contents, titles=titles, further=further)


def read_front_page(body: bytes, url: str, content_type: str | None) -> FrontPage:
    """What a front page is, and which sources it declares."""
    _arm()
    _refuse_deep(body)
    looks_like = discovery.sniff(body, content_type)
    if looks_like != "html":
        return FrontPage(looks_like=looks_like)
    return FrontPage(
        looks_like=looks_like,
        declared=tuple(discovery.declared_sources(body, url)),
        titles=discovery.page_titles(body),
        portrait=read_portrait(body, url, content_type),
    )


def guess_home(domain: str, own_words: Sequence[str], headlines: Sequence[str]) -> Home | None:
    """Where an outlet is at home; see `rules.home`."""
    _arm()
    assert _rules is not None
    return home(domain, own_words, headlines, _rules)


def _refuse_deep(body: bytes) -> None:
    if reason := too_deep(body):
        raise SourceFailed(reason)


def idle() -> None:
    """Do nothing: whoever waits for it knows that the worker is ready."""


def _arm() -> None:
    """Grant this task its CPU seconds: the kernel counts over the whole life of the process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(usage.ru_utime + usage.ru_stime + CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
