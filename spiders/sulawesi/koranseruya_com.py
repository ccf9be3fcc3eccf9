"""Koran Seruya, Palopo. WordPress with the Newspaper theme."""

from crawler.families import NEWSPAPER
from crawler.spider import NewsSpider


class KoranseruyaCom(NewsSpider):
    name = "koranseruya.com"
    url = "https://koranseruya.com/"
    area = "73.73"
    family = NEWSPAPER
