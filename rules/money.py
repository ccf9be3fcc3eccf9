"""Amounts of money as the Indonesian press writes them."""

import re
from dataclasses import dataclass

from kembar.model import Amount

_SCALES = {
    "ribu": 1e3, "rb": 1e3, "thousand": 1e3, "juta": 1e6, "jt": 1e6, "million": 1e6, "miliar": 1e9,
    "milyar": 1e9, "m": 1e9, "billion": 1e9, "triliun": 1e12, "trilyun": 1e12, "t": 1e12,
    "trillion": 1e12,
}  # fmt: skip
_CURRENCIES = {
    "rp": "IDR", "idr": "IDR", "rupiah": "IDR", "us$": "USD", "usd": "USD", "$": "USD",
    "dolar as": "USD", "dollar as": "USD", "dolar amerika": "USD", "dollar amerika": "USD",
    "dolar": "USD", "dollar": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "¥": "JPY", "jpy": "JPY", "yen": "JPY", "krw": "KRW",
    "won": "KRW", "₩": "KRW", "yuan": "CNY", "rmb": "CNY", "cny": "CNY", "ringgit": "MYR",
    "rm": "MYR", "myr": "MYR", "s$": "SGD", "sgd": "SGD", "dolar singapura": "SGD",
    "aus$": "AUD", "au$": "AUD", "a$": "AUD", "aud": "AUD", "dolar australia": "AUD",
    "£": "GBP", "gbp": "GBP", "poundsterling": "GBP",
}  # fmt: skip
_BEFORE = r"rp|idr|aus\$|au\$|us\$|s\$|a\$|usd|aud|sgd|eur|jpy|krw|cny|myr|gbp|rmb|rm|[$€¥£₩]"
_AFTER = (
    r"dolar\s+(?:as|amerika|singapura|australia)|dollar\s+(?:as|amerika)|dolar|dollar|rupiah|usd|idr|aud|sgd|eur|euro"
    r"|yen|won|yuan|rmb|ringgit|poundsterling"
)
_NUMBER = r"\d+(?:[.,]\d+)*"
_WORD_SCALE = r"ribu|rb|juta|jt|miliar|milyar|triliun|trilyun|thousand|million|billion|trillion"
_PREFIXED = re.compile(
    rf"(?<!\w)(?P<currency>{_BEFORE})\.?\s*(?P<number>{_NUMBER})(?:,-)?"
    rf"(?:\s*(?P<scale>{_WORD_SCALE}|m|t)\b)?",
    re.IGNORECASE,
)
_SUFFIXED = re.compile(
    rf"(?<![\w.,])(?P<number>{_NUMBER})\s*(?:(?P<scale>{_WORD_SCALE})\s+)?(?P<currency>{_AFTER})\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"[\s(,]*(?:(?:atau|setara|sekitar|senilai|equivalent|or|kurang lebih|dengan|jika|dirupiahkan)"
    r"[\s(]*)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """An amount and where it is written; `also` is the same money in another currency."""

    start: int
    end: int
    amount: Amount
    also: Amount | None = None


def find(text: str) -> list[Found]:
    """The amounts of a text in order; two joined by `atau` or `setara` are one."""
    matches = [*_PREFIXED.finditer(text), *_SUFFIXED.finditer(text)]
    found: list[Found] = []
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if found and match.start() < found[-1].end:
            continue
        value = _value(match["number"], (match["scale"] or "").lower())
        currency = _CURRENCIES[" ".join(match["currency"].lower().split())]
        item = Found(match.start(), match.end(), Amount(value=value, currency=currency))
        last = found[-1] if found else None
        if (
            last is not None
            and last.amount.currency != currency
            and last.also is None
            and _SAME.fullmatch(text[last.end : item.start])
        ):
            found[-1] = Found(last.start, item.end, last.amount, item.amount)
        else:
            found.append(item)
    return found


def spans(text: str) -> list[tuple[int, int]]:
    """Where amounts stand in a text."""
    return [(item.start, item.end) for item in find(text)]


def _value(number: str, scale: str) -> float:
    return round(_number(number, scaled=bool(scale)) * _SCALES.get(scale, 1), 2)


def _number(written: str, *, scaled: bool) -> float:
    """Read digits: `1.250.000,50` and `10,5` the Indonesian way, `1,250,000.50` the English."""
    marks = [char for char in written if char in ".,"]
    if not marks:
        return float(written)
    last = marks[-1]
    tail = len(written) - written.rfind(last) - 1
    both = len(set(marks)) == 2
    # With a scale word a single mark is a decimal one (`1.812 miliar` is rare, `9.3 juta` is not),
    # unless three digits follow a dot the Indonesian way.
    decimal = both or (len(marks) == 1 and (tail != 3 or (scaled and last == ",")))
    if decimal:
        whole, _, rest = written.rpartition(last)
        return float(f"{re.sub('[.,]', '', whole)}.{rest}")
    return float(re.sub("[.,]", "", written))
