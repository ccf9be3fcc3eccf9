"""`kembar alerts preview`: how the next alert will look, without sending it."""

import os
import re
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from alerts.channels import ConsoleChannel, form_for
from alerts.forms import FORMS, Form, pieces
from alerts.rendering import render
from kembar.clock import WIB, now
from kembar.config import Config
from kembar.errors import ConfigError
from kembar.model import Delivery, Kind, Level, Modality, Outlet, Party, Stage, Story
from storage import previews
from storage.archive import Archive

from .common import complain, configured

_ID = re.compile(r"#?([0-9a-f]{8,64})", re.IGNORECASE)
_UNLIMITED = 10**9
BETWEEN = "----- 8< -----"
"""Stands between the pieces of a message that is sent in several."""


@click.command("preview")
@click.argument("what", metavar="[CHANNEL] [ID]", nargs=-1)
@click.option("--language", type=click.Choice(["id", "en"]), help="Instead of the channel's.")
@click.option(
    "--as", "form_name", type=click.Choice(list(FORMS)), help="Instead of the channel's own form."
)
@configured
def preview(
    config: Config, what: tuple[str, ...], language: str | None, form_name: str | None
) -> None:
    """Show the next alert of CHANNEL (or alert ID) as it would be sent; nothing is sent.

    Where nothing waits, the last one that was sent; in an empty archive a made-up example.
    """
    name, digits = _asked(config, what)
    section = next((one for one in config.channels if one.name == name), None)
    zone = ZoneInfo(section.timezone) if section else WIB
    form, limit = (FORMS["text"], _UNLIMITED)
    if form_name is not None:
        form = FORMS[form_name]
        limit = form.limit or _UNLIMITED
    elif section is not None:
        form, limit = form_for(section, environment=os.environ, folder=Path())
    delivery = _delivery(config, name, digits)
    if delivery is None:
        complain("nothing to tell in the archive; this is a made-up example")
        delivery = example(name)
    speak = language or (section.language if section else ConsoleChannel(sys.stdout).language)
    message = render(delivery, language=speak, zone=zone)
    shown = [
        _shown(form, piece.title, form.text(piece.title, piece.blocks))
        for piece in pieces(message.title, message.parts, form, limit)
    ]
    click.echo(f"\n{BETWEEN}\n".join(shown))


def example(channel: str) -> Delivery:
    """A made-up alert that says so in its headline, site and address."""
    moment = now()
    story = Story(
        alert_key="0" * 64, occasion="first",
        title="CONTOH / EXAMPLE: Bontang dan Jeju Teken Nota Kesepahaman Kota Kembar",
        url="https://contoh.example/bontang-jeju", site="contoh.example",
        sentence="CONTOH: Wali Kota Bontang dan Wali Kota Jeju meneken nota kesepahaman.",
        rule="twin.named", published=moment, published_precision="minute", first_seen=moment,
        kind=Kind.SISTER_CITY, stage=Stage.MOU, modality=Modality.DONE, score=3.0,
        parties=(
            Party(id="64.74", name="Kota Bontang", level=Level.CITY),
            Party(id="kr:jeju", name="Jeju", level=Level.FOREIGN_CITY),
        ),
        outlets=(Outlet(site="lain.example", url="https://lain.example/bontang-jeju"),),
    )  # fmt: skip
    return Delivery(ids=(0,), channel=channel, attempts=0, created=moment, stories=(story,))


def _asked(config: Config, what: tuple[str, ...]) -> tuple[str, str | None]:
    """Which channel, and which alert if one is named."""
    names = [section.name for section in config.channels] or ["console"]
    rest = list(what)
    name = rest.pop(0) if rest and rest[0] in names else names[0]
    if not rest:
        return name, None
    found = _ID.fullmatch(rest[0])
    if len(rest) > 1 or found is None:
        raise ConfigError(
            f"{rest[-1]!r} is no channel (there are: {', '.join(names)}) "
            "and no id of an alert like 1a2b3c4d"
        )
    return name, found[1].lower()


def _delivery(config: Config, channel: str, digits: str | None) -> Delivery | None:
    found = None
    if config.archive.path.is_file():
        archive = Archive.open(config.archive.path, read_only=True)
        try:
            found = previews.coming(archive, channel, digits)
        finally:
            archive.close()
    if found is None and digits is not None:
        raise ConfigError(
            f"no alert #{digits[:8]} in {config.archive.path}; see `kembar alerts pending`"
        )
    return found


def _shown(form: Form, title: str, text: str) -> str:
    return text if form.title_inside else f"{title}\n{text}"
