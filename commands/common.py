"""What every command shares: --config, --json, exit codes, logging, and how output is written."""

import functools
import json
import logging
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from alerts import redaction
from kembar import config as configuration
from kembar.config import Config
from kembar.errors import ConfigError, KembarError

F = TypeVar("F", bound=Callable[..., Any])

QUIET = ("scrapy", "twisted", "apscheduler", "asyncio", "httpx", "trafilatura", "py.warnings")
"""Loggers of libraries that speak only when something is wrong."""

config_option = click.option(
    "--config", "config_path", type=click.Path(path_type=Path, dir_okay=False),
    help="Configuration file (else ./kembar.toml, $KEMBAR_CONFIG, /etc/kembar/kembar.toml).",
)  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Say every step on stderr.")


def configured(command: F) -> F:
    """Give a command `--config`; it gets the loaded Config first, and errors become exit codes."""

    @config_option
    @functools.wraps(command)
    def wrapped(*args: Any, config_path: Path | None, **kwargs: Any) -> Any:
        with_codes = exit_codes(
            lambda: command(configuration.load(configuration.find(config_path)), *args, **kwargs)
        )
        return with_codes()

    return wrapped  # type: ignore[return-value]


def exit_codes(work: Callable[[], Any]) -> Callable[[], Any]:
    """Wrap a call so that our errors end as a message on stderr and exit code 1 or 2."""

    def wrapped() -> Any:
        try:
            return work()
        except ConfigError as error:
            for fault in error.faults:
                complain(fault)
            sys.exit(2)
        except KembarError as error:
            complain(str(error))
            sys.exit(1)
        except OSError as error:
            if error.filename is None:  # no file's fault: ours, or a pipe that click closes
                raise
            complain(f"{error.filename}: {error.strerror}")
            sys.exit(1)

    return wrapped


def raise_misplaced(config: Config) -> None:
    """ConfigError if no file can stand where the configuration wants the archive."""
    path = config.archive.path
    if path.is_dir():
        raise ConfigError(f"[archive] path: {path} is a folder; name a file in it")
    above = next((folder for folder in path.parents if folder.exists()), path.parent)
    if above.exists() and not above.is_dir():
        raise ConfigError(f"[archive] path: {path} cannot be made, for {above} is a file")


def complain(message: str) -> None:
    """One line of what is wrong, on stderr."""
    click.echo(f"kembar: {message}", err=True)


def log_to_stderr(*, verbose: bool = True) -> None:
    """Send log lines to stderr with every channel secret redacted."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)-7s %(name)s %(message)s", "%Y-%m-%d %H:%M:%S")
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO if verbose else logging.ERROR)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    redaction.install()  # each channel adds its own secrets when it is opened


def write_json(value: Any) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def write_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Rows as aligned columns on stdout, with a head line; nothing but the head for no rows."""
    cells = [[_cell(row.get(column)) for column in columns] for row in rows]
    widths = [
        max([len(column), *(len(line[index]) for line in cells)])
        for index, column in enumerate(columns)
    ]
    for line in [list(columns), *cells]:
        click.echo(
            "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        )


def _cell(value: Any) -> str:
    return "-" if value is None or value == "" else str(value)
