"""One stored article, by its number or its address; changes nothing."""

from kembar.clock import unstamp
from kembar.model import Article

from .archive import Archive
from .cleaning import clean


def by_id(archive: Archive, article_id: int) -> Article | None:
    """The article that `articles.id` numbers."""
    return _article(archive, "id = ?", article_id)


def by_url(archive: Archive, url: str) -> Article | None:
    """The article at an address, or at one that led to it."""
    found = _article(archive, "url = ?", clean(url))
    return found or _article(
        archive, "id = (SELECT article_id FROM urls WHERE urls.url = ?)", clean(url)
    )


def _article(archive: Archive, condition: str, value: int | str) -> Article | None:
    rows = archive.rows(
        f"""SELECT url, site, title, text, published, published_precision, language
        FROM articles WHERE {condition}""",
        [value],
    )
    if not rows:
        return None
    row = rows[0]
    return Article(
        url=row["url"],
        site=row["site"],
        title=row["title"],
        text=row["text"],
        published=unstamp(row["published"]) if row["published"] else None,
        published_precision=row["published_precision"],
        language=row["language"],
    )
