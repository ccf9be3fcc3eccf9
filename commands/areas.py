"""The places that somebody means on the command line."""

import rules
from kembar.errors import ConfigError
from rules import RuleSet
from storage import places
from storage.archive import Archive


def areas(written: str, packs: RuleSet, archive: Archive, *, where: str) -> tuple[str, ...]:
    """The ids that a name means; a city that only news or a list has named is known too.

    ConfigError, beginning with `where`, if nobody knows it.
    """
    found = places.called(archive, written)
    try:
        return rules.areas_of([written], packs, where=where)
    except ConfigError:
        if not found:
            raise
    return tuple(found)
