"""RM Banten. Articles below `/berita/`."""

from crawler.families import RMOL
from crawler.spider import NewsSpider


class RmbantenCom(NewsSpider):
    name = "rmbanten.com"
    url = "https://rmbanten.com/"
    area = "36"
    family = RMOL
