"""Which form each service gets, and what is kept of messages that only half arrived."""

import hashlib
import html
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from .forms import DISCORD, MAIL, PLAIN, SLACK, TELEGRAM, TELEGRAM_PLAIN, Form, Piece, pieces
from .rendering import Message

UNFINISHED = 64
"""Messages of which some pieces were taken and others not yet, remembered for each channel."""
CONTENT_REFUSED = frozenset({400, 413, 422})
"""Answers that may mean the markup of a message; the same without markup may be taken."""

_FORMS = {
    "tgram": TELEGRAM, "telegram": TELEGRAM, "slack": SLACK, "discord": DISCORD,
    "mailto": MAIL, "mailtos": MAIL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a service: what it is handed, and what instead if the markup is refused."""

    title: str
    body: str
    plain_title: str
    plain_body: str
    text: str
    """The piece without any markup: mail's text part."""
    number: int
    """From 1."""


def form_of(scheme: str) -> Form:
    """The form for the scheme of a channel's address; plain text for services without one."""
    return _FORMS.get(scheme, PLAIN)


def calls(message: Message, form: Form, limit: int) -> list[Call]:
    """The calls that bring a message to a service that takes so much at once."""
    return [
        _call(piece, form, number)
        for number, piece in enumerate(pieces(message.title, message.parts, form, limit), 1)
    ]


def digest_of(message: Message, call: Call) -> str:
    """Names one piece of one message, whatever process or try it belongs to."""
    named = "\0".join([message.key or "", call.title, call.body])
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


class Arrived:
    """The pieces of unfinished messages that a service has taken already; of this process only."""

    def __init__(self) -> None:
        self._taken: OrderedDict[str, set[str]] = OrderedDict()

    def left(self, message: Message, parts: list[Call]) -> Iterator[Call]:
        """What is still to be sent of a message."""
        taken = self._taken.get(_key(message), set())
        return (part for part in parts if digest_of(message, part) not in taken)

    def note(self, message: Message, part: Call) -> None:
        """A piece was taken."""
        self._taken.setdefault(_key(message), set()).add(digest_of(message, part))
        while len(self._taken) > UNFINISHED:
            self._taken.popitem(last=False)

    def finish(self, message: Message) -> None:
        """All pieces were taken: the same message is a new one from now on."""
        self._taken.pop(_key(message), None)


def _key(message: Message) -> str:
    return message.key or message.title


def _call(piece: Piece, form: Form, number: int) -> Call:
    text = PLAIN.text(piece.title, piece.blocks)
    body = form.text(piece.title, piece.blocks)
    title = "" if form.title_inside else PLAIN.title(piece.title)
    plain_title, plain_body = title, text
    if form is TELEGRAM:  # Apprise always names HTML as the parse mode: plain means escaped
        plain_body = TELEGRAM_PLAIN.text(piece.title, piece.blocks)
    elif form is SLACK:
        plain_body = html.escape(f"{piece.title}\n\n{text}", quote=False)
    elif form is DISCORD:
        plain_body = f"{piece.title}\n\n{text}"
    return Call(title, body, plain_title, plain_body, text, number)
