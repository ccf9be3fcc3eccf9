"""The figures of `storage.stats.status` in plain words, what is wrong first; reads nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from kembar.clock import WIB, unstamp

LEAST_FREE = 500_000_000
"""Bytes; with less free the archive may soon be unwritable."""

_UNITS = ("bytes", "kB", "MB", "GB", "TB")

Line = tuple[bool, str]
"""Whether all is well with it, and what to say."""


def lines(status: Mapping[str, Any]) -> list[str]:
    """One line a site, channel, queue and disk; those that begin with `WRONG` come first.

    Then come those with `LOOK`: doubtful, but all works. Takes what `storage.stats.status` gives
    (with `rules`, whose verdicts are bad); a part that is missing is passed over.
    """
    told = [
        *(_site(row) for row in status.get("sites", ())),
        *(_channel(row) for row in status.get("channels", ())),
        *_queue(status.get("queue") or {}),
        *_disk(status.get("disk") or {}),
        *_backup(status.get("backup") or {}),
    ]
    if not status.get("sites"):
        told.insert(0, (True, "sites: no round yet"))
    told.sort(key=lambda line: line[0])
    lines = [f"{'ok   ' if well else 'WRONG'}  {text}" for well, text in told]
    wrong = sum(not well for well, _ in told)
    return [*lines[:wrong], *map(_rule, status.get("rules", ())), *lines[wrong:]]


def _rule(row: Mapping[str, Any]) -> str:
    """A rule that people found wrong more often than right; no fault of this machine."""
    judged = row["kept"] + row["dropped"]
    return (
        f"LOOK   rule {row['rule']}: {row['dropped']} of {judged} judged alerts were false alarms "
        f"(`kembar rules verdicts --rule {row['rule']}`)"
    )


def _site(row: Mapping[str, Any]) -> Line:
    outcome = row["outcome"]
    started = _local(row["started"])
    if outcome is None:
        text = f"a round is under way since {started}"
    elif outcome == "ok":
        text = (
            f"last round {started}, {_many(row.get('articles_today', 0), 'new article')} in a day"
        )
    else:
        text = f"{outcome}: {row['reason'] or 'no reason given'} (round of {started})"
    if failing := row.get("failing_sources", 0):
        text += f"; {_many(failing, 'source')} could not be read"
    return outcome in ("ok", None), f"{row['site']}: {text}"


def _channel(row: Mapping[str, Any]) -> Line:
    states = (
        ("dead", "given up, `kembar alerts retry` tries again"),
        ("pending", "waiting"),
        ("leased", "being sent"),
        ("sent", "sent"),
        ("suppressed", "muted"),
    )
    told = [f"{row[state]} {words}" for state, words in states if row.get(state)]
    text = f"channel {row['channel']}: {', '.join(told) or 'nothing yet'}"
    if row.get("open"):
        text += f"; away since {_local(row['since'])}, tried now and then: {row['reason']}"
    return not row.get("dead") and not row.get("open"), text


def _queue(queue: Mapping[str, Any]) -> Iterator[Line]:
    if queue:
        since = f", the oldest since {_local(queue['oldest'])}" if queue.get("oldest") else ""
        yield True, f"queue: {_many(queue.get('pending', 0), 'alert')} waiting{since}"


def _disk(disk: Mapping[str, Any]) -> Iterator[Line]:
    if disk:
        free = disk["free"]
        yield (
            free >= LEAST_FREE,
            f"disk: {_size(free)} free, the archive takes {_size(disk['bytes'])}",
        )


def _backup(backup: Mapping[str, Any]) -> Iterator[Line]:
    if backup:
        kept = _many(backup["kept"], "daily backup")
        newest = f", the newest of {_local(backup['newest'])}" if backup["newest"] else ""
        late = "; the next is late, see the log" if backup["late"] else ""
        yield not backup["late"], f"backup: {kept}{newest}{late}"


def _local(moment: str | None) -> str:
    return f"{unstamp(moment).astimezone(WIB):%Y-%m-%d %H:%M} WIB" if moment else "unknown"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _size(number: float) -> str:
    """`12.3 MB`, in powers of a thousand."""
    for unit in _UNITS[:-1]:
        if number < 1000:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} {_UNITS[-1]}"
