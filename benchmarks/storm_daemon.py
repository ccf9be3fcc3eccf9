"""`kembar run` in a process forked from one that has read all the code already: quick to start.

A storm of hundreds of kills would else spend its hours on importing. The forked process runs the
whole command; only the interpreter and the modules are warm.
"""

import multiprocessing
import os
import subprocess
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from daemon import RunningDaemon

import scheduler
from commands import run

PRELOAD = [
    "benchmarks.storm_daemon",
    "benchmarks.storm_warm",
    "commands.run",
    "commands.crawl",
    "crawler.reading",
]


class ForkedDaemon(RunningDaemon):
    """As RunningDaemon."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self.archive = config.parent / "archive.db"
        self.log = config.with_suffix(".log")
        self._log = self.log.open("a", encoding="utf-8")
        self.process = _Forked(config, self.log)  # type: ignore[assignment]


class _Forked:
    """What of `subprocess.Popen` a RunningDaemon uses."""

    def __init__(self, config: Path, log: Path) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOAD)
        self._process: ForkServerProcess = context.Process(target=_serve, args=(config, log))
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("kembar run", timeout or 0)
        return self._process.exitcode


def _serve(config: Path, log: Path) -> None:
    os.setsid()
    os.chdir(config.parent)
    with log.open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    scheduler.end_helpers = lambda: None  # the helpers are the storm's own
    run.command(["--config", str(config)], prog_name="kembar run")
