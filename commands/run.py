"""`kembar run`: the daemon."""

import sys
from pathlib import Path

import click

import scheduler
from alerts.channels import open_channels
from crawler.sites import chosen
from kembar import config as configuration
from kembar.config import FILE_NAME, Config
from kembar.errors import ConfigError

from . import check
from .common import complain, config_option, exit_codes, log_to_stderr

TEMPLATE = Path(__file__).parent / "kembar.toml"
"""The commented configuration that a first `kembar run` writes."""


@click.command("run")
@config_option
def command(config_path: Path | None) -> None:
    """Crawl on a schedule, tell what is new, serve the reading room; until Ctrl-C or SIGTERM."""
    exit_codes(lambda: _run(config_path))()


def _run(config_path: Path | None) -> None:
    path = _existing_or_written(config_path)
    config = configuration.load(path)
    check.raise_faults(config)
    log_to_stderr()
    if config.crawl.contact is None:
        complain(
            f"no [crawl] contact in {path}: sites cannot tell who reads them. "
            'Write contact = "mailto:you@example.org" there.'
        )
    channels = open_channels(config.channels, console=sys.stderr, contact=config.crawl.contact)
    sites = chosen(config)
    sys.exit(
        scheduler.run_loop(
            lambda: scheduler.serve(config, sites, channels),
            allow_private=config.crawl.allow_private_hosts,
        )
    )


def _existing_or_written(config_path: Path | None) -> Path | None:
    wanted = config_path or Path(FILE_NAME)
    missing = not config_path.exists() if config_path else configuration.find() is None
    if not missing:
        return configuration.find(config_path)
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
        wanted.write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{wanted}: cannot be written: {error.strerror}") from error
    complain(f"wrote {wanted}, with comments; change it and start again to apply")
    return wanted


def template() -> Config:
    """The configuration that a first run writes, as it would be read."""
    return configuration.parse(TEMPLATE.read_text(encoding="utf-8"), name=str(TEMPLATE))
