"""Tribun Ambon. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class AmbonTribunnewsCom(NewsSpider):
    name = "ambon.tribunnews.com"
    url = "https://ambon.tribunnews.com/"
    area = "81"
    family = TRIBUN
