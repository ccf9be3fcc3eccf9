"""Pos Kupang. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class KupangTribunnewsCom(NewsSpider):
    name = "kupang.tribunnews.com"
    url = "https://kupang.tribunnews.com/"
    area = "53"
    family = TRIBUN
