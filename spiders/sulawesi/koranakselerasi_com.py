"""Koran Akselerasi, Palopo and Luwu. Blogger."""

from crawler.families import BLOGGER
from crawler.spider import NewsSpider


class KoranakselerasiCom(NewsSpider):
    name = "koranakselerasi.com"
    url = "https://koranakselerasi.com/"
    area = "73.73"
    family = BLOGGER
