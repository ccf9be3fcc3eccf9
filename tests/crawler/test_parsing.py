"""Parser workers: limits that hold against C code, one more try, a pool that comes back."""

import asyncio
import os
import resource
import signal
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from loopback import SISTER, article, rss

from crawler import parsing, reading
from crawler.parsing import Parsers
from crawler.reading import PageJob
from crawler.sources import Feed
from kembar.clock import WITA
from kembar.errors import ExtractionFailed, ParserKilled, SourceFailed

Run = Callable[[Awaitable[Any]], Any]


def job(body: str, url: str = "https://uji.example/berita/satu/") -> PageJob:
    return PageJob(
        body=body.encode(),
        url=url,
        site="uji",
        area="64.74",
        zone=WITA,
        language="id",
        fetched=datetime(2026, 11, 20, 12, tzinfo=UTC),
    )


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="module")
def parsers(loop: asyncio.AbstractEventLoop) -> Iterator[Parsers]:
    pool = Parsers(1)
    yield pool
    loop.run_until_complete(pool.close())


# Pages that keep libxml2 or Python busy, each at a size that a small server serves in a second.
def many_attributes() -> str:
    attributes = " ".join(f"a{n}=1" for n in range(150_000))
    return article("Kabar").replace("<article>", f"<article><div {attributes}>x</div>")


def many_spans() -> str:
    return article("Kabar").replace("</article>", "<span>a</span>" * 400_000 + "</article>")


def table_rows() -> str:
    rows = "<tr><td>a</td><td>b</td></tr>" * 100_000
    return article("Kabar").replace("</article>", f"<table>{rows}</table></article>")


def long_json_ld() -> str:
    script = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
    return article("Kabar", head=script + "x" * 5_000_000 + '"}</script>')


@pytest.mark.slow
@pytest.mark.parametrize("shape", [many_attributes, many_spans, table_rows, long_json_ld])
def test_a_pathological_page_ends_with_an_article_or_a_reason_and_the_next_page_is_read(
    shape: Callable[[], str], parsers: Parsers, loop: asyncio.AbstractEventLoop
) -> None:
    try:
        read = loop.run_until_complete(parsers.read_page(job(shape())))
    except ExtractionFailed as error:
        assert str(error)
    else:
        assert "Pasar rakyat" in read.article.text

    after = loop.run_until_complete(parsers.read_page(job(SISTER)))
    assert after.judgement.flag


def test_a_task_that_takes_too_long_is_killed_and_tried_once_more(
    loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(parsing, "WALL_SECONDS", 0.5)
    pool = Parsers(1)
    try:
        with pytest.raises(ParserKilled, match="took longer than"):
            loop.run_until_complete(pool._run(wait_for_ever, str(tmp_path / "tries")))
    finally:
        loop.run_until_complete(pool.close())

    assert (tmp_path / "tries").read_text() == "xx"
    assert pool.killed == 2


def test_a_task_that_burns_cpu_is_killed_by_the_kernel(
    loop: asyncio.AbstractEventLoop, parsers: Parsers
) -> None:
    with pytest.raises(ParserKilled, match="CPU"):
        loop.run_until_complete(parsers._run(burn_cpu))


def test_a_task_that_wants_too_much_memory_is_refused_it(
    loop: asyncio.AbstractEventLoop, parsers: Parsers
) -> None:
    with pytest.raises(ParserKilled, match="512 MB"):
        loop.run_until_complete(parsers._run(take_memory))


def test_a_worker_killed_while_idle_does_not_stop_the_pool(
    loop: asyncio.AbstractEventLoop, parsers: Parsers
) -> None:
    worker = loop.run_until_complete(parsers._run(os.getpid))
    os.kill(worker, signal.SIGKILL)

    read = loop.run_until_complete(parsers.read_page(job(SISTER)))
    assert read.judgement.flag


def test_the_cpu_limit_counts_from_each_task(
    loop: asyncio.AbstractEventLoop, parsers: Parsers
) -> None:
    for _ in range(3):
        used, limit = loop.run_until_complete(parsers._run(cpu_after_arming))
        assert used + reading.CPU_SECONDS <= limit <= used + reading.CPU_SECONDS + 1


def test_reasons_cross_the_process_border(
    loop: asyncio.AbstractEventLoop, parsers: Parsers
) -> None:
    with pytest.raises(ExtractionFailed, match=r"\w"):
        loop.run_until_complete(parsers.read_page(job("<html><body><p>Pendek</p></body></html>")))
    with pytest.raises(SourceFailed, match=r"\w"):
        loop.run_until_complete(
            parsers.read_source(
                Feed("https://uji.example/feed/"), b"<html></html>",
                url="https://uji.example/feed/", content_type="text/html",
            )
        )  # fmt: skip


def test_a_feed_is_read_in_a_worker(loop: asyncio.AbstractEventLoop, parsers: Parsers) -> None:
    body = rss(("https://uji.example/a/", "Kabar", "Fri, 20 Nov 2026 09:15:00 +0700")).encode()
    read = loop.run_until_complete(
        parsers.read_source(
            Feed("https://uji.example/feed/"), body,
            url="https://uji.example/feed/", content_type="application/xml",
        )
    )  # fmt: skip

    assert [entry.url for entry in read.contents.entries] == ["https://uji.example/a/"]


# Tasks that run in the worker.


def wait_for_ever(path: str) -> None:
    with Path(path).open("a") as file:
        file.write("x")
    signal.pause()


def burn_cpu() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    while True:
        pass


def take_memory() -> int:
    return len(bytearray(reading.MEMORY + 1))


def cpu_after_arming() -> tuple[float, int]:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    reading._arm()
    return usage.ru_utime + usage.ru_stime, resource.getrlimit(resource.RLIMIT_CPU)[0]
