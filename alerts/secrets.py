"""Where a channel's address is kept: in the environment, a file or a systemd credential."""

import stat
from collections.abc import Mapping
from pathlib import Path

from kembar.errors import ConfigError

CREDENTIALS = "CREDENTIALS_DIRECTORY"


def resolve(url: str, environment: Mapping[str, str], *, name: str, folder: Path = Path()) -> str:
    """The address of channel `name`: `env:NAME`, `file:PATH`, `credential:NAME`, or as it stands.

    A relative PATH is meant from `folder`. ConfigError tells the channel, what is missing and
    what to do; it never holds an address.
    """
    scheme, _, rest = url.partition(":")
    if rest.startswith("//") or scheme not in ("env", "file", "credential"):
        return url
    if not rest.strip():
        raise ConfigError(f"channel {name!r}: nothing follows {scheme}: ; name where the url is")
    if scheme == "env":
        return _from_environment(rest.strip(), environment, name)
    if scheme == "file":
        return _from_file(folder / Path(rest.strip()).expanduser(), name)
    return _from_credential(rest.strip(), environment, name)


def _from_environment(variable: str, environment: Mapping[str, str], name: str) -> str:
    value = environment.get(variable, "").strip()
    if not value:
        raise ConfigError(
            f"channel {name!r}: the environment variable {variable} is not set; "
            "set it to the Apprise URL before you start kembar"
        )
    return value


def _from_credential(credential: str, environment: Mapping[str, str], name: str) -> str:
    folder = environment.get(CREDENTIALS)
    if not folder:
        raise ConfigError(
            f"channel {name!r}: {CREDENTIALS} is not set; credential: works under systemd with "
            f"LoadCredential={credential}:/path; elsewhere use env: or file:"
        )
    if Path(credential).name != credential:
        raise ConfigError(f"channel {name!r}: a credential has a plain name, not {credential!r}")
    return _from_file(Path(folder) / credential, name)


def _from_file(path: Path, name: str) -> str:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise ConfigError(f"channel {name!r}: {path} is not a file; write the url into one")
        if mode & stat.S_IROTH:
            raise ConfigError(
                f"channel {name!r}: everybody on this machine can read {path}; "
                f"run `chmod 600 {path}`"
            )
        lines = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(
            f"channel {name!r}: {path} cannot be read: {reason}; write the url into it, alone"
        ) from None
    if len(lines) != 1:
        raise ConfigError(
            f"channel {name!r}: {path} holds {len(lines)} words; write the url into it, alone"
        )
    return lines[0]
