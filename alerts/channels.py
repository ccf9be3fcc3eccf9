"""Where messages go. The only door to Apprise; knows nothing of the archive."""

import logging
import os
import re
import secrets
import sys
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
from kembar.errors import ConfigError
from kembar.sections import ChannelSection

from . import mail
from .answers import listening
from .console import ConsoleChannel as ConsoleChannel
from .failures import ChannelResting as ChannelResting
from .failures import MarkupRefused, failure, last_words, refused_by_mail
from .forms import DISCORD, MAIL, PLAIN, SLACK, TELEGRAM, Form
from .redaction import install, redact, secret_parts
from .rendering import Message
from .secrets import resolve
from .services import Arrived, Call, calls, form_of

logger = logging.getLogger(__name__)

READ_TIMEOUT = 15.0
"""Seconds. Apprise's own four report a failure for messages that arrive all the same."""
CONNECT_TIMEOUT = 10.0
MAIL_TIMEOUT = 30.0
"""Seconds for each step of SMTP: Apprise has one limit for all of them, the last one is slow."""
STILL_BUSY = timedelta(seconds=30)
"""Until the next look at a channel that is still sending a message which was given up."""

_FORMAT_TEXT = re.compile(r"[?&]format=text\b", re.IGNORECASE)
# The one format that a service gets, in which Apprise leaves our text as it is.
_NATIVE: Mapping[Form, apprise.NotifyFormat] = {
    MAIL: apprise.NotifyFormat.HTML,
    TELEGRAM: apprise.NotifyFormat.HTML,
    SLACK: apprise.NotifyFormat.TEXT,
    DISCORD: apprise.NotifyFormat.TEXT,
}


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
        contact: str | None = None,
    ) -> None:
        """`url` is the address itself, secrets and all. ConfigError if Apprise cannot use it.

        Who wants no more mail is sent to `contact` (`mailto:...`), else to the sender.
        """
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
        service = self._apprise.services[0]
        _tame(service, url)
        scheme = _scheme(url)
        self._is_mail = scheme.startswith("mailto")
        if self._is_mail:
            mail.open_seam(sys.modules[type(service).__module__])
        text_only = self._is_mail and _FORMAT_TEXT.search(url)
        self._form = PLAIN if text_only else form_of(scheme)
        if self._is_mail or self._form is not PLAIN:
            service.notify_format = _NATIVE.get(self._form, apprise.NotifyFormat.TEXT)
        self._headers = dict(service.headers) if self._is_mail else {}
        self._contact = contact
        self._arrived = Arrived()
        self._busy = threading.Lock()

    def send(self, message: Message) -> None:
        """Hand the message to the service; long ones go in several pieces.

        After a failure the next try begins with the piece that failed. A piece whose markup is
        refused goes as plain text at once. ChannelResting while another message is under way: one
        that was given up may still be.
        """
        if not self._busy.acquire(blocking=False):
            raise ChannelResting("the message before is still under way", retry_after=STILL_BUSY)
        try:
            self._send(message)
        finally:
            self._busy.release()

    def _send(self, message: Message) -> None:
        for call in self._arrived.left(message, calls(message, self._form, self.limit)):
            with self._post(message, call):
                try:
                    self._notify(call.title, call.body, marked=self._form is not PLAIN)
                except MarkupRefused:
                    self._notify(call.plain_title, call.plain_body, marked=False)
            self._arrived.note(message, call)
        self._arrived.finish(message)

    @property
    def form(self) -> Form:
        """How its messages are marked up."""
        return self._form

    @property
    def limit(self) -> int:
        """Longest piece that the service takes."""
        most = int(self._apprise.services[0].body_maxlen)
        return min(self._form.limit or most, most)

    @contextmanager
    def _post(self, message: Message, call: Call) -> Iterator[None]:
        """Give a mail its headers; other services get none."""
        if not self._is_mail:
            yield
            return
        service = self._apprise.services[0]
        sender = service.from_addr[1]
        key = message.key or secrets.token_hex(16)
        own = mail.message_id(key, self.name, sender, call.number)
        first = message.first_key or key
        service.headers = self._headers | mail.headers(
            channel=self.name, sender=sender, contact=self._contact, own_id=own,
            first_id=mail.message_id(first, self.name, sender),
        )  # fmt: skip
        with mail.posting(own, call.text):
            yield

    def _notify(self, title: str, body: str, *, marked: bool) -> None:
        talk: list[apprise.NotifyLogEntry] = []
        with listening() as answers, _overhearing():
            result = self._apprise.notify(
                body=body,
                title=title,
                # None: it is in the service's own markup already, and is left as it is.
                body_format=apprise.NotifyFormat.TEXT if self._form is PLAIN else None,
                log_callback=lambda entry, _service: talk.append(entry),
                log_level=logging.DEBUG,
            )
        status = result.status
        redirected = any(answer.redirect for answer in answers)
        if status == apprise.AppriseResultStatus.SUCCESS and not redirected:
            return
        said = last_words(talk)
        raise failure(
            status.name, answers, redact(said), permanent=refused_by_mail(said), marked=marked
        )


def form_for(
    section: ChannelSection, *, environment: Mapping[str, str] = os.environ, folder: Path = Path()
) -> tuple[Form, int]:
    """The form of a channel's messages, and how much one piece holds."""
    url = resolve(section.url, environment, name=section.name, folder=folder)
    channel = AppriseChannel(url, name=section.name)
    return channel.form, channel.limit


def open_channels(
    sections: Sequence[ChannelSection],
    *,
    environment: Mapping[str, str] = os.environ,
    console: TextIO,
    folder: Path = Path(),
    contact: str | None = None,
) -> dict[str, Channel]:
    """The channels by name; the console alone where none is configured.

    Relative `file:` paths are meant from `folder`; `contact` is that of `[crawl]`.
    ConfigError holds the faults of all channels.
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
                contact=contact,
            )
        except ConfigError as error:
            faults.extend(error.faults)
    if faults:
        raise ConfigError(*faults)
    return channels


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
    if hasattr(service, "use_blocks"):
        service.use_blocks = False  # Slack shows the links of a text in a block as they are typed
    mail = _scheme(url).startswith("mailto")
    if not re.search(r"[?&]rto=", url):
        service.socket_read_timeout = READ_TIMEOUT
    if not re.search(r"[?&]cto=", url):
        service.socket_connect_timeout = MAIL_TIMEOUT if mail else CONNECT_TIMEOUT


def _scheme(url: str) -> str:
    """What stands before `://`, if it can be no secret."""
    found = re.match(r"([a-z][a-z0-9]{1,14})://", url, re.IGNORECASE)
    return found[1].lower() if found else "missing"


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
