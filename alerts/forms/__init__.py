"""The forms in which services show a message: each escapes what comes from the web its own way."""

from .lines import Block, Line, Look
from .markup import DISCORD, MAIL, SLACK, TELEGRAM, TELEGRAM_PLAIN
from .plain import PLAIN, Form
from .splitting import Piece, pieces

FORMS: dict[str, Form] = {
    "text": PLAIN, "html": MAIL, "telegram": TELEGRAM, "slack": SLACK, "markdown": DISCORD,
}  # fmt: skip
"""The forms by the name that `kembar alerts preview --as` knows."""

__all__ = [
    "DISCORD", "FORMS", "MAIL", "PLAIN", "SLACK", "TELEGRAM", "TELEGRAM_PLAIN",
    "Block", "Form", "Line", "Look", "Piece", "pieces",
]  # fmt: skip
