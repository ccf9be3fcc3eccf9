"""Words for what waits for a channel and why, shared by the commands of `kembar alerts`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from kembar.clock import WIB, unstamp
from kembar.errors import DeliveryFailed
from storage.breakers import Breaker


def receiver(known: Breaker | None) -> dict[str, Any]:
    """What is known of a channel's receiver, as fields of a row."""
    if known is None or not known.failures:
        return {"receiver": "well", "failures": 0, "rest_until": None, "reason": None}
    word = "away" if known.open else "failing"
    return {
        "receiver": word, "failures": known.failures, "reason": known.reason,
        "rest_until": known.rest_until.isoformat() if known.rest_until else None,
    }  # fmt: skip


def waiting(row: Mapping[str, Any], known: Breaker | None, now: datetime) -> dict[str, Any]:
    """`age` in seconds, `reason`, and `tried`: when the next try comes, for a reader."""
    reason = row["last_error"]
    if row["state"] == "dead":
        tried = "never, unless `kembar alerts retry`"
    elif row["state"] == "leased":
        tried = "being sent"
    elif known is not None and known.open:
        tried = _until(known.rest_until, now, "when its channel is back, tried ")
        reason = reason or f"its channel is away: {known.reason}"
    else:
        tried = _until(unstamp(row["next_try"]) if row["next_try"] else None, now)
    age = max(0, int((now - unstamp(row["created"])).total_seconds()))
    return {"age": age, "reason": reason, "tried": tried}


def _until(moment: datetime | None, now: datetime, before: str = "") -> str:
    if moment is None or moment <= now:
        return f"{before}now"
    local = moment.astimezone(WIB)
    wait = span(int((moment - now).total_seconds()))
    return f"{before}in {wait} ({local:%d %b %H:%M} WIB)"


def span(seconds: int) -> str:
    """`40 s`, `12 min`, `5 h`, `3 days`, rounded down."""
    for size, unit in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {'day' if unit == 'days' and count == 1 else unit}"
    return f"{seconds} s"


def retriable(
    rows: Sequence[Mapping[str, Any]], ids: Collection[int], channel: str | None
) -> list[int]:
    """Ids to make due: the named ones; else what failed on the channel; else what was given up."""
    return [
        row["id"]
        for row in rows
        if (channel is None or row["channel"] == channel)
        and (
            row["id"] in ids
            if ids
            else row["state"] == "dead" or (channel is not None and row["attempts"] > 0)
        )
    ]


def remedy(error: DeliveryFailed) -> str:
    """What a person can do about a message that was not taken."""
    said = str(error)
    if "redirect" in said:
        return "change the url in its [[channels]]"
    if "asked to wait" in said:
        return "nothing is wrong with the url; try again later"
    if error.permanent:
        return "see whether the address, the token and the rights in its url are (still) right"
    if "only some" in said:
        return "see which of the receivers in its url is wrong, and write one [[channels]] for each"
    if "in time" in said or "within" in said:
        return "see whether the receiver is up; look there first, the message may have arrived"
    return "see whether the receiver is up and can be reached from this machine; alerts wait for it"
