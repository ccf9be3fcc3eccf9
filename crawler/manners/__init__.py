"""Manners on the public web: robots.txt, Retry-After, conditional requests, the address guard."""
