"""Rounds at loopback outlets through the real crawl: fetch, parse in workers, match, store."""

from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from loopback import PARAGRAPHS, SISTER, Outlet, Reply, Request, article, rss

from crawler.sites import chosen
from crawler.wing import CrawlWing
from kembar import config as configuration
from kembar.clock import duration
from kembar.model import Outcome, Run
from storage.archive import Archive

FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"


class Crawl:
    """A wing on one outlet, and the archive it fills."""

    def __init__(self, folder: Path, outlet: Outlet, clock: HandClock, extra: str = "") -> None:
        self.path = folder / "archive.db"
        self.clock = clock
        self.config = configuration.parse(
            f"""
            [archive]
            path = "{self.path}"
            [crawl]
            sites = []
            contact = "mailto:desk@example.org"
            delay = "0 s"
            parsers = 1
            allow_private_hosts = true
            [alerts]
            backlog = "tell"
            [[sites]]
            name = "uji"
            url = "{outlet.url}"
            area = "64.74"
            {extra}
            """
        )

    async def rounds(
        self, count: int = 1, between: Callable[[], object] = lambda: None, force: bool = True
    ) -> list[Run]:
        """So many rounds in one wing, a quarter of an hour apart."""
        site = chosen(self.config)[0]
        done = []
        async with CrawlWing(self.config, clock=self.clock) as wing:
            for number in range(count):
                if number:
                    between()
                    self.clock.advance(minutes=20)
                done.append(await wing.round(site, force=force))
        return done

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        """What a SELECT gives."""
        archive = Archive.open(self.path, read_only=True)
        try:
            return archive.rows(sql, list(parameters))
        finally:
            archive.close()


Run_ = Callable[[Awaitable[Any]], Any]


def outlet_of(kind: str) -> Outlet:
    """The same five articles behind an RSS feed, an Atom feed, a sitemap index or a plain list."""
    outlet = Outlet()
    titles = [f"Pasar rakyat nomor {n} di tepi sungai kembali ramai" for n in range(1, 5)]
    for number, title in enumerate(titles, start=1):
        outlet.pages[f"/berita/pasar-rakyat-nomor-{number}-ramai/"] = article(title)
    outlet.pages["/berita/pemkot-bontang-kota-jeju-teken-mou/"] = SISTER
    paths = [path for path in outlet.pages if path.startswith("/berita/")]
    base = outlet.url.rstrip("/")
    home = "<html><head><title>Kabar Uji</title>{}</head><body><h1>Kabar Uji</h1>{}</body></html>"
    if kind == "rss":
        items = [(f"{path}?utm_source=rss&utm_medium=feed", "Kabar", FRIDAY) for path in paths]
        broken = "<item><title>Rusak</title><link>http://[bad</link></item>"
        feed = rss(*[(u.replace("&", "&amp;"), t, d) for u, t, d in items])
        outlet.pages["/umpan.xml"] = feed.replace("</channel>", f"{broken}</channel>")
        link = '<link rel="alternate" type="application/rss+xml" href="/umpan.xml">'
        outlet.pages["/"] = home.format(link, "")
    elif kind == "atom":
        entries = "".join(
            f'<entry><id>tag:{n}</id><title>Kabar {n}</title><link rel="alternate" href="{path}"/>'
            f"<published>2026-11-20T09:15:00+08:00</published></entry>"
            for n, path in enumerate(paths)
        )
        outlet.pages["/atom.xml"] = (
            '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Uji</title>'
            f"{entries}</feed>"
        )
        outlet.pages["/"] = home.format("", "")
    elif kind == "sitemap":
        namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        outlet.pages["/robots.txt"] = f"User-agent: *\nSitemap: {base}/peta.xml\n"
        outlet.pages["/peta.xml"] = (
            f'<?xml version="1.0"?><sitemapindex {namespace}>'
            f"<sitemap><loc>{base}/peta-1.xml</loc></sitemap></sitemapindex>"
        )
        locs = "".join(f"<url><loc>{base}{path}</loc></url>" for path in paths)
        outlet.pages["/peta-1.xml"] = f'<?xml version="1.0"?><urlset {namespace}>{locs}</urlset>'
        outlet.pages["/"] = home.format("", "")
    else:
        links = "".join(
            f'<li><a href="{path.lstrip("/")}?fbclid=x{n}">Kabar pasar rakyat ke {n} ini</a></li>'
            for n, path in enumerate(paths)
        )
        outlet.pages["/"] = home.format("", f"<ul>{links}</ul>")
    return outlet


@pytest.mark.parametrize("kind", ["rss", "atom", "sitemap", "list"])
def test_a_site_known_by_its_address_alone_is_stored_once_over_three_rounds(
    kind: str, tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of(kind) as outlet:
        crawl = Crawl(tmp_path, outlet, clock)
        runs = run_in_loop(crawl.rounds(3))

        stored = crawl.rows("SELECT url, title FROM articles ORDER BY url")
        assert [run.outcome for run in runs] == [Outcome.OK] * 3, runs
        assert [run.stored for run in runs] == [5, 0, 0]
        assert len(stored) == 5
        assert all("utm_" not in row["url"] and "fbclid" not in row["url"] for row in stored)
        for path in (path for path in outlet.pages if path.startswith("/berita/")):
            fetched = [r for r in outlet.requests if r.path.split("?")[0] == path]
            assert len(fetched) == 1, path
        assert len(outlet.asked("/robots.txt")) == 1
        assert outlet.requests[0].path == "/robots.txt"


def test_the_sister_city_article_is_flagged_with_its_pair_and_queued_once(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of("rss") as outlet:
        crawl = Crawl(tmp_path, outlet, clock)
        runs = run_in_loop(crawl.rounds(2))

        parties = crawl.rows("SELECT name FROM event_parties WHERE role = 'party' ORDER BY name")
        alerts = crawl.rows("SELECT channel, state FROM outbox")
        hit = crawl.rows(
            'SELECT sentence, start, "end", title || char(10,10) || text AS full FROM hits'
            " JOIN articles ON articles.id = article_id"
        )
        assert runs[0].flagged == 1
        assert [row["name"] for row in parties] == ["Jeju", "Kota Bontang"]
        assert alerts == [{"channel": "console", "state": "pending"}]
        assert all(h["full"][h["start"] : h["end"]] == h["sentence"] for h in hit)


def test_a_channel_may_name_its_places_as_people_do(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of("rss") as outlet:
        channels = "".join(
            f'[[channels]]\nname = "{name}"\nurl = "json://127.0.0.1:9/"\nplaces = ["{place}"]\n'
            for name, place in (("near", "Kaltim"), ("there", "jeju"), ("far", "Jogja"))
        )
        crawl = Crawl(tmp_path, outlet, clock, channels)
        run_in_loop(crawl.rounds(1))

        told = crawl.rows("SELECT channel FROM outbox ORDER BY channel")
        assert [row["channel"] for row in told] == ["near", "there"]


def test_an_unchanged_source_is_asked_conditionally_and_answers_304(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of("rss") as outlet:
        crawl = Crawl(tmp_path, outlet, clock)
        run_in_loop(crawl.rounds(3))

        state = crawl.rows("SELECT last_new, next_check FROM sources")
        asked = outlet.asked("/umpan.xml")
        assert [row["last_new"] for row in state] == ["2026-11-20T12:00:00Z"]
        assert "2026-11-20T12:45" <= state[0]["next_check"] < "2026-11-20T18:45"
        conditional = [request.headers.get("If-None-Match") for request in asked]
        # The first is the search for sources, the second the first round's own look.
        assert conditional[:2] == [None, None]
        assert all(conditional[2:])


def test_validators_are_kept_back_until_every_listed_page_is_stored(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of("rss") as outlet:
        page = "/berita/pasar-rakyat-nomor-2-ramai/"
        whole = outlet.pages[page]
        outlet.pages[page] = Reply("busy", 500)
        crawl = Crawl(tmp_path, outlet, clock)

        def mend() -> None:
            outlet.pages[page] = whole

        runs = run_in_loop(crawl.rounds(3, between=mend))

        assert [run.stored for run in runs] == [4, 1, 0]
        assert crawl.rows("SELECT count(*) AS n FROM pages_failed") == [{"n": 0}]


def test_a_page_that_gives_no_article_is_quarantined_with_its_reason_and_not_asked_again(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of("rss") as outlet:
        page = "/berita/pasar-rakyat-nomor-3-ramai/"
        outlet.pages[page] = "<html><body><p>Sebentar</p></body></html>"
        crawl = Crawl(tmp_path, outlet, clock)
        runs = run_in_loop(crawl.rounds(2))

        failed = crawl.rows("SELECT url, reason, attempts FROM pages_failed")
        assert runs[0].stored == 4
        assert len(failed) == 1
        assert failed[0]["url"].endswith(page)
        assert failed[0]["reason"]
        assert len([r for r in outlet.requests if r.path.startswith(page)]) == 1


def test_a_page_that_hangs_the_parser_is_quarantined_and_the_round_goes_on(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.parsing.WALL_SECONDS", 4.0)
    with outlet_of("rss") as outlet:
        page = "/berita/pasar-rakyat-nomor-3-ramai/"
        attributes = " ".join(f"a{n}=1" for n in range(100_000))
        outlet.pages[page] = SISTER.replace("<article>", f"<article><div {attributes}>x</div>")
        crawl = Crawl(tmp_path, outlet, clock)
        runs = run_in_loop(crawl.rounds(1))

        failed = crawl.rows("SELECT url, reason FROM pages_failed")
        assert runs[0].stored == 4
        assert [row["url"].endswith(page) for row in failed] == [True]


def test_a_fault_of_our_own_ends_the_round_as_failed_with_its_reason(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(url: str) -> str:
        raise RuntimeError("a mistake of ours")

    with outlet_of("rss") as outlet:
        crawl = Crawl(tmp_path, outlet, clock, f'sources = ["feed:{outlet.url}umpan.xml"]')
        monkeypatch.setattr("crawler.rounds.canonical", broken)
        runs = run_in_loop(crawl.rounds(1))

        kept = crawl.rows("SELECT outcome, reason FROM runs")
        assert runs[0].outcome is Outcome.FAILED
        assert kept == [{"outcome": "failed", "reason": "RuntimeError: a mistake of ours"}]


def test_retry_after_is_kept_and_the_host_is_left_alone(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of("rss") as outlet:
        outlet.pages["/umpan.xml"] = Reply("slow down", 429, {"Retry-After": "3600"})
        extra = f'sources = ["feed:{outlet.url}umpan.xml"]'
        crawl = Crawl(tmp_path, outlet, clock, extra)
        runs = run_in_loop(crawl.rounds(3))

        hosts = crawl.rows("SELECT host, backoff_until FROM hosts")
        assert [run.outcome for run in runs] == [Outcome.BLOCKED] * 3
        assert len(outlet.asked("/umpan.xml")) == 1
        assert hosts == [{"host": outlet.host, "backoff_until": "2026-11-20T13:00:00Z"}]


def test_a_private_address_is_refused_and_named_in_the_round(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.manners.guard.GuardedReactor.allow_private", False)
    with outlet_of("rss") as outlet:
        crawl = Crawl(tmp_path, outlet, clock)
        runs = run_in_loop(crawl.rounds(1))

        assert runs[0].outcome is Outcome.REFUSED
        assert "127.0.0.1" in (runs[0].reason or "")
        assert outlet.requests == []


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply("User-agent: *\nDisallow: /\n"), Outcome.BLOCKED),
        (Reply("oops", 503), Outcome.BLOCKED),
        (Reply("go away", 403), Outcome.BLOCKED),
        (Reply("<html>not rules</html>"), Outcome.OK),
        (Reply("gone", 404), Outcome.OK),
    ],
)
def test_robots_decides_whether_a_site_is_read(
    reply: Reply, outcome: Outcome, tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of("rss") as outlet:
        outlet.pages["/robots.txt"] = reply
        crawl = Crawl(tmp_path, outlet, clock)
        runs = run_in_loop(crawl.rounds(1))

        pages = [r.path for r in outlet.requests if r.path != "/robots.txt"]
        assert runs[0].outcome is outcome, runs[0].reason
        assert bool(pages) is (outcome is Outcome.OK)


def test_the_delay_is_kept_and_the_user_agent_is_signed(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of("rss") as outlet:
        crawl = Crawl(tmp_path, outlet, clock)
        config = crawl.config
        section = config.crawl.model_copy(update={"delay": duration("0.2 s")})
        crawl.config = config.model_copy(update={"crawl": section})
        run_in_loop(crawl.rounds(1))

        times = [request.at for request in outlet.requests]
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert min(gaps) >= 0.19
        assert all(
            "mailto:desk@example.org" in request.headers["User-Agent"]
            and request.headers["User-Agent"].startswith("Kembar/")
            for request in outlet.requests
        )


def test_a_numbered_site_is_walked_from_the_last_number_until_three_miss(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        for number in (7, 8, 10):
            outlet.pages[f"/detail/{number}"] = article(
                f"Kabar bernomor {number} dari kota tepi sungai"
            )
        extra = f'sources = ["numbered:{outlet.url}detail/{{id}}"]'
        crawl = Crawl(tmp_path, outlet, clock, extra)
        outlet.pages["/detail/1"] = article("Kabar bernomor satu dari kota di tepi sungai")
        for number in range(2, 7):
            outlet.pages[f"/detail/{number}"] = article(
                f"Kabar bernomor {number} dari tepi sungai besar"
            )
        first = run_in_loop(crawl.rounds(1))
        outlet.pages["/detail/11"] = article("Kabar bernomor sebelas dari kota di tepi sungai")
        second = run_in_loop(crawl.rounds(1))

        assert first[0].stored == 9
        assert second[0].stored == 1
        assert len(outlet.asked("/detail/7")) == 1


def test_a_title_that_many_pages_share_gives_way_to_what_the_source_called_them(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        titles = [
            f"{what} di Kelurahan Uji mulai diperbaiki warga setempat"
            for what in ("Jembatan gantung", "Lapangan voli", "Saluran irigasi", "Balai pertemuan")
        ]
        items = []
        for number, title in enumerate(titles):
            path = f"/berita/{number}"
            text = (
                f"{title}, kata ketua rukun warga pada kerja bakti hari Minggu lalu.",
                *PARAGRAPHS,
            )
            outlet.pages[path] = article("Portal Resmi Kabar Uji", paragraphs=text)
            items.append((f"{outlet.url}berita/{number}", title, FRIDAY))
        outlet.pages["/umpan.xml"] = rss(*items)
        extra = f'sources = ["feed:{outlet.url}umpan.xml"]'
        crawl = Crawl(tmp_path, outlet, clock, extra)
        run_in_loop(crawl.rounds(1))

        stored = crawl.rows("SELECT title FROM articles ORDER BY url")
        assert [row["title"] for row in stored] == titles


def test_a_source_that_turned_into_a_web_page_is_a_fault_never_nothing_new(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of("rss") as outlet:
        extra = f'sources = ["feed:{outlet.url}umpan.xml"]'
        crawl = Crawl(tmp_path, outlet, clock, extra)

        def break_it() -> None:
            outlet.pages["/umpan.xml"] = "<html><head><title>Segera hadir</title></head></html>"

        runs = run_in_loop(crawl.rounds(2, between=break_it))

        state = crawl.rows("SELECT failures, error FROM sources")
        assert [run.outcome for run in runs] == [Outcome.OK, Outcome.FAILED]
        assert state[0]["failures"] == 1
        assert state[0]["error"]


def test_pages_of_a_dead_host_end_the_round_early_and_come_again(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_of("rss") as outlet:
        whole = {p: b for p, b in outlet.pages.items() if p.startswith("/berita/")}

        def broken(request: Request) -> Reply:
            return Reply("bad gateway", 502)

        outlet.pages.update(dict.fromkeys(whole, broken))
        crawl = Crawl(tmp_path, outlet, clock)
        runs = run_in_loop(crawl.rounds(2, between=lambda: outlet.pages.update(whole)))

        assert runs[0].outcome is Outcome.PARTIAL
        assert runs[0].fetched == 3
        assert runs[1].stored == 5
