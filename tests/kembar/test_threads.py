"""Blocking work beside the loop: its result, its fault, and what comes when nobody waits."""

import asyncio
import threading

import pytest

from kembar.threads import beside


def test_a_result_and_a_fault_come_back() -> None:
    def broken() -> int:
        raise ValueError("odd")

    assert asyncio.run(beside(lambda: 3, name="a")) == 3
    with pytest.raises(ValueError, match="odd"):
        asyncio.run(beside(broken, name="a"))


def test_what_ends_when_nobody_waits_is_told_if_it_went_well() -> None:
    async def work() -> tuple[list[int], bool]:
        go, told, came = threading.Event(), [], asyncio.Event()

        def slow() -> int:
            go.wait(30)
            return 7

        def late(result: int) -> None:
            told.append(result)
            came.set()

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(beside(slow, name="slow", late=late), 0.01)
        before = bool(told)
        go.set()
        await asyncio.wait_for(came.wait(), 30)
        return told, before

    assert asyncio.run(work()) == ([7], False)


def test_a_hung_thread_does_not_hold_up_the_end() -> None:
    async def work() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(beside(threading.Event().wait, name="hung"), 0.01)

    asyncio.run(work())
    (hung,) = [thread for thread in threading.enumerate() if thread.name == "hung"]

    assert hung.daemon
