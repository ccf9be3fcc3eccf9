"""D3: what is no web address is never opened, wherever a site names it; no local file is read."""

import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from hostile.outlet import HostileOutlet, answer, leads_to
from hostile.rounds import Outlets
from hostile.visits import visit
from hostile.watch import Watch
from loopback import article

from kembar.errors import FetchFailed

Run = Callable[[Coroutine[Any, Any, Any]], Any]
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
SECRET = "kenari-di-tambang-batu"
HONEST = "/berita/2026/11/dermaga-baru-di-teluk-bontang/"


@pytest.fixture
def canary(tmp_path: Path, watch: Watch) -> Path:
    """A file that nobody may read; whoever does moves its time of access on from 1970."""
    path = tmp_path / "kenari.html"
    path.write_text(article(SECRET), encoding="utf-8")
    os.utime(path, (0, path.stat().st_mtime))
    watch.files.clear()
    return path


def was_read(path: Path) -> bool:
    return path.stat().st_atime > 0


def test_the_canary_tells_when_it_is_read(canary: Path) -> None:
    if os.statvfs(canary).f_flag & (os.ST_NOATIME | os.ST_RDONLY):
        pytest.skip("this file system keeps no times of access")
    canary.read_bytes()

    assert was_read(canary)


def spellings(canary: Path) -> list[str]:
    """Addresses of the canary, and of what else is no page of the web."""
    return [
        f"file://{canary}", f"FILE://{canary}", f"file://localhost{canary}", f"file:{canary}",
        f"view-source:file://{canary}", f"jar:file://{canary}!/", f"url:file://{canary}",
        "data:text/html,<p>kenari</p>", "ftp://127.0.0.1/kenari", "javascript:alert(1)",
        "gopher://127.0.0.1:70/_x", "s3://kenari/x", "blob:http://a/b", "mailto:a@example.org",
        "ws://127.0.0.1/x", "about:blank",
    ]  # fmt: skip


def test_a_redirect_to_another_scheme_is_not_followed(
    canary: Path, tmp_path: Path, clock: HandClock, guarded: Run, watch: Watch
) -> None:
    wanted = spellings(canary)
    with HostileOutlet({f"/{n}": leads_to(where) for n, where in enumerate(wanted)}) as outlet:
        urls = [f"{outlet.url}{n}" for n in range(len(wanted))]
        came = guarded(visit(tmp_path, clock, urls, letting_in=[outlet.host]))

        said = b"".join(one.response.body for one in came if one.response is not None)
        assert SECRET.encode() not in said
        assert b"kenari" not in said
        assert {port for _, port in watch.reached} == {outlet.port}
        assert not was_read(canary)
        assert str(canary) not in watch.files


def test_another_scheme_is_not_asked_for_at_all(
    canary: Path, tmp_path: Path, clock: HandClock, guarded: Run, watch: Watch
) -> None:
    came = guarded(visit(tmp_path, clock, spellings(canary)))

    assert [one for one in came if not isinstance(one.error, FetchFailed)] == []
    assert watch.reached == []
    assert not was_read(canary)


def test_links_feeds_sitemaps_and_robots_that_name_files_bring_their_honest_entries_alone(
    canary: Path, tmp_path: Path, clock: HandClock, guarded: Run, watch: Watch
) -> None:
    evil = [where.replace("<", "%3C").replace(">", "%3E") for where in spellings(canary)]
    locs = "".join(f"<url><loc>{where}</loc></url>" for where in [*evil, HONEST])
    items = "".join(f"<item><title>Kabar</title><link>{u}</link></item>" for u in [*evil, HONEST])
    links = "".join(f'<p><a href="{u}">Dermaga baru mulai dipakai</a></p>' for u in [*evil, HONEST])
    children = "".join(f"<sitemap><loc>{u}</loc></sitemap>" for u in [*evil, "/anak.xml"])
    head = "".join(
        f'<link rel="canonical" href="{u}"><base href="{u}"><meta http-equiv="refresh" '
        f'content="0;url={u}"><link rel="alternate" type="application/rss+xml" href="{u}">'
        for u in evil
    )
    page = article("Dermaga Baru di Teluk Bontang Mulai Dipakai", head=head)
    with HostileOutlet({HONEST: answer(page), "/": answer(page)}) as outlet:
        root = outlet.url.rstrip("/")
        outlet.acts["/robots.txt"] = answer(
            "User-agent: *\nDisallow:\n" + "".join(f"Sitemap: {where}\n" for where in evil)
        )
        outlet.acts["/peta.xml"] = answer(f"<urlset {NAMESPACE}>{locs}</urlset>")
        outlet.acts["/anak.xml"] = answer(
            f"<urlset {NAMESPACE}><url><loc>{root}{HONEST}</loc></url></urlset>"
        )
        outlet.acts["/induk.xml"] = answer(f"<sitemapindex {NAMESPACE}>{children}</sitemapindex>")
        outlet.acts["/umpan.xml"] = answer(f"<rss><channel>{items}</channel></rss>")
        outlet.acts["/daftar"] = answer(f"<main>{links}</main>")
        sources: dict[str, str | None] = {
            "peta": "sitemap:peta.xml", "induk": "sitemap:induk.xml", "umpan": "feed:umpan.xml",
            "daftar": "listing:daftar", "tanpa": None,
        }  # fmt: skip
        crawl = Outlets(tmp_path, clock, outlet, sources)
        done = guarded(crawl.rounds())

        urls = [row["url"] for row in crawl.rows("SELECT url FROM urls")]
        assert all(visited.run.listed == 1 for visited in done[:4]), done
        assert urls == [f"{root}{HONEST}"]
        assert crawl.rows("SELECT url FROM articles") == [{"url": f"{root}{HONEST}"}]
        assert crawl.rows("SELECT 1 FROM articles WHERE text LIKE ?", f"%{SECRET}%") == []
        assert {port for _, port in watch.reached} == {outlet.port}
        assert not was_read(canary)


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_an_entity_that_names_a_file_or_an_address_stays_empty(
    kind: str, canary: Path, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet({"/rahasia": answer(SECRET)}) as outlet:
        declared = (
            f'<?xml version="1.0"?><!DOCTYPE t SYSTEM "{outlet.url}rahasia" ['
            f'<!ENTITY a SYSTEM "file://{canary}"><!ENTITY b SYSTEM "{outlet.url}rahasia">'
            f'<!ENTITY % c SYSTEM "{outlet.url}rahasia"> %c;]>'
        )
        url = f"{outlet.url}berita/2026/11/dermaga-baru-di-teluk/?a=&a;&b;"
        if kind == "feed":
            document = f"<rss><channel><item><title>&a;&b;</title><link>{url}</link></item>"
        else:
            document = f"<urlset {NAMESPACE}><url><loc>{url}</loc></url></urlset>"
        outlet.acts["/sumber"] = answer(declared + document, kind="application/xml")
        crawl = Outlets(tmp_path, clock, outlet, {"uji": f"{kind}:sumber"})
        guarded(crawl.rounds())

        assert outlet.asked("/rahasia") == []
        assert all(SECRET not in one.path for one in outlet.requests)
        assert not was_read(canary)
