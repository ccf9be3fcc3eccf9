"""The addresses of our pages: a request in, a page out; what a page shows is read in `pages`."""

import logging
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlencode

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Response

from kembar.clock import WIB, now
from kembar.errors import ArchiveError
from storage.archive import Archive

from . import exporting
from .pages.asked import read
from .pages.charts import charts
from .pages.feed import feed
from .pages.front import front
from .pages.maps import world
from .pages.place import place
from .pages.relation import relation
from .pages.relations import relations
from .pages.sites import sites
from .pages.story import story
from .speech import LANGUAGES, Speech, chosen

logger = logging.getLogger(__name__)

DATABASE = "archive"
"""The name under which the archive is served, whatever its file is called."""

COOKIE = "kembar_language"
"""Keeps the language that was asked for last."""

_QUERIES = 5  # a page of ours may take as long as so many of a reader's own
_A_YEAR = 365 * 24 * 3600  # seconds that the cookie lasts

_ATOM = "application/atom+xml; charset=utf-8"
HEADERS = {
    # Our pages run no scripts and carry no styles of their own.
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "cache-control": "no-cache",
    "referrer-policy": "no-referrer",
}

View = Callable[[Any, Any], Awaitable[Response]]
Shown = TypeVar("Shown")
Build = Callable[[Archive, Any, Speech], dict[str, Any] | None]


def routes() -> list[tuple[str, View]]:
    """Pattern of the path -> view, as Datasette's hook wants them."""
    return [
        (r"^/$", _page("front", _front)),
        (r"^/story/(?P<number>[^/]+)$", _page("story", _story)),
        (r"^/place/(?P<place>[^/]+)$", _page("place", _place)),
        (r"^/relation/(?P<a>[^/]+)/(?P<b>[^/]+)$", _page("relation", _relation)),
        (r"^/relations$", _page("relations", _relations)),
        (r"^/sites$", _page("sites", lambda archive, _, t: sites(archive, t, now()))),
        (r"^/map$", _page("map", lambda archive, _, t: world(archive, t))),
        (r"^/charts$", _page("charts", lambda archive, _, t: charts(archive, t, _today()))),
        (r"^/feed\.atom$", _feed),
        (exporting.PATH, exporting.view(spoken)),
    ]


def _front(archive: Archive, request: Any, t: Speech) -> dict[str, Any]:
    return front(archive, read(request.args), t)


def _story(archive: Archive, request: Any, t: Speech) -> dict[str, Any] | None:
    number = whole(_named(request, "number"), digits=18)
    said = request.args.get("said")
    return story(archive, number, t, said=said) if number is not None else None


def _place(archive: Archive, request: Any, t: Speech) -> dict[str, Any] | None:
    return place(archive, _named(request, "place"), read(request.args), t, _today())


def _relation(archive: Archive, request: Any, t: Speech) -> dict[str, Any] | None:
    return relation(archive, _named(request, "a"), _named(request, "b"), t, _today())


def _relations(archive: Archive, request: Any, t: Speech) -> dict[str, Any]:
    silent = whole(request.args.get("silent") or "", digits=2)
    return relations(archive, read(request.args), silent or 0, t, _today())


async def _feed(request: Any, datasette: Any) -> Response:
    """The list that is asked for, as Atom."""
    speech = spoken(request)
    base = f"{request.scheme}://{request.host}"
    try:
        body = await read_with(
            datasette, lambda archive: feed(archive, read(request.args), speech, base)
        )
    except ArchiveError as error:
        return Response.text(_failed(request, error), status=503)
    return Response(body, headers=dict(HEADERS), content_type=_ATOM)


def whole(written: str, digits: int) -> int | None:
    """A whole number of at most so many digits; None for anything else."""
    plain = written.isascii() and written.isdigit() and len(written) <= digits
    return int(written) if plain else None


def _today() -> date:
    return now().astimezone(WIB).date()


def _failed(request: Any, error: ArchiveError) -> str:
    logger.warning("page failed path=%s: %s", request.path, error)
    return str(error)


def spoken(request: Any) -> Speech:
    """The language of a request: of its address, else of its cookie, else Indonesian."""
    return chosen(request.args.get("lang"), request.cookies.get(COOKIE))


def _named(request: Any, name: str) -> str:
    """A part of the path, as typed before it was encoded."""
    return unquote(request.url_vars[name])


def _page(template: str, build: Build) -> View:
    """A view that reads with `build` and shows it; None is a page that is not there."""

    async def view(request: Any, datasette: Any) -> Response:
        speech = spoken(request)
        try:
            shown = await read_with(datasette, lambda archive: build(archive, request, speech))
            status = 200 if shown is not None else 404
        except ArchiveError as error:
            _failed(request, error)
            shown, status = None, 503
        body = await datasette.render_template(
            f"room/{template if shown is not None else 'none'}.html",
            {
                "t": speech,
                "here": template,
                "languages": _languages(request),
                "limits": datasette.desk.limits,
                **(shown if shown is not None else {"status": status}),
            },
            request=request,
        )
        return _answer(request, Response.html(body, status=status, headers=dict(HEADERS)))

    return view


async def read_with(datasette: Any, build: Callable[[Archive], Shown]) -> Shown:
    """What `build` reads on one of Datasette's own threads, within the time of a few queries."""
    database = datasette.get_database(DATABASE)

    def reading(connection: Any) -> Shown:
        archive = Archive.over(Path(database.path), connection)
        limit = _QUERIES * datasette.setting("sql_time_limit_ms")
        with sqlite_timelimit(connection, limit):
            return build(archive)

    read_out: Shown = await database.execute_fn(reading)
    return read_out


def _languages(request: Any) -> list[dict[str, str]]:
    """Each language with the address of the same page in it."""
    kept = [pair for pair in parse_qsl(request.query_string) if pair[0] != "lang"]
    return [
        {"code": code, "name": name, "link": f"?{urlencode([*kept, ('lang', code)])}"}
        for code, name in LANGUAGES.items()
    ]


def _answer(request: Any, response: Response) -> Response:
    if request.args.get("lang") in LANGUAGES:
        response.set_cookie(
            COOKIE, request.args["lang"], max_age=_A_YEAR, httponly=True, samesite="strict"
        )
    return response
