"""The front page: stories as cards, filters with counts, a search that always answers."""

import html
import re
from datetime import timedelta
from pathlib import Path

import crowded_archive
import pytest

from storage import places
from storage.archive import Archive

ODD = (
    '"', '""', "*", "**", "AND", "NOT", "a OR", "NEAR(a b)", "(", ")", "title:", "-", "^x", "😀",
    "'; drop table articles --", "\0", "\\", "%", "a" * 5000, "{}", "é ü ﬁ", "\ud800".encode(
        "utf-8", "surrogatepass").decode("latin-1"), "kota*kembar", '"kota kembar', "+", "\u202e",
)  # fmt: skip


def headlines(page: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'<h3><a href="/story/\d+">(.*?)</a>', page)]


def counts(page: str, title: str) -> dict[str, int]:
    """The choices of a filter, with their counts."""
    part = page.split(f"<h2>{title}</h2>")[1].split("</details>")[0]
    found = re.findall(r'<a href="[^"]*"[^>]*>([^<]*) <span class="number">([\d.]+)</span>', part)
    return {label: int(number) for label, number in found}


def test_stories_come_newest_report_first(visit) -> None:
    assert headlines(visit("/").text) == [
        "Utusan Kisarazu Tiba di Bontang",
        "Jayapura Belajar Ukir ke Jepara",
        'Jepara Menjual Mebel di "Jepang" <i>lagi</i>',
        "Nota Bontang dan Kisarazu Diteken",
        "Jepara Menyurati Hildesheim",
        "Surat Minat Bontang dan Kisarazu",
    ]


def test_a_card_tells_pair_kind_stage_and_every_outlet(visit) -> None:
    card = visit("/").text.split('<article class="card">')[1].split("</article>")[0]

    assert '<a href="/place/64.74">Kota Bontang</a> – <a href="/place/jp:kisarazu">Kisarazu' in card
    assert "Kota kembar" in card and "Kunjungan" in card
    for site in ("pelabuhan.example", "arus.example", "selat.example"):
        assert f'rel="noopener noreferrer nofollow">{site}</a>' in card


def test_a_plan_is_marked_as_a_plan(visit) -> None:
    card = visit("/", period="2020").text.split('<article class="card">')[1]

    assert "rencana" in card


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("2026-11", "24 November 2026, 04.00 WITA"),
        ("2026-11", "23 November 2026, 06.00 WIT"),
        ("2026-11", "22 November 2026, 08.00 WIB"),
        ("2021", ">3 Mei 2021<"),
    ],
)
def test_a_time_is_told_on_the_clock_of_the_place_and_a_mere_day_as_a_day(
    visit, period: str, shown: str
) -> None:
    assert shown in visit("/", period=period).text


def test_the_names_and_telling_words_of_the_judged_sentence_are_marked(visit) -> None:
    page = visit("/", sector="tourism").text

    assert "<mark>Kisarazu</mark> untuk <mark>menjajaki</mark> <mark>kota kembar</mark>" in page


def test_what_a_page_of_others_wrote_is_never_markup(visit) -> None:
    page = visit("/").text

    assert "&lt;i&gt;lagi&lt;/i&gt;" in page and "<i>" not in page


def test_filters_count_stories_and_not_reports(visit) -> None:
    page = visit("/").text

    assert counts(page, "Jenis") == {
        "Kota kembar": 4, "Penjajakan kerja sama": 1, "Kunjungan kerja": 1,
    }  # fmt: skip
    assert counts(page, "Situs")["arus.example"] == 3
    assert counts(page, "Waktu") == {"2026": 3, "2021": 1, "2020": 1, "2019": 1}
    assert counts(page, "Bidang") == {"pariwisata": 1, "sampah": 1}


def test_a_chosen_filter_leaves_its_own_alternatives_to_choose_from(visit) -> None:
    page = visit("/", kind="study_visit", lang="en").text

    assert counts(page, "Kind")["Sister cities"] == 4
    assert counts(page, "Stage") == {"Visit": 1}
    assert counts(page, "Place") == {"Kabupaten Jepara": 1, "Kota Jayapura": 1}
    assert counts(visit("/", lang="en").text, "Place")["Jepang"] == 4


def test_each_count_is_what_its_link_gives(visit) -> None:
    page = visit("/").text
    aside = page.split("<aside")[1]
    links = re.findall(r'<a href="([^"]+)">[^<]* <span class="number">(\d+)', aside)

    assert len(links) > 15
    for link, number in links:
        listed = visit(html.unescape(link)).text
        assert f'<h2 id="found">{number} peristiwa' in listed, link


def test_a_year_opens_into_its_months(visit) -> None:
    page = visit("/", period="2026").text

    assert counts(page, "Waktu") == {"November 2026": 3}
    assert len(headlines(page)) == 3


@pytest.mark.parametrize("place", ["64.74", "Kota Bontang", "bontang", "BONTANG", "64", "kaltim"])
def test_a_place_may_be_asked_for_by_id_or_name_and_a_province_holds_its_cities(
    visit, place: str
) -> None:
    found = len(headlines(visit("/", place=place).text))

    assert found == (0 if place == "kaltim" else 3)


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
def test_whatever_is_searched_for_there_is_an_answer(visit, words: str) -> None:
    assert visit("/", q=words).status == 200


@pytest.mark.parametrize("name", ["place", "kind", "stage", "sector", "site", "period", "page"])
@pytest.mark.parametrize(
    "value", ['"', "😀", "-1", "0", "9" * 30, "2026-13", "2026-13-01", "0000", "9999", "\0"]
)
def test_whatever_is_asked_of_a_filter_there_is_an_answer(visit, name: str, value: str) -> None:
    assert visit("/", **{name: value}).status == 200


def test_a_search_finds_stories_and_names_the_page_of_a_place(visit) -> None:
    page = visit("/", q="bontang").text

    assert len(headlines(page)) == 3
    assert '<a href="/place/64.74">Kota Bontang</a>' in page.split("Halaman daerah")[1]


def test_a_list_that_is_empty_tells_what_was_looked_at(visit) -> None:
    page = visit("/", q="gerhana", lang="en").text

    assert "Nothing happened that fits" in page
    assert "8 articles of 5 sites" in page
    assert "selat.example: blocked" in page


def test_an_empty_archive_has_a_front_page(asking, tmp_path: Path) -> None:
    Archive.open(tmp_path / "new.db").close()
    with asking(tmp_path / "new.db") as ask:
        for path in ("/", "/relations", "/sites", "/map", "/charts", "/feed.atom"):
            assert ask(path).status == 200, path
        assert "Belum ada berita tersimpan" in ask("/").text


def test_a_long_list_turns_its_pages_and_keeps_the_question(asking, tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "long.db")
    places.sync(archive, crowded_archive.PLACES.values())
    for week in range(45):
        crowded_archive.told(
            archive, f"https://arus.example/{week}", f"Kunjungan ke-{week}",
            f"Jepara menjamu Hildesheim pada pekan {week}.", between=("33.20", "de:hildesheim"),
            at=crowded_archive.NOW - timedelta(days=20 * week),
        )  # fmt: skip
    archive.close()
    with asking(tmp_path / "long.db") as ask:
        pages = [ask("/", kind="sister_city", page=str(n)).text for n in (1, 2, 3, 4)]

    assert [len(headlines(page)) for page in pages] == [20, 20, 5, 0]
    assert len({name for page in pages for name in headlines(page)}) == 45
    assert 'rel="next" href="/?kind=sister_city&amp;page=2"' in pages[0]
    assert 'rel="prev" href="/?kind=sister_city"' in pages[1]
    assert "Halaman ini kosong" in pages[3]
