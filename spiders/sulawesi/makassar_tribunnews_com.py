"""Tribun Timur, Makassar. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class MakassarTribunnewsCom(NewsSpider):
    name = "makassar.tribunnews.com"
    url = "https://makassar.tribunnews.com/"
    area = "73"
    family = TRIBUN
