"""The news of the city of Yogyakarta. Articles at `/detail/index/ID/slug`."""

from crawler.families import CODEIGNITER
from crawler.spider import NewsSpider


class WartaJogjakotaGoId(NewsSpider):
    name = "warta.jogjakota.go.id"
    url = "https://warta.jogjakota.go.id/"
    area = "34.71"
    family = CODEIGNITER
