"""JTV Bojonegoro. Blogger."""

from crawler.families import BLOGGER
from crawler.spider import NewsSpider


class JtvbojonegoroCom(NewsSpider):
    name = "jtvbojonegoro.com"
    url = "https://www.jtvbojonegoro.com/"
    area = "35.22"
    family = BLOGGER
