"""Tribun Padang. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class PadangTribunnewsCom(NewsSpider):
    name = "padang.tribunnews.com"
    url = "https://padang.tribunnews.com/"
    area = "13"
    family = TRIBUN
