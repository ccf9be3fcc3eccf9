"""Nusa Bali. Articles below `/berita/`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class NusabaliCom(NewsSpider):
    name = "nusabali.com"
    url = "https://www.nusabali.com/"
    area = "51"
    family = PORTAL
