"""Scrapy's handler of http and https, with an end to headers and wrappings, and one kind of error.

Scrapy bounds the size of a body and the time of an answer, not what stands before the body.
"""

from scrapy import Spider
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import DownloadFailedError, IgnoreRequest
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
            return await super().download_request(request)
        except DownloadFailedError as error:
            reasons = [reason.value for reason in getattr(error.__cause__, "reasons", ())]
            for reason in reasons:
                if isinstance(reason, FetchFailed):
                    raise reason from None
            said = "; ".join(str(reason) for reason in reasons) or str(error)
            raise DownloadFailedError(said) from error.__cause__
        except (ConnectError, ConnectionClosed) as error:  # no route, for one: Scrapy leaves them
            raise DownloadFailedError(str(error)) from error


class Unpacking(HttpCompressionMiddleware):
    """Scrapy's unpacking, whose decoders each fail in their own way."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The response unpacked; FetchFailed for what cannot be."""
        said = b",".join(response.headers.getlist("Content-Encoding"))
        if said.count(b",") >= WRAPPINGS:
            raise FetchFailed(f"the body is packed {said.count(b',') + 1} times over")
        try:
            return super().process_response(request, response)
        except IgnoreRequest:  # larger than allowed
            raise
        except Exception as error:
            coding = said.decode("latin-1")
            raise FetchFailed(f"the body cannot be unpacked as {coding}: {error}") from error


class _Parser(_LenientHTTPClientParser):
    head = 0

    def dataReceived(self, data: bytes) -> None:
        if self.state in ("STATUS", "HEADER"):
            self.head += len(data)
            if self.head > HEAD:
                # Caught by the protocol, which closes the connection and hands it on.
                raise FetchFailed(f"the answer has more than {HEAD // 1024} kB of headers")
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def lineLengthExceeded(self, line: bytes) -> None:
        raise FetchFailed(f"one header of the answer is longer than {self.MAX_LENGTH // 1024} kB")


class _Client(_LenientHTTP11ClientProtocol):
    def request(self, request):  # type: ignore[no-untyped-def]
        answer = super().request(request)
        # As in the class above: the parser is made there and has no other door.
        self._parser.__class__ = _Parser
        return answer


class _Clients(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr):  # type: ignore[no-untyped-def]
        return _Client(self._quiescentCallback)  # type: ignore[no-untyped-call]
