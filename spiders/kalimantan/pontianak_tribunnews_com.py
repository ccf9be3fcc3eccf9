"""Tribun Pontianak. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class PontianakTribunnewsCom(NewsSpider):
    name = "pontianak.tribunnews.com"
    url = "https://pontianak.tribunnews.com/"
    area = "61"
    family = TRIBUN
