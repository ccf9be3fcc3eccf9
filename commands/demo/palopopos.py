"""Replica of palopopos.fajar.co.id: WordPress with a magazine theme and an SEO plugin."""

from datetime import UTC
from html import escape
from string import Template

from .almanac import clock_time, full_date, long_date
from .markup import FOOTER_MARK, items, link, linked_data, meta, paragraph, slugify, teaser
from .outlets import DemoArticle, Reply, html
from .wordpress import WordPress

NAV = ("Palopo", "Luwu Raya", "Pemerintahan", "Olahraga", "Ekonomi")

FRAME = Template("""<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
$head
<link rel="alternate" type="application/rss+xml" title="Palopo Pos &raquo; Feed" href="$base/feed/">
<link rel="stylesheet" href="/wp-content/themes/wpberita/style.css">
<meta name="generator" content="WordPress 6.8.2">
</head>
<body class="wp-theme-wpberita">
<header id="masthead" class="site-header"><div class="gmr-topdate">$today</div>
<div class="gmr-logo"><a href="$base/" rel="home">Palopo Pos</a></div></header>
<nav id="main-nav" class="gmr-mainmenu"><ul id="primary-menu">$nav</ul></nav>
<div id="content" class="gmr-content"><div class="container"><div class="row">
$main
<aside id="secondary" class="widget-area col-md-sb-r">
<section class="widget"><h3 class="widget-title">Terpopuler</h3><ul>$popular</ul></section>
</aside>
</div></div></div>
<footer id="colophon" class="site-footer">
<div class="site-info">Palopo Pos $year. $mark</div></footer>
</body>
</html>
""")

SHARE = """<div class="content-share"><ul class="gmr-socialicon-share">
<li class="text-social">Bagikan</li>
<li class="facebook"><a href="https://www.facebook.com/sharer/sharer.php" rel="nofollow"></a></li>
<li class="whatsapp"><a href="https://api.whatsapp.com/send" rel="nofollow"></a></li>
</ul></div>"""

ARTICLE = Template("""<main id="primary" class="site-main col-md-8">
<article id="post-$number" class="post type-post status-publish format-standard">
<div class="breadcrumbs"><a href="$base/">Beranda</a> &rsaquo; $category</div>
<header class="entry-header entry-header-single">
<div class="gmr-meta-topic"><strong><span class="cat-links-content">$category</span></strong></div>
<h1 class="entry-title"><strong>$title</strong></h1>
<div class="gmr-meta-content">$author<span class="posted-on"><time class="entry-date published"
 datetime="$moment">$written</time></span></div>
</header>
$share
<figure class="post-thumbnail gmr-thumbnail-single"><img src="$image" class="wp-post-image" alt="">
<figcaption class="wp-caption-text">$caption</figcaption></figure>
<div class="entry-content entry-content-single clearfix">
$body
</div>
<footer class="entry-footer entry-footer-single"><span class="tags-links">$tags</span></footer>
$share
<div class="gmr-related-post"><h3 class="related-text">Berita Terkait</h3><ul>$related</ul></div>
<div id="comments"><h3>Tinggalkan Balasan</h3><p>Ruas yang wajib ditandai *</p></div>
</article>
</main>""")


class Palopopos(WordPress):
    """Addresses with the day in them; the SEO plugin's sitemap index."""

    name = "palopopos.fajar.co.id"
    brand = "Palopo Pos"
    area = "73.73"
    hosts = ("palopopos.fajar.co.id",)
    sitemap_index = "/sitemap_index.xml"
    post_sitemap = "/post-sitemap.xml"
    category_sitemap = "/category-sitemap.xml"
    gives_lastmod = True

    def address(self, article: DemoArticle) -> str:
        return f"/{article.published:%Y/%m/%d}/{article.slug}/"

    def article_html(self, article: DemoArticle, base: str) -> Reply:
        return html(render_article(self, article, base))

    def list_html(
        self, rows: tuple[DemoArticle, ...], heading: str | None, path: str, last: int, base: str
    ) -> Reply:
        return html(render_list(self, rows, heading, path, last, base))

    def not_found(self, base: str) -> str:
        main = "<main><h1>Ups! Halaman itu tidak ditemukan.</h1><p>Coba pencarian.</p></main>"
        return _frame(self, "Halaman tidak ditemukan - Palopo Pos", "", main, base)


def _frame(outlet: Palopopos, title: str, head: str, main: str, base: str) -> str:
    popular = sorted(outlet.articles, key=lambda a: a.number)[:3]
    return FRAME.substitute(
        title=escape(title),
        head=head,
        base=base,
        today=full_date(outlet.now),
        nav=items(link(f"{base}/category/{slugify(name)}/", name) for name in NAV),
        main=main,
        popular=items(link(base + outlet.address(a), a.title) for a in popular),
        year=outlet.now.year,
        mark=FOOTER_MARK,
    )


def _image(article: DemoArticle) -> str:
    day = f"{article.published:%Y/%m}"
    return f"https://palopopos.fajar.co.id/wp-content/uploads/{day}/{article.slug[:40]}.jpg"


def _head(outlet: Palopopos, article: DemoArticle) -> str:
    address = outlet.canonical(article)
    # The plugin writes universal time, so after 16:00 UTC its day is one behind the outlet's.
    moment = article.published.astimezone(UTC).isoformat()
    graph = [
        {
            "@type": "NewsArticle",
            "@id": f"{address}#article",
            "headline": article.title,
            "datePublished": moment,
            "dateModified": moment,
            "author": {"name": article.author} if article.author else None,
            "image": {"@id": f"{address}#primaryimage"},
            "inLanguage": "id",
        },
        {"@type": "ImageObject", "@id": f"{address}#primaryimage", "url": _image(article)},
        {"@type": "WebSite", "name": outlet.brand, "url": f"https://{outlet.hosts[0]}/"},
    ]
    properties = {
        "og:locale": "id_ID",
        "og:type": "article",
        "og:title": f"{article.title} - {outlet.brand}",
        "og:description": teaser(article),
        "og:url": address,
        "og:site_name": outlet.brand,
        "article:published_time": moment,
        "og:image": _image(article),
    }
    canonical = f'<link rel="canonical" href="{address}">'
    return "\n".join((canonical, meta(properties), linked_data({"@graph": graph})))


def render_article(outlet: Palopopos, article: DemoArticle, base: str) -> str:
    """An article's page, with the share list above and below the body."""
    related = [a for a in outlet.articles if a.number != article.number][:4]
    author = f'<span class="author vcard"><span class="fn n">{escape(article.author or "")}</span>'
    written = f"{full_date(article.published)} - {clock_time(article.published)}"
    main = ARTICLE.substitute(
        number=article.number,
        base=base,
        category=escape(article.category),
        title=escape(article.title),
        author=f"{author}</span>" if article.author else "",
        moment=article.published.isoformat(),
        written=written,
        share=SHARE,
        image=_image(article),
        caption=escape(article.caption or ""),
        body=_body(outlet, article, base),
        tags=" ".join(link(f"{base}/tag/{slugify(tag)}/", tag, rel="tag") for tag in article.tags),
        related=items(
            f"{link(base + outlet.address(a), a.title)} <span>{long_date(a.published)}</span>"
            for a in related
        ),
    )
    return _frame(outlet, f"{article.title} - Palopo Pos", _head(outlet, article), main, base)


def _body(outlet: Palopopos, article: DemoArticle, base: str) -> str:
    parts = []
    for position, text in enumerate(article.paragraphs, start=1):
        parts.append(paragraph(text))
        for insert in article.inserts:
            if insert.after == position:
                known = outlet.titled(insert.title) or f"/{slugify(insert.title)}/"
                label = '<span class="gmr-inline-label">Baca Juga:</span>'
                box = f"{label} {link(base + known, insert.title)}"
                parts.append(f'<div class="gmr-related-inline">{box}</div>')
    return "\n".join(parts)


def render_list(
    outlet: Palopopos,
    rows: tuple[DemoArticle, ...],
    heading: str | None,
    path: str,
    last: int,
    base: str,
) -> str:
    """A sheet of the front page or a category."""
    cards = "\n".join(
        f'<article class="post type-post hentry"><h2 class="entry-title">'
        f"{link(base + outlet.address(a), a.title, rel='bookmark')}</h2>"
        f'<time class="entry-date" datetime="{a.published.isoformat()}">'
        f"{full_date(a.published)}</time><p>{escape(teaser(a))}</p></article>"
        for a in rows
    )
    pages = " ".join(
        link(f"{base}{path}page/{n}/" if n > 1 else base + path, str(n), class_="page-numbers")
        for n in range(1, last + 1)
    )
    top = f'<h1 class="page-title">{escape(heading)}</h1>' if heading else ""
    main = f'<main id="primary">{top}{cards}<nav class="navigation">{pages}</nav></main>'
    title = f"{heading} - Palopo Pos" if heading else "Palopo Pos - Kabar Luwu Raya"
    return _frame(outlet, title, "", main, base)
