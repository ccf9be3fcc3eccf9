"""Suara Dewata. The day begins the number in the address: `/berita/201810240010/slug`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class SuaradewataCom(NewsSpider):
    name = "suaradewata.com"
    url = "https://suaradewata.com/"
    area = "51"
    family = PORTAL
