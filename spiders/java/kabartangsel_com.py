"""Kabar Tangsel, South Tangerang. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class KabartangselCom(NewsSpider):
    name = "kabartangsel.com"
    url = "https://kabartangsel.com/"
    area = "36.74"
    family = WORDPRESS
