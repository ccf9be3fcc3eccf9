"""Who works here: the account's name, for what is kept under a person's name."""

import getpass

NOBODY = "unnamed"
"""Where the account has no name, as in some containers."""


def account() -> str:
    """The name of the account that this process runs under."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return NOBODY
