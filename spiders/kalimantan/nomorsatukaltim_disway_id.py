"""Nomor Satu Kaltim. Disway network. A section stands before `/read/`."""

from crawler.families import DISWAY
from crawler.spider import NewsSpider


class NomorsatukaltimDiswayId(NewsSpider):
    name = "nomorsatukaltim.disway.id"
    url = "https://nomorsatukaltim.disway.id/"
    area = "64"
    family = DISWAY
