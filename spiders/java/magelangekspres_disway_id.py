"""Magelang Ekspres. Disway network."""

from crawler.families import DISWAY
from crawler.spider import NewsSpider


class MagelangekspresDiswayId(NewsSpider):
    name = "magelangekspres.disway.id"
    url = "https://magelangekspres.disway.id/"
    area = "33.71"
    family = DISWAY
