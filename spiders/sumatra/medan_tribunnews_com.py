"""Tribun Medan. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class MedanTribunnewsCom(NewsSpider):
    name = "medan.tribunnews.com"
    url = "https://medan.tribunnews.com/"
    area = "12"
    family = TRIBUN
