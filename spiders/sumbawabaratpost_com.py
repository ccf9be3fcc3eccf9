"""Sumbawa Barat Post. WordPress; articles are addressed by `?p=` and a number."""

from crawler.sources import Feed
from crawler.spider import NewsSpider


class SumbawabaratpostCom(NewsSpider):
    name = "sumbawabaratpost.com"
    url = "https://sumbawabaratpost.com/"
    area = "52.07"
    sources = (Feed("https://sumbawabaratpost.com/feed/"),)
