"""The server of the replica outlets: what it hears, what it binds, how it ends."""

import http.client
import threading
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from visiting import ask

from commands.demo import ReplicaServer, Reply, demo_outlets


def test_what_was_asked_is_written_down(now: datetime) -> None:
    with ReplicaServer(demo_outlets(now)) as running:
        origin = running.origin("kotabogor.go.id")
        ask(f"{origin}/robots.txt", headers={"User-Agent": "Kembar (+mailto:a@example.org)"})
        ask(f"{origin}/?utm_source=x", method="HEAD")
        status, headers, _ = ask(f"{origin}/", method="POST")
    first, second, third = running.requests

    assert (first.outlet, first.method, first.path, first.status) == (
        "kotabogor.go.id",
        "GET",
        "/robots.txt",
        200,
    )
    assert first.headers["user-agent"] == "Kembar (+mailto:a@example.org)"
    assert (second.method, second.path, second.status) == ("HEAD", "/?utm_source=x", 200)
    assert first.at <= second.at
    assert (third.status, status, headers["allow"]) == (405, 405, "GET, HEAD")


def test_a_kept_connection_answers_again_and_ends_with_the_server(now: datetime) -> None:
    before = threading.active_count()
    with ReplicaServer(demo_outlets(now)) as running:
        parts = urlsplit(running.origin("klikkalsel.com"))
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        statuses = []
        for path in ("/", "/feed/", "/tidak-ada/"):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            statuses.append(answer.status)
    connection.close()

    assert statuses == [200, 200, 404]
    assert threading.active_count() == before


def test_nothing_but_loopback_is_bound(server: ReplicaServer) -> None:
    names = [outlet.name for outlet in server.outlets]
    origins = [urlsplit(server.origin(name)) for name in names]

    assert {origin.hostname for origin in origins} == {"127.0.0.1"}
    assert len({origin.port for origin in origins}) == len(names)
    assert {listener.server_address[0] for listener in server._listeners.values()} == {"127.0.0.1"}


def test_an_address_of_nobody_is_not_relocated(server: ReplicaServer) -> None:
    with pytest.raises(ValueError, match=r"example\.org"):
        server.relocate("https://example.org/")


def test_a_published_article_appears_in_lists_and_changes_their_tag(now: datetime) -> None:
    outlets = demo_outlets(now)
    outlet = outlets[1]
    fresh = replace(
        outlet.articles[-1], number=99999, slug="kabar-baru", title="Kabar Baru", published=now
    )

    with ReplicaServer(outlets) as running:
        feed = f"{running.origin(outlet.name)}/feed/"
        tag = ask(feed)[1]["etag"]
        outlet.publish(fresh)
        status, headers, body = ask(feed, headers={"If-None-Match": tag})

    assert status == 200
    assert headers["etag"] != tag
    assert "Kabar Baru" in body


def test_a_fault_can_be_put_in_the_place_of_a_page(now: datetime) -> None:
    outlets = demo_outlets(now)
    outlets[0].overrides["/"] = Reply(503, {"Retry-After": "120"}, b"sibuk")

    with ReplicaServer(outlets) as running:
        status, headers, body = ask(f"{running.origin('klikkaltim.com')}/")

    assert (status, headers["retry-after"], body) == (503, "120", "sibuk")
