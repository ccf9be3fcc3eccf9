"""An archive with a story told by three outlets, an edit, old ties and sites in trouble."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from kembar.model import (
    Article,
    Happening,
    Hit,
    Judgement,
    Kind,
    Level,
    Modality,
    Outcome,
    Party,
    Place,
    Rhythm,
    Run,
    SourceState,
    Stage,
)
from storage import articles, places, runs, sources, ties
from storage.archive import Archive

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

PLACES = {
    place.id: place
    for place in (
        Place(id="id", name="Indonesia", level=Level.COUNTRY, latitude=-2.5, longitude=118.0),
        Place(id="jp", name="Jepang", level=Level.COUNTRY, latitude=36.2, longitude=138.3),
        Place(id="64", name="Provinsi Kalimantan Timur", level=Level.PROVINCE, parent="id",
              latitude=0.5, longitude=116.4),
        Place(id="64.74", name="Kota Bontang", level=Level.CITY, parent="64",
              latitude=0.13, longitude=117.5),
        Place(id="33.20", name="Kabupaten Jepara", level=Level.REGENCY, parent="id",
              latitude=-6.6, longitude=110.7),
        Place(id="94.71", name="Kota Jayapura", level=Level.CITY, parent="id",
              latitude=-2.5, longitude=140.7),
        Place(id="jp:kisarazu", name="Kisarazu", level=Level.FOREIGN_CITY, parent="jp",
              country="JP"),
        Place(id="de:hildesheim", name="Hildesheim", level=Level.FOREIGN_CITY, country="DE"),
    )
}  # fmt: skip


def told(
    archive: Archive,
    url: str,
    title: str,
    *sentences: str,
    between: tuple[str, ...],
    at: datetime = NOW - timedelta(hours=5),
    precision: str = "minute",
    kind: Kind = Kind.SISTER_CITY,
    stage: Stage = Stage.VISIT,
    modality: Modality = Modality.DONE,
    sectors: tuple[str, ...] = (),
    text: str | None = None,
    now: datetime = NOW,
) -> articles.Saved:
    """Save a flagged article; each sentence stands in its text, in a paragraph of its own."""
    body = text or "\n\n".join(("Kabar pagi dari balai kota.", *sentences))
    full = f"{title}\n\n{body}"
    hits = tuple(
        Hit(rule="test.pair", score=9 - n, start=full.index(sentence),
            end=full.index(sentence) + len(sentence), sentence=sentence)
        for n, sentence in enumerate(sentences)
    )  # fmt: skip
    parties = tuple(
        Party(id=one, name=PLACES[one].name, level=PLACES[one].level) for one in between
    )
    happening = Happening(
        kind=kind, stage=stage, modality=modality, parties=parties, score=9, hits=hits,
        sectors=sectors,
    )  # fmt: skip
    article = Article(
        url=url, site=urlsplit(url).hostname or "", title=title, text=body, published=at,
        published_precision=precision,
    )  # fmt: skip
    return articles.save(
        archive, article,
        Judgement(flag=True, score=9, hits=hits, happenings=(happening,)),
        subscriptions=(), backlog="tell", first_round=False, now=now,
    )  # fmt: skip


def fill(path: Path) -> None:
    """Make the archive: six stories, of which one is told by three outlets and edited once."""
    archive = Archive.open(path)
    places.sync(archive, PLACES.values())
    pair = ("64.74", "jp:kisarazu")
    told(
        archive, "https://selat.example/utusan", "Utusan Kisarazu Tiba di Bontang",
        "Utusan Kisarazu menemui wali kota Bontang Rahman Tolak, Senin.", between=pair,
        at=NOW - timedelta(hours=3), sectors=("waste",),
    )  # fmt: skip
    first = "Wali kota Bontang menjamu tamu dari Kisarazu untuk menjajaki kota kembar."
    told(
        archive, "https://pelabuhan.example/tamu", "Bontang Menjamu Tamu Jepang", first,
        between=pair, at=NOW - timedelta(hours=7), sectors=("waste", "tourism"),
    )  # fmt: skip
    told(
        archive, "https://pelabuhan.example/tamu", "Bontang Menjamu Tamu Jepang", first,
        between=pair, at=NOW - timedelta(hours=7), sectors=("waste", "tourism"),
        text=f"Kabar siang dari balai kota.\n\n{first}\n\nTamu itu pulang <Rabu>.",
        now=NOW + timedelta(hours=1),
    )  # fmt: skip
    told(
        archive, "https://arus.example/jamuan", "Jamuan untuk Kisarazu",
        "Kisarazu dan Bontang duduk semeja.", between=pair, at=NOW - timedelta(hours=6),
    )  # fmt: skip
    for year, stage, name in (
        (2019, Stage.LOI, "Surat Minat Bontang dan Kisarazu"),
        (2021, Stage.MOU, "Nota Bontang dan Kisarazu Diteken"),
    ):
        told(
            archive, f"https://arus.example/{year}", name,
            f"Bontang dan Kisarazu bersurat pada {year}.", between=pair, stage=stage,
            at=datetime(year, 5, 3, 5, 0, tzinfo=UTC), precision="day",
        )  # fmt: skip
    told(
        archive, "https://ukiran.example/jepara", "Jepara Menyurati Hildesheim",
        "Bupati Jepara berencana mengunjungi Hildesheim.", between=("33.20", "de:hildesheim"),
        at=datetime(2020, 2, 1, 1, 0, tzinfo=UTC), stage=Stage.TALKS, modality=Modality.PLANNED,
    )  # fmt: skip
    told(
        archive, "https://teluk.example/jepara", "Jayapura Belajar Ukir ke Jepara",
        "Rombongan Jayapura mengunjungi Jepara.", between=("94.71", "33.20"),
        kind=Kind.STUDY_VISIT, at=NOW - timedelta(hours=30),
    )  # fmt: skip
    ties.learn(
        archive, [ties.Tie(a="33.20", b="jp:kisarazu", since="1998", source="daftar lama")], now=NOW
    )
    told(
        archive, "https://ukiran.example/mebel", "Jepara Menjual Mebel di \"Jepang\" <i>lagi</i>",
        "Kabupaten Jepara dan Jepang membahas mebel.", between=("33.20", "jp"),
        kind=Kind.COOPERATION_TALKS, stage=Stage.TALKS, at=NOW - timedelta(hours=50),
    )  # fmt: skip
    _look(archive)
    archive.close()


def _look(archive: Archive) -> None:
    for site, outcome, reason in (
        ("arus.example", Outcome.OK, None),
        ("selat.example", Outcome.BLOCKED, "HTTP 403 three times"),
    ):
        number = runs.start(archive, site, NOW)
        run = Run(site=site, started=NOW, finished=NOW, outcome=outcome, reason=reason)
        runs.finish(archive, number, run)
    hours = tuple(float(hour == 9) for hour in range(24))
    rhythm = Rhythm(hours=hours, days=(1.0,) * 7, watched=99, seen=NOW, since=NOW)
    feed = SourceState(
        site="arus.example", url="https://arus.example/feed", kind="feed", rhythm=rhythm,
        next_check=NOW + timedelta(minutes=20),
    )  # fmt: skip
    broken = SourceState(
        site="ukiran.example", url="https://ukiran.example/rss", kind="feed", failures=3,
        error="no feed there any more",
    )  # fmt: skip
    sources.save(archive, feed, broken)
