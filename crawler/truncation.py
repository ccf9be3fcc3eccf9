"""Downloader middleware: packed answers that break off are flagged before they look whole."""

from scrapy import Request
from scrapy.http import Response

from .wholeness import ends

CUT = "truncated"
"""Flag of a response whose packed stream had no end."""


class TruncationMiddleware:
    """Looks at gzip answers on their way to being unpacked, which forgives a missing end."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Hand the response on, flagged `CUT` if its gzip stream has no end."""
        packed = response.headers.get("Content-Encoding") or b""
        if packed.strip().lower() in (b"gzip", b"x-gzip") and not ends(response.body):
            response.flags.append(CUT)
        return response
