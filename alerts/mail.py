"""What mail needs beyond text: headers for lists and threads, and a text part of our own.

Apprise makes its own Message-ID and text part; both are put in place of these while a message of
ours is under way, and only in its context.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from urllib.parse import quote

MAILTO = "mailto:"


@dataclass(frozen=True, slots=True)
class Under:
    """The mail under way."""

    message_id: str
    text: str
    """The text part."""


_under: ContextVar[Under | None] = ContextVar("kembar_mail", default=None)


@contextmanager
def posting(message_id: str, text: str) -> Iterator[None]:
    """Within it, mails of this context bear this id and this text part."""
    token = _under.set(Under(message_id, text))
    try:
        yield
    finally:
        _under.reset(token)


def open_seam(module: ModuleType) -> None:
    """Put our id and text part into the module that makes Apprise's mails; once is enough."""
    if getattr(module, "kembar_seam", False):
        return
    module.make_msgid = _our_id(module.make_msgid)  # type: ignore[attr-defined]
    module.convert_between = _our_text(module.convert_between)  # type: ignore[attr-defined]
    module.kembar_seam = True  # type: ignore[attr-defined]


def message_id(key: str, channel: str, sender: str, number: int = 1) -> str:
    """`<key.channel.1@domain>`: the same for each try, so that a repeat falls into its thread."""
    domain = re.sub(r"[^A-Za-z0-9.-]", "", sender.rpartition("@")[2]) or "kembar.invalid"
    return f"<{key[:32]}.{channel}.{number}@{domain}>"


def headers(
    *, channel: str, sender: str, contact: str | None, own_id: str, first_id: str | None
) -> dict[str, str]:
    """Headers by name. Unsubscribing goes to the operator: `contact` if it is mail, else sender.

    `first_id` is the message that is followed up; later pieces follow the first one.
    """
    operator = contact if contact and contact.startswith(MAILTO) else f"{MAILTO}{sender}"
    address = operator.removeprefix(MAILTO).partition("?")[0]
    domain = re.sub(r"[^A-Za-z0-9.-]", "", sender.rpartition("@")[2]) or "kembar.invalid"
    found = {
        "List-Id": f"<{channel}.kembar.{domain}>",
        "List-Unsubscribe": f"<{MAILTO}{address}?subject={quote(f'unsubscribe {channel}')}>",
        "Auto-Submitted": "auto-generated",
    }
    if first_id is not None and first_id != own_id:
        found |= {"In-Reply-To": first_id, "References": first_id}
    return found


def _our_id(plain: Callable[..., str]) -> Callable[..., str]:
    def make(*args: Any, **kwargs: Any) -> str:
        under = _under.get()
        return plain(*args, **kwargs) if under is None else under.message_id

    return make


def _our_text(plain: Callable[..., str]) -> Callable[..., str]:
    def convert(*args: Any, **kwargs: Any) -> str:
        under = _under.get()
        return plain(*args, **kwargs) if under is None else under.text

    return convert
