"""Focus NTB, West Nusa Tenggara. WordPress."""

from crawler.sources import Feed
from crawler.spider import NewsSpider


class FocusntbCom(NewsSpider):
    name = "focusntb.com"
    url = "https://focusntb.com/"
    area = "52"
    sources = (Feed("https://focusntb.com/feed/"),)
