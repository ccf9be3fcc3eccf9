"""The city of Tidore. WordPress. `index.php` stands in its addresses."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class TidorekotaGoId(NewsSpider):
    name = "tidorekota.go.id"
    url = "https://tidorekota.go.id/"
    area = "82.72"
    family = WORDPRESS
