"""ANTARA, East Java."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class JatimAntaranewsCom(NewsSpider):
    name = "jatim.antaranews.com"
    url = "https://jatim.antaranews.com/"
    area = "35"
    family = ANTARA
