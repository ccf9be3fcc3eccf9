"""The page of a story: who told it first, the facts with their sentences, what was edited."""

import re


def test_the_outlets_stand_in_the_order_in_which_they_reported(visit) -> None:
    page = visit("/story/1").text
    order = page.split('id="order"')[1].split("</ol>")[0]

    assert re.findall(r">(\w+\.example)<", order) == [
        "pelabuhan.example", "arus.example", "selat.example",
    ]  # fmt: skip
    assert order.index("yang pertama") < order.index("arus.example")


def test_the_first_outlet_is_one_click_from_the_front_page(visit) -> None:
    assert '<a href="/story/1">Utusan Kisarazu' in visit("/").text


def test_each_fact_points_at_its_sentence_in_the_text(visit) -> None:
    page = visit("/story/1").text
    pointed = re.findall(r'href="#h(\d+)"', page)

    assert len(pointed) == 3
    for number in pointed:
        assert len(re.findall(rf'<span id="h{number}"></span><mark>', page)) == 1


def test_a_judged_sentence_is_marked_in_the_text_of_its_outlet(visit) -> None:
    page = visit("/story/1").text

    assert "<mark>Kisarazu dan Bontang duduk semeja.</mark>" in page


def test_an_edit_shows_what_went_and_what_came(visit) -> None:
    edits = visit("/story/1").text.split('id="edits"')[1]

    assert "pelabuhan.example, 24 November 2026, 12.00 WITA" in edits
    assert "Kabar <del>pagi</del><ins>siang</ins> dari balai kota." in edits
    assert "<ins>Tamu itu pulang &lt;Rabu&gt;.</ins>" in edits
    assert "1 paragraf tetap" in edits


def test_a_story_without_edits_has_no_word_of_them(visit) -> None:
    assert 'id="edits"' not in visit("/story/5").text


def test_a_story_leads_to_the_relation_of_its_parties(visit) -> None:
    assert 'href="/relation/33.20/94.71">Kabupaten Jepara – Kota Jayapura' in visit("/story/5").text


def test_the_page_speaks_english_when_asked(visit) -> None:
    page = visit("/story/1", lang="en").text

    assert "Who reported first" in page and "Edits after publication" in page
    assert "waste, tourism" in page
