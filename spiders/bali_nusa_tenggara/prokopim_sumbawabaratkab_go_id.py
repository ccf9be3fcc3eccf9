"""The protocol office of West Sumbawa. Kembar finds the sources on the first round."""

from crawler.spider import NewsSpider


class ProkopimSumbawabaratkabGoId(NewsSpider):
    name = "prokopim.sumbawabaratkab.go.id"
    url = "https://prokopim.sumbawabaratkab.go.id/"
    area = "52.07"
