"""Walks all sites of `spiders/`: each is a declaration that can be trusted and nothing more."""

import ast
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import tldextract
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler import families
from crawler.families import Family
from crawler.sites import Site, builtin
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
READ: dict[str, Site] = {site.name: site for site in builtin(timedelta(minutes=15))}
FAMILIES = {name: one for name, one in vars(families).items() if isinstance(one, Family)}
ISLANDS = {
    "sumatra": range(11, 22), "java": range(31, 37), "bali_nusa_tenggara": range(51, 54),
    "kalimantan": range(61, 66), "sulawesi": range(71, 77), "maluku": range(81, 83),
    "papua": range(91, 98),
}  # fmt: skip
"""Folder of `spiders/` -> the codes of its provinces."""


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


def test_at_least_sixty_sites_on_all_major_islands_are_of_nine_families_or_more() -> None:
    folders = [file.parent.name for file in FILES]

    assert len(SITES) >= 60
    assert all(folders.count(island) >= 4 for island in ISLANDS)
    assert len({site.family for site in READ.values()} - {None}) >= 9


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_site_lies_in_the_folder_of_its_island(file: Path) -> None:
    [area] = re.findall(r'area = "(\d\d)', file.read_text(encoding="utf-8"))

    assert int(area) in ISLANDS[file.parent.name]


@pytest.mark.parametrize("word", FAMILIES)
def test_a_family_has_sites_and_a_name_of_its_own(word: str) -> None:
    family = FAMILIES[word]

    assert any(spider.family is family for spider in SITES.values())
    assert [one.name for one in FAMILIES.values()].count(family.name) == 1
    assert family.sources
    assert all(source.url.startswith("/") for source in family.sources)


@pytest.mark.parametrize("name", SITES)
def test_a_site_without_sources_of_its_own_is_read_by_those_of_its_family(name: str) -> None:
    spider, site = SITES[name], READ[name]

    if spider.sources or spider.family is None:
        assert site.sources == tuple(spider.sources)
    else:
        assert len(site.sources) == len(spider.family.sources)
        assert all(source.url.startswith(spider.url) for source in site.sources)


@pytest.mark.parametrize("name", SITES)
def test_a_site_repeats_nothing_that_its_family_knows(name: str) -> None:
    spider = SITES[name]

    usual = spider.family.sources_at(spider.url) if spider.family else ()
    assert not spider.sources or set(spider.sources) != set(usual)


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
    addresses = [source.url for source in READ[name].sources]

    assert len(set(addresses)) == len(addresses)
    for address in (spider.url, *addresses):
        assert urlsplit(address).scheme in ("http", "https")
        assert registrable(address) == registrable(f"https://{name}/")
    for source in READ[name].sources:
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
    assert {line.module for line in imports} <= {
        "crawler.families",
        "crawler.sources",
        "crawler.spider",
    }
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
