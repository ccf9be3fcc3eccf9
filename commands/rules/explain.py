"""`kembar rules explain`: how one text, file, address or stored article is judged, and why."""

from codecs import BOM_UTF8
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

import rules
from crawler.sites import chosen
from kembar.config import Config
from kembar.errors import KembarError
from kembar.model import Article
from rules import Explanation
from storage import lookup
from storage.archive import Archive

from ..common import configured, json_option, log_to_stderr, write_json
from ..try_ import page

_PAGE = (b"<!doctype html", b"<html", b"<?xml")
"""What a saved page begins with; any other file is a headline and the text below it."""
_HEAD = 256
"""Bytes in which that must stand; editors put blank lines before it."""
_DIGITS = 15
"""Digits of the greatest number taken for an article's; SQLite counts no further than 18."""


@click.command("explain")
@click.argument("what", metavar="TEXT|FILE|URL|ID")
@json_option
@configured
def command(config: Config, what: str, as_json: bool) -> None:
    """Show how an article is judged, and why: the verdict, the facts, the points, what was lacking.

    WHAT is a headline; a file with a headline and its text, or a saved page; an address, looked up
    in the archive and else fetched; or the number of an article in the archive.
    """
    article = _article(config, what)
    packs = rules.load(config.rules.folder, config.watches)
    homes = {site.name: site.area for site in chosen(config)}
    explanation = rules.explain(article, packs, home=homes.get(article.site))
    if as_json:
        write_json(_record(article, explanation))
    else:
        click.echo(explanation.text())


def _article(config: Config, what: str) -> Article:
    if _is_file(what):
        return _from_file(config, what)
    if what.startswith(("http://", "https://")) and not what.split("://", 1)[1].count(" "):
        return _stored(config, what) or _fetched(config, what)
    if what.isascii() and what.isdigit() and len(what) <= _DIGITS:
        return _numbered(config, int(what))
    return _of_text(what)


def _from_file(config: Config, what: str) -> Article:
    head = Path(what).read_bytes()[:_HEAD].removeprefix(BOM_UTF8).lstrip().lower()
    return _fetched(config, what) if head.startswith(_PAGE) else _of_text(_read(Path(what)))


def _of_text(text: str) -> Article:
    """The headline is the first line."""
    title, _, body = text.strip().partition("\n")
    return Article(url="text:", site="", title=title.strip(), text=body.strip())


def _fetched(config: Config, what: str) -> Article:
    log_to_stderr(verbose=False)
    return page(config, what).article


def _stored(config: Config, url: str) -> Article | None:
    if not config.archive.path.is_file():
        return None
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        return lookup.by_url(archive, url)
    finally:
        archive.close()


def _numbered(config: Config, number: int) -> Article:
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        found = lookup.by_id(archive, number)
    finally:
        archive.close()
    if found is None:
        raise KembarError(f"{config.archive.path}: holds no article of the number {number}")
    return found


def _record(article: Article, explanation: Explanation) -> dict[str, Any]:
    """The explanation as an object; docs/how-a-flag-is-judged.md tells its keys."""
    told = asdict(explanation)
    happenings = told.pop("happenings")
    judgement = told.pop("judgement")
    return {
        "flag": judgement["flag"],
        "article": {
            "url": article.url,
            "site": article.site,
            "title": article.title,
            "published": article.published.isoformat() if article.published else None,
        },
        **{key: told[key] for key in ("verdict", "score", "needed", "why", "sums")},
        "chief": happenings[0] if happenings else None,
        "others": happenings[1:],
        **{key: told[key] for key in ("hits", "places", "held", "misses")},
    }


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise KembarError(f"{file}: is not text in UTF-8: {error}") from error


def _is_file(what: str) -> bool:
    try:
        return Path(what).is_file()
    except (OSError, ValueError):  # a long text is no file name, nor is one with a NUL
        return False
