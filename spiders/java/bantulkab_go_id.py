"""The regency of Bantul. Articles at `/berita/detail/ID.html`."""

from crawler.families import CODEIGNITER
from crawler.sources import Listing, Numbered
from crawler.spider import NewsSpider


class BantulkabGoId(NewsSpider):
    name = "bantulkab.go.id"
    url = "https://bantulkab.go.id/"
    area = "34.02"
    family = CODEIGNITER
    sources = (
        Listing("https://bantulkab.go.id/"),
        Numbered("https://bantulkab.go.id/berita/detail/{id}.html"),
    )
