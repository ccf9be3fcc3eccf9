"""Kobar KSB, West Sumbawa. WordPress."""

from crawler.sources import Feed
from crawler.spider import NewsSpider


class KobarksbCom(NewsSpider):
    name = "kobarksb.com"
    url = "https://kobarksb.com/"
    area = "52.07"
    sources = (Feed("https://kobarksb.com/feed/"),)
