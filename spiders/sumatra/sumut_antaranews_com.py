"""ANTARA, North Sumatra."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class SumutAntaranewsCom(NewsSpider):
    name = "sumut.antaranews.com"
    url = "https://sumut.antaranews.com/"
    area = "12"
    family = ANTARA
