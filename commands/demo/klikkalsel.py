"""Replica of klikkalsel.com: WordPress with tagDiv's Newspaper theme and no SEO plugin."""

from html import escape
from string import Template

from .almanac import full_date, long_date
from .markup import FOOTER_MARK, items, link, meta, paragraph, slugify, teaser
from .outlets import DemoArticle, Reply, html
from .wordpress import WordPress

NAV = ("Banjarmasin", "Banjarbaru", "Banua", "Olahraga", "Advertorial")

FRAME = Template("""<!doctype html >
<html lang="id">
<head>
<meta charset="UTF-8" />
<title>$title</title>
$head
<link rel="alternate" type="application/rss+xml" title="klikkalsel.com &raquo; Feed"
 href="$base/feed/" />
<link rel="alternate" type="application/rss+xml" title="klikkalsel.com &raquo; Umpan Komentar"
 href="$base/comments/feed/" />
<meta name="generator" content="WordPress 6.8.2" />
<link rel="stylesheet" id="td-theme-css" href="/wp-content/themes/Newspaper/style.css" />
</head>
<body class="td-standard-pack global-block-template-1" itemscope itemtype="https://schema.org/WebPage">
<div id="td-outer-wrap" class="td-theme-wrap">
<div class="td-header-wrap td-header-style-1">
<div class="td-header-top-menu"><div class="td_data_time"><div>$today</div></div></div>
<div class="td-header-sp-logo"><a class="td-main-logo" href="$base/">klikkalsel.com</a></div>
<div class="td-header-menu-wrap"><ul class="sf-menu">$nav</ul></div>
</div>
$main
<div class="td-footer-wrapper"><div class="footer-text-wrap">Berita banua dari klikkalsel.com</div>
<div class="td-sub-footer-copy">&copy; klikkalsel.com $year. $mark</div></div>
</div>
</body>
</html>
""")

ARTICLE = Template("""<div class="td-main-content-wrap">
<div class="td-container td-post-template-default">
<div class="td-crumb-container"><div class="entry-crumbs"><span><a href="$base/">Beranda</a></span>
<span>$category</span></div></div>
<div class="td-pb-row"><div class="td-pb-span8 td-main-content"><div class="td-ss-main-content">
<article id="post-$number" class="post type-post" itemscope itemtype="https://schema.org/Article">
<div class="td-post-header">
<ul class="td-category"><li class="entry-category">$category_link</li></ul>
<header class="td-post-title"><h1 class="entry-title">$title</h1>
<div class="td-module-meta-info">
<div class="td-post-author-name"><div class="td-author-by">Oleh</div> $author</div>
<span class="td-post-date"><time class="entry-date updated td-module-date"
 datetime="$moment">$written</time></span>
<div class="td-post-views"><i class="td-icon-views"></i><span>$views</span></div>
</div></header></div>
<div class="td-post-sharing-top"><div class="td-social-share-text">Bagikan</div>
<a href="https://www.facebook.com/sharer.php">Facebook</a><a href="https://wa.me/">WhatsApp</a></div>
<div class="td-post-content tagdiv-type">
<div class="td-post-featured-image"><figure><a href="$image"><img class="entry-thumb" src="$image"
 alt="" /></a><figcaption class="wp-caption-text">$caption</figcaption></figure></div>
$body
</div>
<footer><ul class="td-tags td-post-small-box"><li><span>TAGS</span></li>$tags</ul>
<div class="td-block-row td-post-next-prev">$neighbours</div>
<span class="td-page-meta" itemprop="author" itemscope itemtype="https://schema.org/Person"><meta
 itemprop="name" content="$author_name"></span><meta
 itemprop="datePublished" content="$moment"><meta itemprop="headline" content="$title"></footer>
</article>
<div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title">BERITA TERKAIT</h4>
$related</div>
<div class="comments" id="comments"><h3 id="reply-title">TINGGALKAN KOMENTAR</h3>
<form><textarea placeholder="Komentar:"></textarea></form></div>
</div></div>
<div class="td-pb-span4 td-main-sidebar">
<h4 class="block-title"><span>Terbaru</span></h4>$latest</div>
</div></div></div>""")


class Klikkalsel(WordPress):
    """Addresses of one slug; categories below `/kategori/`."""

    name = "klikkalsel.com"
    brand = "klikkalsel.com"
    area = "63"
    hosts = ("klikkalsel.com",)
    category_base = "kategori"

    def address(self, article: DemoArticle) -> str:
        return f"/{article.slug}/"

    def article_html(self, article: DemoArticle, base: str) -> Reply:
        return html(render_article(self, article, base))

    def list_html(
        self, rows: tuple[DemoArticle, ...], heading: str | None, path: str, last: int, base: str
    ) -> Reply:
        return html(render_list(self, rows, heading, path, last, base))

    def not_found(self, base: str) -> str:
        main = '<div class="td-404-title">Ups... Kesalahan 404</div><p>Halaman tidak ada.</p>'
        return _frame(self, "Halaman tidak ditemukan - klikkalsel.com", "", main, base)


def _frame(outlet: Klikkalsel, title: str, head: str, main: str, base: str) -> str:
    return FRAME.substitute(
        title=escape(title),
        head=head,
        base=base,
        today=full_date(outlet.now),
        nav=items(link(f"{base}/kategori/{slugify(name)}/", name) for name in NAV),
        main=main,
        year=outlet.now.year,
        mark=FOOTER_MARK,
    )


def _image(article: DemoArticle) -> str:
    day = f"{article.published:%Y/%m}"
    return f"https://klikkalsel.com/wp-content/uploads/{day}/IMG-{article.number}-696x464.jpg"


def _module(outlet: Klikkalsel, article: DemoArticle, base: str, size: int = 10) -> str:
    """One entry of a list, as the theme draws all its lists."""
    excerpt = f'<div class="td-excerpt">{escape(teaser(article))}</div>' if size == 10 else ""
    title = link(base + outlet.address(article), article.title, rel="bookmark", title=article.title)
    return (
        f'<div class="td_module_{size} td_module_wrap td-animation-stack">'
        f'<div class="item-details"><h3 class="entry-title td-module-title">{title}</h3>'
        '<div class="td-module-meta-info"><span class="td-post-date"><time class="entry-date '
        f'updated td-module-date" datetime="{article.published.isoformat()}">'
        f"{long_date(article.published)}</time></span></div>{excerpt}</div></div>"
    )


def render_article(outlet: Klikkalsel, article: DemoArticle, base: str) -> str:
    """An article's page; the picture stands inside the body, as in this theme."""
    others = [a for a in outlet.articles if a.number != article.number]
    address = f"{base}/kategori/{slugify(article.category)}/"
    author = article.author or ""
    main = ARTICLE.substitute(
        base=base,
        category=escape(article.category),
        category_link=link(address, article.category),
        number=article.number,
        title=escape(article.title),
        author=link(f"{base}/author/{slugify(author)}/", author) if author else "",
        author_name=escape(author),
        moment=article.published.isoformat(),
        written=long_date(article.published),
        views=40 + article.number % 500,
        image=_image(article),
        caption=escape(article.caption or ""),
        body=_body(outlet, article, base),
        tags=items(link(f"{base}/tag/{slugify(tag)}/", tag) for tag in article.tags),
        neighbours="".join(link(base + outlet.address(a), a.title) for a in others[-2:]),
        related="\n".join(_module(outlet, a, base, size=2) for a in others[:3]),
        latest="\n".join(_module(outlet, a, base, size=6) for a in others[:5]),
    )
    head = f'<link rel="canonical" href="{outlet.canonical(article)}" />\n' + meta(
        {"og:image": _image(article)}
    )
    return _frame(outlet, f"{article.title} - klikkalsel.com", head, main, base)


def _body(outlet: Klikkalsel, article: DemoArticle, base: str) -> str:
    parts = []
    for position, text in enumerate(article.paragraphs, start=1):
        parts.append(paragraph(text))
        for insert in article.inserts:
            if insert.after == position:
                known = outlet.titled(insert.title) or f"/{slugify(insert.title)}/"
                anchor = link(base + known, insert.title)
                parts.append(f"<p><strong>Baca Juga : {anchor}</strong></p>")
    return "\n".join(parts)


def render_list(
    outlet: Klikkalsel,
    rows: tuple[DemoArticle, ...],
    heading: str | None,
    path: str,
    last: int,
    base: str,
) -> str:
    """A sheet of the front page or a category."""
    cards = "\n".join(_module(outlet, article, base) for article in rows)
    pages = " ".join(
        link(f"{base}{path}page/{n}/" if n > 1 else base + path, str(n), class_="page")
        for n in range(1, last + 1)
    )
    top = f'<h1 class="entry-title td-page-title">{escape(heading)}</h1>' if heading else ""
    main = (
        f'<div class="td-main-content-wrap td-container">{top}{cards}'
        f'<div class="page-nav td-pb-padding-side">{pages}</div></div>'
    )
    title = f"{heading} Arsip - klikkalsel.com" if heading else "klikkalsel.com - Kabar Banua"
    return _frame(outlet, title, "", main, base)
