"""What still holds of a configuration with faults, so that `check` can look at the rest of it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kembar.config import Config, placed


def sound_part(path: Path) -> Config:
    """The configuration without the keys and entries that are at fault.

    A file that is no TOML at all gives the defaults.
    """
    config, kept = Config(), dict[str, Any]()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # its fault is told already
        return config
    for section, value in data.items():
        for choices in _pieces(value):
            for piece in choices:
                grown = {**kept, section: _joined(kept.get(section), piece)}
                try:
                    config = Config.model_validate(grown)
                except ValueError:
                    continue
                kept = grown
                break
    return placed(config, path.parent)


def _pieces(value: Any) -> Iterator[list[Any]]:
    """Each key of a table and each entry of a list, as what to try, the best first."""
    if isinstance(value, dict):
        yield from ([{key: inner}] for key, inner in value.items())
    elif isinstance(value, list):
        for entry in value:
            keys = entry if isinstance(entry, dict) else ()
            # An entry with one wrong key can still be looked at without that key.
            lesser = [[{k: v for k, v in entry.items() if k != without}] for without in keys]
            yield [[entry], *lesser]


def _joined(kept: Any, piece: Any) -> Any:
    if kept is None:
        return piece
    return {**kept, **piece} if isinstance(kept, dict) else [*kept, *piece]
