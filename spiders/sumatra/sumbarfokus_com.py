"""Sumbar Fokus, Padang. WordPress with a Kentooz theme. Long articles go on at `/slug/2`."""

from crawler.families import KENTOOZ
from crawler.spider import NewsSpider


class SumbarfokusCom(NewsSpider):
    name = "sumbarfokus.com"
    url = "https://sumbarfokus.com/"
    area = "13.71"
    family = KENTOOZ
