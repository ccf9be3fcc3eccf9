"""The information office of the city of Cirebon. WordPress."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class DkisCirebonkotaGoId(NewsSpider):
    name = "dkis.cirebonkota.go.id"
    url = "https://dkis.cirebonkota.go.id/"
    area = "32.74"
    family = WORDPRESS
