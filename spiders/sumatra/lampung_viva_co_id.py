"""VIVA Lampung. The feed is named in the head of its pages."""

from crawler.families import VIVA
from crawler.spider import NewsSpider


class LampungVivaCoId(NewsSpider):
    name = "lampung.viva.co.id"
    url = "https://lampung.viva.co.id/"
    area = "18"
    family = VIVA
