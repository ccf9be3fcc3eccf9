"""What was looked at between two digests or proofs of a channel, told with the later one."""

import json
from datetime import datetime, timedelta
from typing import Any

from kembar.clock import stamp, unstamp
from kembar.model import Looked, Outcome

from .archive import Archive

_GOOD = (Outcome.OK.value, Outcome.PARTIAL.value)
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def look_back(archive: Archive, row: dict[str, Any], now: datetime) -> Looked:
    """What was looked at since the row before this one (a frame or a proof) was sent.

    Puts down how far it looked, so that the next one goes on from there.
    """
    since = _since(archive, row, now)
    archive.db.execute(
        "UPDATE outbox SET told = ? WHERE id = ?", [json.dumps({"until": stamp(now)}), row["id"]]
    )
    return _looked(archive, row["channel"], since, now)


def _since(archive: Archive, row: dict[str, Any], now: datetime) -> datetime:
    until = archive.value(
        """SELECT max(json_extract(told, '$.until')) FROM outbox
        WHERE channel = ? AND story_id IS NULL AND occasion = ? AND state = 'sent' AND id <> ?""",
        [row["channel"], row["occasion"], row["id"]],
    )
    # A clock that was set back must not turn the span around.
    if until and unstamp(until) <= now:
        return unstamp(until)
    return now - (_WEEK if row["occasion"] == "proof" else _DAY)


def _looked(archive: Archive, channel: str, since: datetime, until: datetime) -> Looked:
    span = {"since": stamp(since), "until": stamp(until), "channel": channel}
    within = "> :since AND {0} <= :until"
    rounds = archive.rows(
        f"""SELECT site, max(outcome IN {_GOOD}) AS good FROM runs
        WHERE finished > :since AND finished <= :until GROUP BY site ORDER BY site""",
        span,
    )
    stored = {
        row["site"]: row["n"]
        for row in archive.rows(
            f"""SELECT site, count(*) AS n FROM articles
            WHERE first_seen {within.format("first_seen")} GROUP BY site""",
            span,
        )
    }
    good = [row["site"] for row in rounds if row["good"]]
    return Looked(
        since=since,
        until=until,
        sites=len(good),
        silent=tuple(site for site in good if site not in stored),
        failed=tuple(row["site"] for row in rounds if not row["good"]),
        articles=sum(stored.values()),
        stories=archive.value(
            f"SELECT count(*) FROM stories WHERE first_seen {within.format('first_seen')}", span
        ),
        sent=archive.value(
            f"""SELECT count(DISTINCT coalesce(digest || sent_at, id)) FROM outbox
            WHERE channel = :channel AND state = 'sent' AND sent_at {within.format("sent_at")}""",
            span,
        ),
    )
