"""Pos Kota NTB. Blogger."""

from crawler.families import BLOGGER
from crawler.spider import NewsSpider


class PostkotantbCom(NewsSpider):
    name = "postkotantb.com"
    url = "https://www.postkotantb.com/"
    area = "52"
    family = BLOGGER
