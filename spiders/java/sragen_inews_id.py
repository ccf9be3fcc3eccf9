"""iNews Sragen."""

from crawler.families import INEWS
from crawler.spider import NewsSpider


class SragenInewsId(NewsSpider):
    name = "sragen.inews.id"
    url = "https://sragen.inews.id/"
    area = "33.14"
    family = INEWS
