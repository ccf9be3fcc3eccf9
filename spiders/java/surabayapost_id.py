"""Surabaya Post. WordPress. Long articles go on at `/slug/2`."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class SurabayapostId(NewsSpider):
    name = "surabayapost.id"
    url = "https://surabayapost.id/"
    area = "35.78"
    family = WORDPRESS
