"""What HTTP receivers answered while a message was sent: Apprise tells only yes or no.

`requests` is wrapped once; outside of `listening` the wrapper changes nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests

# Refusals that say "later" or "not so fast", not "never".
_PASSING = frozenset({408, 409, 421, 423, 425, 429})


@dataclass(frozen=True, slots=True)
class Answer:
    """Status of one response, and how long the receiver asked us to wait."""

    status: int
    retry_after: timedelta | None = None

    @property
    def redirect(self) -> bool:
        """The receiver wants the message to go elsewhere; we do not let it."""
        return 300 <= self.status < 400

    @property
    def permanent(self) -> bool:
        """Sending the same again cannot help."""
        return 400 <= self.status < 500 and self.status not in _PASSING


_heard: ContextVar[list[Answer] | None] = ContextVar("kembar_answers", default=None)


@contextmanager
def listening() -> Iterator[list[Answer]]:
    """Collect the answers to all requests of this context, and follow no redirect in it.

    Threads that copy the context (as Apprise's workers do) are heard too.
    """
    answers: list[Answer] = []
    token = _heard.set(answers)
    try:
        yield answers
    finally:
        _heard.reset(token)


_plain_send = requests.Session.send


def _send(
    self: requests.Session, request: requests.PreparedRequest, **kwargs: Any
) -> requests.Response:
    answers = _heard.get()
    if answers is None:
        return _plain_send(self, request, **kwargs)
    kwargs["allow_redirects"] = False
    response = _plain_send(self, request, **kwargs)
    answers.append(Answer(response.status_code, _retry_after(response.headers)))
    return response


requests.Session.send = _send  # type: ignore[method-assign]  # the one seam Apprise leaves


def _retry_after(headers: Any, now: datetime | None = None) -> timedelta | None:
    """Seconds or an HTTP date; None for neither."""
    text = str(headers.get("Retry-After", "")).strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text), 10**7))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(moment - (now or datetime.now(UTC)), timedelta(0))
