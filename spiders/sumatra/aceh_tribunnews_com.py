"""Serambi, Aceh. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class AcehTribunnewsCom(NewsSpider):
    name = "aceh.tribunnews.com"
    url = "https://aceh.tribunnews.com/"
    area = "11"
    family = TRIBUN
