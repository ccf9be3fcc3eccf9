"""What people made of a story, what waits to be recorded, and what a form begins with."""

from typing import Any

from kembar.account import account
from kembar.locks import DAEMON, beside, holder_of
from kembar.model import Verdict
from storage import inbox, publishing, verdict_wishes, verdicts
from storage.archive import Archive
from storage.outbox import alert_key

from ..speech import Speech


def answers(
    archive: Archive, number: int, said: str | None, place: str | None, speech: Speech
) -> dict[str, Any] | None:
    """The part of a story's page that asks whether it is right; None in a public copy.

    `said` is the number of a wish that this reader has just left, or `note` where one lacked it.
    """
    if publishing.holds_public_copy(archive):
        return None
    waiting = [
        {**_words(wish, speech), "when": speech.moment(wish["made"], place)}
        for wish in verdict_wishes.waiting(archive, number)
    ]
    return {
        "alert": alert_key(number)[: verdicts.SHORTEST],
        "given": [
            {
                **_words(row, speech),
                "when": speech.moment(row["made"], place),
                "stands": row["stands"],
            }
            for row in verdicts.read(archive, story=number)
        ],
        "waiting": waiting,
        "runs": bool(waiting) and _daemon_runs(archive),
        "said": _said(archive, said, speech),
        "by": account(),
        "choices": [(one.value, speech.verdict(one)) for one in Verdict],
        "longest_note": verdicts.LONGEST_NOTE,
        "longest_name": verdicts.LONGEST_NAME,
    }


def _words(row: dict[str, Any], speech: Speech) -> dict[str, Any]:
    facts = row["facts"]
    right = {
        speech("jenis yang benar", "right kind"): speech.kind(facts.get("kind")),
        speech("tahap yang benar", "right stage"): speech.stage(facts.get("stage")),
        speech("pihak yang benar", "right parties"): ", ".join(
            party["name"] for party in facts.get("parties", ())
        ),
    }
    return {
        "by": row["by"],
        "verdict": speech.verdict(row["verdict"]),
        "note": row["note"],
        "right": [(name, value) for name, value in right.items() if value],
    }


def _daemon_runs(archive: Archive) -> bool:
    return (holder_of(beside(archive.path, "daemon")) or "").startswith(DAEMON)


def _said(archive: Archive, said: str | None, speech: Speech) -> str | None:
    """What came of the wish just left, in a sentence; None for no wish."""
    if said == "note":
        return speech(
            "Tulis dahulu dalam catatan fakta mana yang salah. Belum ada yang dikirim.",
            "Write in the note first which fact is wrong. Nothing was sent.",
        )
    if not said or not (said.isascii() and said.isdigit() and len(said) < 18):
        return None
    if archive.value("SELECT 1 FROM inbox WHERE id = ? AND kind = ?", [
        int(said), verdict_wishes.KIND,
    ]) is None:  # fmt: skip
        return None
    result = inbox.result_of(archive, int(said))
    if result is None:
        return speech(
            "Penilaian Anda diterima; Kembar (kembar run) akan mencatatnya.",
            "Your verdict has arrived; the daemon (kembar run) will record it.",
        )
    if "error" in result:
        told = speech("Penilaian tidak dapat dicatat", "The verdict could not be recorded")
        return f"{told}: {result['error']}"
    return speech("Penilaian Anda tercatat.", "Your verdict is recorded.")
