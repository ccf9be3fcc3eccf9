"""What the headers of an answer tell of a site's system, where its pages do not. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .sources.feed import absolute
from .sources.portrait import Portrait

Headers = Sequence[tuple[str, str]]
"""Name in lower case, value."""

# Header, what it holds, the system.
_SIGNS = (
    ("x-generator", r"drupal", "Drupal"),
    ("x-drupal-cache", r"", "Drupal"),
    ("x-pingback", r"xmlrpc\.php", "WordPress"),
    ("link", r"rel=\"?https://api\.w\.org/", "WordPress"),
    ("x-powered-by", r"next\.js", "Next.js"),
    ("x-powered-by", r"nuxt", "Nuxt"),
    ("set-cookie", r"ci_session|ci_csrf|csrf_cookie_name", "CodeIgniter"),
    ("set-cookie", r"laravel_session|XSRF-TOKEN", "Laravel"),
    ("x-powered-by", r"php", "PHP"),
)
_API = re.compile(r"<([^>]+)>;\s*rel=\"?https://api\.w\.org/")


def completed(portrait: Portrait, headers: Headers, url: str) -> Portrait:
    """The portrait with what only the headers tell: the system, WordPress's interface."""
    system, api = portrait.system, portrait.api
    for name, sign, found in _SIGNS:
        if system is None and any(
            name == said and re.search(sign, value, re.IGNORECASE) for said, value in headers
        ):
            system = found
    for said, value in headers:
        link = _API.search(value) if said == "link" and api is None else None
        api = absolute(link[1], url) if link else api
    return replace(portrait, system=system, api=api)
