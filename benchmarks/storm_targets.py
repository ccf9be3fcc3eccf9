"""Outlets and receivers on loopback that outlive every kill of the daemon they serve."""

import json
import random
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PLACES = Path(__file__).resolve().parent.parent / "rules" / "places.tsv"
_SYLLABLES = [first + second for first in "bdgjklmnprst" for second in "aiu"]
_NEWEST = 60
"""Articles that a feed lists."""


class _Server:
    """An HTTP server in a thread; a context."""

    def __init__(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: Any) -> None:
                """Stay quiet."""

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                status, kind, body = outer.answer(self.path, self.rfile.read(length))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def handle(self) -> None:
                try:
                    super().handle()
                except OSError:  # the daemon was killed in the middle of it
                    self.close_connection = True

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        self.host = f"127.0.0.1:{self._server.server_port}"

    def answer(self, path: str, body: bytes) -> tuple[int, str, bytes]:
        """Status, content type and body for a request."""
        raise NotImplementedError

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Receiver(_Server):
    """Takes `json://` posts and counts each alert by its eight digits."""

    def __init__(self) -> None:
        self.copies: Counter[str] = Counter()
        super().__init__()

    def answer(self, path: str, body: bytes) -> tuple[int, str, bytes]:
        """Note the key before the answer, as a receiver that then loses the connection would."""
        for part in json.loads(body)["message"].split("#")[1:]:
            self.copies[part[:8]] += 1
        return 200, "text/plain", b""


class Outlet(_Server):
    """A feed and its articles; each tells of a pair of cities of its own."""

    def __init__(self, name: str, number: int, of: int) -> None:
        self.name = name
        self._chance = random.Random(number)
        pairs = _pairs()
        self._pairs = pairs[number::of]
        self._pages: dict[str, str] = {}
        super().__init__()

    @property
    def paths(self) -> list[str]:
        """Paths of the articles so far."""
        return list(self._pages)

    def publish(self) -> None:
        """Add an article, with words that no other has."""
        here, there = self._pairs[len(self._pages) % len(self._pairs)]
        paragraphs = [
            f"Wali Kota {here} dan Wali Kota {there} menandatangani nota kesepahaman kota kembar "
            f"di Balai Kota {here}, Kamis (19/11/2026).",
            f"Kerja sama sister city antara Kota {here} dan {there} itu mencakup pengelolaan "
            "sampah, pendidikan, dan pariwisata selama lima tahun.",
            *(self._paragraph() for _ in range(4)),
        ]
        title = f"Pemkot {here} dan Kota {there} Teken MoU Kota Kembar"
        body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
        number = len(self._pages) + 1
        slug = f"{number} {here} {there}".lower().encode("ascii", "ignore").decode()
        self._pages[f"/berita/{slug.replace(' ', '-')}/"] = (
            f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta property="og:title" content="{title}">'
            '<meta property="article:published_time" content="2026-11-20T09:15:00+07:00">'
            f"</head><body><article><h1>{title}</h1>{body}</article></body></html>"
        )

    def _paragraph(self) -> str:
        words = ["".join(self._chance.choices(_SYLLABLES, k=3)) for _ in range(40)]
        return f"{' '.join(words)}.".capitalize()

    def answer(self, path: str, body: bytes) -> tuple[int, str, bytes]:
        """The feed of the newest articles, one of them, or 404."""
        if path == "/feed/":
            return 200, "application/rss+xml", self._feed().encode()
        if path in self._pages:
            return 200, "text/html; charset=utf-8", self._pages[path].encode()
        return 404, "text/plain", b"not here"

    def _feed(self) -> str:
        items = "".join(
            f"<item><title>Kabar</title><link>http://{self.host}{path}</link>"
            "<pubDate>Fri, 20 Nov 2026 09:15:00 +0700</pubDate></item>"
            for path in self.paths[-_NEWEST:]
        )
        return (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Kabar</title>'
            f"<link>http://{self.host}/</link>{items}</channel></rss>"
        )


def _pairs() -> list[tuple[str, str]]:
    """An Indonesian city and a foreign one, mixed, the same each time."""
    rows = [line.split("\t") for line in PLACES.read_text(encoding="utf-8").splitlines()]
    home = [row[2].removeprefix("Kota ") for row in rows if len(row) > 2 and row[1] == "city"]
    away = [row[2] for row in rows if len(row) > 2 and row[1] == "foreign_city"]
    pairs = [(here, there) for here in home for there in away]
    random.Random(3).shuffle(pairs)
    return pairs
