"""Judges many stored articles in a pool of processes; reads no page and stores nothing."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as TaskTimeout
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

import rules
from kembar.model import Article, Judgement, Watch

BATCH = 50
"""Articles handed to a worker at once: enough to make the hand-over cheap."""
BATCH_SECONDS = 60.0
"""What a batch may take; it takes a tenth of a second."""
AHEAD = 3
"""Batches under way for each worker, so that none waits and memory stays flat."""

_rules: rules.RuleSet | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """An article to judge."""

    key: int
    """Comes back with the judgement."""
    article: Article
    """As stored."""
    home: str | None
    """Kemendagri code of its site's area."""


Answer = tuple[int, Judgement | str]
"""A task's key with its judgement, or with what went wrong."""


def judge_all(
    tasks: Iterable[Task],
    *,
    workers: int,
    folder: Path | None = None,
    watches: Sequence[Watch] = (),
    seconds: float = BATCH_SECONDS,
) -> Iterator[Answer]:
    """The answers in the order of the tasks; one that hangs or kills its worker costs only itself.

    Raises RuleError at once for rules with faults.
    """
    rules.load(folder, watches)
    source = iter(tasks)
    with _pool(workers, folder, watches) as pool:
        waiting: deque[tuple[list[Task], object]] = deque()
        while True:
            while len(waiting) < workers * AHEAD and (batch := list(islice(source, BATCH))):
                waiting.append((batch, pool.schedule(_judge, args=(batch,), timeout=seconds)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            yield from _answers(pool, batch, future, seconds)


def _pool(workers: int, folder: Path | None, watches: Sequence[Watch]) -> ProcessPool:
    return ProcessPool(
        max_workers=workers,
        context=multiprocessing.get_context("forkserver"),
        initializer=_prepare,
        initargs=(folder, tuple(watches)),
    )


def _answers(pool: ProcessPool, batch: list[Task], future: object, seconds: float) -> list[Answer]:
    try:
        return future.result()  # type: ignore[attr-defined,no-any-return]  # pebble has no types
    except (TaskTimeout, ProcessExpired) as error:
        if len(batch) == 1:
            return [(batch[0].key, _why(error, seconds))]
    # One of them did it: each alone tells which.
    found: list[Answer] = []
    for task in batch:
        alone = pool.schedule(_judge, args=([task],), timeout=seconds)
        found += _answers(pool, [task], alone, seconds)
    return found


def _why(error: BaseException, seconds: float) -> str:
    if isinstance(error, ProcessExpired):
        return f"the worker died: {error}"
    return f"took longer than {seconds:g} s"


def _prepare(folder: Path | None, watches: tuple[Watch, ...]) -> None:
    global _rules
    # Ctrl-C is the parent's; it ends the workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _rules = rules.load(folder, watches)


def _judge(batch: list[Task]) -> list[Answer]:
    assert _rules is not None
    answers: list[Answer] = []
    for task in batch:
        try:
            answers.append((task.key, rules.judge(task.article, _rules, home=task.home)))
        except Exception as error:
            # One odd article must not end a replay; it is told in its place.
            answers.append((task.key, f"{type(error).__name__}: {error}"))
    return answers
