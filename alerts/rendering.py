"""A delivery as a message: one alert, a follow-up, a retraction, a digest or a proof."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kembar.model import Delivery
from kembar.plain import shorten

from .digests import digest_blocks, digest_title
from .forms import PLAIN, Block, Line
from .storytelling import TITLE_LENGTH, single, title_of
from .wording import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel is handed."""

    title: str
    """One line of plain text."""
    body: str
    """Plain text, as it reads without any markup."""
    blocks: tuple[Block, ...] = ()
    """The same for services with markup of their own; empty: `body` is all there is."""
    key: str | None = None
    """Hex; the same for every try at the same message, so that a repeat is known for one."""
    first_key: str | None = None
    """`key` of the message that this one follows up."""

    @property
    def parts(self) -> tuple[Block, ...]:
        """`blocks`, or those that the plain text is made of."""
        if self.blocks:
            return self.blocks
        paragraphs = self.body.split("\n\n")
        return tuple(tuple(Line(line) for line in part.split("\n")) for part in paragraphs)


def render(delivery: Delivery, *, language: str, zone: ZoneInfo) -> Message:
    """The message of a delivery in a language (`id`, `en`), its times in a zone."""
    said = words(language)
    if delivery.digest is not None or len(delivery.stories) != 1:
        title = shorten(digest_title(delivery, said, zone), TITLE_LENGTH)
        return _message(title, digest_blocks(delivery, said, zone), _digest_key(delivery))
    story = delivery.stories[0]
    return _message(
        title_of(story, said), single(story, said, zone), story.alert_key, story.first_key
    )


def test_message(language: str) -> Message:
    """What `kembar alerts test` sends: it says that the channel works, and tells no news."""
    said = words(language)
    return Message(title=said.trial_title, body=said.trial_body)


test_message.__test__ = False  # type: ignore[attr-defined]  # not a test, whatever pytest thinks


def _message(
    title: str, blocks: Sequence[Block], key: str, first_key: str | None = None
) -> Message:
    body = PLAIN.text(title, blocks)
    return Message(title=title, body=body, blocks=tuple(blocks), key=key, first_key=first_key)


def _digest_key(delivery: Delivery) -> str:
    """The same at every try: of the rows that the message settles, or of what it holds."""
    named = ",".join([delivery.digest or "", *map(str, delivery.ids)])
    return hashlib.sha256(named.encode()).hexdigest()
