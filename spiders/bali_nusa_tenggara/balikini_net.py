"""Bali Kini, Denpasar. Blogger."""

from crawler.families import BLOGGER
from crawler.spider import NewsSpider


class BalikiniNet(NewsSpider):
    name = "balikini.net"
    url = "https://www.balikini.net/"
    area = "51.71"
    family = BLOGGER
