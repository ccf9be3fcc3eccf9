"""IDN Times, South Sulawesi."""

from crawler.families import NEXT
from crawler.spider import NewsSpider


class SulselIdntimesCom(NewsSpider):
    name = "sulsel.idntimes.com"
    url = "https://sulsel.idntimes.com/"
    area = "73"
    family = NEXT
