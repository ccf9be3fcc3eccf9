"""Sinar Indonesia Baru, Medan. Articles below `/view/`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class HariansibCo(NewsSpider):
    name = "hariansib.co"
    url = "https://hariansib.co/"
    area = "12"
    family = PORTAL
