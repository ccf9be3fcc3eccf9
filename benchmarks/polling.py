"""The cost of a look that finds nothing new, beside a plain Scrapy spider that gets the same 304s.

    python -m benchmarks.polling [--sites N] [--turns N]

Both ask the same loopback server, in one process, in turn: Scrapy with a bare spider and its
default settings; Kembar with whole rounds, so with robots.txt rules, one queue for each host, the
row in `runs`, the source's next look and the host's manners, each in the archive before the round
ends. The ratio is of CPU time a poll, which other work on the machine disturbs least; wall time is
that of asking alone, without the second that Scrapy takes to close. Exits 1 over the ceiling of
`floors.json`.
"""

import argparse
import asyncio
import json
import multiprocessing
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.settings import REACTOR
from crawler.sites import Site
from crawler.sources import Feed
from crawler.wing import CrawlWing
from kembar.config import Config
from kembar.sections import ArchiveSection, CrawlSection
from scheduler import run_loop

FLOORS = Path(__file__).with_name("floors.json")
ETAG = '"unchanged"'
FIRST, HOSTS = 2, 16
"""Loopback addresses that the sites share: each is a host of its own, with its own queue."""


def serve(pipe: Connection) -> None:
    """A feed at every address, one article behind it, 304 for who knows the tag."""
    paragraph = "Warga gotong royong membersihkan saluran air di tepi pasar sejak pagi hari. " * 8

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16

        def log_message(self, *args: Any) -> None:
            """Stay quiet."""

        def do_GET(self) -> None:
            site = self.path.strip("/").split("/")[0]
            if self.headers.get("If-None-Match") == ETAG:
                self._answer(304, b"")
            elif self.path.endswith(".xml"):
                link = f"http://{self.headers['Host']}/{site}/saluran-air-di-tepi-pasar-bersih"
                self._answer(200, _feed(site, link).encode(), "application/rss+xml")
            elif self.path == "/robots.txt":
                self._answer(200, b"User-agent: *\nDisallow: /admin\n", "text/plain")
            else:
                title = f"Saluran air di tepi pasar {site} bersih kembali"
                page = f"<title>{title}</title><h1>{title}</h1><p>{paragraph}</p>"
                self._answer(200, page.encode(), "text/html; charset=utf-8")

        def _answer(self, status: int, body: bytes, kind: str = "text/plain") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", ETAG)
            self.end_headers()
            self.wfile.write(body)

    # One socket for each loopback address: nothing else is listened to.
    port = 0
    for host in range(HOSTS):
        server = ThreadingHTTPServer((f"127.0.0.{FIRST + host}", port), Handler)
        port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
    pipe.send(port)
    pipe.poll(None)


def _feed(site: str, link: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{site}</title><item>'
        f"<title>Saluran air bersih</title><link>{link}</link></item></channel></rss>"
    )


def addresses(port: int, sites: int) -> list[str]:
    """The feeds of so many sites."""
    return [f"http://127.0.0.{FIRST + n % HOSTS}:{port}/situs-{n}/umpan.xml" for n in range(sites)]


class Plain(scrapy.Spider):
    """What a Scrapy user would write to poll feeds."""

    name = "plain"
    handle_httpstatus_list = (304,)

    def __init__(self, urls: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.urls = urls
        self.unchanged = 0
        self.began = self.ended = 0.0

    async def start(self) -> AsyncIterator[Any]:
        """Ask for every feed once, conditionally."""
        self.began = time.perf_counter()
        for url in self.urls:
            yield scrapy.Request(url, headers={"If-None-Match": ETAG}, dont_filter=True)

    def parse(self, response: Response) -> None:
        """Count what has not changed."""
        self.unchanged += response.status == 304
        self.ended = time.perf_counter()


async def plain_polls(urls: list[str]) -> float:
    """One crawl over all feeds; seconds from the first request to the last answer."""
    quiet = {
        "TWISTED_REACTOR": REACTOR, "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "ERROR",
        "REMOTE_CONTROL_ENABLED": False, "LOG_INSTALL_ROOT_HANDLER": False,
    }  # fmt: skip
    runner = AsyncCrawlerRunner(Settings(quiet))
    crawler = runner.create_crawler(Plain)
    await runner.crawl(crawler, urls=urls)
    spider = crawler.spider
    assert isinstance(spider, Plain) and spider.unchanged == len(urls), "not every poll got its 304"
    return spider.ended - spider.began


async def timed(work: Callable[[], Awaitable[float]], polls: int) -> tuple[float, float]:
    """CPU and wall milliseconds a poll."""
    before = time.process_time()
    wall = await work()
    return (time.process_time() - before) * 1000 / polls, wall * 1000 / polls


async def measure(count: int, turns: int) -> dict[str, Any]:
    """Both sides in turn, after one round that reads the articles."""
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    urls = addresses(ours.recv(), count)
    sites = [
        Site(name=f"situs-{n}", url=url, sources=(Feed(url),), every=timedelta(minutes=15))
        for n, url in enumerate(urls)
    ]
    plain, kembar = [], []
    with tempfile.TemporaryDirectory() as folder:
        config = Config(
            archive=ArchiveSection(path=Path(folder) / "archive.db"),
            crawl=CrawlSection(
                contact="mailto:bench@example.org", delay=timedelta(0), allow_private_hosts=True
            ),
        )
        async with CrawlWing(config) as wing:

            async def rounds() -> float:
                begin = time.perf_counter()
                runs = await asyncio.gather(*(wing.round(site, force=True) for site in sites))
                assert all(run.outcome == "ok" for run in runs), runs
                return time.perf_counter() - begin

            await rounds()
            for _ in range(turns + 1):  # the first turn warms both up
                plain.append(await timed(lambda: plain_polls(urls), count))
                kembar.append(await timed(rounds, count))
            looks = await wing.writer.run(
                lambda archive: archive.value("SELECT count(*) FROM runs WHERE listed = 0")
            )
    server.terminate()
    assert looks == count * (turns + 1), "a round read something again"
    return _result(plain[1:], kembar[1:], count)


def _result(
    plain: list[tuple[float, float]], kembar: list[tuple[float, float]], count: int
) -> dict[str, Any]:
    ratios = [ours[0] / theirs[0] for ours, theirs in zip(kembar, plain, strict=True)]
    return {
        "sites": count,
        "plain_cpu_ms": round(statistics.median(cpu for cpu, _ in plain), 2),
        "plain_wall_ms": round(statistics.median(wall for _, wall in plain), 2),
        "kembar_cpu_ms": round(statistics.median(cpu for cpu, _ in kembar), 2),
        "kembar_wall_ms": round(statistics.median(wall for _, wall in kembar), 2),
        "ratio": round(statistics.median(ratios), 2),
    }


def main() -> None:
    """Print the figures; exit 1 over the ceiling."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sites", type=int, default=160)
    options.add_argument("--turns", type=int, default=5)
    given = options.parse_args()
    result: dict[str, Any] = {}

    async def work() -> int:
        result.update(await measure(given.sites, given.turns))
        return 0

    run_loop(work, allow_private=True)
    print(json.dumps(result, indent=2))
    ceiling = json.loads(FLOORS.read_text(encoding="utf-8"))["polling_ratio_at_most"]
    if result["ratio"] > ceiling:
        print(f"over the ceiling of {ceiling}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
