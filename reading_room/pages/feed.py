"""A filtered list of stories as an Atom feed (RFC 4287), newest first."""

import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from kembar.clock import stamp
from storage.archive import Archive

from ..speech import Speech
from .asked import Asked
from .cards import cards, web
from .listing import stories

PER_FEED = 50
"""Stories in a feed."""

_ATOM = "http://www.w3.org/2005/Atom"
_FORBIDDEN = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0


def feed(archive: Archive, asked: Asked, speech: Speech, base: str) -> bytes:
    """The feed of what is asked; `base` is our own address without the slash, for its links.

    An entry keeps its id as long as the story has its number; it leads to the first report.
    """
    listed = stories(archive, asked.turned(1))
    told = cards(archive, listed.page(PER_FEED), speech)
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": speech.language})
    here = base + asked.turned(1).link("/feed.atom")
    _add(root, "id", here)
    _add(root, "title", speech("Kembar: peristiwa terbaru", "Kembar: newest stories"))
    newest = max((card["at"] for card in told), default=stamp(datetime(1970, 1, 1, tzinfo=UTC)))
    _add(root, "updated", newest)
    _link(root, "self", here)
    _link(root, "alternate", base + asked.turned(1).link())
    ElementTree.SubElement(_add(root, "author", ""), "name").text = "Kembar"
    for card in told:
        _entry(root, card, speech, base)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _entry(root: ElementTree.Element, card: dict[str, Any], speech: Speech, base: str) -> None:
    entry = ElementTree.SubElement(root, "entry")
    page = f"{base}{card['link']}"
    _add(entry, "id", page)
    _add(entry, "title", card["title"])
    _add(entry, "updated", card["at"])
    _add(entry, "published", card["at"])
    first = next((web(outlet["url"]) for outlet in card["outlets"]), None)
    _link(entry, "alternate", first or page)
    _link(entry, "related", page)
    pair = " – ".join(party["name"] for party in card["parties"])
    words = ", ".join(filter(None, (speech.kind(card["kind"]), speech.step(card["stage"]))))
    _add(entry, "summary", "\n".join(filter(None, (pair, words, card["sentence"]))))
    for code in filter(None, (card["kind"], card["stage"])):
        ElementTree.SubElement(entry, "category", {"term": code})


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = _FORBIDDEN.sub("", text)
    return child


def _link(parent: ElementTree.Element, rel: str, address: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "href": _FORBIDDEN.sub("", address)})
