"""Signatures of texts in the archive: kept, looked up by bands, compared; makes none."""

from collections.abc import Iterator
from struct import pack, unpack

from kembar.model import Likeness

from .archive import Archive

BANDS = 32
ROWS = 4
"""Values in a band: two texts share one with a chance of 0.87 where half their shingles agree."""
_VALUE = 4  # bytes


def keep(archive: Archive, article_id: int, likeness: Likeness) -> None:
    """Store an article's signature in place of an earlier one."""
    signature = pack(f"<{len(likeness.signature)}I", *likeness.signature)
    archive.db.execute(
        """INSERT INTO likenesses (article_id, signature, shingles) VALUES (?, ?, ?)
        ON CONFLICT (article_id) DO UPDATE
        SET signature = excluded.signature, shingles = excluded.shingles""",
        [article_id, signature, likeness.shingles],
    )
    archive.db.execute("DELETE FROM likeness_bands WHERE article_id = ?", [article_id])
    archive.db.conn.executemany(
        "INSERT OR IGNORE INTO likeness_bands (band, article_id) VALUES (?, ?)",
        [(band, article_id) for band in _bands(signature)],
    )


def alike(archive: Archive, likeness: Likeness) -> dict[int, Likeness]:
    """The articles that share a band with a signature, each with its own."""
    signature = pack(f"<{len(likeness.signature)}I", *likeness.signature)
    bands = list(_bands(signature))
    marks = ",".join("?" * len(bands))
    rows = archive.rows(
        f"""SELECT article_id, signature, shingles FROM likenesses WHERE article_id IN
            (SELECT article_id FROM likeness_bands WHERE band IN ({marks}))""",
        bands,
    )
    return {
        row["article_id"]: Likeness(
            signature=unpack(f"<{len(row['signature']) // _VALUE}I", row["signature"]),
            shingles=row["shingles"],
        )
        for row in rows
    }


def jaccard(one: Likeness, other: Likeness) -> float:
    """The estimated share of shingles that two texts have in common, 0 to 1."""
    same = sum(a == b for a, b in zip(one.signature, other.signature, strict=False))
    return same / max(len(one.signature), len(other.signature), 1)


def containment(one: Likeness, other: Likeness) -> float:
    """The estimated share of the shorter text's shingles that the longer holds, 0 to 1."""
    index = jaccard(one, other)
    shared = index * (one.shingles + other.shingles) / (1 + index)
    return min(1.0, shared / max(1, min(one.shingles, other.shingles)))


def _bands(signature: bytes) -> Iterator[bytes]:
    width = ROWS * _VALUE
    for number in range(BANDS):
        part = signature[number * width : (number + 1) * width]
        if part:
            yield bytes([number]) + part
