"""Scrapy's settings, all of them explicit where a default would be rude or unsafe."""

from typing import Any

from scrapy.settings import Settings

from kembar import __version__
from kembar.sections import CrawlSection

from .manners.robots import PRODUCT
from .manners.slots import JITTER, STRETCH

SPIDER_MODULES = ["spiders"]
HOME_PAGE = "https://pypi.org/project/kembar/"
REACTOR = "crawler.manners.guard.GuardedReactor"
HANDLER = "crawler.manners.floods.BoundedHandler"

FIXED: dict[str, Any] = {
    "BOT_NAME": "kembar",
    "SPIDER_MODULES": SPIDER_MODULES,
    "SPIDER_LOADER_WARN_ONLY": False,
    "TWISTED_REACTOR": REACTOR,
    # Manners
    "ROBOTSTXT_OBEY": True,
    "ROBOTSTXT_USER_AGENT": PRODUCT,
    "CONCURRENT_REQUESTS": 0,  # bounded by rounds and slots, see crawler.rounds
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY_JITTER": JITTER,
    "COOKIES_ENABLED": False,
    "REFERRER_POLICY": "same-origin",
    "RETRY_TIMES": 1,
    "RETRY_HTTP_CODES": [],  # an answer is an answer; the next round asks again
    # Not a timeout: who drips for half a minute would get a whole one.
    "RETRY_EXCEPTIONS": [
        "scrapy.exceptions.CannotResolveHostError",
        "scrapy.exceptions.DownloadConnectionRefusedError",
        "scrapy.exceptions.DownloadFailedError",
        "scrapy.exceptions.ResponseDataLossError",
    ],
    "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
    "REDIRECT_MAX_TIMES": 5,
    "METAREFRESH_ENABLED": False,
    # Limits
    "DOWNLOAD_TIMEOUT": 30,
    "DOWNLOAD_MAXSIZE": 8 * 1024 * 1024,
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_FAIL_ON_DATALOSS": True,
    "DNS_TIMEOUT": 10,
    # Doors that stay shut
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_HANDLERS": {
        "file": None,
        "data": None,
        "ftp": None,
        "s3": None,
        "http": HANDLER,
        "https": HANDLER,
    },
    "HTTPPROXY_ENABLED": False,  # a proxy from the environment would walk around the guard
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,  # on by default in Scrapy 2.19, and it runs code
    # Quiet
    "LOG_INSTALL_ROOT_HANDLER": False,
    "LOGSTATS_INTERVAL": 0,
    "STATS_DUMP": False,
    "MEMUSAGE_ENABLED": False,
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "crawler.manners.floods.Unpacking": 590,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "crawler.manners.robots.RobotsMiddleware": 100,
        "crawler.truncation.TruncationMiddleware": 595,  # nearer the network than unpacking (590)
        "crawler.manners.slots.SlotMiddleware": 980,
    },
}


def user_agent(contact: str | None) -> str:
    """The signed User-Agent: product, version, home page and whom to ask."""
    signature = f"+{HOME_PAGE}; {contact}" if contact else f"+{HOME_PAGE}"
    return f"{PRODUCT}/{__version__} ({signature})"


def build(crawl: CrawlSection) -> Settings:
    """The settings of the one long-lived crawl."""
    delay = crawl.delay.total_seconds()
    settings = Settings(FIXED)
    settings.setdict(
        {
            "USER_AGENT": user_agent(crawl.contact),
            "DEFAULT_REQUEST_HEADERS": {
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "Accept-Language": "id,en;q=0.5",
            },
            "DOWNLOAD_DELAY": delay * STRETCH,
            # With no delay at all (tests) throttling would only add noise.
            "AUTOTHROTTLE_ENABLED": delay > 0,
            "AUTOTHROTTLE_START_DELAY": delay * STRETCH,
            "AUTOTHROTTLE_MAX_DELAY": 60.0,
            "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        }
    )
    return settings
