"""Judges many articles in a pool of processes; reads no page and stores nothing."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence, Sized
from concurrent.futures import TimeoutError as TaskTimeout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

import rules
from kembar.model import Article, Judgement, Watch

BATCH = 50
"""Tasks handed to a worker at once: enough to make the hand-over cheap."""
BATCH_SIZE = 500_000
"""Characters after which a batch is full with fewer; 50 usual articles have 120,000."""
BATCH_SECONDS = 60.0
"""What a batch may take; it takes a tenth of a second."""
AHEAD = 3
"""Batches under way for each worker, so that none waits and memory stays flat."""

T = TypeVar("T", bound=Sized)
R = TypeVar("R")
Work = Callable[[T, rules.RuleSet], R]
"""A function of a module (workers find it by name); `len` of its task counts characters."""

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

    def __len__(self) -> int:
        return len(self.article.text)


@dataclass(frozen=True, slots=True)
class Failure:
    """What stands in the place of a result."""

    why: str
    """In words: the error, that it took too long, or that its worker died."""


@dataclass(frozen=True, slots=True)
class _Batch(Generic[T]):
    tasks: list[T]
    future: Any  # pebble has no types


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
    """The judgements in the order of the tasks; see `work_all`."""
    told = work_all(_judge, tasks, workers=workers, folder=folder, watches=watches, seconds=seconds)
    for task, judgement in told:
        yield task.key, judgement.why if isinstance(judgement, Failure) else judgement


def _judge(task: Task, ruleset: rules.RuleSet) -> Judgement:
    return rules.judge(task.article, ruleset, home=task.home)


def work_all(
    work: Work[T, R],
    tasks: Iterable[T],
    *,
    workers: int,
    folder: Path | None = None,
    watches: Sequence[Watch] = (),
    seconds: float = BATCH_SECONDS,
) -> Generator[tuple[T, R | Failure], None, None]:
    """Each task with what `work` makes of it, in their order, few of them in memory at a time.

    A task that hangs, kills its worker or raises costs only itself.
    Raises RuleError at once for rules with faults.
    """
    rules.load(folder, watches)
    batches = _batches(tasks)
    with _pool(work, workers, folder, watches) as pool:
        try:
            waiting: deque[_Batch[T]] = deque()
            while True:
                while len(waiting) < workers * AHEAD and (batch := next(batches, None)):
                    waiting.append(_hand_over(pool, work, batch, seconds))
                if not waiting:
                    return
                yield from _results(pool, work, waiting.popleft(), seconds)
        finally:
            # Whoever wants no more answers need not wait for those under way.
            pool.stop()


def _batches(tasks: Iterable[T]) -> Iterator[list[T]]:
    batch: list[T] = []
    size = 0
    for task in tasks:
        batch.append(task)
        size += len(task)
        if len(batch) == BATCH or size >= BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _pool(
    work: Work[T, R], workers: int, folder: Path | None, watches: Sequence[Watch]
) -> ProcessPool:
    context = multiprocessing.get_context("forkserver")
    # Imported once for all workers, and for those that follow a dead one.
    context.set_forkserver_preload([__name__, work.__module__])
    return ProcessPool(
        max_workers=workers,
        context=context,
        initializer=_prepare,
        initargs=(folder, tuple(watches)),
    )


def _hand_over(pool: ProcessPool, work: Work[T, R], tasks: list[T], seconds: float) -> _Batch[T]:
    return _Batch(tasks, pool.schedule(_do, args=(work, tasks), timeout=seconds))


def _results(
    pool: ProcessPool, work: Work[T, R], batch: _Batch[T], seconds: float
) -> Iterator[tuple[T, R | Failure]]:
    try:
        results: list[R | Failure] = batch.future.result()
    except (TaskTimeout, ProcessExpired) as error:
        if len(batch.tasks) > 1:
            # One of them did it: each alone tells which.
            for alone in [_hand_over(pool, work, [task], seconds) for task in batch.tasks]:
                yield from _results(pool, work, alone, seconds)
            return
        results = [Failure(_why(error, seconds))]
    yield from zip(batch.tasks, results, strict=True)


def _why(error: BaseException, seconds: float) -> str:
    if isinstance(error, ProcessExpired):
        return f"the worker died: {error}"
    return f"took longer than {seconds:g} s"


def _prepare(folder: Path | None, watches: tuple[Watch, ...]) -> None:
    global _rules
    # Ctrl-C is the parent's; it ends the workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _rules = rules.load(folder, watches)


def _do(work: Work[T, R], tasks: list[T]) -> list[R | Failure]:
    assert _rules is not None
    return [_attempt(work, task, _rules) for task in tasks]


def _attempt(work: Work[T, R], task: T, ruleset: rules.RuleSet) -> R | Failure:
    try:
        return work(task, ruleset)
    except Exception as error:
        # One odd article must not end a replay; it is told in its place.
        return Failure(f"{type(error).__name__}: {error}")
