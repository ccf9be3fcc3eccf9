"""Spirit Sumbar, Padang. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class SpiritsumbarCom(NewsSpider):
    name = "spiritsumbar.com"
    url = "https://spiritsumbar.com/"
    area = "13"
    family = WORDPRESS
