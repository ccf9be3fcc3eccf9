"""The exceptions of Kembar, each with its fate.

KembarError
├── ConfigError            the operator mends kembar.toml; exit code 2
│   └── RuleError          the operator mends a rule pack; exit code 2
├── ArchiveError           the archive cannot be opened, read or written
├── FetchFailed            a request gave no usable response; looked at again later
│   ├── AddressRefused     the address is not a public one; never looked at again this round
│   ├── HostResting        the host asked us to wait; looked at again at `until`
│   ├── RobotsForbidden    robots.txt forbids the address, or could not be read
│   └── PageGone           404 or 410; a page is counted, not retried
├── SourceFailed           a feed, sitemap or listing could not be read as one
├── ExtractionFailed       a page gave no article; quarantined with its reason
│   └── ParserKilled       a page broke its time, CPU or memory limit
├── TakenDown              the archive must not hold the page again; passed over
├── DeliveryFailed         a channel did not take a message; retried unless `permanent`
└── AlreadyRunning         another Kembar holds the lock; the message names it
"""

from datetime import datetime


class KembarError(Exception):
    """Anything Kembar raises on purpose; its text is written for the operator."""


class ConfigError(KembarError):
    """The configuration is wrong; `faults` holds every fault found, one line each."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class RuleError(ConfigError):
    """A rule pack is wrong; each fault names file, rule, key, what was expected."""


class ArchiveError(KembarError):
    """The archive cannot be opened, migrated, read or written."""


class FetchFailed(KembarError):
    """A request gave no usable response; the text says what happened."""

    def __init__(self, message: str, *, weight: float = 0.5, silent: bool = False) -> None:
        super().__init__(message)
        self.weight = weight
        """How much it tells of the source: 1 hard, 0.5 soft, 0.25 a passing trouble."""
        self.silent = silent
        """True without any answer: the network that is down may be ours."""


class AddressRefused(FetchFailed):
    """The host resolves to an address that is not public; the text names the address."""


class HostResting(FetchFailed):
    """The host asked us to wait (Retry-After, 429, 503)."""

    def __init__(self, message: str, *, until: datetime) -> None:
        super().__init__(message, weight=0.25)
        self.until = until


class RobotsForbidden(FetchFailed):
    """robots.txt forbids the address, or could not be read (RFC 9309: then all is forbidden)."""

    def __init__(self, message: str, *, lasting: bool = True) -> None:
        super().__init__(message, weight=1.0 if lasting else 0.5)
        self.lasting = lasting
        """False where robots.txt itself could not be read: it may be tomorrow."""


class PageGone(FetchFailed):
    """The server says that the page is not there (404, 410)."""


class SourceFailed(KembarError):
    """A feed, sitemap or listing could not be read as what it should be."""


class ExtractionFailed(KembarError):
    """A page gave no article; the text is the reason kept in quarantine."""


class ParserKilled(ExtractionFailed):
    """A page broke the parser's wall time, CPU or memory limit."""


class TakenDown(KembarError):
    """The page was taken down from the archive once, and stays out of it."""


class DeliveryFailed(KembarError):
    """A channel did not accept a message."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class AlreadyRunning(KembarError):
    """Another process holds the lock; the text names it."""
