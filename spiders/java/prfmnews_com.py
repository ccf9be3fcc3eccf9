"""PRFM News, Bandung; of the Pikiran Rakyat network."""

from crawler.families import PROMEDIA
from crawler.spider import NewsSpider


class PrfmnewsCom(NewsSpider):
    name = "prfmnews.com"
    url = "https://prfmnews.com/"
    area = "32.73"
    family = PROMEDIA
