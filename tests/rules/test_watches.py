"""`[[watch]]`: a rule without YAML."""

from collections.abc import Callable

import pytest

import rules
from kembar.errors import RuleError
from kembar.model import Article, Judgement, Kind, Watch

Write = Callable[..., Article]
KOICA = Watch(name="Koica", words=("proyek Koica", "hibah Korea"), places=("64",))


def judged(watch: Watch, article: Article) -> Judgement:
    return rules.judge(article, rules.load(None, [watch]))


@pytest.mark.parametrize("written", ["proyek Koica", "PROYEK KOICA", "proyek-koica", "proyekKoica"])
def test_a_watch_flags_its_words_in_any_spelling(write: Write, written: str) -> None:
    judgement = judged(KOICA, write("Kabar pagi", f"Tim {written} tiba di Kota Bontang."))

    assert judgement.flag
    assert [hit.rule for hit in judgement.hits] == ["watch:Koica"]
    assert judgement.happenings[0].kind is None


def test_a_province_stands_for_all_that_lies_in_it(write: Write) -> None:
    inside = write("Kabar", "Proyek Koica dimulai. Bupati Berau menyambut.")
    outside = write("Kabar", "Proyek Koica dimulai. Bupati Jepara menyambut.")

    assert judged(KOICA, inside).flag
    assert not judged(KOICA, outside).flag


def test_a_watch_without_places_needs_only_its_words(write: Write) -> None:
    watch = Watch(name="bambu", words=("jembatan bambu",), kind=Kind.STUDY_VISIT)

    judgement = judged(watch, write("Jembatan bambu dibuka", ""))

    assert judgement.flag
    assert judgement.happenings[0].kind is Kind.STUDY_VISIT


def test_a_foreign_name_is_a_place_of_a_watch(write: Write) -> None:
    watch = Watch(name="Jeju", words=("sampah",), places=("Jeju",))

    assert judged(watch, write("Sampah", "Tamu dari Jeju bicara soal sampah.")).flag
    assert not judged(watch, write("Sampah", "Tamu dari Busan bicara soal sampah.")).flag


def test_an_unknown_place_of_a_watch_names_the_nearest() -> None:
    with pytest.raises(RuleError, match="did you mean 'Kota Bontang'"):
        rules.load(None, [Watch(name="x", words=("sampah",), places=("Kota Bontan",))])


def test_a_watch_without_words_is_refused() -> None:
    with pytest.raises(RuleError, match="words: is empty"):
        rules.load(None, [Watch(name="x", words=())])
