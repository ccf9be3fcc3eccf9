"""Suara NTT, Kupang. WordPress. Articles are addressed by `?p=` and a number."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class SuaraNttCom(NewsSpider):
    name = "suara-ntt.com"
    url = "https://suara-ntt.com/"
    area = "53.71"
    family = WORDPRESS
