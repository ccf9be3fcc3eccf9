"""Sumbar Satu, Padang. Articles below `/berita/`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class SumbarsatuCom(NewsSpider):
    name = "sumbarsatu.com"
    url = "https://sumbarsatu.com/"
    area = "13"
    family = PORTAL
