"""Pieces of HTML and XML that every replica needs. Knows no outlet."""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from .outlets import DemoArticle

# Stands in every footer, so that nobody takes a replica for the outlet that it imitates.
FOOTER_MARK = "Halaman contoh Kembar: isinya rekaan, bukan berita."


def meta(properties: Mapping[str, str | None]) -> str:
    """Open Graph and article properties, those without a value left out."""
    return "\n".join(
        f'<meta property="{name}" content="{escape(value)}">'
        for name, value in properties.items()
        if value
    )


def linked_data(record: Mapping[str, Any]) -> str:
    """A JSON-LD block; `</` is broken up so that no text can end the script."""
    text = json.dumps({"@context": "https://schema.org", **record}, ensure_ascii=False)
    safe = text.replace("</", "<\\/")
    return f'<script type="application/ld+json">{safe}</script>'


def link(address: str, text: str, **attributes: str) -> str:
    """An anchor; `class_` gives the attribute `class`."""
    more = "".join(f' {name.rstrip("_")}="{escape(value)}"' for name, value in attributes.items())
    return f'<a href="{escape(address)}"{more}>{escape(text)}</a>'


def items(rows: Iterable[str]) -> str:
    """List items around finished markup."""
    return "\n".join(f"<li>{row}</li>" for row in rows)


def paragraph(text: str, style: str = "") -> str:
    """A paragraph; a line without closing punctuation is a heading in bold, as editors type it."""
    inner = escape(text, quote=False)
    if len(text.split()) < 6 and not re.search(r"[.!?…”\")]$", text):
        inner = f"<strong>{inner}</strong>"
    return f"<p{style}>{inner}</p>"


def teaser(article: DemoArticle, words: int = 24) -> str:
    """The beginning of an article, cut after some words."""
    all_words = " ".join(article.paragraphs).split()
    return " ".join(all_words[:words]) + ("…" if len(all_words) > words else "")


def slugify(text: str) -> str:
    """A headline as the last part of an address."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
