"""The province of Gorontalo. Joomla with K2."""

from crawler.families import JOOMLA
from crawler.spider import NewsSpider


class GorontaloprovGoId(NewsSpider):
    name = "gorontaloprov.go.id"
    url = "https://www.gorontaloprov.go.id/"
    area = "75"
    family = JOOMLA
