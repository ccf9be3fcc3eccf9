"""Replica of klikkaltim.com: a PHP CMS of its own, without any feed. Its news is in `articles/`."""

from collections.abc import Mapping
from html import escape
from string import Template

from .almanac import long_date
from .markup import FOOTER_MARK, items, link, meta, paragraph, slugify, teaser
from .outlets import DemoArticle, Outlet, Reply, html, sheet

NAV = ("Bontang", "Kutai Timur", "Samarinda", "Olahraga", "Advertorial")

FRAME = Template("""<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
$head
<link rel="stylesheet" href="/assets/css/bootstrap.min.css">
<link rel="shortcut icon" href="/images/suara.png">
</head>
<body>
<div class="topbar"><ul><li>$today -</li></ul></div>
<header class="kepala"><a href="/"><img src="/images/suara.png" alt="Klik Kaltim"></a></header>
<nav class="navbar"><ul>$nav</ul></nav>
<div class="container"><div class="row">
<div class="col-md-8">
$main
</div>
<aside class="col-md-4">
<div class="widget"><h4>TERPOPULER</h4><ol>$popular</ol></div>
<div class="widget iklan"><small>ADVERTISEMENT</small></div>
</aside>
</div></div>
<footer><ul><li><a href="/tentang-kami">Tentang Kami</a></li>
<li><a href="/redaksi">Redaksi</a></li>
<li><a href="/pedoman-media-siber">Pedoman Media Siber</a></li></ul>
<p>Hak cipta klikkaltim.com $year. $mark</p></footer>
</body>
</html>
""")

ARTICLE = Template("""<div class="detail-berita">
<div class="kicker">$kicker</div>
<h1 class="judul">$title</h1>
<div class="penulis">$byline</div>
<div class="tanggal">$date</div>
<div class="foto"><img src="/images/berita/$number.jpg" class="img-responsive">
<div class="keterangan">$title $caption</div></div>
<div class="isi">
$body
</div>
<div class="sosmed">Kabar terbaru klikkaltim.com juga ada di halaman Facebook kami:
<div class="fb-like" data-href="https://www.facebook.com/klikkaltim"></div></div>
<div class="tag"><b>TAG:</b> $tags</div>
<div class="share"><b>SHARE</b> <a href="https://www.facebook.com/sharer.php">Facebook</a>
<a href="https://api.whatsapp.com/send">WhatsApp</a></div>
<div class="terkait"><h4>BERITA TERKAIT</h4><ul>$related</ul></div>
<div class="komentar"><h4>TINGGALKAN KOMENTAR</h4>
<form method="post" action="/komentar"><textarea name="isi"></textarea>
<button>Kirim</button></form></div>
</div>""")


class Klikkaltim(Outlet):
    """Lists on the front page, in categories and in a paged index; articles by number and slug."""

    name = "klikkaltim.com"
    brand = "Klik Kaltim"
    area = "64.74"
    hosts = ("klikkaltim.com", "www.klikkaltim.com")
    per_page = 5

    def address(self, article: DemoArticle) -> str:
        return f"/berita/{article.number}/{article.slug}"

    def page(self, path: str, query: Mapping[str, str], base: str) -> Reply | None:
        if article := self.at(path):
            return html(render_article(self, article))
        number = int(query["page"]) if query.get("page", "").isdigit() else 1
        if path == "/":
            return self.validated(html(render_list(self, self.articles[:10])))
        if path == "/indeks":
            rows, listed = sheet(self.articles, number, self.per_page), self.articles
        elif path.startswith("/kategori/"):
            listed = self.in_category(path.removeprefix("/kategori/"))
            rows = sheet(listed, number, self.per_page)
        else:
            return None
        last = -(-len(listed) // self.per_page)
        return self.validated(html(render_list(self, rows, path, last))) if rows else None

    def robots(self, base: str) -> str:
        return "User-agent: *\nDisallow: /admin/\nDisallow: /komentar\n"

    def not_found(self, base: str) -> str:
        return _frame(
            self, "404 - Klik Kaltim", "", "<h2>404</h2><p>Halaman yang Anda cari tidak ada.</p>"
        )


def _frame(outlet: Klikkaltim, title: str, head: str, main: str) -> str:
    popular = sorted(outlet.articles, key=lambda a: a.number)[:3]
    return FRAME.substitute(
        title=escape(title),
        head=head,
        # The day of the visit stands on top of each page: the first date, and never the article's.
        today=f"{outlet.now:%d %B %Y}",
        nav=items(link(f"/kategori/{slugify(name)}", name) for name in NAV)
        + items([link("/indeks", "Indeks")]),
        main=main,
        popular=items(link(outlet.address(a), a.title) for a in popular),
        year=outlet.now.year,
        mark=FOOTER_MARK,
    )


def render_article(outlet: Klikkaltim, article: DemoArticle) -> str:
    """An article's page: kicker, headline, byline, day, picture, body with boxes, long tail."""
    head = meta(
        {
            "og:type": "article",
            "og:site_name": outlet.brand,
            "og:title": article.title,
            "og:url": outlet.canonical(article),
            "og:image": f"https://klikkaltim.com/images/berita/{article.number}.jpg",
            "og:description": teaser(article),
        }
    )
    related = [a for a in outlet.articles if a.number != article.number][:4]
    main = ARTICLE.substitute(
        kicker=escape(article.kicker or article.category),
        title=escape(article.title),
        byline=escape(" - ".join(part for part in (article.place, article.author) if part)),
        date=long_date(article.published),
        number=article.number,
        caption=escape(article.caption or ""),
        body=_body(outlet, article),
        tags=" ".join(link(f"/tag/{slugify(tag)}", f"#{tag}") for tag in article.tags),
        related=items(
            f"{link(outlet.address(a), a.title)} <span>{long_date(a.published)}</span>"
            for a in related
        ),
    )
    canonical = f'<link rel="canonical" href="{outlet.canonical(article)}">'
    return _frame(outlet, f"{article.title} - Klik Kaltim", f"{head}\n{canonical}", main)


def _body(outlet: Klikkaltim, article: DemoArticle) -> str:
    parts = []
    for position, text in enumerate(article.paragraphs, start=1):
        parts.append(paragraph(text))
        for insert in article.inserts:
            if insert.after == position:
                address = outlet.titled(insert.title) or f"/berita/0/{slugify(insert.title)}"
                # Label and headline touch: without its tags the box reads "Baca JugaHeadline".
                box = f"<b>Baca Juga</b>{link(address, insert.title)}"
                parts.append(f'<div class="baca-juga">{box}</div>')
    return "\n".join(parts)


def render_list(
    outlet: Klikkaltim, rows: tuple[DemoArticle, ...], path: str = "", last: int = 1
) -> str:
    """A list page; with a path its sheets are linked below."""
    cards = "\n".join(
        f'<div class="media"><a href="{outlet.address(a)}">'
        f'<img src="/images/berita/{a.number}.jpg"></a><div class="media-body">'
        f"<h4>{link(outlet.address(a), a.title)}</h4>"
        f"<small>{long_date(a.published)}</small><p>{escape(teaser(a))}</p>"
        f"{link(outlet.address(a), 'Selengkapnya')}</div></div>"
        for a in rows
    )
    pages = items(link(f"{path}?page={n}", str(n)) for n in range(1, last + 1)) if path else ""
    main = f'<div class="daftar">{cards}</div><ul class="pagination">{pages}</ul>'
    return _frame(outlet, "Klik Kaltim - Berita Kalimantan Timur", "", main)
