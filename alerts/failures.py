"""What it means that a service did not take a message: try later, never, or without markup."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from kembar.errors import DeliveryFailed

from .answers import Answer
from .services import CONTENT_REFUSED

_SMTP_REFUSAL = re.compile(r"\(5\d\d, b?['\"]")
# 552 and 554 may pass (mailbox full, spam suspicion); the rest of 5xx will not.
_SMTP_PASSING = re.compile(r"\(55[24], b?['\"]")


class ChannelResting(DeliveryFailed):
    """The receiver asked us to wait; `retry_after` says how long."""

    def __init__(self, message: str, *, retry_after: timedelta) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class MarkupRefused(DeliveryFailed):
    """Perhaps only the markup was refused: the same in plain text may be taken."""


class Said(Protocol):
    """What a service told while a message was sent; Apprise's log entry."""

    @property
    def level(self) -> str:
        """`WARNING` ..."""

    @property
    def message(self) -> str:
        """The line."""


def failure(
    status: str, answers: Sequence[Answer], said: str, *, permanent: bool, marked: bool
) -> DeliveryFailed:
    """What a result that is no success means; `said` is what the service told, redacted.

    `marked`: it had markup, and can be tried without.
    """
    refused = next((answer for answer in reversed(answers) if answer.status >= 300), None)
    if refused is not None:
        if marked and refused.status in CONTENT_REFUSED:
            return MarkupRefused(f"the receiver answered {refused.status}{said}", permanent=True)
        return _refusal(refused, said)
    if status == "NOMATCH":
        return DeliveryFailed("Apprise found no service to send to", permanent=True)
    if status == "TIMEOUT":
        return DeliveryFailed("no answer in time; it may have arrived")
    if status == "PARTIAL":
        return DeliveryFailed(f"only some of the receivers took it{said}")
    return DeliveryFailed(f"not delivered{said}", permanent=permanent)


def _refusal(answer: Answer, said: str) -> DeliveryFailed:
    if answer.redirect:
        return DeliveryFailed(
            f"the receiver answered {answer.status}, a redirect, which is not followed; "
            "write its final address into the channel's url"
        )
    if answer.retry_after is not None and not answer.permanent:
        return ChannelResting(
            f"the receiver answered {answer.status} and asked to wait",
            retry_after=answer.retry_after,
        )
    return DeliveryFailed(
        f"the receiver answered {answer.status}{said}", permanent=answer.permanent
    )


def last_words(talk: Sequence[Said]) -> str:
    """The last warning of a service, and the exception it met, as the end of a sentence."""
    warnings = [entry.message for entry in talk if entry.level in ("WARNING", "ERROR", "CRITICAL")]
    met = [entry.message for entry in talk if "Exception: " in entry.message[:40]]
    return "".join(f": {said[-1].strip()}" for said in (warnings, met) if said)


def refused_by_mail(said: str) -> bool:
    return bool(_SMTP_REFUSAL.search(said)) and not _SMTP_PASSING.search(said)
