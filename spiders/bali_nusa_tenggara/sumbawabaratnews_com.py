"""Sumbawa Barat News. WordPress; articles are addressed by `?p=` and a number."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class SumbawabaratnewsCom(NewsSpider):
    name = "sumbawabaratnews.com"
    url = "https://sumbawabaratnews.com/"
    area = "52.07"
    family = WORDPRESS
