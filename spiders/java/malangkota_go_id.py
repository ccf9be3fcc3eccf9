"""The city of Malang. WordPress. `/YYYY/MM/DD/slug/`."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class MalangkotaGoId(NewsSpider):
    name = "malangkota.go.id"
    url = "https://malangkota.go.id/"
    area = "35.73"
    family = WORDPRESS
