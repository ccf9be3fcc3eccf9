"""Papuapos Nabire. Articles at `/article/read/ID-slug`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class PapuaposnabireCom(NewsSpider):
    name = "papuaposnabire.com"
    url = "https://papuaposnabire.com/"
    area = "94"
    family = PORTAL
