"""Families of sites: what the sites of one content system or one network have in common.

A declaration in `spiders/` names its family instead of its sources. No single site is known here,
and how a page is read does not depend on its family: pages speak for themselves.
"""

from dataclasses import dataclass, replace
from urllib.parse import urljoin

from .sources import Feed, Listing
from .sources.base import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A content system, or a network whose sites share one."""

    name: str
    """What it is called in tables and messages."""
    sources: tuple[Source, ...]
    """Where its sites list their news; addresses as seen from the front page: `/feed/`."""
    addresses: str
    """The usual forms of its articles' addresses; for people."""
    dates: str
    """Where its pages usually say when they were published; for people."""
    network: bool = False
    """Whether its sites are hosts of one domain and list news of their sisters too."""

    def sources_at(self, front: str) -> tuple[Source, ...]:
        """The sources of a site with this front page."""
        return tuple(replace(source, url=urljoin(front, source.url)) for source in self.sources)


# Of a feed and a list at one site, the feed is asked first: it carries dates.
_FEED = Feed("/feed/")
_FRONT = Listing("/")

WORDPRESS = Family(
    name="WordPress",
    sources=(_FEED,),
    addresses="`/slug/`, `/YYYY/MM/DD/slug/`, `/?p=ID`",
    dates="`article:published_time`, JSON-LD, `time.entry-date`",
)
NEWSPAPER = Family(
    name="WordPress, Newspaper theme",
    sources=(_FEED, Listing("/", links=".td_module_wrap h3 > a")),
    addresses="`/slug/`",
    dates="`time.entry-date` below the title",
)
JNEWS = Family(
    name="WordPress, JNews theme",
    sources=(_FEED, Listing("/", links=".jeg_post_title > a")),
    addresses="`/category/slug/`",
    dates="`article:published_time`; the page prints only the day",
)
KENTOOZ = Family(
    name="WordPress, Kentooz theme",
    sources=(_FEED,),
    addresses="`/slug/`",
    dates="`time.entry-date.published`",
)
BLOGGER = Family(
    name="Blogger",
    sources=(Feed("/feeds/posts/default"),),
    addresses="`/YYYY/MM/slug.html`, the slug cut",
    dates="`abbr.published[title]`, the Atom feed",
)
TRIBUN = Family(
    name="Tribun network",
    network=True,
    # Of the feed one source says that it is no more; the front page stands by.
    sources=(Feed("/rss/"), _FRONT),
    addresses="`/YYYY/MM/DD/slug`, `?page=2`",
    dates="a line `Tayang: Selasa, 10 Juni 2025 07:37 WITA`",
)
ANTARA = Family(
    name="ANTARA regional",
    network=True,
    sources=(Feed("/rss/terkini.xml"), _FRONT),
    addresses="`/berita/ID/slug`",
    dates="`time[itemprop=datePublished]`, a line with the zone of the editorial office",
)
DISWAY = Family(
    name="Disway network",
    network=True,
    sources=(_FRONT,),
    addresses="`/read/ID/slug`",
    dates="a line `Kamis 19-11-2026,10:05 WIB`",
)
PROMEDIA = Family(
    name="Promedia network",
    network=True,
    sources=(_FRONT,),
    addresses="`/section/pr-ID/slug`, `/section/ID/slug`",
    dates="JSON-LD, a line with `|` before the time",
)
INEWS = Family(
    name="iNews network",
    network=True,
    sources=(_FRONT,),
    addresses="`/read/ID/slug`",
    dates="a line `Kamis, 19 November 2026 | 10:05:00 WIB`",
)
RMOL = Family(
    name="RMOL network",
    sources=(_FRONT, Listing("/category/daerah")),
    addresses="`/slug`",
    dates="a line beside the title",
)
VIVA = Family(
    name="VIVA network",
    network=True,
    sources=(Feed("/get/all"),),
    addresses="`/section/ID-slug`",
    dates="JSON-LD, the feed",
)
NEXT = Family(
    name="Next.js with JSON-LD",
    network=True,
    sources=(_FRONT,),
    addresses="`/section/region/slug-code`",
    dates="JSON-LD in universal time",
)
JOOMLA = Family(
    name="Joomla",
    sources=(_FRONT,),
    addresses="`/index.php/section/ID-slug`, K2: `/section/item/ID-slug`",
    dates="a line below the title, without a zone",
)
CODEIGNITER = Family(
    name="numbered pages",
    # Each site adds where the number stands.
    sources=(_FRONT,),
    addresses="`/berita/detail/ID`, `/berita/read/ID`",
    dates="a line beside the title, often only the day",
)
PORTAL = Family(
    name="newspaper's own system",
    sources=(_FRONT,),
    addresses="`/read/...`, `/view/...`, `/berita/...`",
    dates="a line beside the title",
)
GOVERNMENT = Family(
    name="government's own portal",
    sources=(_FRONT,),
    addresses="`/p/berita/ID/slug`, `/site/read/slug`",
    dates="a line beside the title",
)
