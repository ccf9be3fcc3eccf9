"""Conditional requests (RFC 9110, 13): ask for a source only if it has changed."""

from kembar.model import SourceState


def validators(state: SourceState) -> dict[str, str]:
    """Request headers that echo what the server last said, verbatim."""
    headers = {}
    if state.etag:
        headers["If-None-Match"] = state.etag
    if state.last_modified:
        headers["If-Modified-Since"] = state.last_modified
    return headers
