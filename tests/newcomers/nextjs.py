"""A Next.js outlet: JSON-LD in every article, a sitemap named in robots.txt, no feed."""

import json

from loopback import Reply

from .base import OUTSIDE, SECTIONS, Newcomer, News, body, urlset, utc


class NextJs(Newcomer):
    """Times stand in JSON-LD alone, in UTC."""

    brand = "Kota Kini"

    def robots(self) -> str:
        return f"User-agent: *\nAllow: /\nSitemap: {self.url}sitemap.xml\n"

    def path(self, item: News) -> str:
        return f"/{item.section.lower()}/{item.slug}"

    def page(self, path: str, query: dict[str, str]) -> Reply | str | None:
        if path == "/sitemap.xml":
            return urlset(self, self.out())
        if (item := self.at(path)) is not None:
            return self.article(item)
        if path == "/":
            return self.listing(self.out()[:8])
        if path.strip("/").capitalize() in SECTIONS:
            rows = [n for n in self.out() if n.section.lower() == path.strip("/")]
            return self.listing(rows[:8])
        return None

    def listing(self, items: list[News]) -> str:
        rows = "".join(
            f'<div class="css-1x2y"><a class="css-8ab" href="{self.path(n)}"><img alt="{n.title}" '
            f'src="/_next/image?url=%2F{n.number}.jpg"/><h3>{n.title}</h3></a></div>'
            for n in items
        )
        return self.frame(self.brand, f"<main>{rows}</main>")

    def article(self, item: News) -> str:
        linked = {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "Organization", "name": self.brand},
                {
                    "@type": "NewsArticle",
                    "headline": item.title,
                    "datePublished": utc(item.published),
                    "author": [{"@type": "Person", "name": item.author}],
                    "mainEntityOfPage": self.link(item),
                },
            ],
        }
        return self.frame(
            item.title,
            f"<main><article><h1>{item.title}</h1><div>{body(item)}</div></article>"
            f'<section><h2>Baca juga</h2><a href="{self.path(self.out()[-1])}">'
            f"{self.out()[-1].title}</a></section></main>",
            f'<script type="application/ld+json">{json.dumps(linked)}</script>'
            f'<link rel="canonical" href="{self.link(item)}"/>',
        )

    def frame(self, title: str, body: str, head: str = "") -> str:
        menu = "".join(f'<a href="/{name.lower()}">{name}</a>' for name in SECTIONS)
        return f"""<!DOCTYPE html><html lang="id"><head><meta charSet="utf-8"/>
<title>{title} | {self.brand}</title>{head}<script src="/_next/static/chunks/main.js"></script>
</head><body><div id="__next"><header><a href="/">{self.brand}</a><nav>{menu}</nav></header>{body}
{OUTSIDE}<footer>Kota Bontang, Kaltim</footer></div>
<script id="__NEXT_DATA__" type="application/json">{{"props":{{}}}}</script></body></html>"""
