"""Arki FM, a radio in West Sumbawa. Articles at `/{number}-{slug}.html`."""

from crawler.sources import Listing
from crawler.spider import NewsSpider


class ArkifmCom(NewsSpider):
    name = "arkifm.com"
    url = "https://arkifm.com/"
    area = "52.07"
    sources = (Listing("https://arkifm.com/"),)
