"""Words and sentences that are marked for the eye, whatever the text is."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from reading_room.pages.differences import changes
from reading_room.pages.marking import bare, highlighted, marked


def hit(number: int, start: int, end: int) -> dict[str, int]:
    return {"id": number, "start": start, "end": end}


def plain(markup: str) -> str:
    """Markup without its tags; escaped text has none of its own."""
    return "".join(part.partition(">")[2] for part in f">{markup}".split("<"))


def test_a_name_is_marked_without_its_title_and_only_as_a_whole_word() -> None:
    shown = marked("Bontangers menyambut Bontang.", ["Kota Bontang"])

    assert shown == "Bontangers menyambut <mark>Bontang</mark>."


def test_the_words_searched_for_are_marked_too_and_may_be_anything() -> None:
    assert marked("a (b) [c]", [], "(b) [ *") == "a <mark>(b)</mark> [c]" or "(b)" in marked(
        "a (b) [c]", [], "(b) [ *"
    )


def test_a_council_has_the_bare_name_of_its_place() -> None:
    assert bare("DPRD Kabupaten Pekalongan") == "Pekalongan"
    assert bare("Jeju") == "Jeju"


def test_offsets_count_from_the_title_over_the_blank_line() -> None:
    title, paragraphs = highlighted("Judul", "Satu.\n\nDua tiga.", [hit(7, 14, 23)])

    assert title == "Judul"
    assert paragraphs == ["Satu.", '<span id="h7"></span><mark>Dua tiga.</mark>']


def test_sentences_that_overlap_are_marked_once_and_both_can_be_pointed_at() -> None:
    _, (paragraph,) = highlighted("J", "abcdef", [hit(1, 3, 7), hit(2, 5, 9)])

    assert plain(paragraph) == "abcdef"
    assert 'id="h1"' in paragraph and 'id="h2"' in paragraph


@given(
    st.text(alphabet="ab<&\n ", max_size=40),
    st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=5),
)
def test_marking_never_loses_a_letter(text: str, spans: list[tuple[int, int]]) -> None:
    hits = [hit(n, min(span), max(span)) for n, span in enumerate(spans)]
    title, paragraphs = highlighted("J<", text, hits)

    assert plain(title) == escape("J<")
    assert "\n\n".join(map(plain, paragraphs)) == escape(text)


@given(st.text(alphabet="ab<&\n ", max_size=60), st.text(alphabet="ab<&\n ", max_size=60))
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    blocks = changes(before, after)
    shown = "".join(block.markup for block in blocks)
    gone = shown.count("<del>")

    assert (before == after) == (not shown and bool(blocks) and all(b.same for b in blocks))
    assert gone == shown.count("</del>")


def test_a_paragraph_of_many_words_is_compared_as_a_whole() -> None:
    long = "kata " * 4000

    assert changes(f"{long}awal", f"{long}akhir")[0].markup.startswith("<del>kata kata")
