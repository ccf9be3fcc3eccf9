"""How sites, their lists and sample articles are shown, in words and as JSON."""

from datetime import datetime, timedelta
from typing import Any

import click

from crawler.inspection import Inspection
from crawler.sampling import Sample
from crawler.sites import Site
from crawler.trials import Trial
from kembar.clock import stamp, zone_name

OPENING = 160
"""Characters of a text that are shown."""


def when(moment: datetime | None, precision: str | None, site: Site) -> str:
    """`2026-11-20 09:15 WITA`, or the day alone where no time is known."""
    if moment is None:
        return "no date"
    local = moment.astimezone(site.zone)
    if precision == "day":
        return f"{local:%Y-%m-%d}, the day only"
    return f"{local:%Y-%m-%d %H:%M} {zone_name(site.zone)}"


def age(moment: datetime | None, now: datetime) -> str | None:
    """`3 h`, `2 d`: how long ago something was."""
    if moment is None:
        return None
    passed = max(now - moment, timedelta(0))
    hours = passed.total_seconds() / 3600
    if hours < 1:
        return f"{int(hours * 60)} min"
    return f"{int(hours)} h" if hours < 48 else f"{int(hours / 24)} d"


def show_inspection(found: Inspection) -> None:
    """What a site is, what lists it has, and how its articles would be archived."""
    click.echo(f"name      {found.site.name}")
    click.echo(f"title     {found.title or '-'}")
    click.echo(f"address   {found.site.url}")
    if found.home is not None:
        place = found.home.place
        why = "; ".join(found.home.why)
        click.echo(f"area      {place.id} {place.name}, {zone_name(found.site.zone)} ({why})")
    else:
        click.echo('area      none stands out; add area = "CODE" if you know it (WIB until then)')
    click.echo(f"language  {found.site.language}")
    click.echo(f"system    {found.system or 'unknown'}")
    click.echo()
    show_tried(found)
    if not found.samples:
        return
    click.echo()
    good = sum(sample.article is not None for sample in found.samples)
    click.echo(f"{good} of {len(found.samples)} sample articles can be read:")
    for number, sample in enumerate(found.samples, start=1):
        _show_sample(number, sample, found.site)


def show_tried(found: Inspection) -> None:
    """Every list that was asked, and why it is used or left."""
    click.echo("lists tried:")
    kept = {trial.source for trial in found.kept}
    for trial in found.tried:
        mark = "+" if trial.source in kept else "-"
        click.echo(f"  {mark} {trial.source.kind:9} {trial.source.url}")
        click.echo(f"    {_verdict(trial, kept=trial.source in kept)}")


def _verdict(trial: Trial, *, kept: bool) -> str:
    if trial.reason is not None:
        return trial.reason
    if trial.source.kind == "numbered":
        return "the articles are counted"
    said = [f"{len(trial.listed)} articles"]
    if trial.newest is not None and trial.oldest is not None:
        said.append(f"{trial.oldest:%Y-%m-%d} to {trial.newest:%Y-%m-%d}")
    if trial.goes_on:
        said.append("older pages behind it")
    if not kept:
        said.append("not needed beside the others")
    return ", ".join(said)


def _show_sample(number: int, sample: Sample, site: Site) -> None:
    article = sample.article
    click.echo()
    if article is None:
        click.echo(f"{number:3} failed: {sample.reason}")
        click.echo(f"    {sample.entry.url}")
        return
    click.echo(f"{number:3} {article.title}")
    moment = when(article.published, article.published_precision, site)
    status = article.status.value + (f" ({article.reason})" if article.reason else "")
    click.echo(f"    {moment} | {article.author or 'no author'} | {status}")
    click.echo(f"    {article.url}")
    opening = article.text.replace("\n", " ")
    click.echo(f"    {opening[:OPENING]}{'...' if len(opening) > OPENING else ''}")


def as_document(found: Inspection, entry: str) -> dict[str, Any]:
    """An inspection for machines."""
    home = found.home
    return {
        "name": found.site.name,
        "title": found.title,
        "url": found.site.url,
        "area": found.site.area,
        "area_name": home.place.name if home else None,
        "area_why": list(home.why) if home else [],
        "zone": zone_name(found.site.zone),
        "language": found.site.language,
        "system": found.system,
        "sources": [f"{source.kind}:{source.url}" for source in found.site.sources],
        "tried": [list_document(trial, kept=trial in found.kept) for trial in found.tried],
        "samples": [sample_document(sample) for sample in found.samples],
        "entry": entry,
    }


def list_document(trial: Trial, *, kept: bool | None = None) -> dict[str, Any]:
    """A list for machines."""
    return {
        "kind": trial.source.kind,
        "url": trial.source.url,
        "status": trial.status,
        "works": trial.works,
        "reason": trial.reason,
        "entries": len(trial.listed),
        "newest": _stamped(trial.newest),
        "oldest": _stamped(trial.oldest),
        **({} if kept is None else {"kept": kept, "goes_on": trial.goes_on}),
    }


def sample_document(sample: Sample) -> dict[str, Any]:
    """A sample article for machines."""
    article, fields = sample.article, sample.fields
    document: dict[str, Any] = {
        "source": f"{sample.source.kind}:{sample.source.url}",
        "listed": sample.entry.url,
        "reason": sample.reason,
    }
    if article is None:
        return {**document, "status": "failed"}
    document["status"] = article.status.value
    document["reason"] = article.reason
    fields_of_article = (
        "url", "title", "author", "published_raw", "published_precision", "language", "image",
    )  # fmt: skip
    document.update({field: getattr(article, field) for field in fields_of_article})
    document["published"] = _stamped(article.published)
    document["published_where"] = fields.where_published if fields else None
    document["canonical"] = fields.canonical if fields else None
    document["characters"] = len(article.text)
    document["start"] = article.text[:OPENING]
    return document


def _stamped(moment: datetime | None) -> str | None:
    return stamp(moment) if moment is not None else None
