"""The dead man's switch: one GET to an address of the operator's choice; no news, no channels."""

import asyncio
import http.client
import logging
import urllib.error
import urllib.request
from typing import IO
from urllib.parse import urlsplit

from kembar import __version__

logger = logging.getLogger(__name__)

_SCHEMES = ("http", "https")


async def ping(url: str, *, timeout: float = 10.0) -> bool:
    """Tell the switch that a round went well; True if it took the call (2xx).

    Never raises: a deaf switch is a line in the log, which names only the host, for the path is
    the secret. An empty address asks nobody and gives False. `timeout` is in seconds.
    """
    if not url:
        return False
    try:
        async with asyncio.timeout(timeout * 2):  # a server that drips keeps within each timeout
            fault = await asyncio.to_thread(_ask, url, timeout)
    except TimeoutError:
        fault = "no answer in time"
    if fault:
        logger.warning("ping failed host=%s reason=%s", _host(url), fault)
    return fault is None


def _ask(url: str, timeout: float) -> str | None:
    """None if all went well, else why not, without any part of the address."""
    try:
        if urlsplit(url).scheme.lower() not in _SCHEMES:
            return "the address must begin with http:// or https://"
        request = urllib.request.Request(url, headers={"User-Agent": f"kembar/{__version__}"})
        with _opener.open(request, timeout=timeout):
            return None
    except urllib.error.HTTPError as error:
        with error:
            return f"HTTP {error.code}"
    except urllib.error.URLError as error:
        return error.reason if isinstance(error.reason, str) else _named(error.reason)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return _named(error)


def _named(error: BaseException) -> str:
    """What went wrong; only the system's own words, for others may quote the address."""
    words = error.strerror if isinstance(error, OSError) else None
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "?"
    except ValueError:
        return "?"


class _SameSafety(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to http or https, and never from https back to http."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        scheme = urlsplit(newurl).scheme.lower()
        if scheme != "https" and scheme != urlsplit(req.full_url).scheme.lower():
            raise urllib.error.URLError("redirected to another scheme")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_opener = urllib.request.OpenerDirector()
for _part in (
    urllib.request.ProxyHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPErrorProcessor,
    _SameSafety,
):
    _opener.add_handler(_part())
