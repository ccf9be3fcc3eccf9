"""Sumatera Ekspres, Palembang. Disway network."""

from crawler.families import DISWAY
from crawler.spider import NewsSpider


class SumeksDiswayId(NewsSpider):
    name = "sumeks.disway.id"
    url = "https://sumeks.disway.id/"
    area = "16.71"
    family = DISWAY
