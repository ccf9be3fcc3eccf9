"""Scrapy's handler of http and https, with an end to headers and wrappings, and one kind of error.

Scrapy bounds the size of a body and the time of an answer, not what stands before the body.
"""

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Request, Response
from twisted.internet.error import ConnectError, ConnectionClosed

from kembar.errors import FetchFailed

HEAD = 256 * 1024
"""Bytes of status line and headers of one answer, interim answers included; servers stop at 64."""
WRAPPINGS = 3
"""Codings of one body, one inside the other; each may unpack to the largest size again."""


class BoundedHandler(HTTP11DownloadHandler):
    """The handler that the crawl's settings name."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Clients

    async def download_request(self, request: Request) -> Response:
        """As Scrapy's; FetchFailed, which is not tried again at once, for a flood."""
        try:
            response = await super().download_request(request)
        except DownloadFailedError as error:
            for reason in getattr(error.__cause__, "reasons", ()):
                if isinstance(reason.value, FetchFailed):
                    raise reason.value from None
            raise
        except (ConnectError, ConnectionClosed) as error:  # no route, for one: Scrapy leaves them
            raise DownloadFailedError(str(error)) from error
        codings = b",".join(response.headers.getlist("Content-Encoding")).split(b",")
        if len(codings) > WRAPPINGS:
            raise FetchFailed(f"the body is packed {len(codings)} times over")
        return response


class _Parser(_LenientHTTPClientParser):
    head = 0

    def dataReceived(self, data: bytes) -> None:
        if self.state in ("STATUS", "HEADER"):
            self.head += len(data)
            if self.head > HEAD:
                # Caught by the protocol, which closes the connection and hands it on.
                raise FetchFailed(f"the answer has more than {HEAD // 1024} kB of headers")
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class _Client(_LenientHTTP11ClientProtocol):
    def request(self, request):  # type: ignore[no-untyped-def]
        answer = super().request(request)
        # As in the class above: the parser is made there and has no other door.
        self._parser.__class__ = _Parser
        return answer


class _Clients(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr):  # type: ignore[no-untyped-def]
        return _Client(self._quiescentCallback)  # type: ignore[no-untyped-call]
