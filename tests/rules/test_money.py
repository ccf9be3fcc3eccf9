"""Amounts as the press writes them."""

import pytest

from kembar.model import Amount
from rules import money


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Rp 2.500.000.000", 2.5e9, "IDR"),
        ("Rp1,3 miliar", 1.3e9, "IDR"),
        ("Rp 1,812 miliar", 1.812e9, "IDR"),
        ("Rp 155,9 M", 155.9e9, "IDR"),
        ("Rp2 T", 2e12, "IDR"),
        ("500 ribu rupiah", 5e5, "IDR"),
        ("US$10 juta", 1e7, "USD"),
        ("10 juta dolar AS", 1e7, "USD"),
        ("USD1.500", 1500, "USD"),
        ("USD 1,500,000.50", 1500000.5, "USD"),
        ("Aus$40 juta", 4e7, "AUD"),
        ("3 juta yen", 3e6, "JPY"),
        ("Rp 750.000,-", 750000, "IDR"),
    ],
)
def test_an_amount_is_read(text: str, value: float, currency: str) -> None:
    assert [found.amount for found in money.find(text)] == [Amount(value=value, currency=currency)]


@pytest.mark.parametrize("joint", [" atau ", " (setara ", " atau sekitar ", " ("])
def test_the_same_money_in_two_currencies_is_one_amount(joint: str) -> None:
    (found,) = money.find(f"anggaran 10 Juta USD{joint}Rp 150 Miliar")

    assert found.amount == Amount(value=1e7, currency="USD")
    assert found.also == Amount(value=1.5e11, currency="IDR")


def test_two_amounts_with_words_between_stay_two() -> None:
    assert len(money.find("USD 5 juta untuk jalan dan Rp 3 miliar untuk pasar")) == 2


@pytest.mark.parametrize(
    "text", ["12 M dari jalan", "5 T", "2024", "tiga juta orang", "10 juta warga"]
)
def test_a_number_without_a_currency_is_no_amount(text: str) -> None:
    assert money.find(text) == []
