"""Lumajang Times. Number, day and time stand in the address: `/baca/ID/YYYYMMDD/HHMMSS/slug/`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class LumajangtimesCom(NewsSpider):
    name = "lumajangtimes.com"
    url = "https://www.lumajangtimes.com/"
    area = "35.08"
    family = PORTAL
