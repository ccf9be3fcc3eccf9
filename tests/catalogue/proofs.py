"""Proofs: for each built-in site an address and a date in its own form, and what they mean.

`proofs.jsonl` holds one a line. Forms were seen in public sources or are the convention of the
site's content system; headlines and slugs are made up. No proof was made at a live site.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from commands.demo.almanac import press_day
from kembar.clock import local_noon

FILE = Path(__file__).parent / "proofs.jsonl"


@dataclass(frozen=True)
class Proof:
    """One article as a site would publish it."""

    site: str
    """Name of the declaration in `spiders/`."""
    url: str
    """Address, in the spelling under which it has to be archived."""
    title: str
    written: str
    """The date as the page prints it."""
    means: str
    """What that is: an ISO time with the zone's offset, or a day where no time is printed."""

    @property
    def precision(self) -> str:
        """`minute`, or `day` where the page prints only a day."""
        return "minute" if "T" in self.means else "day"

    def moment(self, zone: tzinfo) -> datetime:
        """The moment in UTC; noon of the home zone where only a day is known."""
        said = datetime.fromisoformat(self.means)
        if self.precision == "day":
            return local_noon(said.date(), zone)  # type: ignore[arg-type]
        return said.astimezone(UTC)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text of the article."""
        day = press_day(datetime.fromisoformat(self.means).date())
        told = self.title[0].lower() + self.title[1:]
        first = f"Keputusan itu diumumkan kedua pemerintah daerah, {day}. Ringkasnya, {told}."
        return (first, *BODIES[sum(self.title.encode()) % len(BODIES)])


BODIES = (
    (
        "Kepala dinas yang memimpin rapat menjelaskan bahwa anggaran sudah tersedia dan pekerjaan "
        "akan dimulai setelah musim hujan reda, agar alat berat tidak merusak jalan desa.",
        "Warga di kedua sisi menyambut rencana itu. Selama ini mereka harus memutar sejauh belasan "
        "kilometer, atau menunggu perahu yang hanya berlayar dua kali sehari.",
        "Tim gabungan beranggotakan delapan orang akan melaporkan kemajuan setiap bulan, dan "
        "laporannya ditempel di papan pengumuman kantor kecamatan.",
    ),
    (
        "Sekretaris daerah mengatakan pembicaraan berlangsung sejak pertengahan tahun dan baru "
        "selesai setelah kedua dewan menyetujui pembagian biayanya.",
        "Petugas lapangan sudah mengukur lokasi pekan lalu. Mereka menemukan tiga titik yang harus "
        "diperbaiki lebih dahulu karena tanahnya bergeser sejak gempa kecil bulan lalu.",
        "Pedagang setempat berharap pekerjaan itu tidak menutup akses pada hari pasar, sebab "
        "sebagian besar pendapatan mereka datang dari pembeli di akhir pekan.",
    ),
    (
        "Rombongan berangkat pagi hari dengan dua bus dan disambut tarian pelajar di halaman "
        "kantor. Pertemuan berjalan tiga jam dan ditutup dengan makan siang bersama.",
        "Menurut kepala bagian pemerintahan, yang paling banyak ditanyakan adalah cara melatih "
        "pegawai baru dan cara menghitung ongkos perawatan yang sering terlupakan.",
        "Kedua pihak akan bertemu lagi pada Januari untuk membandingkan hasil, dan masing-masing "
        "menunjuk seorang penghubung yang dapat dihubungi warga.",
    ),
    (
        "Camat setempat menuturkan bahwa keluhan warga menumpuk sejak tahun lalu, terutama dari "
        "nelayan dan petani yang harus membawa hasil panen sebelum matahari tinggi.",
        "Sebagai langkah pertama, kedua dinas menyatukan data dan memasang papan petunjuk di "
        "sepuluh simpang. Biayanya ditanggung bersama menurut panjang ruas jalan.",
        "Seorang guru yang ikut hadir menitipkan harapan agar anak sekolah diberi tempat duduk "
        "lebih dahulu, karena banyak dari mereka berdiri hampir sejam setiap pagi.",
    ),
)


def read() -> list[Proof]:
    """Every proof, in the file's order."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [Proof(**json.loads(line)) for line in lines if line.strip()]
