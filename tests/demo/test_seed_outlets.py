"""The seed articles stand in their outlets' markup as they were written."""

from datetime import UTC, date, datetime

import pytest
from lxml import html as lxml_html
from seed_outlets import REASON, Seed, available, folded, seeds

pytestmark = pytest.mark.skipif(not available(), reason=REASON)

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
SEEDS: tuple[Seed, ...] = seeds(NOW) if available() else ()
NAMES = [seed.outlet.name for seed in SEEDS]


def page_of(seed: Seed) -> str:
    return seed.outlet.respond("GET", seed.path, "", {"Host": "127.0.0.1:9"}).body.decode()


def test_the_addresses_are_those_of_the_real_articles() -> None:
    paths = {seed.outlet.name: seed.path for seed in SEEDS}

    assert paths["kanalaspirasi.com"] == "/2021/10/bupati-ksb-dan-wali-kota-bekasi-bangun.html"
    assert paths["kotabogor.go.id"] == "/index.php/show_post/detail/5413/"
    assert paths["palopopos.fajar.co.id"] == (
        "/2023/10/23/kunker-ke-batu-wali-kota-palopo-siap-berkolaborasi-dengan-pemkot-batu/"
    )
    assert paths["klikkalsel.com"] == (
        "/pemerintah-kabupaten-jepara-sambangi-kota-banjarbaru-dan-ingin-adopsi-program-rt-mandiri/"
    )


def test_the_days_are_those_on_which_the_seeds_appeared() -> None:
    assert [seed.day for seed in SEEDS] == [
        date(2023, 9, 15),
        date(2021, 10, 26),
        date(2023, 10, 23),
        date(2016, 11, 19),
        date(2023, 2, 6),
    ]


@pytest.mark.parametrize("seed", SEEDS, ids=NAMES)
def test_the_page_holds_the_whole_text_and_the_furniture(seed: Seed) -> None:
    shown = folded(lxml_html.fromstring(page_of(seed)).text_content())

    assert [text for text in seed.paragraphs if text not in shown] == []
    assert [insert.title for insert in seed.article.inserts if insert.title not in shown] == []
    assert seed.title in shown
    assert seed.author is None or seed.author in shown


@pytest.mark.parametrize("seed", SEEDS, ids=NAMES)
def test_the_expected_sentences_are_whole_and_stand_in_the_text(seed: Seed) -> None:
    text = " ".join(seed.paragraphs)

    assert seed.first in text
    assert seed.last in text
    for sentence in (seed.first, seed.last):
        assert len(sentence.split()) >= 6
        assert sentence[-1] in '.!?”"'
    assert not any(line in text for line in seed.absent)


@pytest.mark.parametrize("seed", SEEDS, ids=NAMES)
def test_five_ordinary_articles_stand_beside_a_seed(seed: Seed) -> None:
    others = [article for article in seed.outlet.articles if article != seed.article]

    assert len(others) == 5
    assert all(not article.pair for article in others)
    assert seed.article in seed.outlet.articles
