"""ANTARA, Bali."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class BaliAntaranewsCom(NewsSpider):
    name = "bali.antaranews.com"
    url = "https://bali.antaranews.com/"
    area = "51"
    family = ANTARA
