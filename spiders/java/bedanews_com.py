"""Beda News, Bandung. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class BedanewsCom(NewsSpider):
    name = "bedanews.com"
    url = "https://bedanews.com/"
    area = "32.73"
    family = WORDPRESS
