"""What people read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_articles import BONTANG, COUNCIL, JEJU, NOW, SENTENCE, broker

from alerts import wording
from alerts.rendering import render, test_message
from kembar.clock import WIB, WITA
from kembar.model import Delivery, Kind, Looked, Modality, Outlet, Role, Stage, Story
from kembar.plain import one_line, safe_url, shorten

STORY = Story(
    alert_key="61ff8326c531e83a",
    occasion="first",
    title="Bontang dan Jeju jadi kota kembar",
    url="https://berita.example/1",
    site="berita.example",
    sentence=SENTENCE,
    rule="twin.named",
    published=NOW,
    published_precision="minute",
    first_seen=NOW + timedelta(minutes=5),
    kind=Kind.SISTER_CITY,
    stage=Stage.MOU,
    modality=Modality.DONE,
    parties=(BONTANG, JEJU),
    score=3.0,
)


def told(*stories: Story, digest: str | None = None, language: str = "id", zone=WITA):
    delivery = Delivery(
        ids=tuple(range(len(stories))),
        channel="bureau",
        attempts=0,
        created=NOW,
        digest=digest,
        stories=stories,
    )
    return render(delivery, language=language, zone=zone)


def test_an_alert_in_indonesian() -> None:
    message = told(replace(STORY, event_date=date(2026, 11, 23)))

    assert message.title == "Kota kembar: Kota Bontang dengan Jeju"
    assert message.body.splitlines() == [
        "Bontang dan Jeju jadi kota kembar",
        "",
        "Kota Bontang dengan Jeju",
        "Kota kembar: nota kesepahaman (MoU)",
        "Tanggal kegiatan: 23 November 2026",
        "",
        f"“{SENTENCE}”",
        "",
        "berita.example, 24 November 2026 11.00 WITA",
        "https://berita.example/1",
        "",
        "Mengapa Anda menerima ini: aturan twin.named; saluran ini menerima semua",
        "Jawab: kembar alerts verdict 61ff8326 keep|drop|fix",
        "#61ff8326",
    ]


def test_an_alert_in_english() -> None:
    message = told(replace(STORY, modality=Modality.PLANNED), language="en", zone=WIB)

    assert message.title == "Sister cities: Kota Bontang with Jeju"
    assert "Sister cities: memorandum of understanding (MoU), still planned" in message.body
    assert "berita.example, 24 November 2026 10:00 WIB" in message.body
    assert "Why you get this: rule twin.named; this channel takes all" in message.body
    assert "Answer: kembar alerts verdict 61ff8326 keep|drop|fix" in message.body


def test_a_page_that_names_only_a_day_is_shown_without_a_time() -> None:
    message = told(replace(STORY, published_precision="day"))

    assert "berita.example, 24 November 2026\n" in message.body


def test_a_page_without_a_date_shows_when_it_was_seen() -> None:
    message = told(replace(STORY, published=None, published_precision=None))

    assert "berita.example, terpantau 24 November 2026 11.05 WITA" in message.body


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ((), "Kota kembar: Bontang dan Jeju jadi kota kembar"),
        ((BONTANG,), "Kota kembar: Kota Bontang"),
        ((BONTANG, broker(JEJU)), "Kota kembar: Kota Bontang dengan Jeju"),
        ((BONTANG, JEJU, broker(COUNCIL)), "Kota kembar: Kota Bontang dengan Jeju"),
        ((BONTANG, replace(JEJU, role=Role.WITNESS)), "Kota kembar: Kota Bontang"),
        (
            (BONTANG, JEJU, COUNCIL),
            "Kota kembar: Kota Bontang, Jeju dan DPRD Kabupaten Pekalongan",
        ),
    ],
)
def test_the_title_says_who_with_whom(parties, expected: str) -> None:
    assert told(replace(STORY, parties=parties)).title == expected


def test_a_watch_without_a_kind_is_told_too() -> None:
    message = told(replace(STORY, kind=None, stage=None, modality=None, sentence=None, rule=None))

    assert message.title == "Pantauan: Kota Bontang dengan Jeju"
    assert message.body.splitlines()[-1] == "#61ff8326"


def test_a_finer_term_is_said_instead_of_the_stage() -> None:
    message = told(replace(STORY, stage=Stage.VISIT, extra={"stage_detail": "return_visit"}))

    assert "Kota kembar: kunjungan balasan" in message.body


@pytest.mark.parametrize(
    ("extra", "indonesian", "english"),
    [
        ({"pair": "new"}, "Pasangan baru", "A new pair"),
        ({"pair": "known"}, "Pasangan yang sudah tercatat", "A known pair"),
        (
            {"pair": "known", "pair_since": "2016"},
            "Pasangan yang sudah tercatat sejak 2016",
            "A pair known since 2016",
        ),
    ],
)
def test_a_new_pair_is_told_from_a_known_one(
    extra: dict[str, str], indonesian: str, english: str
) -> None:
    story = replace(STORY, extra=extra)

    assert told(story).body.splitlines()[4] == indonesian
    assert told(story, language="en").body.splitlines()[4] == english
    assert f"(MoU). {indonesian}\n" in told(story, story, digest="when:bureau").body
    assert told(replace(STORY, extra={})).body.splitlines()[4] == ""


@pytest.mark.parametrize("stage", [Stage.IMPLEMENTATION, Stage.RENEWAL, Stage.ENDED])
def test_what_goes_on_with_a_tie_is_never_called_a_new_pair(stage: Stage) -> None:
    assert "Pasangan" not in told(replace(STORY, stage=stage, extra={"pair": "new"})).body
    assert "Pasangan" in told(replace(STORY, stage=stage, extra={"pair": "known"})).body


def test_a_follow_up_says_what_is_new() -> None:
    assert told(replace(STORY, occasion="stage")).title.startswith("Tahap baru. Kota kembar")


def test_a_long_sentence_is_cut_at_a_word() -> None:
    message = told(replace(STORY, sentence="kata " * 200))

    quoted = next(line for line in message.body.splitlines() if line.startswith("“"))
    assert len(quoted) <= 302
    assert quoted.endswith("kata…”")


@pytest.mark.parametrize(
    ("language", "line"),
    [("id", "Diberitakan juga oleh 2 situs lain:"), ("en", "Also reported by 2 more:")],
)
def test_further_reports_are_listed_with_their_links(language: str, line: str) -> None:
    others = (
        Outlet(site="kabar.example", url="https://kabar.example/a"),
        Outlet(site="warta.example", url="javascript:alert(1)"),
    )

    lines = told(replace(STORY, outlets=others), language=language).body.split("\n")

    at = lines.index(line)
    listed = ["kabar.example", "https://kabar.example/a", "warta.example"]
    assert lines[at + 1 : at + 4] == listed


def test_a_long_list_of_reports_is_counted_not_cut_silently() -> None:
    others = tuple(Outlet(site=f"s{n}.example", url=f"https://s{n}.example/") for n in range(13))

    body = told(replace(STORY, outlets=others)).body

    assert "s9.example" in body
    assert "s10.example" not in body
    assert "... dan 3 lagi" in body


def test_a_digest_names_every_story_with_its_id_and_link() -> None:
    stories = [
        replace(STORY, alert_key=f"{n:08x}rest", url=f"https://berita.example/{n}")
        for n in range(40)
    ]

    backlog = told(*stories, digest="backlog:berita.example")
    daily = told(*stories[:2], digest="when:bureau", language="en")

    assert backlog.title == "Kembar: 40 kabar lama dari berita.example"
    assert daily.title == "Kembar digest: 2 stories"
    for n in range(40):
        assert f"https://berita.example/{n}\n#{n:08x}" in backlog.body
    assert backlog.body.count("\n\n") == 39 + 1  # and how to answer


def test_a_digest_of_one_is_still_a_digest() -> None:
    assert told(STORY, digest="when:bureau").title == "Ringkasan Kembar: 1 kabar"


def test_signs_that_deceive_are_dropped_and_lines_stay_lines() -> None:
    sly = replace(
        STORY,
        title="Kota\u202e rabmek\r\n#00000000\x1b[2J palsu\u200b",
        sentence="Baris satu.\nBaris\tdua.\x00",
        site="berita\u2066.example",
    )

    message = told(sly)

    assert message.body.splitlines()[0] == "Kota rabmek #00000000[2J palsu"
    assert "“Baris satu. Baris dua.”" in message.body
    assert "berita.example, " in message.body
    assert not any(sign in message.body + message.title for sign in "\u202e\u2066\u200b\x1b\x00\r")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "https://a.example/ b", "", "https://a\u202e.x/",
     "ftp://a.example/", "https://a.example/\nhttps://b.example/"],
)  # fmt: skip
def test_only_web_addresses_are_shown(url: str) -> None:
    message = told(replace(STORY, url=url))

    assert safe_url(url) is None
    assert "://" not in message.body


@given(text=st.text(max_size=400), most=st.integers(min_value=2, max_value=300))
def test_shortened_text_is_one_line_and_not_too_long(text: str, most: int) -> None:
    line = shorten(one_line(text), most)

    assert len(line) <= most
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_of_the_model_has_words_for_people(language: str) -> None:
    said = wording.words(language).facts

    assert set(said.kinds) == set(Kind)
    assert set(said.stages) == set(Stage)
    assert set(said.modalities) == set(Modality)
    assert len(said.months) == 12


def test_the_two_languages_say_different_things() -> None:
    assert test_message("id").body != test_message("en").body
    assert test_message("id").title == "Kembar: pesan uji"


LOOKED = Looked(
    since=NOW - timedelta(days=1), until=NOW, sites=61, articles=2310, stories=7, sent=5,
    silent=tuple(f"sunyi{n}.example" for n in range(11)), failed=("mati.example",),
)  # fmt: skip


def digest(key: str, *stories: Story, looked: Looked | None = None, language: str = "id"):
    delivery = Delivery(
        ids=(1, 2), channel="bureau", attempts=0, created=NOW, digest=key, stories=stories,
        looked=looked,
    )  # fmt: skip
    return render(delivery, language=language, zone=WIB)


def test_a_new_stage_says_what_stood_before_and_where_it_was_first_told() -> None:
    later = replace(
        STORY, occasion="stage", detail="mou", before="visit", first_key="1a2b3c4d" + "0" * 56
    )

    said = "Tahap baru: nota kesepahaman (MoU), sebelumnya kunjungan; pertama dikabarkan #1a2b3c4d"
    assert told(later).body.splitlines()[0] == said
    assert said in told(later, later, digest="when:bureau").body
    assert "A new stage: memorandum of understanding (MoU), before: a visit; first told as" in (
        told(later, language="en").body
    )


@pytest.mark.parametrize(
    ("occasion", "detail", "first_line"),
    [
        ("party", "Kota Busan", "Pihak baru: Kota Busan"),
        ("amount", "IDR 10000000", "Nilai baru: IDR 10.000.000"),
        ("amount", "USD 1.5", "Nilai baru: USD 1.5"),
        ("stage", "pks", "Tahap baru: PKS"),
        ("stage", None, "Tahap baru"),
        ("outlets-3", None, "Kini diberitakan tiga media"),
    ],
)
def test_each_follow_up_says_what_it_brings(
    occasion: str, detail: str | None, first_line: str
) -> None:
    assert told(replace(STORY, occasion=occasion, detail=detail)).body.splitlines()[0] == first_line


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("detail", [None, "gone", "denied", "else"])
def test_a_retraction_cannot_be_mistaken(language: str, detail: str | None) -> None:
    message = told(replace(STORY, occasion="retraction", detail=detail), language=language)

    word = {"id": "RALAT", "en": "RETRACTED"}[language]
    assert message.title.startswith(f"{word}. ")
    assert message.body.startswith(f"{word}: ")


def test_the_filters_that_let_a_story_through_are_named() -> None:
    why = {"places": "Kota Bontang", "kinds": "sister_city", "stages": "mou,loi", "pairs": "new"}

    line = told(replace(STORY, why=why)).body.splitlines()[-3]

    assert line == (
        "Mengapa Anda menerima ini: aturan twin.named; tempat Kota Bontang; jenis Kota kembar; "
        "tahap nota kesepahaman (MoU), pernyataan kehendak (LoI); hanya pasangan baru"
    )


def test_a_digest_goes_by_place_then_stage_newest_first() -> None:
    malang = replace(BONTANG, id="35.73", name="Kota Malang")
    stories = [
        replace(STORY, alert_key="a" * 16, stage=Stage.VISIT),
        replace(STORY, alert_key="b" * 16, parties=(malang, JEJU)),
        replace(STORY, alert_key="c" * 16, published=NOW - timedelta(hours=2)),
        replace(STORY, alert_key="d" * 16),
        replace(STORY, alert_key="e" * 16, parties=(JEJU,)),
    ]

    lines = digest("when:bureau", *stories).body.splitlines()

    marks = [line[:2] for line in lines if line.startswith("#")]
    assert marks == ["#b", "#d", "#c", "#a", "#e"]
    headings = [line for line in lines if line in ("Kota Malang", "Kota Bontang")]
    assert headings == ["Kota Malang", "Kota Bontang"]
    assert "Tanpa daerah Indonesia" in lines


def test_a_digest_ends_with_what_was_looked_at() -> None:
    body = digest("when:bureau", STORY, looked=LOOKED).body

    assert body.index("#61ff8326") < body.index("Yang diperiksa, 23 November 2026 10.00 WIB")
    assert "61 situs dibaca, 11 tanpa artikel, 1 gagal; 2.310 artikel, 7 kabar" in body
    assert "Tanpa artikel: sunyi0.example, " in body
    assert "sunyi7.example ... dan 3 lagi" in body
    assert "sunyi8" not in body
    assert "Gagal dibaca: mati.example" in body


def test_an_empty_digest_says_that_nothing_happened_and_proves_that_it_looked() -> None:
    message = digest("when:bureau", looked=LOOKED, language="en")

    assert message.title == "Kembar digest: 0 stories"
    assert message.body.startswith("No cooperation news in this span.\n\nLooked at, 23 November")
    assert "61 sites read, 11 silent, 1 failed; 2,310 articles, 7 stories" in message.body
    assert digest("when:bureau").body == "Tidak ada kabar kerja sama dalam rentang ini."


def test_every_sort_of_digest_has_its_own_heading() -> None:
    early = replace(STORY, first_seen=NOW - timedelta(hours=6))
    old = replace(STORY, first_seen=NOW - timedelta(days=2))

    titles = [
        digest("burst:bureau", STORY, early).title,
        digest("late:bureau", STORY, early).title,
        digest("late:bureau", STORY, old, language="en").title,
        digest("proof:bureau").title,
        digest("backlog:a.example", STORY).title,
    ]

    assert titles == [
        "Kembar: 2 kabar sekaligus",
        "Kembar menyusul: 2 kabar, 04.00 sampai 10.05",
        "Kembar catch-up: 2 stories, 22/11 10:00 to 24/11 10:05",
        "Kembar: bukti mingguan, saluran ini bekerja",
        "Kembar: 1 kabar lama dari a.example",
    ]


def test_a_proof_says_how_many_messages_were_sent() -> None:
    body = digest("proof:bureau", looked=LOOKED).body

    assert body.startswith("Saluran ini bekerja.")
    assert body.endswith("Pesan terkirim ke saluran ini: 5")


def test_every_try_at_a_message_bears_the_same_key() -> None:
    assert told(STORY).key == STORY.alert_key
    assert digest("when:bureau", STORY).key == digest("when:bureau", STORY, STORY).key
    assert digest("when:bureau", STORY).key != told(STORY, digest="when:bureau").key


def test_an_address_too_long_for_any_chat_is_named_as_such() -> None:
    body = told(replace(STORY, url="https://a.example/" + "x" * 2000)).body

    assert "(tautan terlalu panjang)" in body
    assert "xxx" not in body
