"""The media centre of the city of Banjarmasin. Blogger."""

from crawler.families import BLOGGER
from crawler.spider import NewsSpider


class McBanjarmasinkotaGoId(NewsSpider):
    name = "mc.banjarmasinkota.go.id"
    url = "https://mc.banjarmasinkota.go.id/"
    area = "63.71"
    family = BLOGGER
