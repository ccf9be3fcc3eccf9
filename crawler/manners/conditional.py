"""Conditional requests (RFC 9110, 13), and the body's digest where a server's validators fail."""

import hashlib
import re
from datetime import datetime, timedelta

from scrapy.http import Response

from kembar.model import Mark, SourceState

WHOLE_EVERY = timedelta(days=1)
"""So often a source is asked for without a condition: some servers answer 304 for ever."""

# What changes in a document from one answer to the next although nothing new is in it: the hour at
# which a feed was written, and the comments that caches leave.
_RESTLESS = re.compile(
    rb"<lastBuildDate>[^<]{0,100}</lastBuildDate>|<!--[^<>]{0,300}-->", re.IGNORECASE
)


def validators(mark: Mark) -> dict[str, str]:
    """Request headers that echo what the server last said, verbatim."""
    headers = {}
    if mark.etag:
        headers["If-None-Match"] = mark.etag
    if mark.last_modified:
        headers["If-Modified-Since"] = mark.last_modified
    return headers


def mark_of(state: SourceState) -> Mark:
    """How a source's own document is recognised."""
    return Mark(etag=state.etag, last_modified=state.last_modified, digest=state.digest)


def whole_is_due(state: SourceState, now: datetime) -> bool:
    """Whether to ask without a condition this time; also after the clock was set back."""
    return state.whole is None or not timedelta(0) <= now - state.whole < WHOLE_EVERY


def read_mark(response: Response) -> Mark:
    """How the answer is recognised when it comes again."""
    etag, modified = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
    return Mark(
        etag=etag.decode("latin-1") if etag else None,
        last_modified=modified.decode("latin-1") if modified else None,
        digest=digest(response.body),
    )


def digest(body: bytes) -> str:
    """The same for two bodies that list the same."""
    return hashlib.blake2b(_RESTLESS.sub(b"", body), digest_size=16).hexdigest()


def unchanged(response: Response, mark: Mark) -> bool:
    """Whether an answer says, or shows, that nothing has changed since the mark was made."""
    if response.status == 304:
        return bool(mark.etag or mark.last_modified)
    return response.status == 200 and mark.digest == digest(response.body)
