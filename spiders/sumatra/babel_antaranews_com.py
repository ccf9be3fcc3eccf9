"""ANTARA, Bangka Belitung."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class BabelAntaranewsCom(NewsSpider):
    name = "babel.antaranews.com"
    url = "https://babel.antaranews.com/"
    area = "19"
    family = ANTARA
