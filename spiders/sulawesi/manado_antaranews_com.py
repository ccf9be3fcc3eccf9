"""ANTARA, North Sulawesi."""

from crawler.families import ANTARA
from crawler.spider import NewsSpider


class ManadoAntaranewsCom(NewsSpider):
    name = "manado.antaranews.com"
    url = "https://manado.antaranews.com/"
    area = "71"
    family = ANTARA
