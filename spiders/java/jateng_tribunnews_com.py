"""Tribun Jateng, Semarang. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class JatengTribunnewsCom(NewsSpider):
    name = "jateng.tribunnews.com"
    url = "https://jateng.tribunnews.com/"
    area = "33"
    family = TRIBUN
