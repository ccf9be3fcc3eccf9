"""Sentences that stand beside paragraphs, in no element of their own, reach the article."""

from datetime import UTC, datetime

from lxml import html

from crawler.extraction import read_article
from crawler.loose import wrap_loose_text
from kembar.clock import WIB

LEAD = "UJIKOTA - Wali kota menerima rombongan tamu dari kabupaten tetangga pada Senin pagi."
REST = "Rombongan meninjau tempat pengolahan sampah dan pasar rakyat selama dua hari penuh di kota."


def wrapped(box: str) -> list[str]:
    root = html.document_fromstring(f"<html><body><div id='box'>{box}</div></body></html>")
    wrap_loose_text(root)
    return ["".join(p.itertext()).strip() for p in root.iter("p")]


def test_the_lead_that_stands_bare_before_the_paragraphs_is_read() -> None:
    page = f"""<html><head><title>Kota Uji Terima Tamu</title></head><body>
      <nav><a href="/">Beranda</a></nav><h1>Kota Uji Terima Tamu</h1>
      <div class="isi"><b>UJIKOTA</b>{LEAD.removeprefix("UJIKOTA")}
      <p>{REST}</p><p>{REST} Keduanya sepakat bertemu lagi.</p><p>{REST} Begitu adanya.</p></div>
      </body></html>"""

    article = read_article(
        page.encode(),
        url="https://uji.example/kota-uji-terima-tamu/",
        site="uji.example",
        zone=WIB,
        fetched=datetime(2026, 11, 24, tzinfo=UTC),
    )

    assert article.text.startswith(LEAD)


def test_words_of_a_run_stay_in_their_order() -> None:
    box = f"<b>UJIKOTA</b> - {REST} <i>Katanya</i> lagi.<p>{REST}</p>Kata penutup: {REST}"

    assert wrapped(box) == [f"UJIKOTA - {REST} Katanya lagi.", REST, f"Kata penutup: {REST}"]


def test_a_line_break_parts_two_runs() -> None:
    assert wrapped(f"{LEAD}<br><br>{REST}<p>{REST}</p>") == [LEAD, REST, REST]


def test_labels_and_rows_of_links_stay_as_they_are() -> None:
    box = f"Foto: istimewa <a href='/x'>{LEAD}</a><p>{REST}</p>"

    assert wrapped(box) == [REST]


def test_no_word_is_lost_or_doubled() -> None:
    box = f"satu <b>dua</b> tiga<br>{LEAD}<p>{REST}</p>empat <img src='x'> lima <a>enam</a> tujuh"
    root = html.document_fromstring(f"<html><body><div>{box}</div></body></html>")
    before = " ".join(" ".join(root.itertext()).split())

    wrap_loose_text(root)

    assert " ".join(" ".join(root.itertext()).split()) == before
