"""Adds `[[sites]]` entries to kembar.toml, behind all that stands there, which stays as it is."""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import config as configuration
from .errors import ConfigError
from .sections import SiteSection

_KEYS = ("name", "url", "area", "language")


def entry_of(section: SiteSection, *, notes: Sequence[str] = ()) -> str:
    """An entry as it stands in kembar.toml; `notes` become comments above it."""
    lines = [f"# {' '.join(note.split())}" for note in notes]
    lines.append("[[sites]]")
    for key in _KEYS:
        value = getattr(section, key)
        if value is not None:
            lines.append(f"{key} = {_quoted(value)}")
    if section.sources:
        lines.append("sources = [")
        lines += [f"  {_quoted(source)}," for source in section.sources]
        lines.append("]")
    return "\n".join(lines) + "\n"


def add_sites(path: Path, entries: Sequence[str]) -> None:
    """Put entries at the end of a configuration file, all or none, in one atomic step.

    The file is checked before and after; ConfigError says what is wrong with it, and it is left
    as it was. Comments, layout, line ends and the file's mode stay.
    """
    before = path.read_bytes()
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    known = configuration.parse(text, name=str(path))
    ends = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    added = (gap + "\n".join(entries)).replace("\n", ends)
    try:
        grown = configuration.parse(text + added, name=str(path))
    except ConfigError as error:
        raise ConfigError(
            f"{path}: the entry cannot be put at its end, so nothing was written "
            "(`sites = [...]` on one line? write each as [[sites]])",
            *error.faults,
        ) from error
    if (
        len(grown.sites) != len(known.sites) + len(entries)
        or grown.model_copy(update={"sites": known.sites}) != known
    ):
        raise ConfigError(f"{path}: the entry would change what stands before it; nothing written")
    # Bytes, for a decoder would not give back a byte order mark.
    _replace(path.resolve(), before + added.encode("utf-8"))


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, then put it in its place: whoever reads sees the old or the new."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, beside)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _quoted(text: str) -> str:
    """A TOML string; JSON's escapes are among TOML's, which also wants DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
