"""Borneo Tribun, Pontianak. Blogger."""

from crawler.families import BLOGGER
from crawler.spider import NewsSpider


class BorneotribunCom(NewsSpider):
    name = "borneotribun.com"
    url = "https://www.borneotribun.com/"
    area = "61.71"
    family = BLOGGER
