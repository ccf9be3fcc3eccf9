"""Text that no page should hold, and some do."""

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
