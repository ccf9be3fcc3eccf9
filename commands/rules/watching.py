"""Tells when the files of a folder change, by looking again and again; reads none of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

SECONDS = 1.0
"""Between two looks: a person who saves a file waits no longer."""


def changes(folder: Path, pause: Callable[[float], object]) -> Iterator[None]:
    """Yield at once, and again whenever a YAML or TSV file of the folder changed."""
    last: object = None
    while True:
        seen = sorted(
            (str(path), path.stat().st_mtime_ns, path.stat().st_size)
            for path in folder.glob("*")
            if path.suffix in (".yaml", ".tsv") and path.is_file()
        )
        if seen != last:
            last = seen
            yield
        pause(SECONDS)
