"""A verdict from a story's page: checked, left in the inbox, and nothing else is ever written.

A form of another site is told from ours by Datasette's token, which we ask for ourselves too: its
own check lets a request without cookies pass.
"""

import asyncio
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from datasette.utils.asgi import Response

from kembar.account import account
from kembar.clock import now
from kembar.errors import ArchiveError
from kembar.model import Verdict
from storage import publishing, verdict_wishes
from storage.verdicts import LONGEST_NAME, LONGEST_NOTE, Answer

from .pages.story import exists
from .speech import Speech
from .views import DATABASE, HEADERS, View, read_with, spoken, whole

LARGEST = 16_384
"""Bytes of a form; a note takes at most a thousand characters."""


def routes() -> list[tuple[str, View]]:
    """The one address that takes a form."""
    return [(r"^/story/(?P<number>[^/]+)/verdict$", _verdict)]


async def _verdict(request: Any, datasette: Any) -> Response:
    """Leave a verdict for the daemon and send the reader back to the story."""
    t = spoken(request)
    try:
        if await read_with(datasette, publishing.holds_public_copy):
            return _plain(
                404, t("Halaman ini tidak untuk umum.", "This page is not for everybody.")
            )
        return await _answered(request, datasette, t)
    except ArchiveError as error:
        return _plain(503, str(error))


async def _answered(request: Any, datasette: Any, t: Speech) -> Response:
    if request.method != "POST":
        told = t("Nilailah dari halaman berita.", "Give a verdict on the page of a story.")
        return _plain(405, told, allow="POST")
    form = await _form(request)
    if form is None:
        return _plain(413, t("Terlalu panjang.", "That is too long for a verdict."))
    token = request.scope["csrftoken"]()
    if not secrets.compare_digest(form.get("csrftoken", "").encode(), token.encode()):
        old = "Formulir ini bukan dari sini atau sudah lama; buka lagi halaman beritanya."
        return _plain(403, t(old, "This form is not ours, or too old; open the story again."))
    number = whole(request.url_vars["number"], digits=18)
    if number is None or not await read_with(datasette, lambda archive: exists(archive, number)):
        return _plain(404, t("Peristiwa itu tidak ada.", "There is no such story."))
    if form.get("verdict") not in set(Verdict):
        return _plain(400, t("Pilih keep, drop atau fix.", "Choose keep, drop or fix."))
    answer = Answer(
        verdict=Verdict(form["verdict"]),
        by=form.get("by", "").strip()[:LONGEST_NAME] or account(),
        note=form.get("note", "").strip()[:LONGEST_NOTE] or None,
    )
    if answer.verdict is Verdict.FIX and answer.note is None:
        return _back(number, "note")
    path = Path(datasette.get_database(DATABASE).path)
    wanted = verdict_wishes.payload(answer, story=number)
    return _back(number, str(await asyncio.to_thread(verdict_wishes.leave, path, wanted, now())))


def _back(number: int, said: str) -> Response:
    """See Other: the story again, at the place where verdicts stand; a reload sends nothing."""
    headers = {**HEADERS, "location": f"/story/{number}?said={said}#verdict"}
    return Response("", status=303, headers=headers)


def _plain(status: int, told: str, **headers: str) -> Response:
    return Response.text(f"{told}\n", status=status, headers={**HEADERS, **headers})


async def _form(request: Any) -> dict[str, str] | None:
    """The fields of the form; None for a body that is larger than any of ours."""
    body, more = b"", True
    while more:
        message = await request.receive()
        body += message.get("body", b"")
        if len(body) > LARGEST:
            return None
        more = message.get("more_body", False)
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
