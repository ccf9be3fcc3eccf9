"""Tribun Kaltara. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class KaltaraTribunnewsCom(NewsSpider):
    name = "kaltara.tribunnews.com"
    url = "https://kaltara.tribunnews.com/"
    area = "65"
    family = TRIBUN
