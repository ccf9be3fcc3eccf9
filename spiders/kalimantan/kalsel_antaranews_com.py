"""ANTARA, South Kalimantan."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class KalselAntaranewsCom(NewsSpider):
    name = "kalsel.antaranews.com"
    url = "https://kalsel.antaranews.com/"
    area = "63"
    family = ANTARA
