"""The press office of Garut. Articles below `/site/read/`."""

from crawler.families import GOVERNMENT
from crawler.spider import NewsSpider


class PicGarutkabGoId(NewsSpider):
    name = "pic.garutkab.go.id"
    url = "https://pic.garutkab.go.id/"
    area = "32.05"
    family = GOVERNMENT
