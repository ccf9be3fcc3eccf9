"""The settings that the crawl really runs with, read from the effective ones."""

import pytest

from crawler.settings import build, user_agent
from kembar import __version__
from kembar.clock import duration
from kembar.sections import CrawlSection

SAFE = {
    "ROBOTSTXT_OBEY": True,
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "COOKIES_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "REDIRECT_MAX_TIMES": 5,
    "DOWNLOAD_TIMEOUT": 30,
    "DOWNLOAD_MAXSIZE": 8 * 1024 * 1024,
    "DOWNLOAD_FAIL_ON_DATALOSS": True,
    "REFERRER_POLICY": "same-origin",
    "SPIDER_LOADER_WARN_ONLY": False,
}


@pytest.mark.parametrize(("name", "value"), SAFE.items())
def test_a_setting_is_what_politeness_and_safety_ask_for(name: str, value: object) -> None:
    assert build(CrawlSection())[name] == value


def test_only_http_and_https_have_a_download_handler() -> None:
    handlers = build(CrawlSection()).getwithbase("DOWNLOAD_HANDLERS")

    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_jitter_only_adds_to_the_delay() -> None:
    settings = build(CrawlSection(delay=duration("2 s")))
    shortest = settings.getfloat("DOWNLOAD_DELAY") * (
        1 - settings.getfloat("DOWNLOAD_DELAY_JITTER")
    )

    assert shortest == pytest.approx(2.0)
    assert settings.getfloat("AUTOTHROTTLE_START_DELAY") >= 2.0


def test_the_user_agent_names_the_product_its_version_and_whom_to_ask() -> None:
    agent = user_agent("mailto:desk@example.org")

    assert agent.startswith(f"Kembar/{__version__} (+https://")
    assert agent.endswith("; mailto:desk@example.org)")
    assert "Mozilla" not in agent
