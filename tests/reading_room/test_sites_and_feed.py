"""The sites page puts what is wrong first; the feed is a list that other programs read."""

import re
from xml.etree import ElementTree

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def sites(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/\?site=[^"]+">([^<]+)</a>', page)


def test_sites_with_something_wrong_come_first_and_say_what(visit) -> None:
    page = visit("/sites").text

    assert sites(page) == ["selat.example", "ukiran.example", "arus.example"]
    assert "HTTP 403 three times" in page
    assert "https://ukiran.example/rss: no feed there any more" in page
    assert "2 dari 3 situs bermasalah" in page


def test_a_site_tells_when_it_brings_news_and_when_it_is_looked_at_next(visit) -> None:
    page = visit("/sites", lang="en").text

    assert "Busiest at 9 o&#39;clock" in page or "Busiest at 9 o'clock" in page
    assert "24 November 2026, 10:20 WIB" in page


def entries(text: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(text).findall("a:entry", ATOM)


def test_every_filtered_list_is_a_feed(visit) -> None:
    assert 'href="/feed.atom?kind=study_visit"' in visit("/", kind="study_visit").text
    answer = visit("/feed.atom", kind="study_visit")

    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    (entry,) = entries(answer.text)
    assert entry.findtext("a:title", "", ATOM) == "Jayapura Belajar Ukir ke Jepara"
    assert "Kota Jayapura – Kabupaten Jepara" in entry.findtext("a:summary", "", ATOM)
    links = {link.get("rel"): link.get("href") for link in entry.findall("a:link", ATOM)}
    assert links["alternate"] == "https://teluk.example/jepara"
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/story/5", links["related"] or "")


def test_a_feed_has_what_readers_of_feeds_need(visit) -> None:
    feed = ElementTree.fromstring(visit("/feed.atom", lang="en").text)
    every = [feed, *feed.findall("a:entry", ATOM)]

    assert len(every) == 7
    for one in every:
        assert one.findtext("a:id", "", ATOM).startswith("http://")
        assert one.findtext("a:title", "", ATOM)
        assert re.fullmatch(r"[\d-]+T[\d:]+Z", one.findtext("a:updated", "", ATOM))
    assert len({one.findtext("a:id", "", ATOM) for one in every}) == 7
    assert feed.findtext("a:author/a:name", "", ATOM) == "Kembar"


def test_a_feed_of_nothing_is_a_feed(visit) -> None:
    assert entries(visit("/feed.atom", q="gerhana").text) == []


def test_whatever_is_searched_for_the_feed_is_well_formed(visit) -> None:
    for words in ("<", "&", '"', "\x01", "😀", "]]>"):
        assert ElementTree.fromstring(visit("/feed.atom", q=words).text).tag.endswith("feed")
