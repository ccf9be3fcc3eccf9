"""Reports that have nothing in common but their kind, so that none is taken for another."""

import random

from loopback import article

_WHO = (
    "Petani", "Nelayan", "Guru", "Perajin", "Pedagang", "Relawan", "Penyuluh", "Pemandu",
    "Mahasiswa", "Bidan", "Sopir", "Pelajar", "Peternak", "Penenun", "Juru masak", "Petugas",
)  # fmt: skip
_DOES = (
    "memperbaiki", "menata", "mengangkut", "menghitung", "mengecat", "menanam", "merawat",
    "memeriksa", "membersihkan", "memindahkan", "merakit", "mencatat", "membagikan",
)  # fmt: skip
_WHAT = (
    "perahu", "saluran air", "bibit mangrove", "jembatan kayu", "lumbung", "tanggul", "sumur",
    "papan nama", "lampu jalan", "keramba", "jaring", "bangku taman", "tenda", "peta desa",
)  # fmt: skip
_WHERE = (
    "di tepi sungai", "dekat dermaga", "di lereng bukit", "di belakang balai desa", "di muara",
    "di jalan poros", "dekat mercusuar", "di kampung lama", "di pasar ikan", "di teluk",
)  # fmt: skip
_WHEN = (
    "sejak subuh", "sesudah hujan reda", "menjelang sore", "pada akhir pekan", "tadi malam",
    "selama tiga hari", "sepanjang bulan ini", "sebelum pelabuhan dibuka",
)  # fmt: skip


def paragraphs(number: int) -> tuple[str, ...]:
    """Three paragraphs of their own for each number."""
    chance = random.Random(number)
    return tuple(
        " ".join(
            f"{chance.choice(_WHO)} {chance.choice(_DOES)} {chance.choice(_WHAT)} "
            f"{chance.choice(_WHERE)} {chance.choice(_WHEN)}."
            for _ in range(4)
        )
        for _ in range(3)
    )


def report(number: int, title: str, **kwargs: str) -> str:
    """An ordinary page with a text of its own."""
    return article(title, paragraphs=paragraphs(number), **kwargs)
