"""ANTARA, Yogyakarta."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class JogjaAntaranewsCom(NewsSpider):
    name = "jogja.antaranews.com"
    url = "https://jogja.antaranews.com/"
    area = "34"
    family = ANTARA
