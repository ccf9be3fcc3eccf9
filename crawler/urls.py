"""Addresses: one spelling for each page, and which addresses belong together. Fetches nothing."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

import tldextract
from courlan import scrub_url
from w3lib.url import canonicalize_url

MAX_LENGTH = 2048  # longer ones are traps, tracking payloads or accidents
_DEFAULT_PORTS = {"http": 80, "https": 443}

# What only tells how a reader came, never which page it is. `p`, `id`, `page` and the like stay.
_TRACKING = re.compile(
    r"(?:utm|mc|mtm|pk|hsa|ga|itm|vero|oly|_hs|__cf)_\w*"
    r"|(?:fb|gb|gc|dc|ms|ys|yc|twc|ttc|wb)(?:raid|lid|lkid)|msclkid|fbclid|gclid|dclid"
    r"|gclsrc|igshid|igsh|si|ref|reff?er|referrer|ref_src|ref_url|source_platform|_ga|_gl"
    r"|amp|amp_js_v|amp_gsa|usqp|outputtype|share|shared|replytocom|spref|from_source|tblci",
    re.IGNORECASE,
)
_FORM = re.compile(r"^(?:(?:www|web|portal|m|mobile|amp)\.)+(?=[^.]+\.)")
_BAD_HOST = re.compile(r"[\s<>\"'\\^`{|}%]|\.\.|^\.|^-")
# What names the visit, anew each time. `sid` is a number where it names a report (PHP-Nuke).
_SESSION = re.compile(
    r"(?:php|j|asp)?sess(?:ion)?_?id(?:\w{8})?=.*|aspsessionid\w*=.*|(?:ci|laravel)_session=.*"
    r"|(?:cftoken|cfid|oscsid|zenid)=.*|sid=(?=.*[a-z])(?=.*\d)[0-9a-z]{16,}",
    re.IGNORECASE,
)
_SESSION_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid|session_?id)=[^/;?]*|/\([A-Z]\([0-9a-z]{20,}\)\)(?=/)",
    re.IGNORECASE,
)
# Blogger serves one page at `x.html`, `x.html?m=0` and `x.html?m=1`.
_BLOGGER_SKIN = re.compile(r"m=[01]", re.IGNORECASE)

# The list of public suffixes that comes with the package: never fetched, private ones included
# so that two blogs on blogspot.com are two sites.
_suffixes = tldextract.TLDExtract(
    cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True
)


@lru_cache(maxsize=8192)  # a page's links are asked about several times over
def canonical(url: str) -> str | None:
    """The one spelling under which a page is stored, or None for what is no web address.

    Lower-case host, no default port, no fragment, no tracking or session ids, sorted query; the
    trailing slash and other ports stay. None for other schemes than http and https, addresses
    with a user name, without a host, or longer than 2048 characters.
    """
    parts = _split(url)
    if parts is None:
        return None
    # courlan sees no query: it would drop `?5413`, `cid` and whatever else it takes for tracking.
    path = _SESSION_PATH.sub("", parts.path)
    bare = urlunsplit((parts.scheme, parts.netloc, path or "/", "", ""))
    cleaned = _split(scrub_url(bare))
    if cleaned is None or cleaned.hostname != parts.hostname:
        cleaned = parts
    path = re.sub(r"/{2,}", "/", cleaned.path) or "/"
    if parts.path.endswith("/") and not path.endswith("/"):
        path += "/"
    query = _without_tracking(parts.query, path)
    try:
        spelled = canonicalize_url(
            urlunsplit((parts.scheme, _authority(parts), path, query, "")), keep_blank_values=True
        )
    except ValueError:
        return None
    # `?5413` is an address of its own; the writer of queries would turn it into `?5413=`.
    before, mark, words = spelled.partition("?")
    return spelled if "=" in query else before + mark + words.replace("=", "")


def registrable(url: str) -> str | None:
    """The domain that an owner registers: `kompas.com` for `https://bola.kompas.com/`."""
    parts = _split(url)
    return _domain(parts.hostname or "") if parts is not None else None


def same_site(a: str, b: str) -> bool:
    """Whether two addresses belong to one registrable domain; bare IPs and `localhost` must agree
    in host and port.
    """
    first, second = _split(a), _split(b)
    if first is None or second is None:
        return False
    one, other = first.hostname or "", second.hostname or ""
    domain = _domain(one)
    if domain is None:
        return host_key(a) == host_key(b)
    return domain == _domain(other)


def bare_host(url: str) -> str:
    """The host without port and without what only names a form of a site: `www`, `m`, `amp`."""
    parts = _split(url)
    return _FORM.sub("", parts.hostname or "") if parts is not None else ""


@lru_cache(maxsize=8192)
def host_key(url: str) -> str:
    """`name`, or `name:port` where the port is not the usual one; empty without a host."""
    parts = _split(url)
    return _authority(parts) if parts is not None else ""


def is_front_page(url: str) -> bool:
    """Whether an address is a site's front page, in any of its usual spellings."""
    parts = _split(url)
    if parts is None or parts.query:
        return False
    return bool(re.fullmatch(r"/*(?:(?:index|home|beranda)(?:\.\w+)?)?/*", parts.path))


@lru_cache(maxsize=8192)  # a page's own address is taken apart some twenty times
def _split(url: str) -> SplitResult | None:
    url = "".join(url.split())
    if len(url) > MAX_LENGTH:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    usable = parts.scheme in _DEFAULT_PORTS and host and port != 0 and "@" not in parts.netloc
    if not usable or _BAD_HOST.search(host):
        return None
    return parts if _encodable(host) else None


@lru_cache(maxsize=4096)
def _encodable(host: str) -> bool:
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def _authority(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii").rstrip(".").lower()
    usual = parts.port in (None, _DEFAULT_PORTS[parts.scheme])
    return host if usual else f"{host}:{parts.port}"


def _without_tracking(query: str, path: str) -> str:
    kept = []
    for pair in query.replace("&amp;", "&").split("&"):
        key = pair.partition("=")[0]
        skin = path.endswith(".html") and _BLOGGER_SKIN.fullmatch(pair)
        named = _TRACKING.fullmatch(key) or _SESSION.fullmatch(pair)
        if pair and not skin and not named:
            kept.append(pair)
    return "&".join(kept)


@lru_cache(maxsize=4096)
def _domain(host: str) -> str | None:
    """The registrable domain of a host name; None for an IP address or a bare name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        found = _suffixes(host)
        return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else None
    return None
