"""RMOL Lampung."""

from crawler.families import RMOL
from crawler.spider import NewsSpider


class RmollampungId(NewsSpider):
    name = "rmollampung.id"
    url = "https://www.rmollampung.id/"
    area = "18"
    family = RMOL
