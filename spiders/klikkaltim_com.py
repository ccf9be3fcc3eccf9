"""Klik Kaltim, Bontang. A CMS of its own that offers no feed."""

from crawler.sources import Listing
from crawler.spider import NewsSpider


class KlikkaltimCom(NewsSpider):
    name = "klikkaltim.com"
    url = "https://klikkaltim.com/"
    area = "64.74"
    sources = (Listing("https://klikkaltim.com/"),)
