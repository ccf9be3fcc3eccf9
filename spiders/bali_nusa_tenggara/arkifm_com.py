"""Arki FM, a radio in West Sumbawa. Articles at `/ID-slug.html`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class ArkifmCom(NewsSpider):
    name = "arkifm.com"
    url = "https://arkifm.com/"
    area = "52.07"
    family = PORTAL
