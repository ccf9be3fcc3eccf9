"""Kabar Tegal; of the Pikiran Rakyat network."""

from crawler.families import PROMEDIA
from crawler.spider import NewsSpider


class KabartegalPikiranRakyatCom(NewsSpider):
    name = "kabartegal.pikiran-rakyat.com"
    url = "https://kabartegal.pikiran-rakyat.com/"
    area = "33.28"
    family = PROMEDIA
