"""How much memory this process needed at its highest while a block ran (Linux counts it)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
MB = 1024 * 1024


class Growth:
    """Filled at the end of the block."""

    bytes = 0


def _read(field: str) -> int:
    found = re.search(rf"^{field}:\s+(\d+) kB", _STATUS.read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024


@contextmanager
def growth() -> Iterator[Growth]:
    """Measure by how much the highest need exceeds that at the start of the block."""
    try:
        _CLEAR.write_text("5")  # forget the highest need so far
    except OSError:
        pytest.skip("this system does not tell how much memory a process needed")
    before, grown = _read("VmRSS"), Growth()
    yield grown
    grown.bytes = max(0, _read("VmHWM") - before)
