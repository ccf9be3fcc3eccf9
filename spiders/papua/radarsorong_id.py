"""Radar Sorong. WordPress with the JNews theme."""

from crawler.families import JNEWS
from crawler.spider import NewsSpider


class RadarsorongId(NewsSpider):
    name = "radarsorong.id"
    url = "https://www.radarsorong.id/"
    area = "96"
    family = JNEWS
