"""Pages a second: Kembar (fetch, extract, match, store) beside bare trafilatura, in one run.

    make bench            or   python benchmarks/throughput.py [--pages N] [--rounds N]

Both sides read the same pages with two worker processes, in turn, after a warm-up. The bare side
has its pages in memory: no network, no rules, no archive. Prints the median of each and of the
ratio. Pages: the real ones of ../shared/data where that folder stands, else generated ones.
"""

import argparse
import asyncio
import json
import multiprocessing
import platform
import random
import statistics
import sys
import tarfile
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import trafilatura

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SHARED = ROOT.parent / "shared" / "data"
FLOORS = Path(__file__).parent / "floors.json"
WORKERS = 2
SEED = 20261124

from crawler.sites import Site  # noqa: E402
from crawler.sources import Sitemap  # noqa: E402
from crawler.wing import CrawlWing  # noqa: E402
from kembar.config import Config  # noqa: E402
from kembar.sections import ArchiveSection, CrawlSection  # noqa: E402
from scheduler import run_loop  # noqa: E402


def pages(count: int) -> tuple[str, list[bytes]]:
    """What both sides read, and where it comes from."""
    real = real_pages()
    if len(real) >= count:
        random.Random(SEED).shuffle(real)
        return "real pages", real[:count]
    return "generated pages", [generated(number) for number in range(count)]


def real_pages() -> list[bytes]:
    """Article pages of the shared data, if it is there."""
    found: list[bytes] = []
    archive = SHARED / "aeb.tar.xz"
    if archive.is_file():
        with tarfile.open(archive) as tar:
            for member in tar:
                if member.isfile() and member.name.endswith((".html", ".html.gz")):
                    handle = tar.extractfile(member)
                    if handle is not None:
                        body = handle.read()
                        found.append(_unzipped(body))
    return found


def _unzipped(body: bytes) -> bytes:
    import gzip

    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body


def generated(number: int) -> bytes:
    """An article page of about 110 KB: head, menus, scripts, a body, related lists."""
    chance = random.Random(SEED + number)
    words = [
        "pasar",
        "jembatan",
        "warga",
        "kota",
        "sungai",
        "pelabuhan",
        "sekolah",
        "petani",
        "nelayan",
        "program",
        "anggaran",
        "kelurahan",
        "kecamatan",
        "kegiatan",
        "layanan",
        "kesehatan",
        "wisata",
        "budaya",
        "pemerintah",
        "daerah",
    ]

    def sentence() -> str:
        return " ".join(chance.choices(words, k=chance.randint(9, 24))).capitalize() + "."

    body = "".join(
        f"<p>{' '.join(sentence() for _ in range(4))}</p>" for _ in range(chance.randint(8, 30))
    )
    menu = "".join(
        f'<li class="m m-{n}"><a href="/kanal/{n}">Kanal {n}</a></li>' for n in range(150)
    )
    related = "".join(
        f'<div class="item"><a href="/b/{n}"><img src="/i/{n}.jpg" alt=""><h3>{sentence()}</h3></a>'
        f'<span class="d">{n} jam lalu</span></div>'
        for n in range(80)
    )
    script = "<script>" + f"var x={number};" * 2500 + "</script>"
    title = f"{sentence()[:60]} nomor {number}"
    linked = json.dumps(
        {"@type": "NewsArticle", "headline": title, "datePublished": "2026-11-20T09:15:00+07:00"}
    )
    return (
        f"<!DOCTYPE html><html lang='id'><head><meta charset='utf-8'><title>{title} - Uji</title>"
        f"<script type='application/ld+json'>{linked}</script>{script}</head><body><nav><ul>{menu}"
        f"</ul></nav><main><article><h1>{title}</h1>{body}</article></main><aside>{related}</aside>"
        f"<footer>{menu}</footer></body></html>"
    ).encode()


def serve(bodies: list[bytes], pipe: Connection) -> None:
    """A quiet server of the pages in its own process; sends its port, ends when told."""
    listing: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 20

        def log_message(self, *args: Any) -> None:
            """Stay quiet."""

        def do_GET(self) -> None:
            status, body = 200, b""
            if self.path == "/sitemap.xml":
                body = listing[0]
            elif self.path.startswith("/p/"):
                body = bodies[int(self.path[3:].removesuffix(".html"))]
            else:
                status = 404
            self.send_response(status)
            kind = "application/xml" if self.path.endswith(".xml") else "text/html"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    locs = "".join(f"<url><loc>{base}/p/{n}.html</loc></url>" for n in range(len(bodies)))
    listing.append(
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{locs}</urlset>".encode()
    )
    pipe.send(base)
    server.serve_forever()


def extract(body: bytes) -> int:
    """The bare side: trafilatura with its own metadata, as its users call it."""
    document = trafilatura.bare_extraction(body, with_metadata=True)
    return len(document.text or "") if document is not None else 0


def bare_round(pool: ProcessPoolExecutor, bodies: list[bytes]) -> float:
    """Pages a second of bare trafilatura."""
    begin = time.perf_counter()
    sum(pool.map(extract, bodies))
    return len(bodies) / (time.perf_counter() - begin)


async def kembar_round(base: str, count: int) -> tuple[float, int]:
    """Pages a second of a whole round with a fresh archive, and how many were stored."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(
            archive=ArchiveSection(path=Path(folder) / "archive.db"),
            crawl=CrawlSection(
                contact="mailto:bench@example.org",
                delay=timedelta(0),
                allow_private_hosts=True,
                parsers=WORKERS,
            ),
        )
        site = Site(
            name="bench", url=f"{base}/", sources=(Sitemap(f"{base}/sitemap.xml"),),
            every=timedelta(minutes=15),
        )  # fmt: skip
        async with CrawlWing(config) as wing:
            await asyncio.gather(*(wing.means.parsers.warm() for _ in range(WORKERS * 2)))
            begin = time.perf_counter()
            run = await wing.round(site, force=True)
            return count / (time.perf_counter() - begin), run.stored


async def measure(count: int, rounds: int) -> dict[str, Any]:
    """Rounds of both sides in turn."""
    origin, bodies = pages(count)
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(bodies, theirs), daemon=True)
    server.start()
    base = ours.recv()
    bare, kembar, stored = [], [], 0
    with ProcessPoolExecutor(WORKERS, mp_context=context) as pool:
        await asyncio.to_thread(bare_round, pool, bodies[: WORKERS * 4])
        for number in range(rounds):
            bare.append(await asyncio.to_thread(bare_round, pool, bodies))
            speed, stored = await kembar_round(base, len(bodies))
            kembar.append(speed)
            print(
                f"round {number + 1}: bare {bare[-1]:.1f}, Kembar {speed:.1f} pages/s", flush=True
            )
    server.terminate()
    ratios = [ours / theirs for ours, theirs in zip(kembar, bare, strict=True)]
    return {
        "pages": len(bodies),
        "origin": origin,
        "mean_kb": round(sum(map(len, bodies)) / len(bodies) / 1024),
        "stored": stored,
        "bare_pages_per_second": round(statistics.median(bare), 1),
        "kembar_pages_per_second": round(statistics.median(kembar), 1),
        "ratio": round(statistics.median(ratios), 3),  # three digits: 0.797 is under 0.80
        "machine": f"{platform.machine()}, {multiprocessing.cpu_count()} cores, "
        f"Python {platform.python_version()}, trafilatura {trafilatura.__version__}",
    }


def main() -> None:
    """Print the table; exit 1 if the ratio is under its floor."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=160)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--no-floor", action="store_true")
    given = options.parse_args()
    result: dict[str, Any] = {}

    async def work() -> int:
        result.update(await measure(given.pages, given.rounds))
        return 0

    run_loop(work, allow_private=True)
    print(json.dumps(result, indent=2))
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))["throughput_ratio"]
    if result["ratio"] < floor and not given.no_floor:
        print(f"under the floor of {floor}")
        sys.exit(1)


if __name__ == "__main__":
    main()
