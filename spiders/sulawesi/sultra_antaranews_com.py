"""ANTARA, Southeast Sulawesi."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class SultraAntaranewsCom(NewsSpider):
    name = "sultra.antaranews.com"
    url = "https://sultra.antaranews.com/"
    area = "74"
    family = ANTARA
