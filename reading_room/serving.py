"""Serving one archive on this machine until told to end; knows sockets and signals, no SQL."""

import argparse
import asyncio
import contextlib
import logging
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import uvicorn

from kembar.errors import ArchiveError, KembarError
from storage import publishing
from storage.archive import Archive

from .application import build
from .gate import ANYWHERE, HOST
from .lifeline import bind_to, outlived

PATIENCE = 10.0
"""Seconds to wait for an archive that the daemon is just making."""

_LOOK_EVERY = 0.1  # seconds
_LOOK_FOR_COPY = 2.0  # seconds
_GRACE = 2  # seconds for answers under way when we are to end; a query takes no longer


def main(arguments: Sequence[str]) -> int:
    """Serve as the command line says and return the exit code: 0 when told to end, else 1.

    Once it listens, one line on stdout tells the address; a fault is one line on stderr.
    """
    asked = _read(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    if asked.parent is not None and not bind_to(asked.parent):
        return 1
    try:
        with _listening(asked.listen, asked.port) as listener:
            return asyncio.run(_serve(asked, listener))
    except KembarError as error:
        print(f"reading room: {error}", file=sys.stderr)
        return 1


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m reading_room", description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--port", type=int, default=8001, help="0 takes any free port")
    parser.add_argument("--parent", type=int, help="end when this process does; ignore Ctrl-C")
    parser.add_argument("--public", action="store_true", help="ARCHIVE is a public copy")
    parser.add_argument("--name", action="append", default=[], help="a host name of a public copy")
    parser.add_argument("--listen", choices=(HOST, ANYWHERE), default=HOST)
    parser.add_argument("--patience", type=float, default=PATIENCE, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if (asked.name or asked.listen != HOST) and not asked.public:
        parser.error("--name and --listen need --public: an archive is read here alone")
    return asked


@contextlib.contextmanager
def _listening(address: str, port: int) -> Iterator[socket.socket]:
    try:
        listener = socket.create_server((address, port), backlog=64)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise KembarError(
            f"port {port} of {address} cannot be used ({reason}); "
            "choose another with port in [reading_room]"
        ) from error
    with listener:
        yield listener


async def _serve(asked: argparse.Namespace, listener: socket.socket) -> int:
    ending = asyncio.Event()
    _end_on_signals(ending, owned=asked.parent is not None)
    watching = asyncio.create_task(_watch(asked.parent, ending))
    renewing = asyncio.create_task(_watch_copy(asked.archive if asked.public else None, ending))
    try:
        if asked.public:
            publishing.expect(asked.archive)
            await _answer(asked, listener, ending)
        elif await _archive_is_there(asked.archive, asked.patience, ending):
            await _answer(asked, listener, ending)
    finally:
        watching.cancel()
        renewing.cancel()
    return 0


def _end_on_signals(ending: asyncio.Event, *, owned: bool) -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, ending.set)
    if not owned:
        loop.add_signal_handler(signal.SIGINT, ending.set)


async def _watch(parent: int | None, ending: asyncio.Event) -> None:
    if parent is not None:
        await outlived(parent)
        ending.set()


async def _watch_copy(path: Path | None, ending: asyncio.Event) -> None:
    """End when a newer public copy has taken the place of the file; who started us starts again."""
    if path is not None and path.exists():
        first = path.stat().st_ino
        while path.exists() and path.stat().st_ino == first:
            await asyncio.sleep(_LOOK_FOR_COPY)
        ending.set()


async def _archive_is_there(path: Path, patience: float, ending: asyncio.Event) -> bool:
    """Wait for a readable archive; False when told to end before. ArchiveError says why not."""
    give_up = asyncio.get_running_loop().time() + patience
    while not ending.is_set():
        try:
            Archive.open(path, read_only=True).close()
        except ArchiveError:
            if asyncio.get_running_loop().time() >= give_up:
                raise
        else:
            return True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), _LOOK_EVERY)
    return False


async def _answer(
    asked: argparse.Namespace, listener: socket.socket, ending: asyncio.Event
) -> None:
    datasette, application = build(asked.archive, for_all=asked.public, names=asked.name)
    server = _Server(
        uvicorn.Config(
            application,
            log_config=None,
            log_level=logging.WARNING,
            access_log=False,
            lifespan="on",
            ws="none",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_GRACE,
        )
    )
    print(f"http://{HOST}:{listener.getsockname()[1]}/", flush=True)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    told = asyncio.create_task(ending.wait())
    await asyncio.wait({serving, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    server.should_exit = True
    await serving
    datasette.executor.shutdown(wait=False, cancel_futures=True)
    datasette.desk.close()


class _Server(uvicorn.Server):
    """uvicorn that leaves the signals to us: it would end with the signal instead of with 0."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
