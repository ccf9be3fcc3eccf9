"""Amounts as the press writes them."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kembar.model import Amount
from rules import money


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Rp 2.500.000.000", 2.5e9, "IDR"),
        ("Rp2.500.000.000,00", 2.5e9, "IDR"),
        ("Rp1,3 miliar", 1.3e9, "IDR"),
        ("Rp 1,812 miliar", 1.812e9, "IDR"),
        ("Rp 155,9 M", 155.9e9, "IDR"),
        ("Rp2 T", 2e12, "IDR"),
        ("Rp. 500 ribu", 5e5, "IDR"),
        ("Rp 500-an juta", 5e8, "IDR"),
        ("500 ribu rupiah", 5e5, "IDR"),
        ("US$10 juta", 1e7, "USD"),
        ("US$ 1,2 juta", 1.2e6, "USD"),
        ("10 juta dolar AS", 1e7, "USD"),
        ("2 juta dollar Amerika Serikat", 2e6, "USD"),
        ("USD1.500", 1500, "USD"),
        ("USD 10 million", 1e7, "USD"),
        ("USD 1,500,000.50", 1500000.5, "USD"),
        ("Aus$40 juta", 4e7, "AUD"),
        ("S$ 2 juta", 2e6, "SGD"),
        ("RM 3 juta", 3e6, "MYR"),
        ("EUR 3 juta", 3e6, "EUR"),
        ("£5m", 5e6, "GBP"),
        ("¥ 500 juta", 5e8, "JPY"),
        ("3 juta yen", 3e6, "JPY"),
        ("1,5 miliar won", 1.5e9, "KRW"),
        ("Rp 750.000,-", 750000, "IDR"),
        ("lima ratus juta rupiah", 5e8, "IDR"),
        ("seratus dua puluh lima ribu rupiah", 125000, "IDR"),
        ("dua belas miliar rupiah", 1.2e10, "IDR"),
        ("satu setengah miliar rupiah", 1.5e9, "IDR"),
        ("sepuluh juta dolar AS", 1e7, "USD"),
    ],
)
def test_an_amount_is_read(text: str, value: float, currency: str) -> None:
    assert [found.amount for found in money.find(text)] == [Amount(value=value, currency=currency)]


@pytest.mark.parametrize("joint", [" atau ", " (setara ", " atau sekitar ", " ("])
def test_the_same_money_in_two_currencies_is_one_amount(joint: str) -> None:
    (found,) = money.find(f"anggaran 10 Juta USD{joint}Rp 150 Miliar")

    assert found.amount == Amount(value=1e7, currency="USD")
    assert found.also == Amount(value=1.5e11, currency="IDR")


@pytest.mark.parametrize(
    "text", ["Rp 1-2 miliar", "Rp 1 miliar hingga Rp 2 miliar", "1 sampai 2 miliar rupiah"]
)
def test_a_range_counts_by_its_lower_end(text: str) -> None:
    (found,) = money.find(text)

    assert (found.amount.value, found.top and found.top.value) == (1e9, 2e9)


@pytest.mark.parametrize(
    "text",
    [
        "Rp 12.000 per kg", "Rp 9.800/liter", "USD1.500 per bulan", "Rp 15.000,- per orang",
        "Rp 3 juta setiap kepala", "masing-masing Rp 5 juta", "Rp 5 juta masing-masing",
        "US$ 20 a person",
    ],
)  # fmt: skip
def test_a_price_is_marked(text: str) -> None:
    assert [found.unit for found in money.find(text)] == [True]


@pytest.mark.parametrize("text", ["Rp 20 miliar per tahun", "Rp 5 miliar untuk dua kota"])
def test_what_a_deal_is_worth_is_no_price(text: str) -> None:
    assert [found.unit for found in money.find(text)] == [False]


def test_two_amounts_with_words_between_stay_two() -> None:
    assert len(money.find("USD 5 juta untuk jalan dan Rp 3 miliar untuk pasar")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "12 M dari jalan", "5 T", "2024", "tiga juta orang", "10 juta warga", "US$ 5 M",
        "dua ratus pelajar", f"Rp {'9' * 40}",
    ],
)  # fmt: skip
def test_a_number_without_a_currency_or_a_sense_is_no_amount(text: str) -> None:
    assert money.find(text) == []


def test_a_dash_behind_an_amount_is_not_part_of_it() -> None:
    text = "hibah Rp 500 - Wali Kota"

    assert [text[a:b] for a, b in money.spans(text)] == ["Rp 500"]


@given(st.integers(1, 10**13))
def test_an_amount_written_in_full_reads_back(value: int) -> None:
    dotted = f"{value:,}".replace(",", ".")

    for text in (f"senilai Rp {dotted} untuk", f"senilai Rp{dotted},00 untuk", f"{dotted} rupiah"):
        assert [found.amount.value for found in money.find(text)] == [value]


@given(st.integers(1, 99_999), st.sampled_from([("ribu", 3), ("juta", 6), ("miliar", 9)]))
def test_an_amount_with_a_scale_reads_back(tenths: int, scale: tuple[str, int]) -> None:
    word, zeros = scale
    (found,) = money.find(f"dana {tenths // 10},{tenths % 10} {word} yen")

    assert found.amount == Amount(value=round(tenths * 10 ** (zeros - 1), 2), currency="JPY")


PIECES = (
    "Rp|US$|£|5|1.5|2,50|.|,|-| |juta|miliar|M|T|m|rupiah|yen|dolar|AS|atau|setara|(|per|kg|lima"
    "|ratus|puluh|belas|setengah|hingga|999999999999999999999999999999"
)
MIXED = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join)
SPACED = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map(" ".join)


@given(st.text() | MIXED | SPACED)
def test_any_text_is_read_in_order_and_without_overlap(text: str) -> None:
    end = 0
    for found in money.find(text):
        assert end <= found.start < found.end <= len(text)
        assert math.isfinite(found.amount.value)
        end = found.end


@pytest.mark.parametrize("piece", ["1.", "Rp 1.", "lima ratus ", "USD 5 juta atau ", "1 - ", "Rp "])
def test_a_hostile_text_takes_time_as_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        money.find(piece * times)
        return time.process_time() - started

    short, long = seconds(4_000), seconds(40_000)

    # Ten times the text; a reader that backtracks would take a hundred times as long.
    assert long < 40 * short + 0.2
