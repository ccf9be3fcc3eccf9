"""The addresses of our lists as files: `/export/stories.pdf?place=64.74`."""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from datasette.utils.asgi import Response

from exports.formats import FORMATS
from exports.tables import WRITERS
from kembar.clock import WIB, now
from kembar.errors import ArchiveError, KembarError
from storage.archive import Archive
from storage.clippings import snapshot

from .connecting import connected
from .pages.asked import read
from .pages.exporting import MOST, table_of, write_pair, write_stories
from .speech import Speech

logger = logging.getLogger(__name__)

PATH = r"^/export/(?P<name>[a-z]+)\.(?P<form>[a-z]+)$"
MOST_FOR_ALL = 500
"""Stories in a file that strangers ask for."""

_NAMES = {
    "stories": ("peristiwa", "stories"), "story": ("peristiwa", "story"),
    "relation": ("hubungan", "relation"), "relations": ("hubungan", "relations"),
    "sites": ("situs", "sites"), "charts": ("grafik", "charts"),
}  # fmt: skip
_HEADERS = {
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "no-cache",
    "referrer-policy": "no-referrer",
}
# A thick file takes seconds of processor time: one at a time leaves the pages quick.
_turn = asyncio.Semaphore(1)

Write = Callable[[Archive, BinaryIO], None]


def view(
    speak: Callable[[Any], Speech], database: str
) -> Callable[[Any, Any], Awaitable[Response]]:
    """The view of all exports; `speak` tells the language of a request."""

    async def export(request: Any, datasette: Any) -> Response:
        name, form = request.url_vars["name"], request.url_vars["form"]
        speech = speak(request)
        for_all = not datasette.setting("default_allow_sql")
        write = _writer(request, name, form, speech, MOST_FOR_ALL if for_all else MOST)
        if write is None:
            return Response.text(
                speech("Berkas ini tidak ada.", "There is no such file."), status=404
            )
        path = Path(datasette.get_database(database).path)
        try:
            async with _turn:
                body = await asyncio.to_thread(_written, path, write)
        except ArchiveError as error:
            logger.warning("export failed path=%s: %s", request.path, error)
            return Response.text(str(error), status=503)
        except KembarError as error:
            return Response.text(str(error), status=422)
        media = FORMATS[form].media_type
        file = f"kembar-{speech(*_NAMES[name])}-{now().astimezone(WIB):%Y-%m-%d}.{form}"
        headers = {**_HEADERS, "content-disposition": f'attachment; filename="{file}"'}
        return Response(body, headers=headers, content_type=media)

    return export


def _writer(request: Any, name: str, form: str, speech: Speech, most: int) -> Write | None:
    """What writes the file that is asked for; None where there is none."""
    asked, at = read(request.args), now()
    if name == "story" and form in FORMATS:
        return _one(request.args.get("number") or "", form, speech, at)
    if name == "relation" and form in FORMATS:
        a, b = request.args.get("a") or "", request.args.get("b") or ""
        return lambda archive, out: write_pair(archive, a, b, out, form=form, speech=speech, now=at)
    if name == "stories" and form in FORMATS:
        return lambda archive, out: write_stories(
            archive, asked, out, form=form, speech=speech, now=at, most=most
        )
    if name not in _NAMES or form not in WRITERS:
        return None
    years = request.args.get("silent") or ""
    silent = int(years) if years.isascii() and years.isdigit() and len(years) < 3 else 0

    def write(archive: Archive, out: BinaryIO) -> None:
        table = table_of(name, archive, asked, silent, speech, at)
        assert table is not None  # its name is one of ours
        WRITERS[form](table, out)

    return write


def _one(number: str, form: str, speech: Speech, at: datetime) -> Write | None:
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    asked, only = read({}), [int(number)]
    return lambda archive, out: write_stories(
        archive, asked, out, form=form, speech=speech, now=at, only=only
    )


def _written(path: Path, write: Write) -> bytes:
    """The file, read from one moment of the archive over a connection of its own."""
    out = io.BytesIO()
    with closing(connected(path)) as connection:
        archive = Archive.over(path, connection)
        with snapshot(archive):
            write(archive, out)
    return out.getvalue()
