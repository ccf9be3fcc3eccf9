"""The pages of a place, of a pair, of all relations: where they stand and how they came there."""

import re

import pytest


def rows(page: str) -> list[str]:
    """The pairs in the table of relations."""
    return re.findall(r'<th scope="row"><a href="/relation/[^"]+">([^<]+)</a>', page)


def test_a_place_shows_its_relations_and_every_story(visit) -> None:
    page = visit("/place/64.74").text

    assert rows(page) == ["Kota Bontang – Kisarazu"]
    assert len(re.findall(r'<h3><a href="/story/', page)) == 3
    assert '<a href="/place/64">Provinsi Kalimantan Timur</a>' in page


def test_a_province_stands_for_its_cities(visit) -> None:
    assert rows(visit("/place/64").text) == ["Kota Bontang – Kisarazu"]


def test_what_happened_with_bontang_this_year_is_three_clicks_away(visit) -> None:
    assert 'href="/?place=64.74">Kota Bontang' in visit("/").text
    assert 'href="/?place=64.74&amp;period=2026"' in visit("/", place="64.74").text
    listed = visit("/", place="64.74", period="2026").text
    assert '<h2 id="found">1 peristiwa' in listed and "Utusan Kisarazu Tiba" in listed

    assert 'href="/place/64.74?period=2026#stories"' in visit("/place/64.74").text
    assert "1 peristiwa" in visit("/place/64.74", period="2026").text


def test_the_course_of_a_relation_runs_from_the_first_paper_to_today(visit) -> None:
    course = visit("/place/64.74").text.split('class="courses"')[1].split("</ul>")[0]

    assert "2019 pernyataan kehendak (LoI) → 2021 nota kesepahaman (MoU) → 2026 kunjungan" in course


def test_a_place_abroad_without_coordinates_lies_in_its_country_on_the_map(visit) -> None:
    page = visit("/place/64.74").text

    assert 'd="M117.5 -0.13Q' in page and "138.3 -36.2" in page
    assert '<path class="firm"' in page


def test_a_place_nobody_knows_the_coordinates_of_has_a_page_without_a_map(visit) -> None:
    page = visit("/place/de:hildesheim")

    assert page.status == 200 and rows(page.text) == ["Kabupaten Jepara – Hildesheim"]


@pytest.mark.parametrize(
    "path", ["/relation/64.74/jp:kisarazu", "/relation/jp:kisarazu/64.74",
             "/relation/64.74/jp%3Akisarazu"]
)  # fmt: skip
def test_a_pair_has_its_history_oldest_first_with_the_evidence(visit, path: str) -> None:
    page = visit(path).text
    history = page.split('class="history"')[1].split("</ol>")[0]

    assert re.findall(r"<strong>([^<]+)</strong>", history) == [
        "3 Mei 2019", "3 Mei 2021", "24 November 2026",
    ]  # fmt: skip
    assert "<mark>Bontang</mark> dan <mark>Kisarazu</mark> bersurat pada 2019." in history
    assert 'href="https://arus.example/2019"' in history and 'href="/story/2"' in history
    assert "3 berita" in history


def test_a_tie_that_only_a_list_knows_names_the_list(visit) -> None:
    page = visit("/relation/33.20/jp:kisarazu").text

    assert "daftar lama" in page and "<strong>1998</strong>" in page
    assert 'aria-current="step">Nota kesepahaman' in page


def test_all_relations_are_listed_the_latest_first(visit) -> None:
    assert rows(visit("/relations").text) == [
        "Kota Bontang – Kisarazu",
        "Kabupaten Jepara – Kota Jayapura",
        "Kabupaten Jepara – Jepang",
        "Kabupaten Jepara – Hildesheim",
        "Kabupaten Jepara – Kisarazu",
    ]


def test_relations_silent_for_two_years_are_two_clicks_away_the_longest_first(visit) -> None:
    assert 'href="/relations"' in visit("/").text
    assert 'href="/relations?silent=2">2 tahun' in visit("/relations").text
    assert rows(visit("/relations", silent="2").text) == [
        "Kabupaten Jepara – Kisarazu",
        "Kabupaten Jepara – Hildesheim",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"stage": "mou"}, 2), ({"kind": "study_visit"}, 1), ({"place": "jepang"}, 3),
     ({"place": "Bontang"}, 1), ({"place": "nowhere"}, 0), ({"silent": "x"}, 5),
     ({"silent": "99"}, 0), ({"page": "7"}, 0), ({"stage": "mou", "silent": "2"}, 1)],
)  # fmt: skip
def test_relations_are_filtered(visit, asked: dict[str, str], found: int) -> None:
    assert len(rows(visit("/relations", **asked).text)) == found


def test_the_map_draws_every_pair_and_lists_it_too(visit) -> None:
    page = visit("/map", lang="en").text

    assert "Kota Bontang – Kisarazu: memorandum of understanding (MoU), 3 stories" in page
    assert page.count('<li><a href="/relation/') == 5
    assert "Within Indonesia" in page


def test_charts_count_each_story_once(visit) -> None:
    page = visit("/charts", lang="en").text
    table = page.split("<h2>By kind</h2>")[1].split("</table>")[0]

    assert re.findall(r'">([A-Za-z ]+)</a></th><td class="figure">(\d+)', table) == [
        ("Sister cities", "4"), ("Agreement between local governments", "0"),
        ("Cooperation talks", "1"), ("Official visit", "1"), ("Foreign aid", "0"),
    ]  # fmt: skip
