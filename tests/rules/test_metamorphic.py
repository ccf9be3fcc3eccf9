"""What must not change the facts of a case does not, and what must, does."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import rules
from kembar.clock import WIB
from kembar.model import Article, Role
from rules import RuleSet

CASES = Path(__file__).resolve().parents[2] / "benchmarks" / "cases" / "first.jsonl"

# Cases of every kind and both at home and abroad, and the places that stand in for theirs.
SWAPS: dict[str, dict[str, str]] = {
    "f001": {"Tarakan": "Ternate", "Tawau": "Sandakan"},
    "f005": {"Bukittinggi": "Sawahlunto", "Seremban": "Ipoh"},
    "f009": {"Balikpapan": "Samarinda", "Parepare": "Palopo"},
    "f011": {"Banyuwangi": "Sumenep", "Cebu": "Davao"},
    "f015": {"Bontang": "Sorong", "Enrekang": "Polewali Mandar"},
    "f016": {"Lamandau": "Seruyan", "Ketapang": "Landak"},
    "f021": {
        "Sulawesi Tenggara": "Sulawesi Utara",
        "Sultra": "Sulut",
        "Jawa Timur": "Jawa Tengah",
        "Jatim": "Jateng",
    },
    "f026": {"Johor": "Melaka"},
    "f034": {
        "Sulawesi Tengah": "Kalimantan Timur",
        "Sulteng": "Kaltim",
        "Tiongkok": "India",
    },
    "f039": {"Tapin": "Balangan", "Denpasar": "Palu", "Bali": "Sulawesi Tengah"},
    "f042": {"Kapuas": "Katingan", "Malang": "Surabaya"},
    "f047": {"Sumba Barat Daya": "Manggarai Timur", "SBD": "Matim", "Pekalongan": "Tegal"},
    "f051": {"Manggarai": "Ngada", "Jepang": "Kanada"},
    "f053": {
        "Kalimantan Barat": "Kalimantan Tengah",
        "Kalbar": "Kalteng",
        "GIZ": "JICA",
        "Jerman": "Jepang",
    },
}

# One government of the case, by all its names, that becomes a company.
COMPANIES = {
    "f001": "Tawau",
    "f005": "Seremban",
    "f009": "Parepare",
    "f015": "Enrekang",
    "f021": "Sulawesi Tenggara|Sultra",
    "f026": "Johor",
    "f047": "Pekalongan",
    "f051": "Jepang",
}
TITLES = (
    "pemerintah|pemkab|pemkot|pemprov|provinsi|kabupaten|kota|bupati|wakil|wali|penjabat|gubernur"
    "|sekda|ketua|majlis|perbandaran|bandaraya|presiden|konsul|jenderal|negeri|datuk|bandar"
)

# Short texts in the manner of the articles that the product started from.
HEADLINES = {
    "a pair": (
        "Singkawang-Kuching Tandatangani LoI Kota Persahabatan",
        "Wali Kota Singkawang dan Wali Kota Kuching, Malaysia menandatangani Letter of Intent.",
    ),
    "a wish": (
        "Wali Kota Ternate Siap Berkolaborasi dengan Pemkot Ambon",
        "Pemerintah Kota Ternate ingin bekerja sama dengan Pemerintah Kota Ambon soal sampah.",
    ),
    "a visit": (
        "Pemerintah Kabupaten Kebumen Sambangi Kota Metro untuk Studi Tiru",
        "Rombongan Pemkab Kebumen melakukan studi tiru pengelolaan pasar ke Kota Metro.",
    ),
    "a programme": (
        "Bupati Berau dan Wali Kota Palu Bangun Kerja Sama Sister City",
        "Bupati Berau dan Wali Kota Palu menandatangani nota kesepahaman kota kembar.",
    ),
}

VARIANTS: dict[str, Callable[[str], str]] = {
    "joined": lambda text: re.sub(r"([Kk]erja)[ -]sama", r"\1sama", text),
    "hyphenated": lambda text: re.sub(r"([Kk]erja) ?sama", r"\1-sama", text),
    "upper case": str.upper,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "curly quotes": lambda text: re.sub(r'"([^"]*)"', "\u201c\\1\u201d", text).replace(
        "'", "\u2019"
    ),
    "zero-width space": lambda text: re.sub(r"\b([a-z]{3})([a-z]{2,})\b", "\\1\u200b\\2", text),
    "Walikota": lambda text: re.sub(r"[Ww]ali [Kk]ota", "Walikota", text),
    "Kab.": lambda text: text.replace("Kabupaten ", "Kab. "),
}

Facts = tuple[bool, str | None, str | None, list[str]]


def read() -> dict[str, Article]:
    """The cases by id, and the short texts by what they tell."""
    articles = {name: article(*told) for name, told in HEADLINES.items()}
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["id"] in SWAPS:
            articles[case["id"]] = article(case["title"], case["text"], case["published"])
    return articles


def article(title: str, text: str, day: str = "2025-05-20") -> Article:
    published = datetime.fromisoformat(day).replace(hour=12, tzinfo=WIB)
    return Article(
        url="https://example.org/1",
        site="example.org",
        title=title,
        text=text,
        published=published,
    )


ARTICLES = read()


def facts(told: Article, ruleset: RuleSet) -> Facts:
    """Flag, kind, stage and the parties of an article."""
    judgement = rules.judge(told, ruleset)
    if not judgement.flag:
        return (False, None, None, [])
    main = judgement.happenings[0]
    names = sorted(party.name for party in main.parties if party.role is Role.PARTY)
    return (True, main.kind, main.stage, names)


def changed(told: Article, change: Callable[[str], str]) -> Article:
    return replace(told, title=change(told.title), text=change(told.text))


def swapped(swaps: dict[str, str]) -> Callable[[str], str]:
    """Put other names in place of these, in one pass, so that none is put in twice."""
    every = {**swaps, **{old.upper(): new.upper() for old, new in swaps.items()}}
    pattern = re.compile("|".join(map(re.escape, every)))
    return lambda text: pattern.sub(lambda found: every[found[0]], text)


def company(names: str) -> Callable[[str], str]:
    """Put a company in place of a government, with the titles before its name."""
    pattern = re.compile(rf"\b(?:(?:{TITLES})\s+)*(?:{names})\b", re.IGNORECASE)
    return lambda text: pattern.sub("PT Cahaya Abadi", text)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", ARTICLES)
def test_another_spelling_tells_the_same(name: str, variant: str, ruleset: RuleSet) -> None:
    flag, kind, _, parties = facts(ARTICLES[name], ruleset)
    other = facts(changed(ARTICLES[name], VARIANTS[variant]), ruleset)
    assert flag
    assert (other[0], other[1], other[3]) == (flag, kind, parties)


@pytest.mark.parametrize("name", SWAPS)
def test_other_places_tell_the_same_of_other_parties(name: str, ruleset: RuleSet) -> None:
    flag, kind, stage, parties = facts(ARTICLES[name], ruleset)
    swap = swapped(SWAPS[name])
    other = facts(changed(ARTICLES[name], swap), ruleset)
    assert flag
    assert other == (flag, kind, stage, sorted(swap(party) for party in parties))


@pytest.mark.parametrize("name", COMPANIES)
def test_a_company_in_place_of_a_government_is_no_news(name: str, ruleset: RuleSet) -> None:
    assert facts(ARTICLES[name], ruleset)[0]
    assert not facts(changed(ARTICLES[name], company(COMPANIES[name])), ruleset)[0]
