"""The notice on one channel that another one has given alerts up."""

import logging
from zoneinfo import ZoneInfo

from kembar.clock import Clock, unstamp, zone_name
from storage import breakers
from storage.archive import Writer

from .channels import Channel
from .redaction import redact
from .rendering import Message
from .sending import in_thread
from .wording import words

logger = logging.getLogger(__name__)


def given_up_notice(
    channel: str, count: int, since: str, *, language: str, zone: ZoneInfo
) -> Message:
    """Says how many alerts `channel` gave up since when (a time of the archive)."""
    said = words(language)
    moment = unstamp(since).astimezone(zone)
    told = {
        "channel": channel, "n": count, "since": f"{moment:%Y-%m-%d %H:%M} {zone_name(zone)}",
    }  # fmt: skip
    return Message(title=said.refused.format(**told), body=said.refused_body.format(**told))


class Notices:
    """Tells each outage once, on the first channel that takes it."""

    def __init__(self, writer: Writer, clock: Clock) -> None:
        self._writer = writer
        self._clock = clock
        self._under_way: set[str] = set()

    async def due(self) -> bool:
        """Whether a channel gave alerts up of which nobody was told."""
        found = await self._writer.run(lambda archive: breakers.unnoticed(archive))
        return bool(found)

    async def tell(self, channel: Channel) -> None:
        """Say on a healthy channel which other ones have given alerts up."""
        for row in await self._writer.run(lambda archive: breakers.unnoticed(archive)):
            about = row["channel"]
            if about == channel.name or about in self._under_way:
                continue
            self._under_way.add(about)  # before anything is awaited: the channels pass side by side
            try:
                if (await self._writer.run(breakers.breaker, channel.name)).failures:
                    continue
                if row not in await self._writer.run(lambda archive: breakers.unnoticed(archive)):
                    continue
                notice = given_up_notice(
                    about, row["refused"], row["refused_since"],
                    language=channel.language, zone=channel.zone,
                )  # fmt: skip
                await in_thread(channel, notice)
                await self._writer.run(breakers.notice_told, about, self._clock())
                logger.info("told on channel=%s what channel=%s gave up", channel.name, about)
            except Exception as error:  # the rim: the next pass tries again, on any channel
                said = redact(str(error))
                logger.warning("no notice on channel=%s: %s", channel.name, said)
            finally:
                self._under_way.discard(about)
