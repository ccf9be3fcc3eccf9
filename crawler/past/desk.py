"""PastDesk: a desk that stores only what came out within a range, and tells nobody of it."""

from typing import Any

from kembar.errors import ExtractionFailed, KembarError
from kembar.model import Article, Entry, Judgement
from storage import articles
from storage.archive import Archive
from storage.articles import Saved
from storage.backfill_queue import LATER, settle

from ..means import Means
from ..pages import PageDesk
from ..sites import Site
from ..urls import canonical
from .span import Span


class OutOfRange(ExtractionFailed):
    """An article that came out on another day; it is left to the regular rounds."""


class PastDesk(PageDesk):
    """Stores articles of one backfill; what becomes of each page is noted in one transaction."""

    def __init__(self, site: Site, means: Means, *, backfill: int, span: Span) -> None:
        # Every article is older than a day, so as backlog of a first round it is muted.
        super().__init__(site, means, first_round=True)
        self.backfill = backfill
        self.span = span

    def keep(
        self, archive: Archive, article: Article, judgement: Judgement, /, **how: Any
    ) -> Saved:
        """Store the article, muted, and settle its page; OutOfRange for any other day's."""
        addresses = [*how.get("aliases", ()), article.url]
        published = article.published
        if published is None or not self.span.covers(published):
            fate = "undated" if published is None else "outside"
            settle(archive, self.backfill, addresses, fate, published=published)
            raise OutOfRange("it bears no date" if published is None else f"is of {published:%F}")
        with archive.write():
            saved = articles.save(archive, article, judgement, **(how | {"backlog": "mute"}))
            settle(
                archive, self.backfill, addresses, "stored" if saved.new else "known",
                published=published, flagged=saved.new and saved.flagged,
            )  # fmt: skip
        return saved

    async def _fail(self, entry: Entry, error: KembarError) -> None:
        if isinstance(error, OutOfRange):
            return
        failed, unsettled = self.failed, self.unsettled
        await super()._fail(entry, error)
        if self.failed > failed:  # else it concerns the host, and says nothing of the page
            await self.note(entry, LATER if self.unsettled > unsettled else "failed")

    async def note(self, entry: Entry, fate: str) -> None:
        """Say what became of a page that gave no article."""
        url = canonical(entry.url) or entry.url
        await self.means.writer.run(settle, self.backfill, [url], fate)
