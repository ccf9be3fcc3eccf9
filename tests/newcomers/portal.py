"""A government portal on CodeIgniter: counted pages, an index by offset, no feed and no sitemap."""

from loopback import Reply

from .base import OUTSIDE, Newcomer, News, body, long_date, sheet


class CodeIgniter(Newcomer):
    """`/index.php/berita/detail/{id}`; the index goes on at `/index.php/berita/index/10`."""

    brand = "Pemerintah Kota Bontang"
    first_number = 5380
    size = 10

    def path(self, item: News) -> str:
        return f"/index.php/berita/detail/{item.number}"

    def page(self, path: str, query: dict[str, str]) -> Reply | str | None:
        if path in ("/", "/index.php"):
            return self.listing(self.out()[:6], "")
        if path.startswith("/index.php/berita/detail/"):
            item = self.at(path.rstrip("/"))
            # Such systems answer 200 for numbers that they do not have.
            gone = self.frame("Berita", "<div class='isi'>Data tidak ditemukan.</div>")
            return self.article(item) if item else gone
        if path == "/index.php/berita" or path.startswith("/index.php/berita/index"):
            tail = path.rpartition("/")[2]
            start = int(tail) if tail.isdigit() else 0
            rows = sheet(self.out(), start // self.size + 1, self.size)
            return self.listing(rows, self.pager(start))
        if path == "/index.php/pengumuman":
            return self.frame("Pengumuman", "<p>Belum ada pengumuman.</p>")
        return None

    def pager(self, start: int) -> str:
        links = "".join(
            f'<li><a href="/index.php/berita/index/{at}" data-ci-pagination-page="'
            f'{at // self.size + 1}">{at // self.size + 1}</a></li>'
            if at != start
            else f'<li class="active"><strong>{at // self.size + 1}</strong></li>'
            for at in range(0, min(len(self.out()), start + 3 * self.size), self.size)
        )
        return f'<ul class="pagination">{links}</ul>'

    def listing(self, items: list[News], pager: str) -> str:
        rows = "".join(
            f'<div class="col-md-4"><a href="{self.path(n)}"><img src="/upload/{n.number}.jpg">'
            f'</a><h4><a href="{self.path(n)}">{n.title}</a></h4>'
            f"<small>{long_date(n.published)}</small>"
            f'<a class="btn" href="{self.path(n)}">Baca Selengkapnya</a></div>'
            for n in items
        )
        return self.frame(self.brand, f'<div class="row">{rows}</div>{pager}')

    def article(self, item: News) -> str:
        return self.frame(
            self.brand,
            f'<ol class="breadcrumb"><li><a href="/">Beranda</a></li>'
            f'<li><a href="/index.php/berita">Berita</a></li></ol><h2>{item.title}</h2>'
            f'<p class="info"><i class="fa fa-calendar"></i> {long_date(item.published)} '
            f'<i class="fa fa-user"></i> {item.author}</p><div class="isi">{body(item)}</div>',
        )

    def frame(self, title: str, body: str, head: str = "") -> str:
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}
</head><body><nav class="navbar"><ul><li><a href="/">Beranda</a></li>
<li><a href="/index.php/berita">Berita</a></li>
<li><a href="/index.php/pengumuman">Pengumuman</a></li></ul></nav>
<div class="container">{body}</div><div class="tautan">{OUTSIDE}</div>
<footer>Jl. Awang Long No. 1 Bontang, Kalimantan Timur. Telp. (0548) 21000</footer></body></html>"""
