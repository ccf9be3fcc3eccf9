"""Ini Balikpapan. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class InibalikpapanCom(NewsSpider):
    name = "inibalikpapan.com"
    url = "https://inibalikpapan.com/"
    area = "64.71"
    family = WORDPRESS
