"""Rubrik Sumsel, Prabumulih. Blogger."""

from crawler.families import BLOGGER
from crawler.spider import NewsSpider


class RubriksumselCom(NewsSpider):
    name = "rubriksumsel.com"
    url = "https://rubriksumsel.com/"
    area = "16.74"
    family = BLOGGER
