"""`kembar rules`: what we look for, whether it holds, and what it would change."""

from .group import command

__all__ = ["command"]
