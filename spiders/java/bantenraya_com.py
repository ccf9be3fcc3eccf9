"""Banten Raya, Serang."""

from crawler.families import PROMEDIA
from crawler.spider import NewsSpider


class BantenrayaCom(NewsSpider):
    name = "bantenraya.com"
    url = "https://www.bantenraya.com/"
    area = "36"
    family = PROMEDIA
