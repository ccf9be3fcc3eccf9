"""Radar Bangka. Articles below `/berita/detail/`."""

from crawler.families import CODEIGNITER
from crawler.spider import NewsSpider


class RadarbangkaCoId(NewsSpider):
    name = "radarbangka.co.id"
    url = "https://radarbangka.co.id/"
    area = "19"
    family = CODEIGNITER
