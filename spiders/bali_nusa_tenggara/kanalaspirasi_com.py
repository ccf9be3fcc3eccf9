"""Kanal Aspirasi ("KA"), West Sumbawa. Blogger on a domain of its own."""

from crawler.families import BLOGGER
from crawler.spider import NewsSpider


class KanalaspirasiCom(NewsSpider):
    name = "kanalaspirasi.com"
    url = "https://www.kanalaspirasi.com/"
    area = "52.07"
    family = BLOGGER
