"""Downloader middleware: packed answers that break off are flagged before they look whole."""

from scrapy import Request
from scrapy.http import Response

from .packing import ends

CUT = "truncated"
"""Flag of a response whose packed stream had no end."""


class TruncationMiddleware:
    """Looks at answers on their way to being unpacked, which forgives a missing end."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Hand the response on, flagged `CUT` if its packed stream has no end."""
        packed = b",".join(response.headers.getlist("Content-Encoding"))
        coding = packed.rpartition(b",")[2].decode("latin-1").strip().lower()  # the outermost
        if coding and not ends(response.body, coding):
            response.flags.append(CUT)
        return response
