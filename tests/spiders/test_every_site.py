"""Walks all sites of `spiders/`: each is a declaration that can be trusted and nothing more."""

import ast
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import tldextract
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.sources import Numbered
from crawler.spider import NewsSpider
from kembar import clock

ROOT = Path(__file__).resolve().parents[2]
WILAYAH = ROOT.parent / "shared" / "data" / "wilayah.csv"
FILES = sorted(p for p in (ROOT / "spiders").rglob("*.py") if p.name != "__init__.py")

# The snapshot of the public suffix list that the package carries; nothing is fetched.
suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def loaded() -> dict[str, type[NewsSpider]]:
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["spiders"]}))
    return {name: loader.load(name) for name in loader.list()}  # type: ignore[misc]


SITES = loaded()


def registrable(url: str) -> str:
    return suffixes(urlsplit(url).hostname or "").top_domain_under_public_suffix


def test_scrapy_finds_each_file_once_and_the_five_first_sites_are_there() -> None:
    first = {
        "klikkaltim.com",
        "palopopos.fajar.co.id",
        "klikkalsel.com",
        "kotabogor.go.id",
        "kanalaspirasi.com",
    }

    assert len(SITES) == len(FILES)
    assert first <= set(SITES)


@pytest.mark.parametrize("name", SITES)
def test_a_site_is_named_after_its_domain_and_its_file_after_the_name(name: str) -> None:
    spider = SITES[name]
    file = spider.__module__.rsplit(".", 1)[-1]

    assert issubclass(spider, NewsSpider)
    assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", name)
    assert suffixes(name).suffix
    assert file == re.sub(r"[.-]", "_", name)
    assert (urlsplit(spider.url).hostname or "").removeprefix("www.") == name


@pytest.mark.parametrize("name", SITES)
def test_a_site_lies_in_an_area_and_hence_in_a_zone(name: str) -> None:
    area = SITES[name].area

    assert area is not None
    assert re.fullmatch(r"\d\d(\.\d\d)?", area)
    assert clock.zone_of(area) in clock.ZONES.values()


@pytest.mark.skipif(not WILAYAH.exists(), reason="../shared/data/wilayah.csv is not here")
@pytest.mark.parametrize("name", SITES)
def test_the_area_of_a_site_exists(name: str) -> None:
    codes = {line.split(",")[0] for line in WILAYAH.read_text(encoding="utf-8").splitlines()}

    assert SITES[name].area in codes


@pytest.mark.parametrize("name", SITES)
def test_the_sources_of_a_site_are_absolute_addresses_of_its_own_domain(name: str) -> None:
    spider = SITES[name]
    addresses = [source.url for source in spider.sources]

    assert len(set(addresses)) == len(addresses)
    for address in (spider.url, *addresses):
        assert urlsplit(address).scheme in ("http", "https")
        assert registrable(address) == registrable(f"https://{name}/")
    for source in spider.sources:
        assert isinstance(source, Numbered) == ("{id}" in source.url)


@pytest.mark.parametrize("name", SITES)
def test_the_day_of_the_last_check_is_a_day(name: str) -> None:
    checked = SITES[name].checked

    assert checked is None or re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", checked)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_site_file_holds_a_declaration_and_no_code(file: Path) -> None:
    module = ast.parse(file.read_text(encoding="utf-8"))
    docstring, *statements = module.body
    imports = [s for s in statements if isinstance(s, ast.ImportFrom)]
    classes = [s for s in statements if isinstance(s, ast.ClassDef)]

    assert ast.get_docstring(module)
    assert isinstance(docstring, ast.Expr)
    assert len(imports) + len(classes) == len(statements)
    assert {line.module for line in imports} <= {"crawler.sources", "crawler.spider"}
    assert len(classes) == 1
    assert all(isinstance(line, ast.Assign | ast.AnnAssign) for line in classes[0].body)
    assert not any(
        isinstance(node, ast.Lambda | ast.ListComp | ast.GeneratorExp | ast.Await)
        for node in ast.walk(module)
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_site_file_is_about_ten_lines_long(file: Path) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]

    assert len(lines) <= 20
