"""KSB News, West Sumbawa. Its CMS is not known: Kembar finds the sources on the first round."""

from crawler.spider import NewsSpider


class KsbnewsCom(NewsSpider):
    name = "ksbnews.com"
    url = "https://ksbnews.com/"
    area = "52.07"
