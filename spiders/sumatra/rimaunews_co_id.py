"""Rimau News, Palembang. WordPress. The address ends with the day: `/slug/DD/MM/YYYY`."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class RimaunewsCoId(NewsSpider):
    name = "rimaunews.co.id"
    url = "https://rimaunews.co.id/"
    area = "16.71"
    family = WORDPRESS
