"""Radar Solo, Surakarta; of the Jawa Pos network."""

from crawler.families import PROMEDIA
from crawler.spider import NewsSpider


class RadarsoloJawaposCom(NewsSpider):
    name = "radarsolo.jawapos.com"
    url = "https://radarsolo.jawapos.com/"
    area = "33.72"
    family = PROMEDIA
