"""An outlet with half a year of articles, listed in one of the ways in which sites list them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

from loopback import Outlet, Reply, Request, article, rss

WITA = "+08:00"
SHEET = 5
"""Articles on one page of a list or feed."""
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_THINGS = ("jembatan", "puskesmas", "pasar", "sekolah", "dermaga", "taman", "gudang", "irigasi")


@dataclass(frozen=True)
class Told:
    """One article of the outlet."""

    number: int
    path: str
    title: str
    published: datetime


def told(kind: str) -> list[Told]:
    """24 articles, four a month from January to June 2026, the newest first."""
    found = []
    for number in range(1, 25):
        month, place = divmod(number - 1, 4)
        moment = datetime(2026, month + 1, 3 + 7 * place, 2, 30, tzinfo=UTC)
        thing = _THINGS[number % len(_THINGS)]
        path = f"/berita/warga-memperbaiki-{thing}-ke-{number}/"
        if kind == "numbers":
            path = f"/berita/detail/{100 + number}"
        title = f"Warga gotong royong memperbaiki {thing} ke-{number}"
        found.append(Told(number, path, title, moment))
    return found[::-1]


def page_of(one: Told) -> str:
    """Its page; number 10, of 10 March, tells of a sister city."""
    published = one.published.isoformat()
    thing = _THINGS[one.number % len(_THINGS)]
    paragraphs = tuple(
        f"Pada hari ke-{one.number * 7 + part} warga kampung nomor {one.number * 3 + part} "
        f"menyelesaikan bagian ke-{part} dari {thing} itu dengan {one.number + part * 11} sak "
        f"semen dan {one.number * part + 5} batang kayu sumbangan para tetangga."
        for part in range(1, 6)
    )
    if one.number == 10:
        return article(
            "Kota Bontang dan Jeju Teken MoU Kota Kembar",
            published=published,
            paragraphs=(
                "Wali Kota Bontang dan Wali Kota Jeju menandatangani nota kesepahaman kota kembar "
                "di Balai Kota Bontang, Selasa (10/3/2026).",
                "Kerja sama sister city antara Kota Bontang dan Jeju itu mencakup pengelolaan "
                "sampah, pendidikan, dan pariwisata selama lima tahun.",
                *paragraphs,
            ),
        )
    return article(one.title, published=published, paragraphs=paragraphs)


def past_outlet(kind: str) -> Outlet:
    """An outlet that can be read back by this way and by no other."""
    outlet = Outlet()
    articles = told(kind)
    for one in articles:
        outlet.pages[one.path] = page_of(one)
    outlet.pages["/"] = "<html><head><title>Kabar Uji</title></head><body>Selamat datang</body>"
    _LISTED[kind](outlet, articles)
    return outlet


def fetched(outlet: Outlet) -> list[str]:
    """The article pages that were asked for, in order."""
    return [request.path for request in outlet.requests if "/berita/" in request.path]


def _wordpress(outlet: Outlet, articles: list[Told]) -> None:
    def posts(request: Request) -> Reply:
        query = {key: value[0] for key, value in parse_qs(urlsplit(request.path).query).items()}
        zone = timedelta(hours=8)
        found = [
            one
            for one in articles
            if query.get("after", "") < (one.published + zone).isoformat()[:19]
            and (one.published + zone).isoformat()[:19] < query.get("before", "9")
        ]
        size = min(int(query.get("per_page", "10")), SHEET)
        page = int(query.get("page", "1"))
        rows = found[(page - 1) * size : page * size]
        if page > 1 and not rows:
            complaint = {"code": "rest_post_invalid_page_number", "message": "no such page"}
            return Reply(json.dumps(complaint), 400, {"Content-Type": "application/json"})
        body = [
            {
                "link": f"{outlet.url.rstrip('/')}{one.path}",
                "date_gmt": one.published.isoformat()[:19],
                "title": {"rendered": one.title},
            }
            for one in rows
        ]
        return Reply(json.dumps(body), 200, {"Content-Type": "application/json"})

    outlet.pages["/wp-json/wp/v2/posts"] = posts


def _sitemap(outlet: Outlet, articles: list[Told]) -> None:
    base = outlet.url.rstrip("/")
    children = []
    for month in range(1, 7):
        name = f"/sitemap-posttype-post.2026-{month:02}.xml"
        children.append(f"<sitemap><loc>{base}{name}</loc></sitemap>")
        outlet.pages[name] = _urlset(
            base, [one for one in articles if one.published.month == month]
        )
    old = "<lastmod>2019-05-01T00:00:00+08:00</lastmod>"
    children.append(f"<sitemap><loc>{base}/post-sitemap1.xml</loc>{old}</sitemap>")
    children.append(f"<sitemap><loc>{base}/category-sitemap.xml</loc></sitemap>")
    index = f'<?xml version="1.0"?><sitemapindex {_SPACE}>{"".join(children)}</sitemapindex>'
    outlet.pages["/peta.xml"] = index
    outlet.pages["/robots.txt"] = f"User-agent: *\nSitemap: {base}/peta.xml\n"


def _urlset(base: str, articles: list[Told]) -> str:
    rows = "".join(
        f"<url><loc>{base}{one.path}</loc><lastmod>{one.published.isoformat()}</lastmod></url>"
        for one in articles
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {_SPACE}>{rows}</urlset>'


def _archive(outlet: Outlet, articles: list[Told]) -> None:
    for month in range(1, 7):
        there = [one for one in articles if one.published.month == month]
        outlet.pages[f"/2026/{month:02}/"] = _list(there[:3])
        outlet.pages[f"/2026/{month:02}/page/2/"] = _list(there[3:])


def _list(articles: list[Told]) -> str:
    links = "".join(f'<li><h2><a href="{one.path}">{one.title}</a></h2></li>' for one in articles)
    return f"<html><head><title>Kabar Uji</title></head><body><ul>{links}</ul></body></html>"


def _feed(outlet: Outlet, articles: list[Told]) -> None:
    outlet.pages["/feed/"] = _sheets(
        "paged", lambda rows: _rss(outlet, rows), articles, behind=Reply("none", 404)
    )


def _blogger(outlet: Outlet, articles: list[Told]) -> None:
    def feed(request: Request) -> Reply:
        query = {key: value[0] for key, value in parse_qs(urlsplit(request.path).query).items()}
        begin = int(query.get("start-index", "1")) - 1
        rows = articles[begin : begin + int(query["max-results"])]
        return Reply(_rss(outlet, rows), 200, {"Content-Type": "application/xml"})

    outlet.pages["/feeds/posts/default"] = feed


def _rss(outlet: Outlet, articles: list[Told]) -> str:
    base = outlet.url.rstrip("/")
    return rss(*[(f"{base}{a.path}", a.title, format_datetime(a.published)) for a in articles])


def _sheets(
    key: str, render: Callable[[list[Told]], str], articles: list[Told], *, behind: Reply
) -> Callable[[Request], Reply]:
    def sheet(request: Request) -> Reply:
        number = int(parse_qs(urlsplit(request.path).query).get(key, ["1"])[0])
        rows = articles[(number - 1) * SHEET : number * SHEET]
        kind = "application/xml" if key == "paged" else "text/html"
        return Reply(render(rows), 200, {"Content-Type": kind}) if rows else behind

    return sheet


def _numbers(outlet: Outlet, articles: list[Told]) -> None:
    outlet.pages["/"] = _list(articles[:5])


def _listing(outlet: Outlet, articles: list[Told]) -> None:
    # Behind the last page it shows the first again, as many hand-made sites do.
    outlet.pages["/"] = _sheets("page", _list, articles, behind=Reply(_list(articles[:SHEET])))


_LISTED: dict[str, Callable[[Outlet, list[Told]], None]] = {
    "wordpress": _wordpress,
    "sitemap": _sitemap,
    "archive": _archive,
    "feed": _feed,
    "blogger": _blogger,
    "numbers": _numbers,
    "listing": _listing,
}
KINDS = tuple(_LISTED)
