"""Seputaran, Banjarmasin. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class SeputaranId(NewsSpider):
    name = "seputaran.id"
    url = "https://seputaran.id/"
    area = "63.71"
    family = WORDPRESS
