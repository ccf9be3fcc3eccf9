"""Radar Bogor. WordPress. `/YYYY/MM/DD/slug/`."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class RadarbogorId(NewsSpider):
    name = "radarbogor.id"
    url = "https://www.radarbogor.id/"
    area = "32.71"
    family = WORDPRESS
