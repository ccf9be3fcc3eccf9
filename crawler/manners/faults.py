"""What goes wrong on the way to an answer, said in words for the operator and weighed."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from kembar.errors import FetchFailed, PageGone

HARD = 1.0
"""The source is not there, or is not what it was: 404, no such name, a bad certificate."""
SOFT = 0.5
"""The server is there and does not manage, or does not want to."""
PASSING = 0.25
"""It may well be over at the next look: a timeout, a reset, an answer that broke off."""

# Exception, words, weight, and whether nothing came back at all.
_WORDS: tuple[tuple[type[Exception], str, float, bool], ...] = (
    (CannotResolveHostError, "no address found for {host} (is the internet there?)", HARD, True),
    (DownloadConnectionRefusedError, "{host} refuses connections", SOFT, True),
    (DownloadTimeoutError, "{host} did not answer in time", PASSING, True),
    (ResponseDataLossError, "the answer of {host} broke off", PASSING, False),
    (DownloadCancelledError, "the answer of {host} is too large: {error}", SOFT, False),
    (UnsupportedURLSchemeError, "only http and https are read", HARD, False),
    (NotSupported, "only http and https are read", HARD, False),
    (IgnoreRequest, "{host}: {error}", SOFT, False),
    (DownloadFailedError, "{host}: {error}", PASSING, True),
    (OSError, "{host}: {error}", PASSING, True),
    (ValueError, "not an address: {error}", HARD, False),
)
KNOWN = tuple(kind for kind, *_ in _WORDS)
"""Exceptions that a download may end in; anything else is a fault of ours."""

# Packages whose errors under a failed connection mean that TLS was refused.
_TLS = ("OpenSSL", "service_identity", "ssl")


def fetch_failed(error: Exception, host: str) -> FetchFailed:
    """One of the KNOWN exceptions as ours."""
    if "DOWNLOAD_MAXSIZE" in str(error) and isinstance(error, IgnoreRequest):
        return FetchFailed(f"the answer of {host} is too large once unpacked", weight=SOFT)
    if _is_tls(error):
        return FetchFailed(f"{host}: no trusted TLS connection: {error}", weight=HARD)
    for kind, words, weight, silent in _WORDS:
        if isinstance(error, kind):
            return FetchFailed(words.format(host=host, error=error), weight=weight, silent=silent)
    raise error


def answered(url: str, status: int) -> FetchFailed:
    """An answer that holds no document, weighed by its status."""
    if status in (404, 410):
        return PageGone(f"{url} answered {status}", weight=HARD)
    return FetchFailed(f"{url} answered {status}", weight=SOFT)


def _is_tls(error: BaseException) -> bool:
    """Whether a failed download failed at the certificate or the handshake."""
    reasons = getattr(error.__cause__, "reasons", ())
    causes = [getattr(reason, "value", reason) for reason in reasons]
    return any(type(cause).__module__.split(".")[0] in _TLS for cause in causes)
