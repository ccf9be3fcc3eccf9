"""What went wrong between us and a server, in words for the operator."""

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

from kembar.errors import FetchFailed

_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "no address found for {host} (is the internet there?)"),
    (DownloadConnectionRefusedError, "{host} refuses connections"),
    (DownloadTimeoutError, "{host} did not answer in time"),
    (ResponseDataLossError, "the answer of {host} broke off"),
    (DownloadCancelledError, "the answer of {host} is too large: {error}"),
    (UnsupportedURLSchemeError, "only http and https are read"),
    (NotSupported, "only http and https are read"),
    (IgnoreRequest, "{host}: {error}"),
    (DownloadFailedError, "{host}: {error}"),
    (OSError, "{host}: {error}"),
    (ValueError, "not an address: {error}"),
)
KNOWN = tuple(kind for kind, _ in _WORDS)
"""Exceptions that a download may end in; anything else is a fault of ours."""


def fetch_failed(error: Exception, host: str) -> FetchFailed:
    """One of the KNOWN exceptions as ours."""
    words = next(words for kind, words in _WORDS if isinstance(error, kind))
    return FetchFailed(words.format(host=host, error=error))
