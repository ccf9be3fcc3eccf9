"""Scores the extracted text on 181 real pages beside trafilatura: shingles of four words.

    python -m benchmarks.extraction_gate

Reads ../shared/data/aeb.tar.xz (scrapinghub's article-extraction-benchmark) where it is; without
it there is nothing to score, and it exits 0. Exits 1 under the floor of `floors.json`.
"""

import gzip
import json
import re
import sys
import tarfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import trafilatura

from crawler.extraction import read_article
from kembar.clock import WIB
from kembar.errors import ExtractionFailed

ARCHIVE = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "aeb.tar.xz"
FLOORS = Path(__file__).parent / "floors.json"
WORDS = 4


def pages() -> tuple[dict[str, bytes], dict[str, Any]]:
    """The pages by their name, and what each holds."""
    found: dict[str, bytes] = {}
    truth: dict[str, Any] = {}
    with tarfile.open(ARCHIVE) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.isfile() else None
            if handle is None:
                continue
            if member.name.endswith(".html.gz"):
                found[Path(member.name).name.removesuffix(".html.gz")] = gzip.decompress(
                    handle.read()
                )
            elif member.name.endswith("ground-truth.json"):
                truth = json.loads(handle.read())
    return found, truth


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four words stands in a text."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[n : n + WORDS]) for n in range(max(1, len(words) - WORDS + 1)))


def score(text: str, wanted: str) -> float:
    """F1 of the shingles of a text against those wanted."""
    ours, theirs = shingles(text), shingles(wanted)
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values()))


def ours(body: bytes, url: str) -> str:
    """The text that Kembar would archive; empty for a page it refuses."""
    try:
        return read_article(body, url=url, site="x", zone=WIB, fetched=datetime.now(UTC)).text
    except ExtractionFailed:
        return ""


def main() -> None:
    """Print both scores; exit 1 under the floor."""
    if not ARCHIVE.is_file():
        print("the benchmark's pages are not here; nothing to score")
        return
    found, truth = pages()
    kembar, bare = [], []
    for name, wanted in truth.items():
        url = wanted.get("url") or "https://example.org/news/one-article-of-many-words"
        kembar.append(score(ours(found[name], url), wanted["articleBody"]))
        document = trafilatura.bare_extraction(found[name], with_metadata=False)
        bare.append(score((document.text or "") if document else "", wanted["articleBody"]))
    mean = sum(kembar) / len(kembar)
    print(f"{len(kembar)} pages: Kembar F1 {mean:.4f}, trafilatura F1 {sum(bare) / len(bare):.4f}")
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))["extraction_f1"]
    if mean < floor:
        print(f"under the floor of {floor}")
        sys.exit(1)


if __name__ == "__main__":
    main()
