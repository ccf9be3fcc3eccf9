"""Replica of kanalaspirasi.com: Blogger on a domain of its own, with Atom feeds."""

from collections.abc import Mapping
from datetime import UTC
from html import escape
from string import Template

from .almanac import clock_time, full_date, long_date
from .markup import FOOTER_MARK, items, link, linked_data, meta, paragraph, slugify, teaser
from .outlets import DemoArticle, Outlet, Reply, html, xml

# Blogger cuts a slug to so many characters, at the end of a word.
SLUG_LENGTH = 39
# What Blogger gives of a feed when it is not asked for a number, and at most.
FEED_DEFAULT, FEED_MOST = 25, 500

NAV = ("Pemerintahan", "Ekonomi", "Olahraga", "Politik")

FRAME = Template("""<!DOCTYPE html>
<html dir='ltr' lang='id' xmlns='http://www.w3.org/1999/xhtml'>
<head>
<meta charset='utf-8'/>
<meta content='blogger' name='generator'/>
<title>$title</title>
$head
<link rel="alternate" type="application/atom+xml" title="Kanal Aspirasi - Atom"
 href="$base/feeds/posts/default" />
<link rel="alternate" type="application/rss+xml" title="Kanal Aspirasi - RSS"
 href="$base/feeds/posts/default?alt=rss" />
</head>
<body>
<div id='header-wrapper'><div class='header section' id='header'>
<h2 class='title'><a href='$base/'>Kanal Aspirasi</a></h2></div>
<div class='tanggal-hari-ini'>$today</div></div>
<div id='menu'><ul>$nav</ul></div>
<div id='content-wrapper'><div id='main-wrapper'><div class='main section' id='main'>
$main
</div></div>
<div id='sidebar-wrapper'><div class='widget PopularPosts'>
<h3>Terpopuler</h3><ul>$popular</ul></div></div></div>
<div id='footer-wrapper'>Kanal Aspirasi $year. $mark</div>
</body>
</html>
""")

SHARE = """<div class='post-share'><span>Sebarkan:</span>
<a class='fb' href='https://www.facebook.com/sharer.php' rel='nofollow'></a>
<a class='wa' href='https://api.whatsapp.com/send' rel='nofollow'></a></div>"""

ARTICLE = Template("""<div class='post hentry uncustomized-post-template'>
<h1 class='post-title entry-title'>$title</h1>
<div class='post-header-line'><span class='post-author vcard'><span class='fn'>$author</span></span>
<a class='timestamp-link' href='$address' rel='bookmark'>
<abbr class='published' title='$moment'>$written</abbr></a></div>
$share
<div class='post-body entry-content' id='post-body-$number'>
$picture
$body
<div style='clear: both;'></div>
</div>
$share
<div class='post-labels'>$labels</div>
<div class='comments' id='comments'><h4>Komentar</h4><p>Belum ada yang menanggapi.</p></div>
<div class='related-post'><h4>Berita Terkini</h4><ul>$related</ul></div>
</div>""")


def cut_slug(title: str) -> str:
    """The slug that Blogger makes of a headline."""
    words = slugify(title).split("-")
    while len(words) > 1 and len("-".join(words)) > SLUG_LENGTH:
        words.pop()
    return "-".join(words)[:SLUG_LENGTH]


class Kanalaspirasi(Outlet):
    """Addresses of year, month and a short slug; feeds that can be paged and cut by label."""

    name = "kanalaspirasi.com"
    brand = "Kanal Aspirasi"
    area = "52.07"
    hosts = ("www.kanalaspirasi.com", "kanalaspirasi.com")

    def address(self, article: DemoArticle) -> str:
        return f"/{article.published:%Y/%m}/{article.slug}.html"

    def page(self, path: str, query: Mapping[str, str], base: str) -> Reply | None:
        if article := self.at(path):
            return html(render_article(self, article, base))
        if path == "/":
            return self.validated(html(render_list(self, self.articles[: self.per_page], base)))
        if path.startswith("/search/label/"):
            rows = self.in_category(path.removeprefix("/search/label/").lower())
            return self.validated(html(render_list(self, rows, base))) if rows else None
        if path == "/sitemap.xml":
            return self.validated(xml(render_sitemap(self, base)))
        feed, _, label = path.removeprefix("/feeds/posts/default").partition("/-/")
        if path.startswith("/feeds/posts/default") and not feed:
            return self.validated(self._feed(label, query, base))
        return None

    def _feed(self, label: str, query: Mapping[str, str], base: str) -> Reply:
        rows = self.in_category(label.lower()) if label else self.articles
        start = max(_whole(query.get("start-index"), 1), 1)
        size = min(_whole(query.get("max-results"), FEED_DEFAULT), FEED_MOST)
        text = render_feed(self, rows, base, start=start, size=size)
        return xml(text, "application/atom+xml; charset=UTF-8")

    def robots(self, base: str) -> str:
        return (
            "User-agent: Mediapartners-Google\nDisallow: \n\n"
            f"User-agent: *\nDisallow: /search\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"
        )

    def not_found(self, base: str) -> str:
        main = "<div class='status-msg-body'>Maaf, halaman yang Anda cari tidak ada.</div>"
        return _frame(self, "Kanal Aspirasi", "", main, base)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise


def _frame(outlet: Kanalaspirasi, title: str, head: str, main: str, base: str) -> str:
    popular = sorted(outlet.articles, key=lambda a: a.number)[:3]
    return FRAME.substitute(
        title=escape(title),
        head=head,
        base=base,
        today=full_date(outlet.now),
        nav=items(link(f"{base}/search/label/{name}", name) for name in NAV),
        main=main,
        popular=items(link(base + outlet.address(a), a.title) for a in popular),
        year=outlet.now.year,
        mark=FOOTER_MARK,
    )


def _image(article: DemoArticle) -> str:
    return f"https://blogger.googleusercontent.com/img/a/contoh{article.number}=s1600"


def render_article(outlet: Kanalaspirasi, article: DemoArticle, base: str) -> str:
    """An article's page, with the share line above and below the body."""
    address = outlet.canonical(article)
    posting = {
        "@type": "BlogPosting",
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "headline": article.title,
        "datePublished": article.published.isoformat(),
        "image": {"@type": "ImageObject", "url": _image(article)},
        "publisher": {"@type": "Organization", "name": "Blogger"},
        "author": {"@type": "Person", "name": article.author or outlet.brand},
    }
    properties = {"og:title": article.title, "og:url": address, "og:image": _image(article)}
    others = [a for a in outlet.articles if a.number != article.number][:5]
    main = ARTICLE.substitute(
        title=escape(article.title),
        author=escape(article.author or ""),
        address=base + outlet.address(article),
        moment=article.published.isoformat(),
        written=f"{full_date(article.published)} | {clock_time(article.published)} WITA",
        share=SHARE,
        number=article.number,
        picture=_picture(article),
        body=_body(outlet, article, base),
        labels=link(f"{base}/search/label/{article.category}", article.category, rel="tag"),
        related=items(
            f"{link(base + outlet.address(a), a.title)} <span>{long_date(a.published)}</span>"
            for a in others
        ),
    )
    head = "\n".join(
        (f"<link href='{address}' rel='canonical'/>", meta(properties), linked_data(posting))
    )
    return _frame(outlet, f"{article.title} - Kanal Aspirasi", head, main, base)


def _picture(article: DemoArticle) -> str:
    row = (
        f"<tr><td class='tr-caption'>{escape(article.caption)}</td></tr>" if article.caption else ""
    )
    return (
        "<table class='tr-caption-container'><tbody>"
        f"<tr><td><img src='{_image(article)}'/></td></tr>{row}</tbody></table>"
    )


def _body(outlet: Kanalaspirasi, article: DemoArticle, base: str) -> str:
    parts = []
    for position, text in enumerate(article.paragraphs, start=1):
        parts.append(paragraph(text, ' style="text-align: justify;"'))
        for insert in article.inserts:
            if insert.after == position:
                known = outlet.titled(insert.title) or f"/{slugify(insert.title)}.html"
                anchor = link(base + known, insert.title)
                parts.append(f'<div class="baca-juga"><b>Baca juga: </b>{anchor}</div>')
    return "\n<p>&nbsp;</p>\n".join(parts)


def render_list(outlet: Kanalaspirasi, rows: tuple[DemoArticle, ...], base: str) -> str:
    """The front page or a label's page."""
    cards = "\n".join(
        f"<div class='post hentry'><h2 class='post-title entry-title'>"
        f"{link(base + outlet.address(a), a.title)}</h2>"
        f"<abbr class='published' title='{a.published.isoformat()}'>{full_date(a.published)}</abbr>"
        f"<div class='snippet'>{escape(teaser(a))}</div>"
        f"{link(base + outlet.address(a), 'Baca selengkapnya')}</div>"
        for a in rows
    )
    older = "".join(
        link(f"{base}/search?updated-max={a.published.isoformat()}", "Posting Lama")
        for a in rows[-1:]
    )
    return _frame(outlet, "Kanal Aspirasi", "", f"{cards}<div id='blog-pager'>{older}</div>", base)


def render_feed(
    outlet: Kanalaspirasi, rows: tuple[DemoArticle, ...], base: str, *, start: int, size: int
) -> str:
    """Atom as Blogger writes it; `start` counts from 1."""
    shown = rows[start - 1 : start - 1 + size]
    own = f"{base}/feeds/posts/default"
    following = (
        f"<link rel='next' type='application/atom+xml' "
        f"href='{own}?start-index={start + size}&amp;max-results={size}'/>"
        if start - 1 + size < len(rows)
        else ""
    )
    newest = rows[0].published.isoformat() if rows else outlet.now.isoformat()
    return (
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
        "xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'>"
        f"<id>tag:blogger.com,1999:blog-1</id><updated>{newest}</updated>"
        f"<title type='text'>{escape(outlet.brand)}</title>"
        f"<link rel='self' type='application/atom+xml' href='{own}'/>"
        f"<link rel='alternate' type='text/html' href='{base}/'/>{following}"
        "<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>"
        f"<openSearch:totalResults>{len(rows)}</openSearch:totalResults>"
        f"<openSearch:startIndex>{start}</openSearch:startIndex>"
        f"<openSearch:itemsPerPage>{size}</openSearch:itemsPerPage>"
        + "".join(_atom_entry(outlet, article, base) for article in shown)
        + "</feed>"
    )


def _atom_entry(outlet: Kanalaspirasi, article: DemoArticle, base: str) -> str:
    body = "\n".join(paragraph(text) for text in article.paragraphs)
    address = base + outlet.address(article)
    moment = article.published.isoformat(timespec="milliseconds")
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{article.number}</id>"
        f"<published>{moment}</published><updated>{moment}</updated>"
        f"<category scheme='http://www.blogger.com/atom/ns#' term='{escape(article.category)}'/>"
        f"<title type='text'>{escape(article.title)}</title>"
        f"<content type='html'>{escape(body)}</content>"
        f"<link rel='replies' type='text/html' href='{address}#comment-form' title='0 Komentar'/>"
        f"<link rel='self' type='application/atom+xml' "
        f"href='{base}/feeds/posts/default/{article.number}'/>"
        f"<link rel='alternate' type='text/html' href='{address}' title='{escape(article.title)}'/>"
        f"<author><name>{escape(article.author or outlet.brand)}</name></author></entry>"
    )


def render_sitemap(outlet: Kanalaspirasi, base: str) -> str:
    """The sitemap of posts, in universal time."""
    urls = "".join(
        f"<url><loc>{base}{outlet.address(a)}</loc>"
        f"<lastmod>{a.published.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod></url>"
        for a in outlet.articles
    )
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    return f"<?xml version='1.0' encoding='UTF-8'?><urlset {space}>{urls}</urlset>"
