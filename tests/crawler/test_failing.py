"""Failures are weighed: what is gone for good waits long, what is passing comes again soon."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from loopback import Outlet
from patrolling import visit
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

from crawler.failing import after_failure, longest_wait, weight_of
from crawler.manners.faults import answered, fetch_failed
from kembar.errors import (
    ArchiveError,
    FetchFailed,
    HostResting,
    KembarError,
    ParserKilled,
    RobotsForbidden,
    SourceFailed,
)
from kembar.model import SourceState

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
FEED = SourceState(site="uji", url="https://uji.example/feed/", kind="feed")


@pytest.mark.parametrize(
    ("error", "kind", "weight"),
    [
        (answered("u", 404), "feed", 1.0),
        (answered("u", 410), "feed", 1.0),
        (fetch_failed(CannotResolveHostError("x"), "uji.example"), "feed", 1.0),
        (SourceFailed("this is a web page"), "feed", 1.0),
        (RobotsForbidden("robots.txt forbids it"), "feed", 1.0),
        (SourceFailed("the page lists no articles"), "listing", 0.5),
        (answered("u", 500), "feed", 0.5),
        (answered("u", 503), "feed", 0.5),
        (answered("u", 403), "feed", 0.5),
        (fetch_failed(DownloadConnectionRefusedError("x"), "uji.example"), "feed", 0.5),
        (RobotsForbidden("robots.txt answered 500", lasting=False), "feed", 0.5),
        (ParserKilled("took too long"), "sitemap", 0.5),
        (fetch_failed(DownloadTimeoutError("x"), "uji.example"), "feed", 0.25),
        (fetch_failed(DownloadFailedError("reset by peer"), "uji.example"), "feed", 0.25),
        (HostResting("asked for rest", until=NOW), "feed", 0.25),
        (ArchiveError("the disk is full"), "feed", 0.25),
    ],
)
def test_a_failure_weighs_what_it_tells_of_the_source(
    error: KembarError, kind: str, weight: float
) -> None:
    assert weight_of(error, kind) == weight


def test_failures_are_counted_and_their_weights_added_up() -> None:
    state = after_failure(FEED, answered("u", 404), unheard=False)
    state = after_failure(state, answered("u", 500), unheard=False)

    assert (state.failures, state.strain, state.error) == (2, 1.5, "u answered 500")


def test_an_outage_of_our_own_network_adds_up_to_little() -> None:
    state = FEED
    lost = fetch_failed(CannotResolveHostError("x"), "uji.example")
    for _ in range(100):
        state = after_failure(state, lost, unheard=True)

    assert (state.failures, state.strain) == (100, 1.0)


def test_an_outage_does_not_forgive_what_was_known_before() -> None:
    state = SourceState(site="uji", url="u", kind="feed", failures=4, strain=3.5)

    lost = fetch_failed(DownloadTimeoutError("x"), "uji.example")
    assert after_failure(state, lost, unheard=True).strain == 3.5


def test_nobody_waits_for_more_than_an_hour_while_no_host_answers() -> None:
    quarter, six = timedelta(minutes=15), timedelta(hours=6)

    assert longest_wait(quarter, six, unheard=True) == timedelta(hours=1)
    assert longest_wait(quarter, six, unheard=False) == six
    assert longest_wait(quarter, quarter, unheard=True) == quarter


def test_a_certificate_that_nobody_vouches_for_is_a_hard_fault(
    tmp_path: Path, clock: HandClock, run_in_loop: Callable[[Awaitable[Any]], Any]
) -> None:
    with Outlet({"/a": "x"}) as outlet:
        outlet.speak_tls(certificate(tmp_path))
        came = run_in_loop(visit(tmp_path / "a.db", clock, outlet.url.replace("http", "https")))

    assert isinstance(came[0], FetchFailed)
    assert (came[0].weight, came[0].silent) == (1.0, False)
    assert "no trusted TLS" in str(came[0])


def test_a_name_that_does_not_resolve_and_a_closed_port_are_silent(
    tmp_path: Path, clock: HandClock, run_in_loop: Callable[[Awaitable[Any]], Any]
) -> None:
    with Outlet() as outlet:
        closed = outlet.url
    came = run_in_loop(visit(tmp_path / "a.db", clock, "http://tidak-ada.invalid/", closed))

    assert [(error.weight, error.silent) for error in came] == [(1.0, True), (0.5, True)]


def certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that it has signed itself, with its key, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + made.public_bytes(Encoding.PEM)
    )
    return path
