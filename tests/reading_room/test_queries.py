"""The canned queries, asked over HTTP of the real process on a real archive."""

import pytest

from reading_room.queries import QUERIES


def rows(answer):
    assert answer.status == 200, answer.text
    data = answer.json
    return [dict(zip(data["columns"], row, strict=True)) for row in data["rows"]]


def headlines(answer):
    return [row["headline"] for row in rows(answer)]


def test_flagged_news_comes_newest_first_with_the_pair_and_the_judged_sentence(ask) -> None:
    listed = rows(ask("/archive/flagged.json"))

    assert [row["site"] for row in listed] == ["hujan.example", "hujan.example", "pesisir.example"]
    oldest = listed[-1]
    assert oldest["places"] == "Kota Bontang – Jeju"
    assert (oldest["kind"], oldest["stage"]) == ("sister_city", "mou")
    assert oldest["sentence"].startswith("Wali kota Bontang dan gubernur Jeju")
    assert oldest["url"] == "https://pesisir.example/bontang-jeju"
    assert oldest["published"] == "2026-11-23T22:00:00Z"
    assert oldest["time_wib"] == "2026-11-24 05:00 WIB"


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("jp:kisarazu", 1),
        ("64.74", 2),
        ("Kota Bontang", 2),
        ("bontang", 2),
        ("  JEJU ", 1),
        ("Provinsi Jawa Barat", 2),
        ("kalimantan timur", 2),
        ("Kabupaten Bogor", 1),
        ("Kota Bogor", 1),
        ("bogor", 2),
        ("Indonesia", 3),
        ("Atlantis", 0),
        ("' or 1=1 --", 0),
        ("", 0),
    ],
)
def test_a_place_is_found_by_id_or_name_and_a_province_holds_its_regencies(
    ask, place: str, found: int
) -> None:
    assert len(rows(ask("/archive/by_place.json", place=place))) == found


def test_a_happening_found_by_place_says_what_the_place_does_in_it(ask) -> None:
    assert rows(ask("/archive/by_place.json", place="Jeju"))[0]["role"] == "party"


def test_news_is_listed_by_site(ask) -> None:
    assert len(rows(ask("/archive/by_site.json", site="hujan.example"))) == 2
    assert len(rows(ask("/archive/by_site.json", site="PESISIR"))) == 1
    assert rows(ask("/archive/by_site.json", site="%")) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kerapu", 1),
        ("bontang", 2),
        ("BONTANG jeju", 1),
        ("kera*", 1),
        ("C++", 1),
        ("anak-anak", 1),
        ("AND", 1),
        ("l'eau", 1),
        ('"', 0),
        ('"a\nb"', 0),
        ('kerapu OR "', 0),
        ("", 0),
        ("(", 0),
        ("title:kerapu", 0),
        ("\0", 0),
    ],
)
def test_any_words_can_be_searched(ask, words: str, found: int) -> None:
    assert len(rows(ask("/archive/search.json", q=words))) == found


def test_a_page_that_names_only_a_day_is_listed_without_a_time(ask) -> None:
    assert rows(ask("/archive/search.json", q="kerapu"))[0]["time_wib"] == "2026-11-23"


def test_relations_are_listed_with_where_they_stand(ask) -> None:
    listed = rows(ask("/archive/ledger.json"))

    assert [(row["place"], row["partner"], row["stage"], row["stories"]) for row in listed] == [
        ("Kota Bontang", "Jeju", "talks", 1),
        ("Kota Bogor", "Kisarazu", "visit", 1),
        ("Kabupaten Bogor", "Kota Bontang", "visit", 1),
        ("Kota Bogor", "Jeju", "mou", 0),
    ]


@pytest.mark.parametrize(("years", "found"), [("", 1), ("5", 1), ("20", 1), ("99", 0), ("x", 1)])
def test_dormant_ties_are_those_silent_for_so_many_years(ask, years: str, found: int) -> None:
    listed = rows(ask("/archive/dormant.json", years=years))

    assert [(row["place"], row["partner"], row["since"]) for row in listed] == [
        ("Kota Bogor", "Jeju", "1999")
    ][:found]


def test_the_last_round_of_each_site_is_shown_what_failed_first(ask) -> None:
    listed = rows(ask("/archive/rounds.json"))

    assert [(row["site"], row["outcome"]) for row in listed] == [
        ("pesisir.example", "refused"),
        ("hujan.example", "ok"),
    ]
    assert listed[0]["reason"] == "10.0.0.7 is not a public address"


def test_quarantined_pages_are_listed_with_their_reason(ask) -> None:
    listed = rows(ask("/archive/quarantine.json"))

    assert [(row["url"], row["reason"], row["attempts"]) for row in listed] == [
        ("https://pesisir.example/kosong", "no text found on the page", 1)
    ]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_canned_query_answers_as_a_page_and_as_csv_without_its_parameter(ask, query) -> None:
    page, csv = ask(f"/archive/{query.name}"), ask(f"/archive/{query.name}.csv")

    assert (page.status, csv.status) == (200, 200)
    assert query.title[0] in page.text and query.title[1] in page.text
