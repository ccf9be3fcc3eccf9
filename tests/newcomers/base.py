"""What every newcomer has: a stock of news that comes out as the clock goes on, and traps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from loopback import Outlet, Reply, Request

from kembar.clock import WITA, zone_name

Clock = Callable[[], datetime]

_WHO = (
    "Petani garam", "Nelayan muda", "Ibu pengajian", "Pelajar madrasah", "Sopir angkot",
    "Perajin tenun", "Relawan posyandu", "Pedagang ikan", "Guru honorer", "Karang taruna",
    "Penjual kue", "Pemilik warung", "Kader lingkungan",
)  # fmt: skip
_DOES = (
    "menata ulang", "membersihkan", "mengecat", "memperbaiki", "menghias", "mendatangi",
    "menjaga", "meresmikan", "mengunjungi", "menanami", "memagari",
)  # fmt: skip
_WHAT = (
    "dermaga kayu", "lapangan voli", "taman bacaan", "saluran irigasi", "balai pertemuan",
    "jembatan gantung", "pasar subuh",
)  # fmt: skip
_WHERE = ("Lok Tunggul", "Berbas Hulu", "Tanjung Limau", "Guntung Baru", "Api-Api Dalam")
_WHY = (
    "karena hujan deras pekan lalu merusak hampir separuh bangunan di sana",
    "agar anak-anak punya tempat bermain yang aman pada sore hari",
    "sebab tamu dari kampung tetangga akan datang pada akhir bulan",
    "setelah tiga tahun tidak ada yang mengurus tempat itu",
    "supaya hasil kebun lebih cepat sampai ke pembeli di kota",
    "untuk menyambut lomba kampung yang digelar setiap tahun",
)
_WITH = (
    "bambu sisa panggung", "cat sumbangan toko bangunan", "iuran seribu rupiah", "papan ulin bekas",
    "batu kali dari hulu", "tenaga gotong royong", "genteng dari gudang lama", "dana kas masjid",
)  # fmt: skip
_SAYS = (
    "Kami tidak menunggu bantuan, yang penting mulai dulu",
    "Kalau dikerjakan bersama, dua hari juga selesai",
    "Yang tua memberi contoh, yang muda pasti ikut",
    "Tahun depan kami ingin menambah lampu dan bangku",
    "Air sudah mengalir lagi, sawah bisa ditanami",
)
_NAMES = ("Rahmadi", "Siti Nurbaya", "Yohana", "La Ode Basri", "Murniati", "Ferdinandus", "Aswad")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SECTIONS = ("Daerah", "Ekonomi", "Olahraga")


@dataclass(frozen=True)
class News:
    """One article of a newcomer."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    """Aware, in the outlet's zone, to the minute."""
    section: str
    author: str

    @property
    def slug(self) -> str:
        """The title as an address has it."""
        return self.title.lower().replace("'", "").replace(" ", "-")


def news(number: int, published: datetime) -> News:
    """Article of a number; no two of the first thousand share a title or a sentence of weight."""
    who, does = _WHO[number % len(_WHO)], _DOES[number % len(_DOES)]
    what, where = _WHAT[number % len(_WHAT)], _WHERE[number % len(_WHERE)]
    why, tool = _WHY[number % len(_WHY)], _WITH[number % len(_WITH)]
    says, name = _SAYS[(number // 3) % len(_SAYS)], _NAMES[(number // 2) % len(_NAMES)]
    return News(
        number=number,
        title=f"{who} {does} {what} di {where}",
        paragraphs=(
            f"{who} dari {where} {does} {what} {why}. Mereka bekerja dengan {tool} dan "
            f"membagi diri dalam {3 + number % 5} regu, masing-masing {6 + number % 7} orang.",
            f'"{says}," kata {name} di sela pekerjaan hari ke-{2 + number % 9}. Ia menghitung '
            f"sedikitnya {40 + number} orang turut datang, dari anak sekolah sampai pensiunan.",
            f"Lurah {where} berjanji mencatat {what} itu sebagai milik warga. Rencana berikutnya "
            f"dibahas pada rapat ke-{number + 11}, sesudah {name} melaporkan sisa {tool}.",
        ),
        published=published,
        section=SECTIONS[number % len(SECTIONS)],
        author=_NAMES[(number * 3) % len(_NAMES)],
    )


class Newcomer(Outlet):
    """A replica; a subclass says how its pages look. Only what is out by the clock is shown."""

    brand = "Kabar Bontang"
    area = "64.74"
    """What its own words tell."""
    zone: ZoneInfo = WITA
    first_number = 400
    old = 45
    """Days that its past goes back."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        start = clock().astimezone(self.zone).replace(second=0, microsecond=0)
        moments = [start - timedelta(hours=17 + 26 * n, minutes=13 * n % 60) for n in range(60)]
        moments = [moment for moment in moments if moment > start - timedelta(days=self.old)]
        # What comes while it is watched: a few at a time, then fifteen in one go.
        moments += [start + timedelta(hours=2 + 3 * n, minutes=7 * n) for n in range(7)]
        moments += [start + timedelta(hours=13, minutes=3 * n) for n in range(15)]
        self.stock = [
            news(self.first_number + n, moment) for n, moment in enumerate(sorted(moments))
        ]

    def out(self) -> list[News]:
        """What is published by now, newest first."""
        return [n for n in reversed(self.stock) if n.published <= self.clock()]

    def path(self, item: News) -> str:
        """Where an article is, from the root."""
        raise NotImplementedError

    def page(self, path: str, query: dict[str, str]) -> Reply | str | None:
        """What there is at a path; None for nothing."""
        raise NotImplementedError

    def answer(self, request: Request) -> Reply:
        """Answer like the CMS that it stands for."""
        parts = urlsplit(request.path)
        if parts.path == "/robots.txt":
            return Reply(self.robots(), headers={"Content-Type": "text/plain"})
        found = self.page(parts.path, dict(parse_qsl(parts.query)))
        if found is None:
            return Reply(self.frame("Tidak ada", "<p>Halaman tidak ditemukan</p>"), 404, HTML)
        if isinstance(found, Reply):
            return found
        return Reply(found, headers=XML if found.lstrip().startswith("<?xml") else HTML)

    def robots(self) -> str:
        """Nothing is forbidden."""
        return "User-agent: *\nDisallow: /admin/\n"

    def frame(self, title: str, body: str, head: str = "") -> str:
        """A page with what stands on every page of the site."""
        raise NotImplementedError

    def at(self, path: str) -> News | None:
        """The article at a path, if it is out."""
        return next((item for item in self.out() if self.path(item) == path), None)

    def link(self, item: News) -> str:
        """The article's whole address."""
        return self.url.rstrip("/") + self.path(item)

    def within(self, days: int, now: datetime) -> list[News]:
        """What came out in the last days before a moment."""
        return [n for n in self.out() if n.published >= now - timedelta(days=days)]


HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/xml; charset=utf-8"}

OUTSIDE = (
    '<a href="https://mitra.example/berita/2026/11/19/kabar-dari-situs-lain-yang-bukan-milik-kami/">'
    "Kabar dari situs lain yang bukan milik kami</a>"
)


def sheet(rows: list[News], number: int, size: int) -> list[News]:
    """One page of a list, counted from 1."""
    return rows[(number - 1) * size : number * size]


def body(item: News) -> str:
    """The paragraphs as markup."""
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in item.paragraphs)


def iso(moment: datetime) -> str:
    """ISO 8601 with the zone's offset."""
    return moment.isoformat(timespec="seconds")


def utc(moment: datetime) -> str:
    """ISO 8601 in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rfc(moment: datetime) -> str:
    """As RSS wants it, in UTC as WordPress writes it."""
    return moment.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")


def long_date(moment: datetime) -> str:
    """`Rabu, 18 November 2026 | 09:15 WITA`."""
    zone = moment.tzinfo
    assert isinstance(zone, ZoneInfo)
    day = f"{DAYS[moment.weekday()]}, {moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return f"{day} | {moment:%H:%M} {zone_name(zone)}"


def rss(outlet: Newcomer, items: list[News], generator: str = "") -> str:
    """RSS 2.0."""
    rows = "".join(
        f"<item><title>{n.title}</title><link>{outlet.link(n)}</link>"
        f"<pubDate>{rfc(n.published)}</pubDate><guid>{outlet.url}?p={n.number}</guid></item>"
        for n in items
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>{outlet.brand}</title><link>{outlet.url}</link>{generator}{rows}</channel></rss>"
    )


def urlset(outlet: Newcomer, items: list[News], *, dated: bool = True) -> str:
    """A sitemap of articles."""
    rows = "".join(
        f"<url><loc>{outlet.link(n)}</loc>"
        + (f"<lastmod>{iso(n.published)}</lastmod>" if dated else "")
        + "</url>"
        for n in items
    )
    return f'<?xml version="1.0"?><urlset xmlns="{MAP}">{rows}</urlset>'


MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
