"""Plain news to measure speed on: the corpus beside the checkout, else texts of a fixed seed."""

import gzip
import json
import random
from collections.abc import Iterator

from .labelled import SHARED

CORPUS = SHARED / "corpus"
SEED = 20261124
GENERATED = 6000
"""Texts that are made where there is no corpus."""

_WHO = (
    "Kepala dinas", "Warga", "Ketua panitia", "Pedagang pasar", "Guru", "Kapolres",
    "Petugas kebersihan", "Camat", "Pelatih tim", "Nelayan",
)  # fmt: skip
_OFFICES = ("Bupati Karo", "Wali Kota Bogor", "Pemkab Kolaka", "Gubernur Bali")
_DOES = (
    "membuka", "menunggu", "memperbaiki", "menutup", "membersihkan", "menghitung", "mengecat",
    "memilih", "menjaga", "merawat", "menanti",
)  # fmt: skip
_MEETS = (
    "mengunjungi", "menerima kunjungan kerja di", "menandatangani berkas", "membahas",
    "meminta kerja sama untuk", "menyerahkan bantuan untuk",
)  # fmt: skip
_RARELY = 0.02
"""Share of sentences with words of a rule: six in ten texts then have some, as in the corpus."""
_OFFICIAL = 0.1
"""Share of sentences that name a government."""
_WHAT = (
    "jembatan gantung", "pasar ikan", "sekolah dasar", "jalan desa", "lomba perahu", "panen jagung",
    "gedung puskesmas", "saluran air", "pameran batik", "bibit cabai", "terminal baru",
)  # fmt: skip
_WHEN = ("pagi tadi", "pekan lalu", "pada Senin (16/11/2026)", "bersama warga", "tahun depan", "")


def texts() -> tuple[str, list[tuple[str, str]]]:
    """Where they come from, and titles with texts."""
    real = list(_corpus())
    if real:
        return "corpus", real
    return "generated", [made(number) for number in range(GENERATED)]


def sample(count: int | None) -> tuple[str, list[tuple[str, str]]]:
    """So many of them, always the same ones; all without a count."""
    origin, found = texts()
    if count is None or count >= len(found):
        return origin, found
    return origin, random.Random(SEED).sample(found, count)


def _corpus() -> Iterator[tuple[str, str]]:
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield row["title"] or "", row["text"] or ""


def made(number: int) -> tuple[str, str]:
    """A report of about 350 words, as long as those of the corpus."""
    chance = random.Random(SEED + number)

    def sentence() -> str:
        rare = chance.random() < _RARELY
        who = _OFFICES if chance.random() < _OFFICIAL else _WHO
        parts = (chance.choice(words) for words in (who, _MEETS if rare else _DOES, _WHAT, _WHEN))
        return " ".join(part for part in parts if part)

    paragraphs = (
        " ".join(f"{sentence()}." for _ in range(4)) for _ in range(chance.randint(6, 18))
    )
    return sentence(), "\n\n".join(paragraphs)
