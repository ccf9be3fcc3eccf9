"""ANTARA, West Nusa Tenggara."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class MataramAntaranewsCom(NewsSpider):
    name = "mataram.antaranews.com"
    url = "https://mataram.antaranews.com/"
    area = "52"
    family = ANTARA
