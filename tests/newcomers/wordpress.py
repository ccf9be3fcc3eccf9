"""WordPress three times: with its REST interface, without, and as Newspaper without a feed."""

import json
import math

from loopback import Reply

from .base import (
    HTML,
    MAP,
    OUTSIDE,
    SECTIONS,
    Newcomer,
    News,
    body,
    iso,
    long_date,
    rss,
    sheet,
    urlset,
)  # fmt: skip

GENERATOR = "<generator>https://wordpress.org/?v=6.8.2</generator>"


class RestWordPress(Newcomer):
    """Dated addresses, a declared feed beside one of comments, `wp-json`, a sticky post."""

    brand = "Suara Bontang"
    rest = True
    declares = True
    language = "id-ID"
    per_page = 10

    def path(self, item: News) -> str:
        return f"/{item.published:%Y/%m/%d}/{item.slug}/"

    def page(self, path: str, query: dict[str, str]) -> Reply | str | None:
        if path == "/feed/":
            return self.feed(query)
        if path in ("/comments/feed/", "/komentar/feed/"):
            return self.comments()
        if path.startswith("/wp-json/") and self.rest:
            return self.interface(path, query)
        if path in ("/wp-sitemap.xml", "/sitemap.xml"):
            return self.sitemap_index()
        if path == "/wp-sitemap-posts-post-1.xml":
            return urlset(self, self.out())
        if path == "/wp-sitemap-taxonomies-category-1.xml":
            rows = "".join(
                f"<url><loc>{self.url}kategori/{name.lower()}/</loc></url>" for name in SECTIONS
            )
            return f'<?xml version="1.0"?><urlset xmlns="{MAP}">{rows}</urlset>'
        if "p" in query and path == "/":
            item = next((n for n in self.out() if str(n.number) == query["p"]), None)
            return Reply(status=301, headers={"Location": self.link(item)}) if item else None
        return self.html_page(path)

    def html_page(self, path: str) -> str | None:
        """Front page, its later pages, categories, tags, services and articles."""
        if (item := self.at(path)) is not None:
            return self.article(item)
        where, _, tail = path.strip("/").partition("page/")
        number = int(tail.strip("/") or 1) if tail.strip("/").isdigit() or not tail else 0
        if path.startswith("/tag/"):
            return self.listing(self.out()[3:9], "Tag")
        if path == "/tentang-kami/":
            return self.frame("Tentang Kami", "<article><p>Kami menulis kabar kota.</p></article>")
        rows = self.out()
        if where:
            section = where.strip("/").removeprefix("kategori/")
            if section.capitalize() not in SECTIONS:
                return None
            rows = [n for n in rows if n.section.lower() == section]
        if not 1 <= number <= math.ceil(len(rows) / self.per_page):
            return None
        shown = sheet(rows, number, self.per_page)
        if not where and number == 1:
            shown = [self.sticky(), *shown]
        nav = self.pager(f"/{where}", number, math.ceil(len(rows) / self.per_page))
        return self.listing(shown, self.brand, nav)

    def sticky(self) -> News:
        """A post of nineteen days ago that stays on top."""
        return next(n for n in self.out() if (self.out()[0].published - n.published).days >= 19)

    def feed(self, query: dict[str, str]) -> Reply | str | None:
        rows = sheet(self.out(), int(query.get("paged", 1)), self.per_page)
        return rss(self, rows, GENERATOR) if rows else None

    def comments(self) -> str:
        """The feed of comments, newest first, on articles of any age."""
        rows = "".join(
            f"<item><title>Komentar di {n.title} oleh Wawan</title>"
            f"<link>{self.link(n)}#comment-{n.number}</link></item>"
            for n in self.out()[12:20]
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{GENERATOR}{rows}</channel></rss>'

    def interface(self, path: str, query: dict[str, str]) -> Reply | None:
        """The REST interface: its root, and posts."""
        if path == "/wp-json/":
            return Reply(json.dumps({"name": self.brand}), headers=JSON)
        if not path.startswith("/wp-json/wp/v2/posts"):
            return None
        size = int(query.get("per_page", 10))
        rows = sheet(self.out(), int(query.get("page", 1)), size)
        if not rows:
            return Reply(json.dumps({"code": "rest_post_invalid_page_number"}), 400, JSON)
        posts = [
            {
                "id": n.number,
                "link": self.link(n),
                "date_gmt": iso(n.published.astimezone()).split("+")[0],
                "title": {"rendered": n.title},
            }
            for n in rows
        ]
        return Reply(json.dumps(posts), headers=JSON)

    def sitemap_index(self) -> str:
        names = ("posts-post-1", "taxonomies-category-1")
        rows = "".join(
            f"<sitemap><loc>{self.url}wp-sitemap-{name}.xml</loc></sitemap>" for name in names
        )
        return f'<?xml version="1.0"?><sitemapindex xmlns="{MAP}">{rows}</sitemapindex>'

    def pager(self, where: str, number: int, last: int) -> str:
        base = where.rstrip("/")
        links = "".join(
            f'<a class="page-numbers" href="{base}/page/{n}/">{n}</a>'
            for n in range(1, last + 1)
            if n != number
        )
        return f'<nav class="navigation pagination"><div class="nav-links">{links}</div></nav>'

    def listing(self, items: list[News], title: str, nav: str = "") -> str:
        rows = "".join(
            f'<article class="post"><h2 class="entry-title"><a href="{self.link(n)}">{n.title}</a>'
            f'</h2><time datetime="{iso(n.published)}">{long_date(n.published)}</time>'
            f'<a href="{self.link(n)}#respond">{n.number % 5} Komentar</a></article>'
            for n in items
        )
        return self.frame(title, f"<main>{rows}{nav}</main>")

    def article(self, item: News) -> str:
        others = "".join(
            f'<li><a href="{self.link(n)}">{n.title}</a></li>' for n in self.out()[20:23]
        )
        head = (
            f'<meta property="og:type" content="article">'
            f'<meta property="og:title" content="{item.title}">'
            f'<meta property="article:published_time" content="{iso(item.published)}">'
            f'<link rel="canonical" href="{self.link(item)}">'
        )
        return self.frame(
            item.title,
            f'<article><h1 class="entry-title">{item.title}</h1>'
            f'<span class="author">Oleh {item.author}</span>'
            f'<time datetime="{iso(item.published)}">{long_date(item.published)}</time>'
            f'<div class="entry-content">{body(item)}</div>'
            f'<a rel="tag" href="{self.url}tag/warga/">warga</a>'
            f'<div class="related"><h3>Berita Terkait</h3><ul>{others}</ul></div></article>',
            head,
        )

    def frame(self, title: str, body: str, head: str = "") -> str:
        feeds = (
            f'<link rel="alternate" type="application/rss+xml" title="{self.brand} » Feed" '
            f'href="{self.url}feed/"><link rel="alternate" type="application/rss+xml" '
            f'title="{self.brand} » Umpan Komentar" href="{self.url}komentar/feed/">'
        )
        api = f'<link rel="https://api.w.org/" href="{self.url}wp-json/">'
        menu = "".join(f'<a href="/kategori/{name.lower()}/">{name}</a>' for name in SECTIONS)
        return f"""<!DOCTYPE html><html lang="{self.language}"><head><meta charset="utf-8">
<title>{title} - {self.brand}</title><meta property="og:site_name" content="{self.brand}">
<meta name="generator" content="WordPress 6.8.2">
{feeds if self.declares else ""}{api if self.rest else ""}{head}
<link rel="stylesheet" href="/wp-content/themes/kota/style.css"></head><body>
<header><a href="/">{self.brand}</a><nav class="main-menu">{menu}</nav></header>{body}
<aside class="widget"><h4>Populer</h4><a href="{self.link(self.out()[15])}">
{self.out()[15].title}</a>{OUTSIDE}</aside>
<footer>Redaksi: Jl. Ahmad Yani No. 7, Kota Bontang, Kalimantan Timur
<a href="/tentang-kami/">Tentang Kami</a></footer></body></html>"""


JSON = {"Content-Type": "application/json; charset=UTF-8"}


class PlainWordPress(RestWordPress):
    """No REST interface, no feed in its head, an English template, addresses of a slug alone."""

    brand = "Lensa Bontang"
    rest = False
    declares = False
    language = "en-US"

    def path(self, item: News) -> str:
        return f"/{item.slug}/"


class TagDiv(RestWordPress):
    """The Newspaper theme; its feed was switched off, a plugin writes the sitemap."""

    brand = "Kaltim Terkini"
    area = "64"
    rest = False
    declares = False

    def path(self, item: News) -> str:
        return f"/{item.slug}/"

    def page(self, path: str, query: dict[str, str]) -> Reply | str | None:
        if "feed" in path:
            return Reply("<p>Tidak ada umpan</p>", 500, HTML)
        if path == "/sitemap_index.xml":
            names = ("page-sitemap.xml", "post-sitemap.xml", "category-sitemap.xml")
            rows = "".join(f"<sitemap><loc>{self.url}{name}</loc></sitemap>" for name in names)
            return f'<?xml version="1.0"?><sitemapindex xmlns="{MAP}">{rows}</sitemapindex>'
        if path == "/post-sitemap.xml":
            return urlset(self, self.out()[::-1])
        if path in ("/page-sitemap.xml", "/category-sitemap.xml"):
            row = f"<url><loc>{self.url}tentang-kami/</loc></url>"
            return f'<?xml version="1.0"?><urlset xmlns="{MAP}">{row}</urlset>'
        return None if path.endswith(".xml") else self.html_page(path)

    def listing(self, items: list[News], title: str, nav: str = "") -> str:
        rows = "".join(
            f'<div class="td_module_10 td_module_wrap"><div class="item-details"><h3 class="'
            f'entry-title td-module-title"><a href="{self.link(n)}" title="{n.title}">{n.title}</a>'
            f'</h3><time class="entry-date td-module-date" datetime="{iso(n.published)}">'
            f"{n.published:%d/%m/%Y}</time></div></div>"
            for n in items
        )
        return self.frame(title, f'<div class="td-main-content">{rows}</div>')

    def article(self, item: News) -> str:
        others = "".join(
            f'<div class="td_module_related"><a href="{self.link(n)}">{n.title}</a></div>'
            for n in self.out()[9:12]
        )
        return self.frame(
            item.title,
            f'<article class="post"><header class="td-post-title"><h1 class="entry-title">'
            f'{item.title}</h1><div class="td-post-author-name">Oleh <a href="/author/'
            f'{item.author.lower()}/">{item.author}</a></div><span class="td-post-date">'
            f'<time class="entry-date" datetime="{iso(item.published)}">'
            f"{long_date(item.published)}</time></span></header>"
            f'<div class="td-post-content">{body(item)}</div></article>'
            f'<div class="td_block_related_posts">{others}</div>',
            f'<link rel="canonical" href="{self.link(item)}">',
        )
