"""Where a page's date was found, and what it declares as its address: for people who check."""

from kembar.model import Article, Entry

from .page import Page, words_of


def where_published(page: Page, article: Article, entry: Entry | None) -> str | None:
    """In words: `JSON-LD`, `meta article:published_time`, `the list`, `the address`, `the page`."""
    raw = article.published_raw
    if raw is None:
        return None
    if words_of(page.article.get("datePublished")) == raw:
        return "JSON-LD"
    for name, content in page.meta.items():
        if content == raw:
            return f"meta {name}"
    if entry is not None and raw in (entry.published_raw, entry.modified_raw):
        return "the list"
    for element in page.root.iter("time"):
        if raw in (element.get("datetime"), (element.text or "").strip()):
            return "a time element"
    return "the address" if raw in page.url else "the page's text"


def declared_canonical(page: Page) -> str | None:
    """What `<link rel="canonical">` says, as it says it."""
    for link in page.root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return (link.get("href") or "").strip() or None
    return None
