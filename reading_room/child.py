"""The reading room as a child of the daemon: started, watched, ended; answers nothing itself."""

import asyncio
import codecs
import contextlib
import logging
import os
import signal
import sys
import sysconfig
import urllib.request
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from pathlib import Path

from kembar.errors import KembarError

from .gate import HOST

logger = logging.getLogger(__name__)

_START_TIMEOUT = 60.0  # seconds; a slow disk imports slowly, and the child waits for the archive
_STEADY = 60.0  # seconds; who lived that long is not counted as failing again and again
_ASK_AGAIN = 0.1  # seconds between two looks whether it answers
_HERE = Path(__file__).resolve().parent.parent

# What the child needs of our environment. Channel addresses in it are none of its business.
_NEEDED = {"PATH", "HOME", "LANG", "TZ", "TMPDIR", "VIRTUAL_ENV", "LD_LIBRARY_PATH"}
_NEEDED_STARTS = ("LC_", "PYTHON", "DYLD_")

# A proxy named in the environment must not be asked for our own loopback address.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ReadingRoom:
    """The child process that serves an archive on 127.0.0.1.

    `start`, then `watch` in a task of its own; `stop` ends both and leaves no process behind.
    """

    def __init__(
        self,
        archive: Path,
        port: int,
        *,
        more: Sequence[str] = (),
        first_pause: float = 1.0,
        longest_pause: float = 60.0,
    ) -> None:
        """`port` 0 takes a free one, kept over restarts. Pauses between restarts are seconds.

        `more` are further words for the child's command line, as `serving` knows them.
        """
        self.archive = archive
        self.port = port
        self._more = tuple(more)
        self._first_pause = first_pause
        self._longest_pause = longest_pause
        self._process: Process | None = None
        self._relay: asyncio.Task[None] | None = None
        self._said = ""
        self._stopped = asyncio.Event()
        self._spawning = asyncio.Lock()

    @property
    def url(self) -> str:
        """Where it answers; with port 0 only right once `start` has returned."""
        return f"http://{HOST}:{self.port}/"

    @property
    def pid(self) -> int | None:
        """The process number while it runs."""
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if running and self._process else None

    async def start(self) -> None:
        """Start the child and wait until it listens; harmless while it runs.

        KembarError, in the child's words, if it cannot: a busy port, no archive.
        """
        if self.pid is not None:
            return
        self._stopped.clear()
        await self._spawn()

    async def _spawn(self) -> None:
        async with self._spawning:
            if self._stopped.is_set():
                return
            self._process = process = await asyncio.create_subprocess_exec(
                *self._command(),
                stdin=DEVNULL,
                stdout=PIPE,
                stderr=PIPE,
                env=_environment(),
            )
            assert process.stdout is not None and process.stderr is not None
            self._said = ""
            self._relay = asyncio.create_task(self._pass_on(process.stderr))
        try:
            async with asyncio.timeout(_START_TIMEOUT):
                address = (await process.stdout.readline()).decode().strip()
        except TimeoutError:
            address = ""
            self._said = f"did not start within {_START_TIMEOUT:.0f} s"
        if not address:
            await self._end(process, 0)
            if self._stopped.is_set():
                return
            raise KembarError(self._said or f"reading room: ended with {process.returncode}")
        self.port = int(address.rstrip("/").rpartition(":")[2])
        logger.info("reading room at %s", self.url)

    def _command(self) -> list[str]:
        # -P: the folder we were started in must not hide our rooms or a library of theirs.
        return [
            sys.executable, "-P", "-m", "reading_room", str(self.archive.resolve()),
            "--port", str(self.port), "--parent", str(os.getpid()), *self._more,
        ]  # fmt: skip

    async def _pass_on(self, stream: asyncio.StreamReader) -> None:
        """Write the child's stderr to our log, line by line."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        pending = ""
        while chunk := await stream.read(65536):
            *lines, pending = (pending + decoder.decode(chunk)).split("\n")
            for line in filter(None, map(str.rstrip, lines)):
                self._said = line
                logger.warning("%s", line)

    async def ready(self, timeout: float = 30.0) -> bool:
        """Wait until it answers over HTTP; False if it does not within so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while not await asyncio.to_thread(_answers, f"{self.url}-/versions.json"):
                    await asyncio.sleep(_ASK_AGAIN)
                return True
        return False

    async def watch(self) -> None:
        """Start the child again whenever it dies, after growing pauses; returns after `stop`."""
        loop = asyncio.get_running_loop()
        pause = self._first_pause
        while not self._stopped.is_set():
            born = loop.time()
            try:
                if self.pid is None:
                    await self._spawn()
                if self._process is not None:
                    code = await self._process.wait()
                    what = f"ended with {code}"
            except KembarError as error:
                what = str(error)
            if self._stopped.is_set():
                return
            if loop.time() - born > _STEADY:
                pause = self._first_pause
            logger.warning("reading room %s; starts again in %g s", what, pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), pause)
            pause = min(pause * 2, self._longest_pause)

    async def stop(self, timeout: float = 5.0) -> None:
        """End the child: asked first, forced after `timeout` seconds. Harmless when none runs."""
        self._stopped.set()
        async with self._spawning:
            process = self._process
        if process is not None:
            await self._end(process, timeout)

    async def _end(self, process: Process, timeout: float) -> None:
        if process.returncode is None and timeout > 0:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), timeout)
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.wait()
        if self._relay is not None:
            await asyncio.gather(self._relay, return_exceptions=True)


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in _NEEDED or name.startswith(_NEEDED_STARTS)
    }
    if str(_HERE) != sysconfig.get_path("purelib"):  # a checkout: nobody installed our rooms
        path = kept.get("PYTHONPATH")
        kept["PYTHONPATH"] = f"{_HERE}{os.pathsep}{path}" if path else str(_HERE)
    return kept


def _answers(url: str) -> bool:
    try:
        with _opener.open(url, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False
