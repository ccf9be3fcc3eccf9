"""The news of the government of Jakarta. Articles at `/read/ID/slug`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class BeritajakartaId(NewsSpider):
    name = "beritajakarta.id"
    url = "https://www.beritajakarta.id/"
    area = "31"
    family = PORTAL
