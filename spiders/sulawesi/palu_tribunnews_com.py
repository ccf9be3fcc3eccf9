"""Tribun Palu. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class PaluTribunnewsCom(NewsSpider):
    name = "palu.tribunnews.com"
    url = "https://palu.tribunnews.com/"
    area = "72"
    family = TRIBUN
