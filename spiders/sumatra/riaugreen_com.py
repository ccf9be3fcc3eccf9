"""Riau Green. Articles below `/view/`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class RiaugreenCom(NewsSpider):
    name = "riaugreen.com"
    url = "https://riaugreen.com/"
    area = "14"
    family = PORTAL
