"""A programmable news outlet on loopback: real HTTP, real sockets, and a log of what was asked."""

import hashlib
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Body = str | bytes
Answer = Callable[["Request"], "Reply"]


@dataclass(frozen=True)
class Request:
    """One request as the outlet saw it."""

    at: float
    """Monotonic seconds."""
    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    """What the outlet answers."""

    body: Body = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Outlet:
    """A server on 127.0.0.1; `pages` maps a path to a body, a Reply, or a function."""

    def __init__(self, pages: dict[str, Body | Reply | Answer] | None = None) -> None:
        self.pages: dict[str, Body | Reply | Answer] = {"/robots.txt": Reply(status=404)}
        self.pages.update(pages or {})
        self.requests: list[Request] = []
        outlet = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: Any) -> None:
                """Stay quiet."""

            def do_GET(self) -> None:
                request = Request(time.monotonic(), self.path, dict(self.headers.items()))
                outlet.requests.append(request)
                reply = outlet.answer(request)
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in reply.headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )
        self._thread.start()
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}/"

    def __enter__(self) -> "Outlet":
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def speak_tls(self, pem: Path) -> None:
        """Take connections by TLS alone from now on, with this certificate and key."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def answer(self, request: Request) -> Reply:
        """The reply to a request; pages given as text carry an ETag and know If-None-Match."""
        bare = request.path.split("?")[0]
        page = self.pages.get(request.path, self.pages.get(bare, Reply("not here", 404)))
        if callable(page):
            return page(request)
        if isinstance(page, Reply):
            return page
        body = page.encode() if isinstance(page, str) else page
        etag = f'"{hashlib.sha1(body).hexdigest()[:12]}"'
        if request.headers.get("If-None-Match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return Reply(body, headers={"ETag": etag, "Content-Type": _kind(request.path, body)})

    def asked(self, path: str) -> list[Request]:
        """The requests for one path."""
        return [request for request in self.requests if request.path == path]


def _kind(path: str, body: bytes) -> str:
    if path == "/robots.txt":
        return "text/plain; charset=utf-8"
    if body.lstrip().startswith((b"<?xml", b"<rss", b"<feed", b"<urlset")):
        return "application/xml; charset=utf-8"
    return "text/html; charset=utf-8"


PARAGRAPHS = (
    "Pasar rakyat di tepi sungai itu kembali ramai sejak pagi, dan pedagang sayur mengaku "
    "dagangan mereka habis sebelum tengah hari pada pekan pertama.",
    "Pemerintah kelurahan menata ulang lapak agar jalur pejalan kaki tidak lagi terhalang oleh "
    "gerobak, sekaligus memasang lampu dan saluran air baru di sisi timur.",
    "Warga berharap perbaikan itu bertahan lama karena pada musim hujan tahun lalu lorong pasar "
    "selalu tergenang dan pembeli memilih berbelanja di tempat lain.",
)


def article(
    title: str,
    *,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    published: str = "2026-11-20T09:15:00+07:00",
    head: str = "",
) -> str:
    """An ordinary article page in plain markup."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{title} - Kabar Uji</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Kabar Uji">
<meta property="article:published_time" content="{published}">{head}</head>
<body><header><nav><a href="/">Beranda</a> <a href="/kategori/daerah/">Daerah</a></nav></header>
<article><h1>{title}</h1>
{body}</article>
<footer>Hak cipta Kabar Uji</footer></body></html>"""


SISTER = article(
    "Pemkot Bontang dan Kota Jeju Teken MoU Kota Kembar",
    paragraphs=(
        "Wali Kota Bontang dan Wali Kota Jeju menandatangani nota kesepahaman kota kembar di "
        "Balai Kota Bontang, Kamis (19/11/2026).",
        "Kerja sama sister city antara Kota Bontang dan Jeju itu mencakup pengelolaan sampah, "
        "pendidikan, dan pariwisata selama lima tahun.",
        *PARAGRAPHS,
    ),
)
"""A page that any working rule set flags."""


def rss(*items: tuple[str, str, str], link: str = "") -> str:
    """An RSS feed of (address, title, pubDate) items."""
    listed = "".join(
        f"<item><title>{title}</title><link>{url}</link><guid>{url}</guid>"
        f"<pubDate>{date}</pubDate></item>"
        for url, title, date in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>Kabar Uji</title><link>{link}</link>{listed}</channel></rss>"
    )
