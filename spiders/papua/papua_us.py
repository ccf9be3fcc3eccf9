"""Papua Untuk Semua, Jayapura. Blogger."""

from crawler.families import BLOGGER
from crawler.spider import NewsSpider


class PapuaUs(NewsSpider):
    name = "papua.us"
    url = "https://www.papua.us/"
    area = "91"
    family = BLOGGER
