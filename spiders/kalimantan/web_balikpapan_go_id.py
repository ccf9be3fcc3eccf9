"""The city of Balikpapan. Articles at `/berita/read/ID`."""

from crawler.families import CODEIGNITER
from crawler.sources import Listing, Numbered
from crawler.spider import NewsSpider


class WebBalikpapanGoId(NewsSpider):
    name = "web.balikpapan.go.id"
    url = "https://web.balikpapan.go.id/"
    area = "64.71"
    family = CODEIGNITER
    sources = (
        Listing("https://web.balikpapan.go.id/"),
        Numbered("https://web.balikpapan.go.id/berita/read/{id}"),
    )
