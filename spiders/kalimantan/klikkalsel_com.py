"""Klik Kalsel, South Kalimantan. WordPress with the Newspaper theme; lists below `/kategori/`."""

from crawler.families import NEWSPAPER
from crawler.sources import Feed, Listing
from crawler.spider import NewsSpider


class KlikkalselCom(NewsSpider):
    name = "klikkalsel.com"
    url = "https://klikkalsel.com/"
    area = "63"
    family = NEWSPAPER
    sources = (
        Feed("https://klikkalsel.com/feed/"),
        Listing("https://klikkalsel.com/kategori/banjarbaru/", links=".td_module_wrap h3 > a"),
    )
