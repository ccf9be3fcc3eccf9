"""Fokus Borneo, Balikpapan. WordPress. `/section/YYYY/MM/DD/slug/`."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class FokusborneoCom(NewsSpider):
    name = "fokusborneo.com"
    url = "https://fokusborneo.com/"
    area = "64.71"
    family = WORDPRESS
