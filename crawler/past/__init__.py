"""Reading the past: a site's articles between two days, however the site still lists them."""
