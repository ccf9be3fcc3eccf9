"""ANTARA, Lampung."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class LampungAntaranewsCom(NewsSpider):
    name = "lampung.antaranews.com"
    url = "https://lampung.antaranews.com/"
    area = "18"
    family = ANTARA
