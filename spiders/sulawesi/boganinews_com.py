"""Bogani News, Kotamobagu. WordPress. `/section/slug`."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class BoganinewsCom(NewsSpider):
    name = "boganinews.com"
    url = "https://boganinews.com/"
    area = "71.74"
    family = WORDPRESS
