"""Lombok Satu. Articles below `/index.php/kabarkita/`."""

from crawler.families import JOOMLA
from crawler.spider import NewsSpider


class LomboksatuCom(NewsSpider):
    name = "lomboksatu.com"
    url = "https://lomboksatu.com/"
    area = "52"
    family = JOOMLA
