"""The five articles that Kembar starts from, read from beside the checkout where they are."""

import re
from pathlib import Path

import pytest

import rules
from kembar.model import Article, Kind, Role
from rules import RuleSet

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

# File number -> headline's first words, the pair, the kind.
EXPECTED = {
    "000": ("Jadwal Kunjungan", {"Kota Bontang", "Jeju"}, Kind.COOPERATION_TALKS),
    "001": ("Bupati KSB", {"Kabupaten Sumbawa Barat", "Kota Bekasi"}, Kind.SISTER_CITY),
    "002": ("Kunker ke", {"Kota Palopo", "Kota Batu"}, Kind.STUDY_VISIT),
    "003": ("Bogor-Kisarazu", {"Kota Bogor", "Kisarazu"}, Kind.SISTER_CITY),
    "004": ("Pemerintah Kabupaten", {"Kabupaten Jepara", "Kota Banjarbaru"}, Kind.STUDY_VISIT),
}
FURNITURE = re.compile(
    r"\s*(?:•.*|Sebarkan:|Komentar|Bagikan|TINGGALKAN KOMENTAR|Berita Terkini|Beranda.*|Berita >.*"
    r"|Dinas Luar Negeri|Bontang - M Rifki|\d{1,2} \w+ 20\d\d|Baca ?Juga.*)\s*"
)


def seed(number: str) -> Article:
    """The article of a seed without the lines that belong to its page."""
    found = sorted(SEEDS.glob(f"{number}_*.txt")) if SEEDS.is_dir() else []
    if not found:
        pytest.skip("../shared/seeds is not beside this checkout")
    lines = found[0].read_text(encoding="utf-8").splitlines()
    kept = [line.strip() for line in lines if line.strip() and not FURNITURE.fullmatch(line)]
    start = next(at for at, line in enumerate(kept) if line.startswith(EXPECTED[number][0]))
    title = kept[start]
    text = "\n\n".join(line for line in kept[start + 1 :] if line != title)
    return Article(url="https://example.org/", site="example.org", title=title, text=text)


@pytest.mark.parametrize("number", EXPECTED)
def test_a_seed_is_flagged_with_its_two_places(ruleset: RuleSet, number: str) -> None:
    _, pair, kind = EXPECTED[number]

    judgement = rules.judge(seed(number), ruleset)

    assert judgement.flag
    chief = judgement.happenings[0]
    assert {party.name for party in chief.parties if party.role is Role.PARTY} == pair
    assert chief.kind is kind


def test_a_signing_still_to_come_is_planned(ruleset: RuleSet) -> None:
    chief = rules.judge(seed("003"), ruleset).happenings[0]

    assert (chief.stage, chief.modality) == ("talks", "planned")


def test_the_dollars_and_the_rupiah_of_one_project_are_one_amount(ruleset: RuleSet) -> None:
    amount = rules.judge(seed("000"), ruleset).happenings[0].amount

    assert amount is not None
    assert (amount.value, amount.currency) == (10_000_000, "USD")


@pytest.mark.parametrize(
    ("number", "day"),
    [("001", "2021-10-26"), ("002", "2023-10-23"), ("003", "2016-11-16"), ("004", "2023-02-06")],
)
def test_the_day_of_a_seed_is_read(ruleset: RuleSet, number: str, day: str) -> None:
    assert str(rules.judge(seed(number), ruleset).happenings[0].date) == day
