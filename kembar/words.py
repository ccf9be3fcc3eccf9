"""The closed lists of words that stand in the archive, in rules and in configuration."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of happening an event is."""

    SISTER_CITY = "sister_city"
    INTERGOV_AGREEMENT = "intergov_agreement"
    COOPERATION_TALKS = "cooperation_talks"
    STUDY_VISIT = "study_visit"
    FOREIGN_AID = "foreign_aid"


class Stage(StrEnum):
    """How far a relation has come with an event, in the order of a usual life."""

    IDEA = "idea"
    VISIT = "visit"
    TALKS = "talks"
    LOI = "loi"
    MOU = "mou"
    AGREEMENT = "agreement"
    IMPLEMENTATION = "implementation"
    RENEWAL = "renewal"
    ENDED = "ended"


class Modality(StrEnum):
    """Whether an event has happened, is planned, or was denied or called off."""

    DONE = "done"
    PLANNED = "planned"
    DENIED = "denied"


class Level(StrEnum):
    """What sort of place or body a party is."""

    CITY = "city"
    REGENCY = "regency"
    PROVINCE = "province"
    FOREIGN_CITY = "foreign_city"
    FOREIGN_REGION = "foreign_region"
    COUNTRY = "country"
    AGENCY = "agency"


class Role(StrEnum):
    """What a place does in an event."""

    PARTY = "party"
    WITNESS = "witness"
    LOCATION = "location"
    BROKER = "broker"


class Status(StrEnum):
    """The state of an archived article."""

    OK = "ok"
    PARTIAL = "partial"
    QUARANTINED = "quarantined"
    GONE = "gone"


class Outcome(StrEnum):
    """How a round at one site ended."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"
    REFUSED = "refused"
    BLOCKED = "blocked"


class Verdict(StrEnum):
    """What a person makes of an alert."""

    KEEP = "keep"
    """It is right."""
    DROP = "drop"
    """A false alarm."""
    FIX = "fix"
    """The news is right, a fact is wrong."""
