"""Chooses the money of a happening out of the amounts that its article names."""

import re
from collections.abc import Sequence

from kembar.model import Amount

from . import money
from .tokens import Section
from .weighed import Tier, Weighed, tiers

# Outside the sentences that speak of the happening an amount counts only as the sum of it all.
_SUM = re.compile(
    r"\b(?:total\w*|(?:ber|se)?nilai(?:nya)?|transaksi\w*|hibah\w*|worth|grants?)\b",
    re.IGNORECASE,
)
_CLOSE = 80  # characters between such a word and its amount
_ROUND = 0.02  # a headline's `Rp4,45 triliun` is the text's `Rp4.456.849.425.486`


def choose_amount(sentences: Sequence[Weighed]) -> Amount | None:
    """The money of a happening: the headline's, else that of its sentences, else a sum beside them.

    Prices and wages never count, nor what stands elsewhere in the body: it is somebody else's. What
    the headline rounds is told as the text has it in full.
    """
    ranked = sorted(zip(tiers(sentences), sentences, strict=True), key=_order)
    for tier, sentence in ranked:
        if tier is Tier.FAR:
            continue
        sums = tier > Tier.TRIGGER and sentence.section is not Section.TITLE
        for found in money.find(sentence.text):
            if not found.unit and (not sums or _is_sum(sentence.text, found)):
                return _in_full(found.amount, sentences)
    return None


def _order(ranked: tuple[Tier, Weighed]) -> tuple[bool, Tier]:
    tier, sentence = ranked
    return sentence.section is not Section.TITLE, tier


def _is_sum(text: str, found: money.Found) -> bool:
    return bool(_SUM.search(text, max(0, found.start - _CLOSE), found.start))


def _in_full(amount: Amount, sentences: Sequence[Weighed]) -> Amount:
    """The same amount where another sentence writes more of its digits."""
    written = [amount]
    for sentence in sentences:
        for found in money.find(sentence.text):
            same = found.amount.currency == amount.currency and not found.unit
            if same and abs(found.amount.value - amount.value) <= _ROUND * amount.value:
                written.append(found.amount)
    return max(written, key=_digits)


def _digits(amount: Amount) -> int:
    return len(f"{amount.value:.2f}".replace(".", "").strip("0"))
