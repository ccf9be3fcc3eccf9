"""E1: what unpacks, expands or nests without end is an error of its source, quick and small."""

from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from hostile.memory import MB, growth
from hostile.outlet import Act, HostileOutlet, answer, pieces_of, stream
from hostile.packing import CODINGS, bomb
from hostile.rounds import Outlets
from hostile.visits import visit
from loopback import article

from kembar.model import Outcome

Run = Callable[[Coroutine[Any, Any, Any]], Any]
QUICK = 10.0  # seconds
SMALL = 400 * MB
GIANT = 1024 * MB
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XML = "application/xml"


@pytest.mark.parametrize("coding", CODINGS)
def test_a_page_that_unpacks_to_a_gigabyte_is_dropped_at_the_limit(
    coding: str, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    body = bomb(coding, GIANT)
    acts = {"/bom": answer(body, f"Content-Encoding: {coding}")}
    with HostileOutlet(acts) as outlet:
        with growth() as grown:
            (came,) = guarded(
                visit(tmp_path, clock, [f"{outlet.url}bom"], letting_in=[outlet.host])
            )

        assert len(body) < 4 * MB
        assert "too large once unpacked" in came.reason
        assert came.seconds <= QUICK
        assert grown.bytes <= 64 * MB


def laughs() -> str:
    """Ten levels of ten: ten thousand million words from one kilobyte."""
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "tawa"}">' for n in range(10))
    return f'<?xml version="1.0"?><!DOCTYPE t [{levels}]>'


def quadratic() -> str:
    return f'<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "{"x" * 50_000}">]>'


def rows(count: int) -> Iterator[bytes]:
    yield f"<urlset {NAMESPACE}>".encode()
    for n in range(count):
        yield f"<url><loc>/{n}/</loc></url>".encode()
    yield b"</urlset>"


NOISE = "<x>" * 100_000 + "</x>" * 100_000
BOMBS: dict[str, tuple[str, Act]] = {
    "sitemap-gz": ("sitemap", answer(bomb("gzip", GIANT), kind="application/gzip")),
    "sitemap-gz-in-gzip": (
        "sitemap", answer(bomb("gzip", GIANT), "Content-Encoding: br", kind="application/gzip"),
    ),
    "sitemap-laughs": (
        "sitemap", answer(f"{laughs()}<urlset {NAMESPACE}><url><loc>&a9;</loc></url></urlset>"),
    ),
    "sitemap-quadratic": (
        "sitemap",
        answer(f"{quadratic()}<urlset {NAMESPACE}><url><loc>{'&a;' * 20_000}</loc></url></urlset>"),
    ),
    "sitemap-deep": ("sitemap", answer(f"<urlset {NAMESPACE}>{NOISE}</urlset>", kind=XML)),
    "sitemap-million": ("sitemap", stream(lambda: rows(1_000_000))),
    "sitemap-endless": ("sitemap", stream(lambda: pieces_of(b"<url>" * 10_000, 500 * MB))),
    "feed-laughs": (
        "feed",
        answer(f"{laughs()}<rss><channel><item><title>&a9;</title></item></channel></rss>"),
    ),
    "feed-quadratic": (
        "feed",
        answer(f"{quadratic()}<rss><channel><title>{'&a;' * 20_000}</title></channel></rss>"),
    ),
    "feed-deep": ("feed", answer(f"<rss><channel><item>{NOISE}</item></channel></rss>")),
    "feed-unclosed": ("feed", answer("<rss><channel>" + "<item>" * 100_000)),
    "feed-body": (
        "feed", answer(f"<rss><channel><item><description>{'<' * 2_000_000}</description></item>"),
    ),
    "list-deep": ("listing", answer("<div>" * 500_000)),
    "list-attributes": ("listing", answer(f"<a {'a=1 ' * 1_500_000}>x</a>")),
    "list-endless": ("listing", stream(lambda: pieces_of(b"<a href=/x>" * 5000, 500 * MB))),
}  # fmt: skip


@pytest.mark.slow
def test_a_bomb_in_a_source_is_an_error_of_that_source_and_hurts_no_other_site(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet({f"/{name}": act for name, (_, act) in BOMBS.items()}) as outlet:
        honest = "/berita/2026/11/dermaga-baru-di-teluk-bontang/"
        outlet.acts[honest] = answer(article("Dermaga Baru di Teluk Bontang Mulai Dipakai"))
        outlet.acts["/daftar"] = answer(f'<main><a href="{honest}">Dermaga baru teluk</a></main>')
        sources: dict[str, str | None] = {n: f"{kind}:{n}" for n, (kind, _) in BOMBS.items()}
        crawl = Outlets(tmp_path, clock, outlet, sources | {"jujur": "listing:daftar"})
        with growth() as grown:
            *bombs, last = guarded(crawl.rounds())

        for visited in bombs:
            assert visited.run.outcome is Outcome.FAILED, visited
            assert visited.run.reason, visited
            assert visited.seconds <= QUICK, visited
        assert grown.bytes <= SMALL
        assert (last.run.outcome, last.run.stored) == (Outcome.OK, 1)


def test_an_index_of_indexes_without_end_is_read_one_level_deep_and_said_so(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet() as outlet:

        def index(wire: Any, asked: Any) -> None:
            number = int(asked.path.partition("=")[2] or 0)
            deeper = "".join(
                f"<sitemap><loc>{outlet.url}peta.xml?n={number * 30 + n}</loc></sitemap>"
                for n in range(1, 31)
            )
            body = f"<sitemapindex {NAMESPACE}>{deeper}</sitemapindex>"
            answer(body, kind=XML)(wire, asked)

        outlet.acts["/peta.xml"] = index
        crawl = Outlets(tmp_path, clock, outlet, {"uji": "sitemap:peta.xml"})
        (visited,) = guarded(crawl.rounds())

        assert len(outlet.asked("/peta.xml")) <= 21
        assert visited.run.outcome in (Outcome.FAILED, Outcome.PARTIAL), visited
        assert "index" in (visited.run.reason or "")
