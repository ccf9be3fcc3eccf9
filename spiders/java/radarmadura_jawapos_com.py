"""Radar Madura; of the Jawa Pos network."""

from crawler.families import PROMEDIA
from crawler.spider import NewsSpider


class RadarmaduraJawaposCom(NewsSpider):
    name = "radarmadura.jawapos.com"
    url = "https://radarmadura.jawapos.com/"
    area = "35"
    family = PROMEDIA
