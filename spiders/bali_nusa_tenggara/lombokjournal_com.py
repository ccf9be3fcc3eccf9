"""Lombok Journal, Mataram. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class LombokjournalCom(NewsSpider):
    name = "lombokjournal.com"
    url = "https://lombokjournal.com/"
    area = "52.71"
    family = WORDPRESS
