"""The press office of the province of Gorontalo. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class HumasGorontaloprovGoId(NewsSpider):
    name = "humas.gorontaloprov.go.id"
    url = "https://humas.gorontaloprov.go.id/"
    area = "75"
    family = WORDPRESS
