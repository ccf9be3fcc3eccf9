"""Zona BMR, Kotamobagu. WordPress with the Newspaper theme."""

from crawler.families import NEWSPAPER
from crawler.spider import NewsSpider


class ZonabmrCom(NewsSpider):
    name = "zonabmr.com"
    url = "https://zonabmr.com/"
    area = "71.74"
    family = NEWSPAPER
