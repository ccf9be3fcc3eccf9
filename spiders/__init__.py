"""Where the news is: one file a site, named after its domain, in the folder of its island.

No code, only declarations; what many sites share stands in `crawler.families`.
"""
