"""What a backtest means for the alerts that people have answered."""

from typing import Any

from kembar.model import Verdict
from storage import verdicts
from storage.archive import Archive


class Answers:
    """The verdicts that stand, by article, and which of their alerts new rules would not make.

    Of several people's on one article the latest counts.
    """

    def __init__(self, archive: Archive) -> None:
        self._told: dict[int, dict[str, Any]] = {}
        for row in verdicts.read(archive, standing=True):
            if row["article_id"] is not None:
                self._told.setdefault(row["article_id"], row)
        self._met: list[dict[str, Any]] = []
        self._lost: list[dict[str, Any]] = []

    def note(self, article: int, *, lost: bool) -> None:
        """Take note of an article that was judged anew; `lost` without a flag now."""
        row = self._told.get(article)
        if row is None:
            return
        self._met.append(row)
        if lost:
            self._lost.append(row)

    def record(self) -> dict[str, Any]:
        """Counts and rows: `right`, `right_lost`, `false`, `false_gone`."""
        return {
            "right": len(self._met) - self._count_false(),
            "right_lost": [_short(row) for row in self._lost if not _is_false(row)],
            "false": self._count_false(),
            "false_gone": [_short(row) for row in self._lost if _is_false(row)],
        }

    def lines(self) -> list[str]:
        """The same in words; nothing where nobody has answered an alert."""
        if not self._met:
            return []
        told = self.record()
        return [
            f"{len(told['right_lost'])} of {told['right']} alerts judged right would no longer be "
            "told",
            *(f"    #{row['alert_key'][:8]} {row['title']}" for row in told["right_lost"]),
            f"{len(told['false_gone'])} of {told['false']} false alarms would be gone",
        ]

    def _count_false(self) -> int:
        return sum(map(_is_false, self._met))


def _is_false(row: dict[str, Any]) -> bool:
    return bool(row["verdict"] == Verdict.DROP)


def _short(row: dict[str, Any]) -> dict[str, Any]:
    names = ("alert_key", "story_id", "article_id", "title", "url", "verdict", "note")
    return {name: row[name] for name in names}
