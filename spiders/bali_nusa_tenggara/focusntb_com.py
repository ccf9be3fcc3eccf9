"""Focus NTB, West Nusa Tenggara. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class FocusntbCom(NewsSpider):
    name = "focusntb.com"
    url = "https://focusntb.com/"
    area = "52"
    family = WORDPRESS
