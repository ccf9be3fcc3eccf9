"""Palopo Pos, Palopo. WordPress: `/sitemap.xml` leads to the index of whatever plugin is there."""

from crawler.families import WORDPRESS
from crawler.sources import Feed, Sitemap
from crawler.spider import NewsSpider


class PalopoposFajarCoId(NewsSpider):
    name = "palopopos.fajar.co.id"
    url = "https://palopopos.fajar.co.id/"
    area = "73.73"
    family = WORDPRESS
    sources = (
        Feed("https://palopopos.fajar.co.id/feed/"),
        Sitemap("https://palopopos.fajar.co.id/sitemap.xml"),
    )
