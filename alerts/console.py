"""The channel where none is configured."""

from typing import TextIO
from zoneinfo import ZoneInfo

from kembar.clock import WIB
from kembar.errors import DeliveryFailed

from .rendering import Message


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
