"""Words and sentences keep their places in the text."""

from hypothesis import given
from hypothesis import strategies as st

from rules import tokens

ODD = "\u00a0\u200b\u00ad\u2009“”‘’–—\r\n\t.,;:()!?…-/ "
texts = st.text(
    alphabet=st.one_of(
        st.sampled_from(ODD), st.sampled_from("aBcDeKotaé\u0301İß1"), st.characters()
    ),
    max_size=200,
)


@given(texts, texts)
def test_every_word_and_sentence_is_a_slice_of_the_text(title: str, text: str) -> None:
    document = tokens.read(title, text)

    assert document.text == f"{title}\n\n{text}"
    assert len(document.folded) == len(document.text)
    for sentence in document.sentences:
        slice_ = document.text[sentence.start : sentence.end]
        assert slice_ == slice_.strip() != ""
    assert all(
        s < e <= len(document.text) for s, e in zip(document.starts, document.ends, strict=True)
    )
    assert list(document.starts) == sorted(document.starts)


@given(texts, texts)
def test_sentences_hold_every_word_once_and_do_not_overlap(title: str, text: str) -> None:
    document = tokens.read(title, text)

    covered = [word for s in document.sentences for word in range(s.first, s.last)]
    assert covered == list(range(len(document.words)))
    ends = [0, *(s.end for s in document.sentences)]
    assert all(s.start >= end for s, end in zip(document.sentences, ends, strict=False))


def sentences(text: str) -> list[str]:
    document = tokens.read("", text)
    return [document.text[s.start : s.end] for s in document.sentences]


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = "Pj. Wali Kota H. Amir, M.Si., menemui Drs. Budi di Jl. Melati No. 5. Ia lalu pulang."

    assert sentences(text) == [text.removesuffix(" Ia lalu pulang."), "Ia lalu pulang."]


def test_a_new_line_always_ends_a_sentence() -> None:
    assert sentences("Keterangan foto tanpa titik\r\nParagraf baru") == [
        "Keterangan foto tanpa titik",
        "Paragraf baru",
    ]


def test_a_quotation_keeps_its_closing_mark() -> None:
    assert sentences("“Kami siap.” Ia tersenyum.") == ["“Kami siap.”", "Ia tersenyum."]


def test_a_joined_title_counts_as_its_two_words() -> None:
    document = tokens.read("Walikota Metro", "")

    assert document.words == ("wali", "kota", "metro")
    assert document.starts[0] == document.starts[1] == 0


def test_an_invisible_character_inside_a_word_is_no_part_of_it() -> None:
    document = tokens.read("Pem\u200bkot", "")

    assert document.words == ("pemkot",)
    assert document.ends[0] == len("Pem\u200bkot")
