"""Curup Ekspress, Rejang Lebong. Disway network."""

from crawler.families import DISWAY
from crawler.spider import NewsSpider


class CurupekspressDiswayId(NewsSpider):
    name = "curupekspress.disway.id"
    url = "https://curupekspress.disway.id/"
    area = "17.02"
    family = DISWAY
