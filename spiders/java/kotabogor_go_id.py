"""The city of Bogor: its old site with posts by number, and the newer portal. No feed at either."""

from crawler.families import CODEIGNITER
from crawler.sources import Listing, Numbered
from crawler.spider import NewsSpider


class KotabogorGoId(NewsSpider):
    name = "kotabogor.go.id"
    url = "http://kotabogor.go.id/"
    area = "32.71"
    family = CODEIGNITER
    sources = (
        Listing("http://kotabogor.go.id/"),
        Listing("https://web.kotabogor.go.id/"),
        Numbered("http://kotabogor.go.id/index.php/show_post/detail/{id}/"),
        Numbered("https://web.kotabogor.go.id/berita-detail/{id}"),
    )
