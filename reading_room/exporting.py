"""The addresses of our lists as files: `/export/stories.pdf?place=64.74`."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from datasette.utils.asgi import Response

from exports.formats import FORMATS
from exports.tables import WRITERS, Table
from kembar.clock import WIB, now
from kembar.errors import ArchiveError, KembarError
from storage.archive import Archive
from storage.clippings import edition_of

from .desk import Busy, Desk, FileAnswer
from .pages.asked import Asked, read
from .pages.exporting import table_of, write_stories
from .pages.relation import told_stories
from .pages.tables import facts_table, history_table, outlets_table
from .speech import Speech

logger = logging.getLogger(__name__)

PATH = r"^/export/(?P<name>[a-z]+)\.(?P<form>[a-z]+)$"

_NAMES = {
    "stories": ("peristiwa", "stories"), "story": ("peristiwa", "story"),
    "outlets": ("media", "outlets"), "facts": ("fakta", "facts"),
    "relation": ("hubungan", "relation"), "history": ("riwayat", "history"),
    "relations": ("hubungan", "relations"), "map": ("peta", "map"),
    "sites": ("situs", "sites"), "charts": ("grafik", "charts"),
}  # fmt: skip
_OF_STORIES = {"stories", "story", "relation"}
_HEADERS = {
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "no-cache",
    "referrer-policy": "no-referrer",
}
_AGAIN = "60"  # seconds after which who is told that we are busy may ask again


def view(speak: Callable[[Any], Speech]) -> Callable[[Any, Any], Awaitable[Response | FileAnswer]]:
    """The view of all exports; `speak` tells the language of a request."""

    async def export(request: Any, datasette: Any) -> Response | FileAnswer:
        name, form = request.url_vars["name"], request.url_vars["form"]
        speech = speak(request)
        if name not in _NAMES or form not in (FORMATS if name in _OF_STORIES else WRITERS):
            return _none(speech)
        desk: Desk = datasette.desk
        wish = _Wish(
            name=name, form=form, arguments=request.args, speech=speech, desk=desk, at=now()
        )
        try:
            file = await desk.write(wish.write)
        except (KembarError, OSError) as error:
            logger.warning("export failed path=%s: %s", request.path, error)
            return _failed(error, speech)
        if file is None:
            return _none(speech)
        stem = "-".join(filter(None, ("kembar", speech(*_NAMES[name]), wish.slug)))
        headers = {
            **_HEADERS,
            "content-type": FORMATS[form].media_type,
            "content-disposition": f'attachment; filename="{stem}-{wish.day}.{form}"',
        }
        return FileAnswer(file, headers)

    return export


def _none(speech: Speech) -> Response:
    return Response.text(speech("Berkas ini tidak ada.", "There is no such file."), status=404)


def _failed(error: Exception, speech: Speech) -> Response:
    """What went wrong, in words that tell nothing of this machine."""
    if isinstance(error, Busy):
        text = speech("Banyak berkas sedang dibuat. Coba lagi sebentar.",
                      "Many files are being made. Try again in a minute.")  # fmt: skip
        return Response.text(text, status=503, headers={"retry-after": _AGAIN})
    if isinstance(error, OSError):
        text = speech("Tidak ada tempat untuk berkas.", "There is no room for the file.")
        return Response.text(text, status=503)
    text = speech("Berkas ini terlalu lama dibuat. Persempit pilihan.",
                  "This file takes too long to make. Ask for less.")  # fmt: skip
    return Response.text(text, status=503 if isinstance(error, ArchiveError) else 422)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """One file that somebody asks for."""

    name: str
    form: str
    arguments: Any
    speech: Speech
    desk: Desk
    at: datetime
    """Now."""

    @property
    def day(self) -> str:
        """Today in Western Indonesian Time, for the file's name."""
        return f"{self.at.astimezone(WIB):%Y-%m-%d}"

    @property
    def slug(self) -> str:
        """What was asked for, in signs that every system takes in a file's name."""
        asked = {**read(self.arguments).filters}
        for name in ("number", "a", "b", "silent"):
            asked[name] = self.arguments.get(name) or ""
        words = "-".join(asked.values())
        plain = "".join(c if c.isascii() and (c.isalnum() or c in "._") else "-" for c in words)
        return "-".join(part for part in plain.lower().split("-") if part.strip("._"))[:80]

    def write(self, archive: Archive, out: BinaryIO) -> bool:
        """Write it; False if there is nothing of the kind."""
        if self.name in _OF_STORIES:
            return self._stories(archive, out)
        table = self._table(archive)
        if table is None:
            return False
        WRITERS[self.form](table, out)
        return True

    def _stories(self, archive: Archive, out: BinaryIO) -> bool:
        limits, asked, only = self.desk.limits, read(self.arguments), None
        if self.name == "relation":
            a, b = self._pair
            only = [row["story"] for row in told_stories(archive, a, b)]
        elif self.name == "story":
            only = [self._number]
        return write_stories(
            archive,
            Asked() if self.name != "stories" else asked,
            out,
            form=self.form,
            speech=self.speech,
            now=self.at,
            most=limits.clippings if self.form == "pdf" else limits.rows,
            only=only,
            each=self.desk.in_time,
        )

    def _table(self, archive: Archive) -> Table | None:
        if self.name in ("outlets", "facts"):
            found = edition_of(archive, [self._number], now=self.at)
            story = next(iter(found.stories), None)
            if story is None:
                return None
            if self.name == "facts":
                return facts_table(story, self.speech)
            return outlets_table(archive, story, self.speech)
        if self.name == "history":
            today = self.at.astimezone(WIB).date()
            table = history_table(archive, *self._pair, self.speech, today)
            return table if table.rows else None
        years = whole(self.arguments.get("silent"), 2) or 0
        asked, most = read(self.arguments), self.desk.limits.rows
        return table_of(self.name, archive, asked, years, self.speech, self.at, most)

    @property
    def _number(self) -> int:
        """Of the story that is asked for; one that is no number names none."""
        return whole(self.arguments.get("number"), 18) or 0

    @property
    def _pair(self) -> tuple[str, str]:
        return self.arguments.get("a") or "", self.arguments.get("b") or ""


def whole(written: str | None, digits: int) -> int | None:
    """A whole number of at most so many digits; None for anything else."""
    text = written or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
