"""Tribun Batam, Riau Islands. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class BatamTribunnewsCom(NewsSpider):
    name = "batam.tribunnews.com"
    url = "https://batam.tribunnews.com/"
    area = "21"
    family = TRIBUN
