"""What WordPress does under any theme: feeds, sitemaps, permalinks, lists. Knows no theme."""

from collections.abc import Mapping
from email.utils import format_datetime
from html import escape
from typing import ClassVar

from .markup import paragraph, slugify, teaser
from .outlets import DemoArticle, Outlet, Reply, moved, sheet, xml

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
"""
SITEMAP_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


class WordPress(Outlet):
    """The routes; a theme adds `article_html`, `list_html` and `not_found`."""

    category_base: ClassVar[str] = "category"
    sitemap_index: ClassVar[str] = "/wp-sitemap.xml"
    post_sitemap: ClassVar[str] = "/wp-sitemap-posts-post-1.xml"
    category_sitemap: ClassVar[str] = "/wp-sitemap-taxonomies-category-1.xml"
    gives_lastmod: ClassVar[bool] = False
    """Whether sitemaps tell the last change: those of SEO plugins do, WordPress's own do not."""

    def article_html(self, article: DemoArticle, base: str) -> Reply:
        """The page of an article in the theme's markup."""
        raise NotImplementedError

    def list_html(
        self, rows: tuple[DemoArticle, ...], heading: str | None, path: str, last: int, base: str
    ) -> Reply:
        """A sheet of a list; `heading` is the category, `path` the list's first sheet."""
        raise NotImplementedError

    def page(self, path: str, query: Mapping[str, str], base: str) -> Reply | None:
        if path == "/" and query.get("p", "").isdigit():
            wanted = int(query["p"])
            by_number = next((a for a in self.articles if a.number == wanted), None)
            return moved(base + self.address(by_number)) if by_number else None
        if article := self.at(path):
            return self.article_html(article, base)
        if path == "/sitemap.xml":
            return moved(base + self.sitemap_index)
        if path in (self.sitemap_index, self.post_sitemap, self.category_sitemap):
            return self.validated(xml(self._sitemap(path, base), "application/xml; charset=UTF-8"))
        if not path.endswith("/"):
            known = self.page(f"{path}/", query, base)
            return moved(f"{base}{path}/") if known and known.status == 200 else None
        return self._listed(path, query, base)

    def _listed(self, path: str, query: Mapping[str, str], base: str) -> Reply | None:
        """Front page, category or feed."""
        parts = path.strip("/").split("/") if path != "/" else []
        feed = parts[-1:] == ["feed"]
        parts = parts[:-1] if feed else parts
        number = int(query["paged"]) if query.get("paged", "").isdigit() else 1
        if parts[-2:-1] == ["page"] and parts[-1].isdigit():
            number, parts = int(parts[-1]), parts[:-2]
        if not parts:
            found, heading, first = self.articles, None, "/"
        elif len(parts) == 2 and parts[0] == self.category_base:
            found = self.in_category(parts[1])
            heading, first = next((a.category for a in found), None), f"/{'/'.join(parts)}/"
        else:
            return None
        rows = sheet(found, number, self.per_page)
        if not rows:
            return None
        if feed:
            content_type = "application/rss+xml; charset=UTF-8"
            return self.validated(xml(render_feed(self, rows, base), content_type))
        last = -(-len(found) // self.per_page)
        return self.validated(self.list_html(rows, heading, first, last, base))

    def _sitemap(self, path: str, base: str) -> str:
        if path == self.sitemap_index:
            return render_sitemap_index(self, base)
        if path == self.post_sitemap:
            return render_sitemap(self, base)
        slugs = sorted({slugify(a.category) for a in self.articles})
        urls = "".join(
            f"<url><loc>{base}/{self.category_base}/{slug}/</loc></url>" for slug in slugs
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {SITEMAP_SPACE}>{urls}</urlset>'

    def robots(self, base: str) -> str:
        return (
            "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\n"
            f"Sitemap: {base}{self.sitemap_index}\n"
        )


def render_feed(outlet: WordPress, rows: tuple[DemoArticle, ...], base: str) -> str:
    """RSS 2.0 as WordPress writes it."""
    newest = format_datetime(rows[0].published)
    entries = "".join(_rss_item(outlet, article, base) for article in rows)
    return (
        f"{RSS}<channel>\n<title>{escape(outlet.brand)}</title>\n"
        f'<atom:link href="{base}/feed/" rel="self" type="application/rss+xml" />\n'
        f"<link>{base}</link>\n<description></description>\n"
        f"<lastBuildDate>{newest}</lastBuildDate>\n<language>id</language>\n"
        "<sy:updatePeriod>hourly</sy:updatePeriod>\n<sy:updateFrequency>1</sy:updateFrequency>\n"
        f"<generator>https://wordpress.org/?v=6.8.2</generator>\n{entries}</channel>\n</rss>\n"
    )


def _rss_item(outlet: WordPress, article: DemoArticle, base: str) -> str:
    body = "\n".join(paragraph(text) for text in article.paragraphs)
    # A CDATA section ends at the first "]]>", so a body may not hold one.
    body = body.replace("]]>", "]]&gt;")
    author = f"<dc:creator><![CDATA[{article.author}]]></dc:creator>\n" if article.author else ""
    return (
        f"<item>\n<title>{escape(article.title, quote=False)}</title>\n"
        f"<link>{base}{outlet.address(article)}</link>\n{author}"
        f"<pubDate>{format_datetime(article.published)}</pubDate>\n"
        f"<category><![CDATA[{article.category}]]></category>\n"
        f'<guid isPermaLink="false">https://{outlet.hosts[0]}/?p={article.number}</guid>\n'
        f"<description><![CDATA[<p>{escape(teaser(article))}</p>]]></description>\n"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>\n"
        "<slash:comments>0</slash:comments>\n</item>\n"
    )


def render_sitemap(outlet: WordPress, base: str) -> str:
    """The sitemap of posts."""
    urls = "".join(
        f"<url><loc>{base}{outlet.address(a)}</loc>"
        + (f"<lastmod>{a.published.isoformat()}</lastmod>" if outlet.gives_lastmod else "")
        + "</url>\n"
        for a in outlet.articles
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {SITEMAP_SPACE}>\n{urls}</urlset>\n'


def render_sitemap_index(outlet: WordPress, base: str) -> str:
    """The index of sitemaps."""
    newest = outlet.articles[0].published.isoformat() if outlet.articles else ""
    lastmod = f"<lastmod>{newest}</lastmod>" if outlet.gives_lastmod and newest else ""
    children = "".join(
        f"<sitemap><loc>{base}{path}</loc>{lastmod}</sitemap>\n"
        for path in (outlet.post_sitemap, outlet.category_sitemap)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {SITEMAP_SPACE}>\n'
        f"{children}</sitemapindex>\n"
    )
