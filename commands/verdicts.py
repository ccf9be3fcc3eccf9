"""`kembar alerts verdict`: what a person makes of an alert; the daemon applies it, if one runs."""

import shlex
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import click

from kembar.account import account
from kembar.clock import now
from kembar.config import Config
from kembar.errors import ArchiveError, ConfigError, KembarError
from kembar.locks import DAEMON, beside, holder_of
from kembar.model import Verdict
from storage import inbox, verdict_wishes, verdicts
from storage.archive import Archive
from storage.verdicts import Alert, Answer

from .common import complain, configured, json_option, write_json

PATIENCE = timedelta(minutes=2)
"""How long a running daemon is waited for; it answers within seconds."""
TOLD = {
    Verdict.KEEP: "right", Verdict.DROP: "a false alarm", Verdict.FIX: "right, but a fact is wrong"
}  # fmt: skip


@click.command("verdict")
@click.argument("id", metavar="ID")
@click.argument("verdict", type=click.Choice([one.value for one in Verdict]))
@click.option("--note", help="Why, in your words; with fix: which fact is wrong.")
@click.option("--by", metavar="NAME", help="Who says so (else the account's name).")
@click.option("--kind", help="With fix: the right kind.")
@click.option("--stage", help="With fix: the right stage.")
@click.option(
    "--party", "parties", multiple=True, metavar="PLACE",
    help="With fix: who really deals with whom, by id or full name; give it once for each.",
)  # fmt: skip
@json_option
@configured
def answer(
    config: Config,
    id: str,
    verdict: str,
    note: str | None,
    by: str | None,
    kind: str | None,
    stage: str | None,
    parties: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say what an alert was: keep (right), drop (a false alarm) or fix (right, a fact is wrong).

    ID is the digits behind the hash sign of its message, 8 or more. A later verdict of yours on the
    same alert stands in the place of the earlier one.
    """
    if verdict != Verdict.FIX and (kind or stage or parties):
        raise ConfigError(f"--kind, --stage and --party go with fix, not with {verdict}")
    alert, facts = _look_up(config, id, kind, stage, parties)
    if verdict == Verdict.FIX and not (facts or (note or "").strip()):
        raise ConfigError("fix: say which fact is wrong (--note, --kind, --stage or --party)")
    given = Answer(verdict=Verdict(verdict), by=by or account(), note=note, facts=facts)
    holder = holder_of(beside(config.archive.path, "daemon")) or ""
    if holder.startswith(DAEMON):
        number = _ask_the_daemon(config, alert, given)
    else:
        number = _apply_here(config, alert, given)
    if as_json:
        write_json(_record(number, alert, given))
        return
    for line in _lines(alert, given):
        click.echo(line)


def _look_up(
    config: Config, id: str, kind: str | None, stage: str | None, parties: tuple[str, ...]
) -> tuple[Alert, dict[str, Any]]:
    """The alert that is meant and the right facts; ConfigError where one was mistyped."""
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        return (
            verdicts.find(archive, id),
            verdicts.facts(archive, kind=kind, stage=stage, parties=parties),
        )
    except ArchiveError:
        raise
    except KembarError as error:
        raise ConfigError(str(error)) from error
    finally:
        archive.close()


def _apply_here(config: Config, alert: Alert, answer: Answer) -> int:
    """Record it, after what the reading room has left while no daemon ran."""
    archive = Archive.open(config.archive.path)
    try:
        verdict_wishes.apply_open(archive, now())
        return verdicts.record(archive, alert, answer, now())
    finally:
        archive.close()


def _ask_the_daemon(config: Config, alert: Alert, answer: Answer) -> int:
    """Leave a wish in the archive's inbox and wait until the daemon has carried it out."""
    archive = Archive.open(config.archive.path)
    try:
        wanted = verdict_wishes.payload(answer, alert=alert.key)
        wish = inbox.wish(archive, verdict_wishes.KIND, wanted, now())
        give_up = time.monotonic() + PATIENCE.total_seconds()
        while (result := inbox.result_of(archive, wish)) is None:
            if time.monotonic() > give_up:
                raise KembarError("the daemon is busy; it will apply the verdict when it can")
            if holder_of(beside(config.archive.path, "daemon")) is None:
                raise KembarError(
                    "the daemon ended before it applied the verdict; the next one will"
                )
            time.sleep(0.1)
    finally:
        archive.close()
    if "error" in result:
        raise KembarError(result["error"])
    return int(result["id"])


def _record(number: int, alert: Alert, answer: Answer) -> dict[str, Any]:
    return {
        "id": number, "alert_key": alert.key, "occasion": alert.occasion,
        "story_id": alert.story_id, "event_id": alert.event_id, "article_id": alert.article_id,
        "title": alert.title, "sentence": alert.sentence, "rules": list(alert.rules),
        "verdict": answer.verdict.value, "note": answer.note, "facts": dict(answer.facts),
        "by": answer.by,
    }  # fmt: skip


def _lines(alert: Alert, answer: Answer) -> list[str]:
    lines = [f"#{alert.key[:8]} is {TOLD[answer.verdict]}: {alert.title}"]
    if alert.sentence and alert.sentence != alert.title:
        lines.append(f"    {alert.sentence}")
    if alert.rules:
        lines.append(f"    rules: {', '.join(alert.rules)}")
    if answer.verdict is Verdict.DROP and alert.title:
        complain(f"to keep it as an example that the rules must not hit: {rejection(alert.title)}")
    return [*lines, *map(_fact, answer.facts.items())]


def _fact(pair: tuple[str, Any]) -> str:
    name, value = pair
    told = ", ".join(_name(one) for one in value) if isinstance(value, list) else value
    return f"    right {name}: {told}"


def _name(party: Mapping[str, str]) -> str:
    return f"{party['name']} ({party['id']})"


def rejection(title: str) -> str:
    """The command that turns a false alarm into an example of the rules that hit its headline."""
    words = ["kembar", "rules", "reject", *(["--"] if title.startswith("-") else []), title]
    return shlex.join(words)
