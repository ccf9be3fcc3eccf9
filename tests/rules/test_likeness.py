"""Copies of a press release have signatures alike; rewritten reports do not."""

from rules.likeness import likeness
from storage.similarity import containment, jaccard

RELEASE = " ".join(
    f"Paragraf {n} memuat kutipan wali kota tentang pasar, jalan, taman dan sungai nomor {n}."
    for n in range(40)
)


def test_a_text_is_like_itself_in_any_spelling_and_case() -> None:
    one, other = likeness(RELEASE), likeness(RELEASE.upper().replace(" ", "\u00a0"))

    assert one is not None and one == other


def test_a_cut_copy_is_held_by_the_whole() -> None:
    whole, cut = likeness(RELEASE), likeness(RELEASE[: len(RELEASE) * 6 // 10])

    assert whole and cut
    assert jaccard(whole, cut) > 0.4
    assert containment(whole, cut) > 0.8


def test_other_words_are_another_text() -> None:
    one, other = likeness(RELEASE), likeness("Harga cabai di pasar induk turun lagi pekan ini.")

    assert one and other
    assert jaccard(one, other) < 0.1


def test_a_text_without_words_has_no_signature() -> None:
    assert likeness(" … ") is None
    assert likeness("Satu") is not None
