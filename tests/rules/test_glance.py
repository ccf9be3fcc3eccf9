"""The fast look lets through whatever a rule could meet, and little else."""

import pickle

import pytest

from rules import load
from rules.glance import one_of
from rules.tokens import SPLITS, fold, plain_words, visible

PHRASES = [("kerja", "sama"), ("wali", "kota"), ("mou",)]
ANY = [[PHRASES]]
BOTH = [[PHRASES, [("teken",), ("tanda", "tangan")]]]
SPELT = {**SPLITS, "kerjasama": ("kerja", "sama")}


def words(text: str) -> list[str]:
    return plain_words(visible(fold(text)), SPELT)


@pytest.mark.parametrize(
    "text",
    [
        "Kedua daerah teken MoU.",
        "kerja sama",
        "Kerja-sama itu",
        "kerja,\n\nsama",
        "mereka jalin kerjasama baru",
        "Walikota datang",
        "Wa\u200blikota datang",
        f"{'kata ' * 500}wali{' ' * 250}kota",
    ],
)
def test_a_phrase_is_seen_however_it_is_written(text: str) -> None:
    assert one_of(ANY).may_match(words(text))


@pytest.mark.parametrize(
    "text",
    ["", "kerja keras bersama", "sama kerja", "moules frites", "famous", "wali murid kota itu"],
)
def test_parts_of_phrases_and_of_words_are_held_back(text: str) -> None:
    assert not one_of(ANY).may_match(words(text))


@pytest.mark.parametrize("text", ["teken mou", "tanda tangan; lalu, jauh di bawah:\n\nkerjasama"])
def test_a_rule_of_two_groups_needs_a_phrase_of_each(text: str) -> None:
    look = one_of(BOTH)

    assert look.may_match(words(text))
    assert not look.may_match(words("mou, kerja sama dan wali kota"))
    assert not look.may_match(words("teken, tanda tangan"))


def test_the_groups_of_two_rules_do_not_make_up_one() -> None:
    look = one_of([[[("mou",)], [("teken",)]], [[("loi",)], [("jalin",)]]])

    assert not look.may_match(words("mou dan jalin"))
    assert look.may_match(words("loi: jalin, dan mou"))


def test_without_a_rule_nothing_passes() -> None:
    assert not one_of([]).may_match(words("kerja sama"))


def test_a_lone_surrogate_between_the_words_does_no_harm() -> None:
    assert one_of(ANY).may_match(words("\ud800 kerja \udfff sama"))


def test_a_look_that_was_sent_to_a_worker_sees_the_same() -> None:
    rules = pickle.loads(pickle.dumps(load()))

    assert rules.may_match(words("wali kota bontang dan wali kota palopo teken mou"))
    assert not rules.may_match(words("harga cabai naik di pasar"))
