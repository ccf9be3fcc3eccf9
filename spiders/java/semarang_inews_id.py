"""iNews Semarang."""

from crawler.families import INEWS
from crawler.spider import NewsSpider


class SemarangInewsId(NewsSpider):
    name = "semarang.inews.id"
    url = "https://semarang.inews.id/"
    area = "33.74"
    family = INEWS
