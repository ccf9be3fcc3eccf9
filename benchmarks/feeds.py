"""Reads 2,106 odd feeds and prints what they give and how long each takes.

    python -m benchmarks.feeds

Reads ../shared/data/bad_inputs (feedparser's own tests) where it is; without it there is nothing
to read, and it exits 0. Exits 1 if a feed takes more than a second or ends in no named error.
"""

import sys
import tarfile
import time
from collections import Counter
from pathlib import Path

from crawler.sources import Feed
from kembar.errors import SourceFailed

ARCHIVE = Path(__file__).resolve().parents[2] / "shared/data/bad_inputs/feedparser_xml.tar.xz"
BASE = "https://uji.example/"
LONGEST = 1.0  # seconds


def main() -> None:
    """Print counts of what came of the feeds, and the slowest ones."""
    if not ARCHIVE.is_file():
        print("the odd feeds are not here; nothing to read")
        return
    ends: Counter[str] = Counter()
    times: list[tuple[float, str]] = []
    with tarfile.open(ARCHIVE) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.name.endswith(".xml") else None
            if handle is None:
                continue
            body, start = handle.read(), time.perf_counter()
            try:
                Feed(BASE).read(body, url=BASE)
                ends["entries"] += 1
            except SourceFailed as error:
                ends[str(error)] += 1
            except Exception as error:  # what the benchmark is there to find
                ends[f"FAULT {type(error).__name__}: {error}"] += 1
            times.append((time.perf_counter() - start, member.name))
    for end, count in ends.most_common():
        print(f"{count:6} {end}")
    times.sort(reverse=True)
    for seconds, name in times[:3]:
        print(f"{seconds * 1000:6.1f} ms {name}")
    if times[0][0] > LONGEST or any(end.startswith("FAULT") for end in ends):
        sys.exit(1)


if __name__ == "__main__":
    main()
