"""How pages are fetched and read: Scrapy, the parser workers, extraction. Knows no site by name."""
