"""Tribun Sulbar, Mamuju. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class SulbarTribunnewsCom(NewsSpider):
    name = "sulbar.tribunnews.com"
    url = "https://sulbar.tribunnews.com/"
    area = "76"
    family = TRIBUN
