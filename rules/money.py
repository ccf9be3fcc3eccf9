"""Amounts of money as the Indonesian press writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kembar.model import Amount

from . import spelled_numbers

_SCALES = {
    "ribu": 1e3, "rb": 1e3, "thousand": 1e3, "juta": 1e6, "jt": 1e6, "million": 1e6, "mn": 1e6,
    "miliar": 1e9, "milyar": 1e9, "m": 1e9, "billion": 1e9, "bn": 1e9, "triliun": 1e12,
    "trilyun": 1e12, "t": 1e12, "trillion": 1e12, "one": 1,
}  # fmt: skip
_CURRENCIES = {
    "rp": "IDR", "idr": "IDR", "rupiah": "IDR", "us$": "USD", "usd": "USD", "$": "USD",
    "dolar as": "USD", "dolar amerika": "USD", "dolar amerika serikat": "USD", "dolar": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "¥": "JPY", "jpy": "JPY", "yen": "JPY", "krw": "KRW",
    "won": "KRW", "₩": "KRW", "yuan": "CNY", "rmb": "CNY", "cny": "CNY", "ringgit": "MYR",
    "rm": "MYR", "myr": "MYR", "s$": "SGD", "sgd": "SGD", "dolar singapura": "SGD",
    "aus$": "AUD", "au$": "AUD", "a$": "AUD", "aud": "AUD", "dolar australia": "AUD",
    "£": "GBP", "gbp": "GBP", "poundsterling": "GBP", "baht": "THB", "thb": "THB", "peso": "PHP",
    "php": "PHP",
}  # fmt: skip
_BEFORE = (
    r"rp|idr|aus\$|au\$|us\$|s\$|a\$|usd|aud|sgd|eur|jpy|krw|cny|myr|gbp|thb|php|rmb|rm|[$€¥£₩]"
)
_AFTER = (
    r"doll?ar\s{1,3}(?:as|amerika(?:\s{1,3}serikat)?|singapura|australia)|doll?ar|rupiah|usd|idr"
    r"|aud|sgd|eur|euro|yen|jpy|won|krw|yuan|rmb|ringgit|poundsterling|baht|peso"
)
_NUMBER = r"\d+(?:[.,]\d+)*"
_WORD_SCALE = r"ribu|rb|juta|jt|miliar|milyar|triliun|trilyun|thousand|million|billion|trillion"
_TO = rf"(?:-an|\s{{0,2}}(?:[-–—]|hingga|sampai|s/d|to)\s{{0,2}}(?P<top>{_NUMBER}))?"
_PREFIXED = re.compile(
    rf"(?<!\w)(?P<currency>{_BEFORE})\.?\s{{0,3}}(?P<number>{_NUMBER})(?:,-)?"
    rf"{_TO}(?:\s{{0,3}}(?P<scale>{_WORD_SCALE}|mn|bn|m|t)\b)?",
    re.IGNORECASE,
)
_SUFFIXED = re.compile(
    rf"(?<![\w.,])(?P<number>{_NUMBER}){_TO}\s{{0,3}}"
    rf"(?:(?P<scale>{_WORD_SCALE})\s{{1,3}})?(?P<currency>{_AFTER})\b",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"\b(?P<number>{spelled_numbers.PATTERN})\s{{1,3}}(?:(?P<scale>ribu|juta|miliar|milyar|triliun)"
    rf"\s{{1,3}})?(?P<currency>{_AFTER})\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"[\s(,]{0,3}(?:(?:atau|setara|sekitar|senilai|equivalent|or|about|kurang lebih|dengan|jika"
    r"|dirupiahkan)[\s(]{1,3}){0,4}",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s{0,2}(?:[-–—]|hingga|sampai(?: dengan)?|s/d|to)\s{0,2}", re.IGNORECASE)
# `Rp 20 miliar per tahun` is what a deal is worth; a price or a wage is not.
_UNIT = re.compile(
    r",?-?\s{0,2}(?:(?:per|tiap|setiap|untuk setiap|a|an)\s{1,2}|/\s?|se(?=kilo|liter|bulan|hari))"
    r"(?:kg|kilo\w*|gram|ons|liter|ton|kuintal|orang|jiwa|kepala|kk|keluarga|meter|m2|m3|km|hektare?"
    r"|bulan|hari|jam|unit|ekor|lembar|tiket|porsi|butir|ikat|kubik|person|head|month|day|hour|litre)"
    r"\b|\s(?:each|masing-masing)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:masing-masing|each)\b[^.,;]{0,30}$", re.IGNORECASE)
_DIGITS = 24  # a longer row is no sum that anyone has
_JOINT = 60  # characters between two amounts that may be one


@dataclass(frozen=True, slots=True)
class Found:
    """An amount and where it is written."""

    start: int
    """First code point."""
    end: int
    """The code point behind the last."""
    amount: Amount
    """The money; the lower end of a range, which is sure: `Rp 1-2 miliar` is one billion."""
    also: Amount | None = None
    """The same money in another currency: `10 juta USD atau Rp 150 miliar`."""
    top: Amount | None = None
    """The upper end of a range."""
    unit: bool = False
    """Whether it is a price, a wage or a share each: `per kg`, `masing-masing Rp 5 juta`."""


def find(text: str) -> list[Found]:
    """The amounts of a text in order; two joined by `atau` or `setara` are one."""
    found: list[Found] = []
    for item in sorted(_all(text), key=lambda item: (item.start, -item.end)):
        last = found[-1] if found else None
        if last is None or item.start >= last.end:
            one = last and _as_one(text, last, item)
            if one:
                found[-1] = one
            else:
                found.append(item)
    return [replace(item, unit=_is_price(text, item)) for item in found]


def _is_price(text: str, item: Found) -> bool:
    before = text[max(0, item.start - _JOINT) : item.start]
    return bool(_UNIT.match(text, item.end) or _EACH.search(before))


def spans(text: str) -> list[tuple[int, int]]:
    """Where amounts stand in a text."""
    return [(item.start, item.end) for item in find(text)]


def _all(text: str) -> Iterator[Found]:
    for pattern in (_PREFIXED, _SUFFIXED):
        for match in pattern.finditer(text):
            item = _digits(match)
            if item is not None:
                yield item
    for match in _SPELLED.finditer(text):
        value = (
            spelled_numbers.value(match["number"])
            * _SCALES[(match["scale"] or "").lower() or "one"]
        )
        yield Found(match.start(), match.end(), Amount(value=value, currency=_currency(match)))


def _digits(match: re.Match[str]) -> Found | None:
    number, top = match["number"], match["top"]
    scale = (match["scale"] or "").lower()
    currency = _currency(match)
    if len(number) > _DIGITS or len(top or "") > _DIGITS:
        return None
    factor = _SCALES[scale or "one"]
    if scale in ("m", "t") and currency != "IDR":
        # `£5m` is English; in `US$ 5 M` nobody can tell millions from `miliar`.
        if scale == "t" or not match[0].endswith(f"{number}m"):
            return None
        factor = _SCALES["million"]
    low = round(_number(number, scaled=bool(scale)) * factor, 2)
    high = round(_number(top, scaled=bool(scale)) * factor, 2) if top else None
    if high is not None and high < low:
        high = None
    return Found(
        match.start(),
        match.end(),
        Amount(value=low, currency=currency),
        top=Amount(value=high, currency=currency) if high is not None else None,
    )


def _currency(match: re.Match[str]) -> str:
    return _CURRENCIES[" ".join(match["currency"].lower().replace("dollar", "dolar").split())]


def _as_one(text: str, last: Found, item: Found) -> Found | None:
    """Two amounts as one: the same money twice, or the two ends of a range."""
    if item.start - last.end > _JOINT:
        return None
    gap = text[last.end : item.start]
    if last.amount.currency != item.amount.currency:
        same = last.also is None and _SAME.fullmatch(gap)
        return replace(last, end=item.end, also=item.amount) if same else None
    rises = last.top is None and item.amount.value > last.amount.value
    if rises and _RANGE.fullmatch(gap):
        return replace(last, end=item.end, top=item.top or item.amount)
    return None


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
