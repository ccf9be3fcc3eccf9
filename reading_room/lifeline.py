"""A child that does not outlive its parent: told by the kernel on Linux, by looking elsewhere."""

import asyncio
import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_LOOK_EVERY = 1.0  # seconds; an orphan that serves a second too long harms nobody


def bind_to(parent: int) -> bool:
    """Have the kernel end this process when its parent dies; False if the parent is gone already.

    SIGKILL is safe here: this process only reads.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    return os.getppid() == parent


async def outlived(parent: int) -> None:
    """Wait until the parent is no more, on any system."""
    while os.getppid() == parent:
        await asyncio.sleep(_LOOK_EVERY)
