"""Text that no page should hold, and some do."""

import unicodedata

import pytest

from kembar.model import Article
from rules import judge, load

RULES = load()
NEWS = "Pemkot Bontang dan Kota Jeju teken MoU kota kembar di Balai Kota Bontang."


@pytest.mark.parametrize("odd", ["\ud800", "\x00", "\u200b", "\ufffd", "\u202e", "\U0001f91d"])
def test_an_odd_character_neither_breaks_nor_hides_a_judgement(odd: str) -> None:
    article = Article(url="x:", site="uji", title=f"Kabar {odd} pagi", text=f"{odd} {NEWS} {odd}")

    judged = judge(article, RULES)

    full = f"{article.title}\n\n{article.text}"
    assert judged.flag
    assert all(full[hit.start : hit.end] == hit.sentence for hit in judged.hits)


SPELLED = {
    "zero width": lambda text: "\u200b".join(text),
    "zero width joiners": lambda text: text.replace("o", "o\u200d").replace("e", "\u200ce"),
    "soft hyphen": lambda text: text.replace("ta", "t\u00ada").replace("em", "e\u00adm"),
    "not normalised": lambda text: unicodedata.normalize("NFD", text.replace("kota k", "kóta k")),
    "no-break space": lambda text: text.replace(" ", "\u00a0"),
    "full width": lambda text: "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text
    ),
}


@pytest.mark.parametrize("name", SPELLED)
def test_a_keyword_is_met_however_it_is_spelled(name: str) -> None:
    odd = SPELLED[name](NEWS)
    article = Article(url="x:", site="uji", title="Kabar pagi", text=odd)

    judged = judge(article, RULES)

    full = f"{article.title}\n\n{article.text}"
    assert judged.flag, odd
    assert all(full[hit.start : hit.end] == hit.sentence for hit in judged.hits)
