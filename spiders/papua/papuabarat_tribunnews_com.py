"""Tribun Papua Barat, Manokwari. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class PapuabaratTribunnewsCom(NewsSpider):
    name = "papuabarat.tribunnews.com"
    url = "https://papuabarat.tribunnews.com/"
    area = "92"
    family = TRIBUN
