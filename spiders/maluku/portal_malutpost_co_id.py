"""Malut Post, Ternate. Joomla with K2: `/en/daerah/REGENCY/item/ID-slug`."""

from crawler.families import JOOMLA
from crawler.spider import NewsSpider


class PortalMalutpostCoId(NewsSpider):
    name = "portal.malutpost.co.id"
    url = "https://portal.malutpost.co.id/"
    area = "82"
    family = JOOMLA
