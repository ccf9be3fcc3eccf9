"""What every parser worker needs and none should make for itself; done by importing this.

Imported by the server that parser workers are forked from, and by nobody else: tables that
libraries and rules build on first use, a second of work in all, are built once and shared.
"""

import rules

from . import extraction, reading

__all__ = ["reading"]

extraction.warm()
rules.warm()
