"""Replica of kotabogor.go.id: the city's old CodeIgniter site and its newer portal, no feed."""

from collections.abc import Mapping
from html import escape
from string import Template

from .almanac import full_date, long_date
from .markup import FOOTER_MARK, items, link, meta, paragraph
from .outlets import DemoArticle, Outlet, Reply, html, sheet

# The old site counts its posts in thousands, the newer portal began again at 1.
FIRST_OLD_NUMBER = 1000

OLD = Template("""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Website Resmi Pemerintah Kota Bogor</title>
<link href="/assets/css/style.css" rel="stylesheet" type="text/css" />
</head>
<body>
<div id="header"><h1>Pemerintah Kota Bogor</h1><div class="jam">$today</div></div>
<div id="menu"><ul><li><a href="/">Beranda</a></li>
<li><a href="/index.php/page/detail/5/sejarah-bogor">Sejarah</a></li>
<li><a href="/index.php/rute">Rute Angkot</a></li>
<li><a href="/index.php/show_post">Berita</a></li>
<li><a href="/berita">Portal Baru</a></li></ul></div>
<div id="wrapper">
$main
<div id="sidebar"><h4>Berita Terbaru</h4><ul>$latest</ul></div>
</div>
<div id="footer">Diskominfo Kota Bogor $year. $mark</div>
</body>
</html>
""")

OLD_ARTICLE = Template("""<div id="content">
<div class="breadcrumb"><a href="/">Beranda</a> &gt; <br /><br />
<a href="/index.php/show_post">Berita</a> &gt; $title</div>
<div class="post"><div class="post-date">$date</div>
<h3 class="post-title">$title</h3>
<div class="post-body">
$body
</div></div>
<div class="share"><a href="https://www.facebook.com/sharer.php">Bagikan</a></div>
</div>""")

PORTAL = Template("""<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pemerintah Kota Bogor</title>
$head
<link rel="stylesheet" href="/build/assets/app.css">
</head>
<body>
<div class="top-bar"><span>E-mail Pengaduan</span>
<a href="mailto:aduan@example.org">kirim aduan</a>
<span>Layanan 112</span></div>
<nav><ul><li><a href="/">Beranda</a></li><li><a href="/berita">Berita</a></li>
<li><a href="/layanan">Layanan</a></li></ul></nav>
<section class="content">
$main
</section>
<footer><p>Pemerintah Kota Bogor $year. $mark</p></footer>
</body>
</html>
""")


class Kotabogor(Outlet):
    """Both of the city's sites on one origin: numbered posts, and numbered pages of the portal."""

    name = "kotabogor.go.id"
    brand = "Pemerintah Kota Bogor"
    area = "32.71"
    hosts = ("kotabogor.go.id", "web.kotabogor.go.id")
    scheme = "http"
    per_page = 5

    def address(self, article: DemoArticle) -> str:
        if article.number < FIRST_OLD_NUMBER:
            return f"/berita-detail/{article.number}"
        return f"/index.php/show_post/detail/{article.number}/"

    def canonical(self, article: DemoArticle) -> str:
        if article.number < FIRST_OLD_NUMBER:
            return f"https://web.kotabogor.go.id{self.address(article)}"
        return super().canonical(article)

    @property
    def old_posts(self) -> tuple[DemoArticle, ...]:
        """Articles of the old site."""
        return tuple(a for a in self.articles if a.number >= FIRST_OLD_NUMBER)

    @property
    def portal_pages(self) -> tuple[DemoArticle, ...]:
        """Articles of the newer portal."""
        return tuple(a for a in self.articles if a.number < FIRST_OLD_NUMBER)

    def page(self, path: str, query: Mapping[str, str], base: str) -> Reply | None:
        # CodeIgniter takes an address with or without the slash at its end.
        if article := self.at(path) or self.at(f"{path}/"):
            return html(render_article(self, article))
        if path == "/berita":
            return self.validated(html(render_portal_list(self)))
        if path == "/":
            return self.validated(html(render_list(self, self.articles[:10])))
        start = path.rstrip("/").removeprefix("/index.php/show_post").strip("/")
        if path.startswith("/index.php/show_post") and (not start or start.startswith("index/")):
            # The pager counts rows, not sheets: show_post/index/5 begins with the sixth.
            offset = start.removeprefix("index/")
            skipped = int(offset) if offset.isdigit() else 0
            rows = sheet(self.old_posts, skipped // self.per_page + 1, self.per_page)
            return self.validated(html(render_list(self, rows, pager=True))) if rows else None
        return None

    def robots(self, base: str) -> str:
        return "User-agent: *\nDisallow: /index.php/admin/\nDisallow: /login\n"

    def not_found(self, base: str) -> str:
        return _old(self, '<div id="container"><h1>404 Page Not Found</h1></div>')


def _old(outlet: Kotabogor, main: str) -> str:
    latest = sorted(outlet.old_posts, key=lambda a: a.number)[-4:]
    return OLD.substitute(
        today=full_date(outlet.now),
        main=main,
        latest=items(
            f"{long_date(a.published)} {link(outlet.address(a), a.title)}" for a in latest
        ),
        year=outlet.now.year,
        mark=FOOTER_MARK,
    )


def _portal(outlet: Kotabogor, head: str, main: str) -> str:
    return PORTAL.substitute(head=head, main=main, year=outlet.now.year, mark=FOOTER_MARK)


def render_article(outlet: Kotabogor, article: DemoArticle) -> str:
    """An article's page, of the old site or of the portal."""
    if article.number < FIRST_OLD_NUMBER:
        return _portal_article(outlet, article)
    main = OLD_ARTICLE.substitute(
        title=escape(article.title),
        date=long_date(article.published),
        body="\n".join(paragraph(text) for text in article.paragraphs),
    )
    return _old(outlet, main)


def _portal_article(outlet: Kotabogor, article: DemoArticle) -> str:
    """The portal prints neither headline nor day, and runs all paragraphs together."""
    head = meta({"og:title": article.title, "og:url": outlet.canonical(article)})
    run_on = paragraph(" ".join(article.paragraphs))
    return _portal(
        outlet, head, f'<div class="berita-detail"><div class="isi">{run_on}</div></div>'
    )


def render_list(outlet: Kotabogor, rows: tuple[DemoArticle, ...], *, pager: bool = False) -> str:
    """The front page or a sheet of the old site's news."""
    cards = "\n".join(
        f'<div class="list-berita"><span>{long_date(a.published)}</span> '
        f"<h4>{link(outlet.address(a), a.title)}</h4></div>"
        for a in rows
    )
    steps = range(0, len(outlet.old_posts), outlet.per_page) if pager else ()
    pages = " ".join(
        link(f"/index.php/show_post/index/{step}", str(number))
        for number, step in enumerate(steps, start=1)
    )
    return _old(outlet, f'<div id="content">{cards}<div class="pagination">{pages}</div></div>')


def render_portal_list(outlet: Kotabogor) -> str:
    """The portal's list of news."""
    cards = "\n".join(
        f'<div class="card"><h5>{link(outlet.address(a), a.title)}</h5>'
        f"<small>{long_date(a.published)}</small></div>"
        for a in outlet.portal_pages
    )
    return _portal(outlet, "", f'<div class="berita">{cards}</div>')
