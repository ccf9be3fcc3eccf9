"""GoAceh. Articles below `/berita/baca/`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class GoacehCo(NewsSpider):
    name = "goaceh.co"
    url = "https://goaceh.co/"
    area = "11"
    family = PORTAL
