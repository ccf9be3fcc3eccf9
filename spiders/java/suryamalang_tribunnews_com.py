"""Surya Malang. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class SuryamalangTribunnewsCom(NewsSpider):
    name = "suryamalang.tribunnews.com"
    url = "https://suryamalang.tribunnews.com/"
    area = "35.73"
    family = TRIBUN
