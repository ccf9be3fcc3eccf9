"""Nobody leads the crawl to an address that is not public: not by redirect, name or notation."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from hostile.names import knowing
from hostile.outlet import HostileOutlet, answer, leads_to
from hostile.visits import visit
from hostile.watch import Watch

from kembar.errors import AddressRefused, FetchFailed

Run = Callable[[Coroutine[Any, Any, Any]], Any]

# Spellings of 127.0.0.1 that resolvers and sockets understand.
NOTATIONS = (
    "127.0.0.1", "127.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1",
    "0177.1", "017700000001", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::1]", "127.0.0.1.", "①②⑦.⓪.⓪.①",
)  # fmt: skip
# What a name must not resolve to: loopback, private, shared, link-local, metadata, reserved.
RESOLVED = (
    "127.0.0.1", "127.8.8.8", "10.0.0.5", "172.16.4.4", "172.31.255.254", "192.168.1.1",
    "169.254.169.254", "169.254.170.2", "100.64.0.1", "100.100.100.200", "0.0.0.0", "192.0.0.192",
    "198.18.0.1", "203.0.113.7", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::",
    "fe80::1", "fc00::5", "fd00:ec2::254", "ff02::1", "::ffff:10.0.0.5", "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "2001:db8::7",
)  # fmt: skip


@pytest.mark.slow
def test_no_notation_of_loopback_is_reached(
    tmp_path: Path, clock: HandClock, guarded: Run, watch: Watch
) -> None:
    with HostileOutlet({"/rahasia": answer("rahasia dapur")}) as inside:
        urls = [f"http://{spelling}:{inside.port}/rahasia" for spelling in NOTATIONS]
        came = guarded(visit(tmp_path, clock, urls, ports=(80, inside.port)))

        assert [one.url for one in came if one.error is None] == []
        assert inside.connections == 0
        assert watch.reached == []


@pytest.mark.slow
def test_a_notation_that_is_an_address_is_refused_as_one(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    urls = [f"http://{spelling}/" for spelling in NOTATIONS if spelling != "127.0.0.1."]
    came = guarded(visit(tmp_path, clock, urls))

    assert [one for one in came if not isinstance(one.error, AddressRefused)] == []


@pytest.mark.slow
@pytest.mark.parametrize("status", [302, 308])
def test_no_redirect_leads_to_loopback_in_any_notation(
    status: int, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet({"/rahasia": answer("rahasia dapur")}) as inside, HostileOutlet() as outlet:
        for number, spelling in enumerate(NOTATIONS):
            where = f"http://{spelling}:{inside.port}/rahasia"
            outlet.acts[f"/{number}"] = leads_to(where, status)
        urls = [f"{outlet.url}{number}" for number in range(len(NOTATIONS))]
        came = guarded(
            visit(tmp_path, clock, urls, letting_in=[outlet.host], ports=(80, inside.port))
        )

        assert [one.url for one in came if one.error is None] == []
        assert all(len(outlet.asked(f"/{number}")) == 1 for number in range(len(NOTATIONS)))
        assert inside.connections == 0


@pytest.mark.slow
def test_a_name_of_an_address_that_is_not_public_receives_no_packet_and_is_named(
    tmp_path: Path, clock: HandClock, guarded: Run, watch: Watch
) -> None:
    table = {f"dapur-{number}.example": [address] for number, address in enumerate(RESOLVED)}
    with knowing(table):
        came = guarded(visit(tmp_path, clock, [f"http://{name}/berita/" for name in table]))

    for one, resolved in zip(came, RESOLVED, strict=True):
        assert isinstance(one.error, AddressRefused), resolved
        assert resolved in one.reason
    assert watch.reached == watch.strayed == []


@pytest.mark.parametrize(
    "name", ["localhost", "localhost.", "metadata.google.internal", "instance-data"]
)
def test_a_redirect_to_a_name_inside_receives_no_packet(
    name: str, tmp_path: Path, clock: HandClock, guarded: Run, watch: Watch
) -> None:
    known = {"localhost": ["127.0.0.1"], "metadata.google.internal": ["169.254.169.254"]}
    table = known | {"localhost.": ["127.0.0.1"], "instance-data": ["169.254.169.254"]}
    with HostileOutlet() as outlet, knowing(table):
        outlet.acts["/pindah"] = leads_to(f"http://{name}/latest/meta-data/")
        url = f"{outlet.url}pindah"
        (came,) = guarded(visit(tmp_path, clock, [url], letting_in=[outlet.host]))

        assert isinstance(came.error, AddressRefused)
        assert {port for _, port in watch.reached} == {outlet.port}


def test_a_name_that_is_bound_anew_to_a_private_address_is_refused_the_second_time(
    tmp_path: Path, clock: HandClock, guarded: Run, watch: Watch
) -> None:
    table = {"kabar-ganda.example": ["103.20.30.40", "103.20.30.40", "10.0.0.5"]}
    with knowing(table) as names:
        urls = ["http://kabar-ganda.example/a", "http://kabar-ganda.example/b"]
        first, second = guarded(visit(tmp_path, clock, urls))

        # The public address passes the guard; only the watch keeps the packet here.
        assert not isinstance(first.error, AddressRefused)
        assert set(watch.strayed) == {("103.20.30.40", 80)}
        assert isinstance(second.error, AddressRefused)
        assert "10.0.0.5" in second.reason
        assert names.asked.count("kabar-ganda.example") >= 3
    watch.strayed.clear()


def test_a_connection_goes_to_the_very_address_that_was_judged(
    tmp_path: Path, clock: HandClock, guarded: Run, watch: Watch
) -> None:
    with HostileOutlet({"/a": answer("kabar")}) as outlet:
        table: dict[str, list[str | tuple[str, int]]] = {
            "kabar-ganda.example": [("127.0.0.1", outlet.port), "169.254.169.254"]
        }
        with knowing(table) as names:
            urls = ["http://kabar-ganda.example/a", "http://kabar-ganda.example/a"]
            guarded(visit(tmp_path, clock, urls, letting_in=[outlet.host]))

            # Once for each connection, none of them between the judgement and the connection.
            assert set(watch.reached) == {("127.0.0.1", outlet.port)}
            assert len(names.asked) == outlet.connections + 1 or outlet.connections == 1


@pytest.mark.parametrize("path", ["/robots.txt", "/umpan.xml", "/peta.xml", "/halaman"])
def test_no_document_of_any_kind_is_fetched_from_inside_by_a_redirect(
    path: str, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet({"/rahasia": answer("rahasia dapur")}) as inside, HostileOutlet() as outlet:
        outlet.acts[path] = leads_to(f"{inside.url}rahasia")
        url = f"{outlet.url}{'a' if path == '/robots.txt' else path[1:]}"
        (came,) = guarded(visit(tmp_path, clock, [url], letting_in=[outlet.host]))

        assert isinstance(came.error, FetchFailed)
        assert len(outlet.asked(path)) >= 1
        assert inside.connections == 0


@pytest.mark.parametrize("hops", [5, 6, 40])
def test_a_chain_of_redirects_is_followed_five_times_at_most(
    hops: int, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet({f"/{n}": leads_to(f"/{n + 1}") for n in range(hops)}) as outlet:
        outlet.acts[f"/{hops}"] = answer("akhirnya")
        (came,) = guarded(visit(tmp_path, clock, [f"{outlet.url}0"], letting_in=[outlet.host]))

        assert (came.response is not None) is (hops <= 5)
        assert len([one for one in outlet.requests if one.path != "/robots.txt"]) <= 6
        assert hops <= 5 or "redirect" in came.reason


def test_a_redirect_to_itself_is_a_fault_with_a_reason(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet({"/putar": leads_to("/putar")}) as outlet:
        (came,) = guarded(visit(tmp_path, clock, [f"{outlet.url}putar"], letting_in=[outlet.host]))

        assert "redirect" in came.reason
        assert len(outlet.asked("/putar")) <= 6


def test_a_cookie_is_never_sent_back(tmp_path: Path, clock: HandClock, guarded: Run) -> None:
    with HostileOutlet({"/b": answer("kabar")}) as outlet:
        outlet.acts["/a"] = answer(b"", "Location: /b", "Set-Cookie: jejak=1", status=302)
        urls = [f"{outlet.url}a", f"{outlet.url}b"]
        guarded(visit(tmp_path, clock, urls, letting_in=[outlet.host]))

        assert len(outlet.asked("/b")) == 2
        assert all("cookie" not in one.headers for one in outlet.requests)


def test_a_password_in_a_redirect_is_not_sent_to_anybody(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet({"/b": answer("kabar")}) as outlet:
        outlet.acts["/a"] = leads_to(f"http://tamu:rahasia@{outlet.host}/b")
        guarded(visit(tmp_path, clock, [f"{outlet.url}a"], letting_in=[outlet.host]))

        assert all("authorization" not in one.headers for one in outlet.requests)


def test_the_operator_lets_in_one_address_and_the_others_stay_shut(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    pages = {"/a": answer("kabar")}
    with HostileOutlet(pages) as outlet, HostileOutlet(pages) as inside:
        urls = [f"{outlet.url}a", f"{inside.url}a"]
        first, second = guarded(visit(tmp_path, clock, urls, letting_in=[outlet.host]))

        assert first.response is not None
        assert first.response.status == 200
        assert isinstance(second.error, AddressRefused)
        assert inside.connections == 0
