"""Tribun Kalteng, Palangka Raya. Tribun network."""

from crawler.families import TRIBUN
from crawler.spider import NewsSpider


class KaltengTribunnewsCom(NewsSpider):
    name = "kalteng.tribunnews.com"
    url = "https://kalteng.tribunnews.com/"
    area = "62"
    family = TRIBUN
