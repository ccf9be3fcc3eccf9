"""Hallo Riau. Articles at `/read-SECTION-ID-YYYY-MM-DD-slug.html`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class HalloriauCom(NewsSpider):
    name = "halloriau.com"
    url = "https://www.halloriau.com/"
    area = "14"
    family = PORTAL
