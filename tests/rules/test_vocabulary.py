"""A term is found in the spellings that the press uses."""

import pytest

from rules.vocabulary import affixed


@pytest.mark.parametrize(
    ("root", "form"),
    [
        ("teken", "meneken"),
        ("teken", "diteken"),
        ("jajak", "menjajaki"),
        ("jajak", "penjajakan"),
        ("kunjung", "mengunjungi"),
        ("kunjung", "kunjungan"),
        ("sepakat", "menyepakati"),
        ("bahas", "pembahasan"),
        ("ikat", "mengikat"),
        ("tanda tangan", "menandatangani"),
        ("tanda tangan", "ditandatangani"),
        ("tanda tangan", "penandatanganan"),
        ("tanda tangan", "menanda tangani"),
        ("pelajar", "mempelajari"),
        ("rencana", "merencanakan"),
    ],
)
def test_a_root_gives_the_form_that_is_written(root: str, form: str) -> None:
    assert form in affixed(root)


def test_a_noun_also_takes_the_possessive_ending() -> None:
    assert "penandatanganannya" in affixed("tanda tangan")
