"""Tribun Papua, Jayapura. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class PapuaTribunnewsCom(NewsSpider):
    name = "papua.tribunnews.com"
    url = "https://papua.tribunnews.com/"
    area = "91"
    family = TRIBUN
