"""Sumbawa Barat Post. WordPress; articles are addressed by `?p=` and a number."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class SumbawabaratpostCom(NewsSpider):
    name = "sumbawabaratpost.com"
    url = "https://sumbawabaratpost.com/"
    area = "52.07"
    family = WORDPRESS
