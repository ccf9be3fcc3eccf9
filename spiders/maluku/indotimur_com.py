"""Indo Timur, Ternate. Articles below a section: `/kota/slug`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class IndotimurCom(NewsSpider):
    name = "indotimur.com"
    url = "https://indotimur.com/"
    area = "82.71"
    family = PORTAL
