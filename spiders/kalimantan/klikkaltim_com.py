"""Klik Kaltim, Bontang. A system of its own that offers no feed."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class KlikkaltimCom(NewsSpider):
    name = "klikkaltim.com"
    url = "https://klikkaltim.com/"
    area = "64.74"
    family = PORTAL
