"""The regency of Madiun. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class MadiunkabGoId(NewsSpider):
    name = "madiunkab.go.id"
    url = "https://madiunkab.go.id/"
    area = "35.19"
    family = WORDPRESS
