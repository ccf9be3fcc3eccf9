"""Tribun Pekanbaru. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class PekanbaruTribunnewsCom(NewsSpider):
    name = "pekanbaru.tribunnews.com"
    url = "https://pekanbaru.tribunnews.com/"
    area = "14"
    family = TRIBUN
