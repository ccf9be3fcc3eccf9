"""Lampung Post. WordPress with the JNews theme. Lists below `/kategori/`."""

from crawler.families import JNEWS
from crawler.spider import NewsSpider


class LampostCo(NewsSpider):
    name = "lampost.co"
    url = "https://lampost.co/"
    area = "18.71"
    family = JNEWS
