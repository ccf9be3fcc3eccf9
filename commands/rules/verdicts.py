"""`kembar rules verdicts`, and how often people found the alerts of each rule right."""

from collections.abc import Callable
from typing import Any

import click

from kembar.config import Config
from kembar.errors import ArchiveError
from kembar.model import Verdict
from storage import precision, verdicts
from storage.archive import Archive

from ..common import complain, configured, json_option, write_json
from ..verdicts import rejection


@click.command("verdicts")
@click.option("--rule", metavar="ID", help="Only on alerts that this rule had part in.")
@click.option("--verdict", type=click.Choice([one.value for one in Verdict]), help="Only these.")
@click.option("--all", "every", is_flag=True, help="Those too that a later one has replaced.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@json_option
@configured
def command(
    config: Config, rule: str | None, verdict: str | None, every: bool, limit: int, as_json: bool
) -> None:
    """What people made of alerts, newest first, with headline and sentence."""
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        rows = verdicts.read(archive, rule=rule, verdict=verdict, standing=not every, limit=limit)
    finally:
        archive.close()
    if as_json:
        write_json(rows)
        return
    for row in rows:
        click.echo("\n".join(_lines(row)))
    if not rows:
        complain("no verdicts yet; `kembar alerts verdict ID keep|drop|fix` gives one")


def _lines(row: dict[str, Any]) -> list[str]:
    replaced = "" if row["stands"] else ", replaced"
    title = row["title"] or "(its article is no longer kept)"
    lines = [f"{row['made'][:10]} {row['verdict']} #{row['alert_key'][:8]} {title}"]
    if row["sentence"]:
        lines.append(f"    {row['sentence']}")
    lines.append(f"    by {row['by']}{replaced}; rules: {', '.join(row['rules']) or 'none'}")
    if row["note"]:
        lines.append(f"    note: {row['note']}")
    for name, value in row["facts"].items():
        told = ", ".join(p["name"] for p in value) if isinstance(value, list) else value
        lines.append(f"    right {name}: {told}")
    if row["verdict"] == Verdict.DROP and row["stands"] and row["title"]:
        lines.append(f"    {rejection(row['title'])}")
    return lines


def figures(config: Config) -> Callable[[str, bool], dict[str, Any]]:
    """The columns of a rule: `kept`, `dropped`, `precision`; with `whole` its `interval` too.

    An archive that cannot be read keeps nobody from the list of rules; stderr says so.
    """
    known: dict[str, precision.Precision] = {}
    if config.archive.path.is_file():
        try:
            archive = Archive.open(config.archive.path, read_only=True)
            try:
                known = precision.by_rule(archive)
            finally:
                archive.close()
        except ArchiveError as error:
            complain(f"without verdicts: {error}")

    def columns(rule: str, whole: bool) -> dict[str, Any]:
        one = known.get(rule)
        told: dict[str, Any] = {
            "kept": one.kept if one else 0,
            "dropped": one.dropped if one else 0,
            "precision": round(one.share, 2) if one else None,
        }
        if whole:
            told["interval"] = [round(end, 4) for end in one.interval] if one else None
        return told

    return columns
