"""A Blogger outlet: Atom feed by pages of 25, `?m=1` twins, labels, older posts by date."""

from datetime import datetime

from loopback import Reply

from .base import OUTSIDE, Newcomer, News, body, iso, long_date

SIZE = 25


class Blogger(Newcomer):
    """Everything hangs on `/feeds/posts/default`."""

    brand = "Warta Bontang Kuala"

    def path(self, item: News) -> str:
        return f"/{item.published:%Y/%m}/{item.slug[:39].rstrip('-')}-{item.number}.html"

    def page(self, path: str, query: dict[str, str]) -> Reply | str | None:
        if path == "/feeds/posts/default":
            return self.feed(int(query.get("start-index", 1)), int(query.get("max-results", SIZE)))
        if path == "/feeds/comments/default":
            return self.feed(30, 5)
        if (item := self.at(path)) is not None:
            return self.article(item)
        if path == "/" or path == "/search" or path.startswith("/search/label/"):
            rows = self.out()
            if "updated-max" in query:
                before = datetime.fromisoformat(query["updated-max"].replace(" ", "+"))
                rows = [n for n in rows if n.published < before]
            return self.listing(rows[:7])
        return None

    def feed(self, start: int, size: int) -> str:
        """Atom, with the links to its neighbours."""
        rows = self.out()[start - 1 : start - 1 + min(size, 150)]
        entries = "".join(
            f"<entry><id>tag:blogger.com,1999:post-{n.number}</id>"
            f"<published>{iso(n.published)}</published><updated>{iso(n.published)}</updated>"
            f"<title type='text'>{n.title}</title><content type='html'>x</content>"
            f"<link rel='replies' type='text/html' href='{self.link(n)}#comment-form'/>"
            f"<link rel='alternate' type='text/html' href='{self.link(n)}' title='{n.title}'/>"
            "</entry>"
            for n in rows
        )
        here = f"{self.url}feeds/posts/default"
        further = (
            f"<link rel='next' type='application/atom+xml' "
            f"href='{here}?start-index={start + size}&amp;max-results={size}'/>"
            if self.out()[start - 1 + size :]
            else ""
        )
        return (
            "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'>"
            f"<title type='text'>{self.brand}</title><link rel='self' href='{here}'/>{further}"
            f"<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>{entries}"
            "</feed>"
        )

    def listing(self, items: list[News]) -> str:
        rows = "".join(
            f'<div class="post"><h3 class="post-title"><a href="{self.link(n)}">{n.title}</a></h3>'
            f'<abbr class="published" title="{iso(n.published)}">{n.published:%H.%M}</abbr></div>'
            for n in items
        )
        older = f"/search?updated-max={iso(items[-1].published)}&max-results=7" if items else "/"
        pager = (
            f'<div id="blog-pager"><a class="blog-pager-older-link" href="{older}">Lama</a></div>'
        )
        return self.frame(self.brand, f'<div class="main">{rows}{pager}</div>')

    def article(self, item: News) -> str:
        return self.frame(
            item.title,
            f'<div class="post hentry"><h1 class="post-title entry-title">{item.title}</h1>'
            f'<div class="post-header">{item.author} '
            f'<abbr class="published" title="{iso(item.published)}">{long_date(item.published)}'
            f'</abbr></div><div class="post-body entry-content">{body(item)}</div>'
            f'<div><a href="{self.link(item)}?m=1">Versi seluler</a>'
            f'<a href="/search/label/Daerah">Daerah</a></div></div>',
            f"<link href='{self.link(item)}' rel='canonical'>",
        )

    def frame(self, title: str, body: str, head: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">
<title>{title} - {self.brand}</title><meta content="blogger" name="generator">
<link rel="alternate" type="application/atom+xml" title="{self.brand} - Atom"
 href="{self.url}feeds/posts/default">{head}</head><body>
<div class="header"><a href="/">{self.brand}</a></div>{body}
<div class="sidebar"><a href="/search/label/Ekonomi">Ekonomi</a>{OUTSIDE}</div>
<div class="footer">Bontang Kuala, Kota Bontang</div></body></html>"""
