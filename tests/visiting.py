"""Visits to replica outlets: one request, and what a page, sitemap or source links to."""

import http.client
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from crawler.sources.base import Source


def ask(
    url: str, method: str = "GET", headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], str]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read().decode()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body
    finally:
        connection.close()


def links(body: str, url: str) -> set[str]:
    tree = lxml_html.fromstring(body)
    return {urljoin(url, str(href)) for href in tree.xpath("//a/@href")}


def locations(body: str) -> list[str]:
    tree = etree.fromstring(body.encode())
    return [str(text) for text in tree.xpath("//*[local-name()='loc']/text()")]


def read_through(source: Source, address: str) -> set[str]:
    """The addresses that a source lists, its further documents included."""
    status, headers, body = ask(address)
    if status == 301:
        return read_through(source, headers["location"])
    contents = source.read(body.encode(), url=address, content_type=headers["content-type"])
    deeper = [url for child in contents.more for url in read_through(source, child)]
    return {entry.url for entry in contents.entries} | set(deeper)
