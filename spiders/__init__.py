"""Where the news is: one file a site, named after its domain. No code, only declarations."""
