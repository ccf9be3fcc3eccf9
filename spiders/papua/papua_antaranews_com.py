"""ANTARA, Papua."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class PapuaAntaranewsCom(NewsSpider):
    name = "papua.antaranews.com"
    url = "https://papua.antaranews.com/"
    area = "91"
    family = ANTARA
