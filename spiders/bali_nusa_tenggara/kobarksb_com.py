"""Kobar KSB, West Sumbawa. WordPress; `/YYYY/MM/DD/slug/`."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class KobarksbCom(NewsSpider):
    name = "kobarksb.com"
    url = "https://kobarksb.com/"
    area = "52.07"
    family = WORDPRESS
