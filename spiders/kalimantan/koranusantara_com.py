"""Koran Nusantara, Berau. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class KoranusantaraCom(NewsSpider):
    name = "koranusantara.com"
    url = "https://koranusantara.com/"
    area = "64.03"
    family = WORDPRESS
