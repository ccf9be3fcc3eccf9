"""The daemon as its users run it: a process of its own, watched through its archive."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kembar.errors import ArchiveError
from storage.archive import Archive


class RunningDaemon:
    """`kembar run --config FILE` in a process; a context that always ends it."""

    def __init__(
        self, config: Path, *arguments: str, environment: dict[str, str] | None = None
    ) -> None:
        self.config = config
        self.archive = config.parent / "archive.db"
        self.log = config.with_suffix(".log")
        self._log = self.log.open("a", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kembar", "run", "--config", str(config), *arguments],
            cwd=config.parent,
            env={**os.environ, **(environment or {})},
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def __enter__(self) -> "RunningDaemon":
        return self

    def __exit__(self, *exc: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._log.close()

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        """What a SELECT gives now; nothing while there is no archive yet."""
        try:
            archive = Archive.open(self.archive, read_only=True)
        except ArchiveError:
            return []
        try:
            return archive.rows(sql, list(parameters))
        finally:
            archive.close()

    def until(self, what: Callable[[], object], *, seconds: float = 60) -> None:
        """Return once `what()` is true; fail, with the log's end, if the daemon ends before."""
        give_up = time.monotonic() + seconds
        while not what():
            try:
                code = self.process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                if time.monotonic() < give_up:
                    continue
                raise AssertionError(f"not within {seconds} s; log:\n{self.tail()}") from None
            raise AssertionError(f"the daemon ended with {code}; log:\n{self.tail()}")

    def terminate(self, number: int = signal.SIGTERM, *, seconds: float = 30) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=seconds)

    def children_left(self) -> list[str]:
        """Processes of the daemon's session that still live, by their command line."""
        left = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    session = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[3])
                    command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                except (OSError, ValueError):
                    continue
                if session == self.process.pid:
                    left.append(command)
        return left

    def tail(self) -> str:
        """The last lines of the log."""
        return "\n".join(self.log.read_text(encoding="utf-8").splitlines()[-30:])
