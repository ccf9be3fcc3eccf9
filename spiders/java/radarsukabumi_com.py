"""Radar Sukabumi. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class RadarsukabumiCom(NewsSpider):
    name = "radarsukabumi.com"
    url = "https://radarsukabumi.com/"
    area = "32.72"
    family = WORDPRESS
