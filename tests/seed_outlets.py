"""The five seed articles behind replicas of their outlets, with what a reader must make of them.

The texts are the publishers' and stay outside the project: they are read from the folder beside
it, and nothing here works where that is absent (`available`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from commands.demo import (
    DemoArticle,
    Insert,
    Kanalaspirasi,
    Klikkalsel,
    Klikkaltim,
    Kotabogor,
    Outlet,
    Palopopos,
    cut_slug,
    demo_outlets,
)
from commands.demo.almanac import MONTHS
from commands.demo.markup import slugify
from kembar import clock

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
REASON = "the seed articles (../shared/seeds) are not here"
ORDINARY = 5

# Lines that the outlets print around their articles; never part of a text.
_FURNITURE = re.compile(
    r"(•\s*)?(Bagikan|Sebarkan:|Komentar|Berita Terkini|TINGGALKAN KOMENTAR|\d\d \w+ \d{4} -)"
)
_INSERT = re.compile(r"Baca Juga\s*:?\s*(.+)")
# A full stop of an initial or a title (`H.`, `Pj.`, `DR.`) ends no sentence.
_SENTENCE_END = re.compile(r"""(?<=[.!?])["”]?(?<!\b[A-Z]\.)(?<!\b[A-Z][A-Za-z]\.)\s+""")
_SIGN_OFF = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One seed article at its outlet."""

    outlet: Outlet
    """The replica: this article and five ordinary ones of the demo."""
    article: DemoArticle
    path: str
    """Path of its address."""
    title: str
    first: str
    """First sentence of the text, white space folded; a dateline of its own is passed over."""
    last: str
    """Last sentence of the text, white space folded, without the writer's sign-off."""
    paragraphs: tuple[str, ...]
    """All of the text, white space folded."""
    author: str | None
    day: date
    """Day of publication in the outlet's zone."""
    precision: str
    """`day` where the page names no time, else `minute`."""
    pair: tuple[str, str]
    """Canonical names of the two places."""
    absent: tuple[str, ...]
    """What must not be in the text: headlines of inserts and lines of furniture."""


def available() -> bool:
    """Whether all five seed articles can be read."""
    return len(list(SEEDS.glob("00[0-4]_*.txt"))) == 5


def seeds(now: datetime) -> tuple[Seed, ...]:
    """The five, in the order of their files."""
    return (
        _klikkaltim(now),
        _kanalaspirasi(now),
        _palopopos(now),
        _kotabogor(now),
        _klikkalsel(now),
    )


def folded(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def _klikkaltim(now: datetime) -> Seed:
    lines = _lines("000")
    _, kicker, title, byline, day, caption, *rest = lines
    place, _, author = byline.partition(" - ")
    paragraphs, inserts = _body(rest)
    article = DemoArticle(
        number=24187,
        slug=slugify(title),
        title=title,
        paragraphs=paragraphs,
        inserts=inserts,
        published=_moment(_day(day), time(12), Klikkaltim),
        category="Bontang",
        kicker=kicker,
        place=place,
        author=author,
        caption=folded(caption.removeprefix(title)),
    )
    return _seed(Klikkaltim, article, ("Kota Bontang", "Jeju"), now, precision="day")


def _kanalaspirasi(now: datetime) -> Seed:
    title, *rest = _lines("001")
    paragraphs, inserts = _body(rest)
    article = DemoArticle(
        number=3341,
        slug=cut_slug(title),
        title=title,
        paragraphs=paragraphs,
        inserts=inserts,
        published=_moment(_day("\n".join(rest)), time(20, 15), Kanalaspirasi),
        category="Pemerintahan",
        author="KA-02",
    )
    return _seed(Kanalaspirasi, article, ("Kabupaten Sumbawa Barat", "Kota Bekasi"), now)


def _palopopos(now: datetime) -> Seed:
    title, _, caption, *rest = _lines("002")
    paragraphs, inserts = _body(rest)
    article = DemoArticle(
        number=70112,
        slug=slugify(title),
        title=title,
        paragraphs=paragraphs,
        inserts=inserts,
        published=_moment(_day(caption), time(21, 40), Palopopos),
        category="Pemerintahan",
        author="Redaksi PP",
        caption=caption,
    )
    return _seed(Palopopos, article, ("Kota Palopo", "Kota Batu"), now)


def _kotabogor(now: datetime) -> Seed:
    _, _, day, title, *rest = _lines("003")
    paragraphs, inserts = _body(rest)
    article = DemoArticle(
        number=5413,
        slug=slugify(title),
        title=title,
        paragraphs=paragraphs,
        inserts=inserts,
        published=_moment(_day(day), time(12), Kotabogor),
        category="Berita",
    )
    return _seed(Kotabogor, article, ("Kota Bogor", "Kisarazu"), now, precision="day")


def _klikkalsel(now: datetime) -> Seed:
    title, caption, *rest = _lines("004")
    paragraphs, inserts = _body(rest)
    article = DemoArticle(
        number=61020,
        slug=slugify(title),
        title=title,
        paragraphs=paragraphs,
        inserts=inserts,
        published=_moment(_day("\n".join(rest)), time(20, 5), Klikkalsel),
        category="Banjarbaru",
        author="Restu",
        caption=caption,
    )
    return _seed(Klikkalsel, article, ("Kabupaten Jepara", "Kota Banjarbaru"), now)


def _seed(
    kind: type[Outlet],
    article: DemoArticle,
    pair: tuple[str, str],
    now: datetime,
    *,
    precision: str = "minute",
) -> Seed:
    demo = next(outlet for outlet in demo_outlets(now) if isinstance(outlet, kind))
    ordinary = [known for known in demo.articles if not known.pair][:ORDINARY]
    article = replace(article, pair=pair)
    outlet = kind([article, *ordinary], now=now)
    texts = tuple(folded(text) for text in article.paragraphs)
    opening = next(text for text in texts if len(text.split()) >= 8)
    return Seed(
        outlet=outlet,
        article=article,
        path=outlet.address(article),
        title=article.title,
        first=_SENTENCE_END.split(opening)[0],
        last=_SENTENCE_END.split(_SIGN_OFF.sub("", texts[-1]))[-1],
        paragraphs=texts,
        author=article.author,
        day=article.published.date(),
        precision=precision,
        pair=pair,
        absent=(
            *(insert.title for insert in article.inserts),
            "Baca Juga",
            "Sebarkan:",
            "Bagikan",
            "TINGGALKAN KOMENTAR",
            "Berita Terkini",
        ),
    )


def _lines(prefix: str) -> list[str]:
    (file,) = SEEDS.glob(f"{prefix}_*.txt")
    text = file.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _body(lines: Iterable[str]) -> tuple[tuple[str, ...], tuple[Insert, ...]]:
    """Paragraphs, and the boxes between them, of the lines that follow an article's head."""
    paragraphs: list[str] = []
    inserts: list[Insert] = []
    for line in lines:
        if _FURNITURE.fullmatch(line):
            continue
        if box := _INSERT.fullmatch(line):
            inserts.append(Insert(after=len(paragraphs), title=box[1]))
        else:
            paragraphs.append(line)
    return tuple(paragraphs), tuple(inserts)


def _day(text: str) -> date:
    """The first day written `(26/10/2021)` or `19 November 2016`."""
    months = "|".join(MONTHS)
    written = re.search(rf"\b(\d{{1,2}}) ({months}) (\d{{4}})|\((\d\d)/(\d\d)/(\d{{4}})\)", text)
    assert written is not None, f"no day in {text[:60]!r}"
    parts: Sequence[str | None] = written.groups()
    if parts[0] is not None:
        return date(int(written[3]), MONTHS.index(written[2]) + 1, int(written[1]))
    return date(int(written[6]), int(written[5]), int(written[4]))


def _moment(day: date, at: time, kind: type[Outlet]) -> datetime:
    return datetime.combine(day, at, tzinfo=clock.zone_of(kind.area))
