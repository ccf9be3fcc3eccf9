"""Hand-made PHP without any feed or sitemap: with an index, a pager, neither, or a count."""

from loopback import Reply

from .base import OUTSIDE, SECTIONS, Newcomer, News, body, sheet


class Handmade(Newcomer):
    """`baca.php?id=`; the front page shows eight, `indeks.php?hal=2` the rest."""

    brand = "Bontang Pos Kita"
    index = True

    def path(self, item: News) -> str:
        return f"/baca.php?id={item.number}&judul={item.slug}"

    def page(self, path: str, query: dict[str, str]) -> Reply | str | None:
        number = int(query.get("hal", 1))
        if path == "/baca.php":
            item = next((n for n in self.out() if str(n.number) == query.get("id")), None)
            return self.article(item) if item else None
        if path in ("/", "/index.php"):
            return self.front(number)
        if path == "/indeks.php" and self.index:
            rows = sheet(self.out(), number, 12)
            return self.listing(rows, self.pager("/indeks.php", number, 12)) if rows else None
        if path == "/kategori.php":
            rows = [n for n in self.out() if n.section == query.get("k")]
            return self.listing(rows[:8], "")
        if path == "/redaksi.php":
            return self.frame("Redaksi", "<p>Pemimpin redaksi: Yohana.</p>")
        return None

    def front(self, number: int) -> str | None:
        """Eight articles, whatever page is asked for."""
        return self.listing(self.out()[:8], "")

    def pager(self, where: str, number: int, size: int) -> str:
        """Only `newer` and `older`, as in most hand-made pagers."""
        newer = f'<a href="{where}?hal={number - 1}">&laquo; Sebelumnya</a>' if number > 1 else ""
        older = f'<a href="{where}?hal={number + 1}">Selanjutnya &raquo;</a>'
        return f"<center>{newer} | {older if self.out()[number * size :] else ''}</center>"

    def listing(self, items: list[News], pager: str) -> str:
        rows = "".join(
            f'<tr><td><a href="{self.path(n).lstrip("/").replace("&", "&amp;")}">{n.title}</a><br>'
            f"<font size=1>{n.published:%d/%m/%Y} - {n.published:%H:%M} WITA</font></td></tr>"
            for n in items
        )
        return self.frame(self.brand, f"<table>{rows}</table>{pager}")

    def article(self, item: News) -> str:
        others = "".join(
            f'<li><a href="{self.path(n).replace("&", "&amp;")}">{n.title}</a>'
            for n in self.out()[25:28]
        )
        return self.frame(
            f"{item.title} - {self.brand}",
            f"<table><tr><td><font size=5><b>{item.title}</b></font><br>"
            f"<i>{item.author} | {item.published:%d/%m/%Y} - {item.published:%H:%M} WITA</i>"
            f"{body(item)}</td></tr></table><b>Berita terkait</b><ul>{others}</ul>",
        )

    def frame(self, title: str, body: str, head: str = "") -> str:
        menu = " | ".join(f'<a href="kategori.php?k={name}">{name}</a>' for name in SECTIONS)
        index = ' | <a href="indeks.php">Indeks Berita</a>' if self.index else ""
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}</title>{head}</head><body bgcolor="white"><table width="100%"><tr><td>
<a href="index.php">Beranda</a> | {menu}{index} | <a href="redaksi.php">Redaksi</a></td></tr>
</table>{body}<hr>{OUTSIDE}<p>Alamat redaksi: Jalan Bhayangkara, Kota Bontang</p></body></html>"""


class PagedFront(Handmade):
    """No index: the front page itself goes on."""

    brand = "Harian Bontang Baru"
    index = False

    def front(self, number: int) -> str | None:
        rows = sheet(self.out(), number, 8)
        if not rows:
            return None
        links = " ".join(f'<a href="/?hal={n}">{n}</a>' for n in range(1, 9) if n != number)
        return self.listing(rows, f'<div class="halaman">{links}</div>')


class OnlySections(Handmade):
    """Neither index nor pager: the front page shows three of each section, a section all it has."""

    brand = "Corong Bontang"
    index = False

    def front(self, number: int) -> str | None:
        rows = [n for name in SECTIONS for n in self._of(name)[:3]]
        return self.listing(rows, "")

    def page(self, path: str, query: dict[str, str]) -> Reply | str | None:
        if path == "/kategori.php":
            return self.listing(self._of(query.get("k", "")), "")
        return super().page(path, query)

    def _of(self, section: str) -> list[News]:
        return [n for n in self.out() if n.section == section]


class CountedPortal(Handmade):
    """Nothing but a front page of six; the addresses are counted, and some numbers are missing."""

    brand = "Info Bontang"
    index = False
    first_number = 800

    def path(self, item: News) -> str:
        return f"/detail/{item.number}"

    def page(self, path: str, query: dict[str, str]) -> Reply | str | None:
        if (item := self.at(path.rstrip("/"))) is not None:
            return self.article(item)
        return self.listing(self.out()[:6], "") if path in ("/", "/index.php") else None
