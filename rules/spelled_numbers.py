"""Numbers written in Indonesian words: `lima ratus`, `dua puluh lima`, `satu setengah`."""

import re

_ONES = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "setengah": 0.5,
}  # fmt: skip
_TENS = {"belas": 1, "puluh": 10, "ratus": 100}
_WORD = "|".join((*_ONES, *_TENS, "seratus"))
PATTERN = rf"(?:{_WORD})(?:\s{{1,3}}(?:{_WORD})){{0,7}}"


def value(written: str) -> float:
    """The number that the words of `PATTERN` spell."""
    total, ones = 0.0, 0.0
    for word in re.split(r"\s+", written.lower()):
        if word == "belas":
            ones += 10
        elif word == "seratus":
            total += 100
        elif word in _TENS:
            # `dua ratus lima puluh`: what is counted so far belongs to the hundreds.
            total, ones = total + (ones or 1) * _TENS[word], 0.0
        else:
            ones += _ONES[word]
    return total + ones
