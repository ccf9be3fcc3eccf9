"""News Lampung Terkini. WordPress. Articles at `/news/ID/slug.html`."""

from crawler.families import WORDPRESS
from crawler.spider import NewsSpider


class NewslampungterkiniCom(NewsSpider):
    name = "newslampungterkini.com"
    url = "https://newslampungterkini.com/"
    area = "18.71"
    family = WORDPRESS
