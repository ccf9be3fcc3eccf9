"""Jambi Ekspres. Disway network. `/3` behind an address is one page of a long article."""

from crawler.families import DISWAY
from crawler.spider import NewsSpider


class JambiekspresDiswayId(NewsSpider):
    name = "jambiekspres.disway.id"
    url = "https://jambiekspres.disway.id/"
    area = "15"
    family = DISWAY
