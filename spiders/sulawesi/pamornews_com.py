"""Pamor News, Palopo. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class PamornewsCom(NewsSpider):
    name = "pamornews.com"
    url = "https://pamornews.com/"
    area = "73.73"
    family = WORDPRESS
