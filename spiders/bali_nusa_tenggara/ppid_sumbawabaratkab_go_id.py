"""The public information office of West Sumbawa. Articles below `/article/`, no feed seen."""

from crawler.families import GOVERNMENT
from crawler.spider import NewsSpider


class PpidSumbawabaratkabGoId(NewsSpider):
    name = "ppid.sumbawabaratkab.go.id"
    url = "https://ppid.sumbawabaratkab.go.id/"
    area = "52.07"
    family = GOVERNMENT
