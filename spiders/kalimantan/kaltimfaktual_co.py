"""Kaltim Faktual, Samarinda. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class KaltimfaktualCo(NewsSpider):
    name = "kaltimfaktual.co"
    url = "https://kaltimfaktual.co/"
    area = "64"
    family = WORDPRESS
