"""Where messages go. The only door to Apprise; knows nothing of the archive."""

import logging
import os
import re
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol, TextIO
from zoneinfo import ZoneInfo

import apprise

from kembar.clock import WIB
from kembar.errors import ConfigError, DeliveryFailed
from kembar.sections import ChannelSection

from .answers import Answer, listening
from .redaction import install, redact, secret_parts
from .rendering import Message
from .secrets import resolve

logger = logging.getLogger(__name__)

READ_TIMEOUT = 15.0
"""Seconds. Apprise's own four report a failure for messages that arrive all the same."""
CONNECT_TIMEOUT = 10.0
MAIL_TIMEOUT = 30.0
"""Seconds for each step of SMTP: Apprise has one limit for all of them, the last one is slow."""

_SMTP_REFUSAL = re.compile(r"\(5\d\d, b?['\"]")
# 552 and 554 may pass (mailbox full, spam suspicion); the rest of 5xx will not.
_SMTP_PASSING = re.compile(r"\(55[24], b?['\"]")


class ChannelResting(DeliveryFailed):
    """The receiver asked us to wait; `retry_after` says how long."""

    def __init__(self, message: str, *, retry_after: timedelta) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Channel(Protocol):
    """Whom to tell. A channel may also have `quiet` (`22:00-06:00`): nothing is sent between."""

    @property
    def name(self) -> str:
        """The name in `[[channels]]`."""

    @property
    def language(self) -> str:
        """`id` or `en`."""

    @property
    def zone(self) -> ZoneInfo:
        """For the times in messages, and for `quiet`."""

    def send(self, message: Message) -> None:
        """Return when the receiver has accepted it; DeliveryFailed otherwise. May block."""


class ConsoleChannel:
    """Writes messages to a stream: the channel where none is configured."""

    def __init__(
        self, stream: TextIO, *, name: str = "console", language: str = "id", zone: ZoneInfo = WIB
    ) -> None:
        self.name = name
        self.language = language
        self.zone = zone
        self._stream = stream

    def send(self, message: Message) -> None:
        """Write title and body, and a blank line after."""
        try:
            self._stream.write(f"{message.title}\n{message.body}\n\n")
            self._stream.flush()
        except (OSError, ValueError) as error:  # ValueError: the stream is closed
            raise DeliveryFailed(f"the console cannot be written: {error}") from error


class AppriseChannel:
    """One address of Apprise under a name."""

    def __init__(
        self,
        url: str,
        *,
        name: str,
        language: str = "id",
        zone: ZoneInfo = WIB,
        quiet: str | None = None,
    ) -> None:
        """`url` is the address itself, secrets and all. ConfigError if Apprise cannot use it."""
        self.name = name
        self.language = language
        self.zone = zone
        self.quiet = quiet
        install(secret_parts(url))
        self._apprise = apprise.Apprise(asset=_asset())
        if not _add(self._apprise, url):
            raise ConfigError(
                f"channel {name!r}: Apprise cannot read its url (scheme {_scheme(url)}); "
                "see https://appriseit.com/services/ for the form of each service"
            )
        if len(self._apprise.services) != 1:
            raise ConfigError(
                f"channel {name!r}: its url names {len(self._apprise.services)} services; "
                "write one [[channels]] for each, so that each is told once"
            )
        _tame(self._apprise.services[0], url)

    def send(self, message: Message) -> None:
        """Hand the message to the service; long ones go in several pieces."""
        talk: list[apprise.NotifyLogEntry] = []
        with listening() as answers, _overhearing():
            result = self._apprise.notify(
                body=message.body,
                title=message.title,
                body_format=apprise.NotifyFormat.TEXT,
                log_callback=lambda entry, _service: talk.append(entry),
                log_level=logging.DEBUG,
            )
        status = result.status
        redirected = any(answer.redirect for answer in answers)
        if status == apprise.AppriseResultStatus.SUCCESS and not redirected:
            return
        said = _last_words(talk)
        raise _failure(status, answers, redact(said), permanent=_refused_by_mail(said))


def open_channels(
    sections: Sequence[ChannelSection],
    *,
    environment: Mapping[str, str] = os.environ,
    console: TextIO,
    folder: Path = Path(),
) -> dict[str, Channel]:
    """The channels by name; the console alone where none is configured.

    Relative `file:` paths are meant from `folder`. ConfigError holds the faults of all channels.
    """
    if not sections:
        return {"console": ConsoleChannel(console)}
    channels: dict[str, Channel] = {}
    faults: list[str] = []
    for section in sections:
        try:
            url = resolve(section.url, environment, name=section.name, folder=folder)
            channels[section.name] = AppriseChannel(
                url,
                name=section.name,
                language=section.language,
                zone=ZoneInfo(section.timezone),
                quiet=section.quiet,
            )
        except ConfigError as error:
            faults.extend(error.faults)
    if faults:
        raise ConfigError(*faults)
    return channels


def _failure(
    status: apprise.AppriseResultStatus, answers: Sequence[Answer], said: str, *, permanent: bool
) -> DeliveryFailed:
    """What a result that is no success means; `said` is what the service told, redacted."""
    refused = next((answer for answer in reversed(answers) if answer.status >= 300), None)
    if refused is not None:
        return _refusal(refused, said)
    if status == apprise.AppriseResultStatus.NOMATCH:
        return DeliveryFailed("Apprise found no service to send to", permanent=True)
    if status == apprise.AppriseResultStatus.TIMEOUT:
        return DeliveryFailed("no answer in time; it may have arrived")
    if status == apprise.AppriseResultStatus.PARTIAL:
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


def _asset() -> apprise.AppriseAsset:
    return apprise.AppriseAsset(
        app_id="Kembar",
        app_desc="Kembar",
        app_url="",
        http_redirects=False,
        secure_logging=True,
        interpret_escapes=False,
        interpret_emojis=False,
        storage_mode=apprise.PersistentStoreMode.MEMORY,
        allow_templates=False,
        # In the calling thread: Apprise's own few workers are shared by all channels.
        async_mode=False,
        service_timeout=0,
    )


def _add(to: apprise.Apprise, url: str) -> bool:
    """Load the service of an address, and on the first call Apprise's plugins with it."""
    with warnings.catch_warnings():
        # A plugin still imports `imghdr`; nobody who reads our logs can mend that.
        warnings.simplefilter("ignore", DeprecationWarning)
        return bool(to.add(url))


def _tame(service: apprise.NotifyBase, url: str) -> None:
    """Our manners for a service, whatever its address asks for."""
    service.overflow_mode = apprise.OverflowMode.SPLIT
    service.redirects = False
    mail = _scheme(url).startswith("mailto")
    if not re.search(r"[?&]rto=", url):
        service.socket_read_timeout = READ_TIMEOUT
    if not re.search(r"[?&]cto=", url):
        service.socket_connect_timeout = MAIL_TIMEOUT if mail else CONNECT_TIMEOUT


def _scheme(url: str) -> str:
    """What stands before `://`, if it can be no secret."""
    found = re.match(r"([a-z][a-z0-9]{1,14})://", url, re.IGNORECASE)
    return found[1].lower() if found else "missing"


def _last_words(talk: Sequence[apprise.NotifyLogEntry]) -> str:
    """The last warning of a service, and the exception it met, as the end of a sentence."""
    warnings = [entry.message for entry in talk if entry.level in ("WARNING", "ERROR", "CRITICAL")]
    met = [entry.message for entry in talk if "Exception: " in entry.message[:40]]
    return "".join(f": {said[-1].strip()}" for said in (warnings, met) if said)


def _refused_by_mail(said: str) -> bool:
    return bool(_SMTP_REFUSAL.search(said)) and not _SMTP_PASSING.search(said)


# Its lines go to `log_callback` alone, never on to the handlers of the program.
_talker = logging.getLogger("apprise")
_talker.propagate = False
_talker.addHandler(logging.NullHandler())
_listeners = 0
_listeners_lock = threading.Lock()


@contextmanager
def _overhearing() -> Iterator[None]:
    """Let Apprise's logger say why; outside of a send it is pinned, as it names tokens."""
    global _listeners
    with _listeners_lock:
        _listeners += 1
        _talker.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        with _listeners_lock:
            _listeners -= 1
            if not _listeners:
                _talker.setLevel(logging.ERROR)
