"""Tribun Bali. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class BaliTribunnewsCom(NewsSpider):
    name = "bali.tribunnews.com"
    url = "https://bali.tribunnews.com/"
    area = "51"
    family = TRIBUN
