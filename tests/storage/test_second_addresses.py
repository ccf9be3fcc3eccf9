"""One article under several addresses of its site, edits of it, and what is only like it."""

from datetime import timedelta

import pytest
from sample_articles import NOW, SENTENCE, UNFLAGGED, article, flagged

from kembar.model import Article, Status
from storage import articles, urls
from storage.archive import Archive
from storage.articles import Saved
from storage.looks import Fetched

TEXT = "\n\n".join(
    (
        "Balai latihan kerja di tepi teluk menerima empat puluh peserta baru pada pekan ini, dan "
        "separuhnya datang dari kampung nelayan di pulau seberang.",
        "Pelajaran pertama ialah merawat mesin tempel, karena suku cadang mahal dan bengkel "
        "terdekat berjarak dua jam naik perahu.",
        "Panitia menyiapkan asrama, makan siang, dan uang saku, sedangkan peralatan dipinjam dari "
        "sekolah kejuruan sampai akhir tahun.",
    )
)
TITLE = "Balai latihan di tepi teluk terima empat puluh peserta"
BASE = "https://berita.example"


def save(archive: Archive, told: Article, *, at: str | None = None, hours: int = 0) -> Saved:
    url = at or told.url
    return articles.save(
        archive, told, UNFLAGGED, subscriptions=(), backlog="tell", first_round=False,
        now=NOW + timedelta(hours=hours), aliases=[url], page=Fetched(url=url),
    )  # fmt: skip


def told(path: str, **changes: object) -> Article:
    return article(**{"url": f"{BASE}/{path}", "title": TITLE, "text": TEXT, **changes})  # type: ignore[arg-type]


def count(archive: Archive) -> int:
    return int(archive.value("SELECT count(*) FROM articles"))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": TITLE.upper()},
        {"title": f"{TITLE} baru"},
        {"text": "\n\n".join(TEXT.split("\n\n")[:2])},
        {"text": f"{TEXT}\n\nPendaftaran gelombang kedua dibuka."},
        {"published": NOW + timedelta(hours=5)},
        {"published": None},
    ],
)
def test_an_article_at_a_second_address_is_not_stored_twice(
    archive: Archive, changes: dict[str, object]
) -> None:
    first = save(archive, told("balai-latihan"))
    again = save(archive, told("balai-latihan-2", **changes), hours=30)

    assert (again.article_id, again.new) == (first.article_id, False)
    assert count(archive) == 1
    assert urls.seen(archive, [f"{BASE}/balai-latihan-2"])


@pytest.mark.parametrize(
    ("changes", "hours"),
    [
        ({"site": "lain.example"}, 1),
        ({"text": "Hari ini para peserta berangkat ke laut untuk latihan pertama mereka."}, 1),
        ({"title": "Gelombang baru peserta balai latihan mulai belajar di teluk"}, 1),
        ({"title": TITLE.replace("empat puluh", "40")}, 1),
        ({}, 24 * 8),
        ({"published": NOW + timedelta(days=2)}, 48),
    ],
)
def test_what_is_only_like_an_article_is_one_of_its_own(
    archive: Archive, changes: dict[str, object], hours: int
) -> None:
    save(archive, told("balai-latihan"))
    again = save(archive, told("kabar-lain", **changes), hours=hours)

    assert again.new
    assert count(archive) == 2


def test_numbers_in_a_headline_keep_articles_apart(archive: Archive) -> None:
    for number in range(1, 5):
        save(archive, told(f"bagian-{number}", title=f"{TITLE}, bagian {number}"))

    assert count(archive) == 4


def test_a_headline_that_many_pages_bear_joins_none(archive: Archive) -> None:
    articles.note_titles(archive, "berita.example", [TITLE] * 3)
    save(archive, told("satu"))
    save(archive, told("dua", text=TEXT.replace("empat puluh", "delapan puluh")))

    assert count(archive) == 2


def test_a_second_address_that_tells_more_changes_the_article(archive: Archive) -> None:
    save(archive, told("balai-latihan"))
    fuller = told("2", text=f"{TEXT}\n\n{SENTENCE} {SENTENCE}")

    saved = articles.save(
        archive, fuller, flagged(fuller), subscriptions=(), backlog="tell", first_round=False,
        now=NOW, aliases=[fuller.url], page=Fetched(url=fuller.url),
    )  # fmt: skip

    assert (saved.new, saved.changed, saved.flagged) == (False, True, True)
    assert archive.rows("SELECT url, text FROM articles") == [
        {"url": f"{BASE}/balai-latihan", "text": fuller.text}
    ]
    assert archive.value("SELECT count(*) FROM revisions") == 1


def test_a_shape_that_tells_less_changes_nothing(archive: Archive) -> None:
    save(archive, told("balai-latihan"))
    saved = save(archive, told("balai-latihan", text=TEXT[:200]), at=f"{BASE}/amp/balai-latihan")

    assert not saved.changed
    assert archive.value("SELECT text FROM articles") == TEXT


def test_a_look_that_breaks_off_leaves_the_whole_text(archive: Archive) -> None:
    save(archive, told("balai-latihan"))
    cut = told("balai-latihan", text=TEXT[:200], status=Status.PARTIAL, reason="breaks off")

    assert not save(archive, cut, hours=13).changed
    row = archive.rows("SELECT text, status, reason FROM articles")[0]
    assert row == {"text": TEXT, "status": "ok", "reason": None}


def test_an_address_is_known_again_by_another_form_of_an_article_alone(archive: Archive) -> None:
    save(archive, told("balai-latihan"))
    articles.save_failure(
        archive, url=f"{BASE}/kosong", site="berita.example", reason="empty", now=NOW
    )
    asked = {
        f"{BASE}/balai-latihan/amp": [f"{BASE}/tidak-ada", f"{BASE}/balai-latihan"],
        f"{BASE}/kosong/amp": [f"{BASE}/kosong"],
        f"{BASE}/lain": [],
    }

    again = urls.know_again(archive, asked, site="berita.example", now=NOW)

    assert again == urls.seen(archive, list(asked)) == {f"{BASE}/balai-latihan/amp"}
