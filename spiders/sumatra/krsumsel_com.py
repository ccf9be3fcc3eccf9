"""KR Sumsel, Palembang. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class KrsumselCom(NewsSpider):
    name = "krsumsel.com"
    url = "https://krsumsel.com/"
    area = "16.71"
    family = WORDPRESS
