"""Metro Jambi. Articles below `/read/`."""

from crawler.families import PORTAL
from crawler.spider import NewsSpider


class MetrojambiCom(NewsSpider):
    name = "metrojambi.com"
    url = "https://metrojambi.com/"
    area = "15"
    family = PORTAL
