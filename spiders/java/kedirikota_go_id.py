"""The city of Kediri. Articles at `/p/berita/ID/slug`."""

from crawler.families import GOVERNMENT
from crawler.spider import NewsSpider


class KedirikotaGoId(NewsSpider):
    name = "kedirikota.go.id"
    url = "https://kedirikota.go.id/"
    area = "35.71"
    family = GOVERNMENT
