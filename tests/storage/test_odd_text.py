"""Text that breaks other programs: every row is stored, found, copied and given back as it is."""

import html
import unicodedata
from pathlib import Path

import pytest
from sample_articles import NOW, UNFLAGGED, article, flagged, hit

from kembar.model import Happening, Kind
from storage import articles, backups, searching, soundness
from storage.archive import Archive
from storage.cleaning import clean, legible

WORD = "kerja sama"
SPELLED = {
    "plain": WORD,
    "zero width": "ker\u200bja\u200c sa\u200dma",
    "soft hyphen": "kerja sa\u00adma",
    "not normalised": unicodedata.normalize("NFD", "kérja sàma"),
    "no-break space": "kerja\u00a0sama",
    "full width": "ｋｅｒｊａ ｓａｍａ",
    "right to left": "\u202ekerja sama\u202c",
    "mark": "\ufeffkerja sama",
}
BROKEN = {
    "nul": "kerja\x00 sama",
    "lone surrogate": "kerja \ud800sama\udfff",
    "controls": "kerja\x01\x08\x0b\x1b[31m sama\x7f",
    "lines": "kerja\r\n\u2028\u2029\x85 sama",
    "astral": "kerja sama \U0001f1ee\U0001f1e9 \U000e0001 \U0010ffff",
    "combining": "k" + "\u0301" * 3000,
    "empty": "",
    "long": "x" * 1_000_000,
    "query": '" OR 1=1 -- * NEAR( articles_fts:',
    "format": "%s {0} ${jndi:x} \\N{BEL} `id`",
    "formula": "=cmd|' /C calc'!A0",
}
MARKUP = {
    "script": "<script>alert(1)</script>",
    "handler": '"><img src=x onerror=alert(1)>',
    "address": "javascript:alert(1)",
    "entity": "&lt;b&gt;&#x0;&nbsp",
    "comment": "<!-- --!> ]]> <![CDATA[",
    "template": "{{ 7 * 7 }}{% raw %}",
}
ALL = {**SPELLED, **BROKEN, **MARKUP}


def store(archive: Archive) -> dict[str, int]:
    """Each string as title, text, author, entry title, raw date and a part of an address."""
    ids = {}
    for number, (name, text) in enumerate(ALL.items()):
        told = article(
            number, title=f"{number} {text}", text=f"Awal {number}.\n\n{text}\n\nAkhir.",
            author=text, published_raw=text, reason=text,
        )  # fmt: skip
        sentence = text if text in told.text and text else "Akhir."
        event = Happening(kind=Kind.FOREIGN_AID, score=3.0, hits=(hit(told, sentence),))
        judgement = flagged(told, event) if number % 2 else UNFLAGGED
        saved = articles.save(
            archive, told, judgement, subscriptions=[], backlog="tell", first_round=False,
            now=NOW, entry_title=text, aliases=[f"https://berita.example/{text}/{number}"],
        )  # fmt: skip
        ids[name] = saved.article_id
    return ids


def test_no_row_is_lost_and_the_archive_stays_sound(archive: Archive) -> None:
    ids = store(archive)

    assert archive.value("SELECT count(*) FROM articles") == len(ids) == len(ALL)
    assert list(soundness.faults(archive, places=())) == []


@pytest.mark.parametrize("name", ALL)
def test_text_comes_back_as_it_was_but_for_what_cannot_be_stored(
    archive: Archive, name: str
) -> None:
    ids = store(archive)

    (row,) = archive.rows("SELECT title, text, author FROM articles WHERE id = ?", [ids[name]])

    number = list(ALL).index(name)
    assert row["title"] == f"{number} {legible(ALL[name])}"
    assert legible(ALL[name]) in row["text"]
    assert row["author"] == (clean(ALL[name]) or None)


def test_markup_is_stored_as_text_neither_cut_nor_escaped(archive: Archive) -> None:
    ids = store(archive)

    for name, text in MARKUP.items():
        title = archive.value("SELECT title FROM articles WHERE id = ?", [ids[name]])
        assert title.endswith(text)
        assert html.escape(text) not in title or html.escape(text) == text


def test_the_next_backup_holds_every_row_of_it(archive: Archive, tmp_path: Path) -> None:
    store(archive)
    before = archive.rows("SELECT * FROM articles ORDER BY id")

    copy = backups.make(archive, tmp_path / "copy.db")
    archive.close()
    backups.restore(archive.path, copy.path, now=NOW)

    again = Archive.open(archive.path)
    assert again.rows("SELECT * FROM articles ORDER BY id") == before
    again.close()


@pytest.mark.parametrize("query", list(ALL.values()), ids=list(ALL))
def test_no_search_for_it_breaks(archive: Archive, query: str) -> None:
    ids = store(archive)

    searching.search(archive, query)
    found = {row["id"] for row in searching.search(archive, WORD, limit=100)}

    assert {ids[name] for name in (*SPELLED, "nul")} <= found


def test_whatever_way_the_words_are_spelled_every_spelling_finds_them_all(
    archive: Archive,
) -> None:
    ids = store(archive)
    wanted = {ids[name] for name in SPELLED}

    met = {
        name: len(wanted & {row["id"] for row in searching.search(archive, asked, limit=100)})
        for name, asked in SPELLED.items()
    }

    print(f"F2 search: {sum(met.values())} of {len(SPELLED) ** 2} found, {len(ids)} rows kept")
    assert met == dict.fromkeys(SPELLED, len(SPELLED))


def test_a_sentence_still_stands_where_it_is_said_to(archive: Archive) -> None:
    store(archive)

    for row in archive.rows(
        """SELECT start, "end", sentence, title, text FROM hits
        JOIN articles ON articles.id = hits.article_id"""
    ):
        full = f"{row['title']}\n\n{row['text']}"
        assert full[row["start"] : row["end"]] == row["sentence"]
