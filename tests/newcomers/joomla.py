"""A Joomla-like outlet: a declared feed of ten without pages, a section counted by `?start=`."""

from loopback import Reply

from .base import OUTSIDE, Newcomer, News, body, long_date, rss, sheet


class Joomla(Newcomer):
    """The feed shows ten; what is older stands in the section alone."""

    brand = "Bontang Bersuara"
    size = 10

    def path(self, item: News) -> str:
        return f"/index.php/berita/{item.number}-{item.slug}"

    def page(self, path: str, query: dict[str, str]) -> Reply | str | None:
        if query.get("format") == "feed":
            return rss(self, self.out()[: self.size])
        if (item := self.at(path)) is not None:
            return self.article(item)
        if path in ("/", "/index.php"):
            return self.listing(self.out()[:5], "")
        if path == "/index.php/berita":
            start = int(query.get("start", 0))
            rows = sheet(self.out(), start // self.size + 1, self.size)
            return self.listing(rows, self.pager(start)) if rows else None
        if path == "/index.php/profil":
            return self.frame("Profil", "<p>Kantor kami di tepi laut.</p>")
        return None

    def pager(self, start: int) -> str:
        items = "".join(
            f'<li><a class="pagenav" href="/index.php/berita?start={at}">{at // self.size + 1}</a>'
            for at in range(0, len(self.out()), self.size)
            if at != start
        )
        return f'<div class="pagination"><ul>{items}</ul></div>'

    def listing(self, items: list[News], pager: str) -> str:
        rows = "".join(
            f'<div class="item"><div class="page-header"><h2 itemprop="name">'
            f'<a href="{self.path(n)}" itemprop="url">{n.title}</a></h2></div>'
            f'<p class="readmore"><a href="{self.path(n)}">Selengkapnya: {n.title}</a></p></div>'
            for n in items
        )
        return self.frame(self.brand, f'<div class="blog">{rows}{pager}</div>')

    def article(self, item: News) -> str:
        return self.frame(
            item.title,
            f'<div class="item-page"><div class="page-header"><h1>{item.title}</h1></div>'
            f'<dl class="article-info"><dd class="createdby">Ditulis oleh {item.author}</dd>'
            f'<dd class="published">Diterbitkan: {long_date(item.published)}</dd></dl>'
            f'<div itemprop="articleBody">{body(item)}</div>'
            f'<ul class="pager pagenav"><li class="next"><a rel="next" href="'
            f'{self.path(self.out()[-1])}">Berikutnya</a></li></ul></div>',
        )

    def frame(self, title: str, body: str, head: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="id-id"><head><meta charset="utf-8">
<base href="{self.url}index.php"><title>{title} - {self.brand}</title>
<meta name="generator" content="Joomla! - Open Source Content Management">
<link href="/index.php?format=feed&amp;type=rss" rel="alternate" type="application/rss+xml"
 title="RSS 2.0">{head}<script src="/media/jui/js/jquery.min.js"></script></head><body>
<nav><ul class="nav menu"><li><a href="/index.php">Beranda</a></li>
<li><a href="/index.php/berita">Berita</a></li><li><a href="/index.php/profil">Profil</a></li></ul>
</nav>{body}<aside>{OUTSIDE}</aside>
<footer>Bontang, Kalimantan Timur</footer></body></html>"""
