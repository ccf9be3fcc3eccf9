"""The pages in a real browser: paths of three clicks, keyboard, phone, and axe's rules.

Needs Chromium and the extra `browser`; skips where one is absent.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import crowded_archive
import pytest

from benchmarks import large_archive

playwright = pytest.importorskip("playwright.sync_api", reason="install the extra `browser`")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="see above")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]

PAGES = (
    "/", "/?kind=sister_city&period=2026", "/?q=bontang", "/?q=gerhana", "/place/64.74",
    "/place/64", "/relation/64.74/jp:kisarazu", "/relations", "/relations?silent=2", "/sites",
    "/map", "/charts", "/story/none",
)  # fmt: skip


@pytest.fixture(scope="module")
def base(serve_room, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an archive of more than two thousand articles is served."""
    path = tmp_path_factory.mktemp("browser") / "archive.db"
    large_archive.fill(path, 2000)
    crowded_archive.fill(path)
    with serve_room(path) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        # Chromium's sandbox cannot be had by root, as in a container.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, base: str) -> Iterator[Any]:
    """A fresh tab; it fails the test if anything is asked of elsewhere or refused by the policy."""
    context = browser.new_context(base_url=base, locale="id-ID")
    tab = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield tab
    context.close()
    assert [url for url in asked if not url.startswith(base)] == []
    assert [text for text in complaints if "404" not in text] == []


def test_what_happened_with_bontang_this_year(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("bontang")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="Kota Bontang", exact=True).first.click()
    page.get_by_role("complementary").get_by_role("link", name=re.compile("^2026")).click()

    assert page.get_by_role("heading", level=1).inner_text() == "Kota Bontang"
    assert page.get_by_role("link", name="Utusan Kisarazu Tiba di Bontang").is_visible()
    assert page.get_by_role("link", name="Nota Bontang dan Kisarazu Diteken").count() == 0


def test_which_relations_have_been_silent_for_two_years(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Hubungan", exact=True).click()
    page.get_by_role("link", name="2 tahun").click()

    assert "2 tahun" in page.get_by_role("heading", level=1).inner_text()
    assert page.get_by_role("link", name="Kabupaten Jepara – Kisarazu").is_visible()
    assert page.get_by_role("link", name="Kota Bontang – Kisarazu", exact=True).count() == 0


def test_which_outlet_first_reported_a_story(page: Any) -> None:
    page.goto("/?place=64.74")
    page.get_by_role("link", name="Utusan Kisarazu Tiba di Bontang").click()

    first = page.get_by_role("region", name="Siapa memberitakan lebih dulu").locator("li").first
    assert "pelabuhan.example" in first.inner_text() and "yang pertama" in first.inner_text()


def test_the_list_of_bontang_is_a_file_at_a_click_by_keyboard_too(page: Any) -> None:
    page.goto("/?place=64.74")
    link = page.get_by_role("link", name=re.compile(r"^Tabel \(CSV\)"))
    with page.expect_download() as clicked:
        link.click()
    link.focus()
    with page.expect_download() as pressed:
        page.keyboard.press("Enter")

    names = [one.value.suggested_filename for one in (clicked, pressed)]
    assert all(re.fullmatch(r"kembar-peristiwa-64\.74-[\d-]+\.csv", name) for name in names)
    assert Path(clicked.value.path()).read_text(encoding="utf-8-sig").startswith("Nomor,")


@pytest.mark.parametrize("size", [(360, 740), (1600, 900)])
def test_a_story_with_its_facts_overflows_nowhere(page: Any, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/?place=64.74")
    page.get_by_role("link", name="Utusan Kisarazu Tiba di Bontang").click()
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    if folder := os.environ.get("KEMBAR_SCREENS"):
        page.screenshot(path=Path(folder) / f"story-{size[0]}.png", full_page=True)


def test_a_fact_leads_to_its_sentence_in_the_text(page: Any) -> None:
    page.goto("/?place=64.74")
    page.get_by_role("link", name="Utusan Kisarazu Tiba di Bontang").click()
    page.get_by_role("link", name="dalam berita").first.click()

    target = page.evaluate("location.hash")
    assert re.fullmatch(r"#h\d+", target)
    assert page.locator(f"{target} + mark").is_visible()


def test_the_language_stays_from_page_to_page(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Sites", exact=True).click()

    assert page.locator("html").get_attribute("lang") == "en"


def test_the_first_tab_skips_to_the_content(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_a_page_without_scrolling_sideways(page: Any, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, "story"])
def test_axe_finds_no_serious_fault(page: Any, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/?place=64.74" if path == "story" else path)
    if path == "story":
        page.get_by_role("link", name="Utusan Kisarazu Tiba di Bontang").click()
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

    found = axe.Axe().run(page).response["violations"]
    faults = {
        one["id"]: [node["html"][:200] for node in one["nodes"][:3]]
        for one in found
        if one["impact"] in ("serious", "critical")
    }
    assert faults == {}, json.dumps(faults, indent=1)


def test_pictures_for_the_docs_are_taken(page: Any, tmp_path: Path) -> None:
    folder = Path(os.environ.get("KEMBAR_PICTURES", tmp_path))
    page.set_viewport_size({"width": 1000, "height": 640})
    page.goto("/")
    story = page.get_by_role("link", name="Utusan Kisarazu Tiba").get_attribute("href")
    for name, path in (
        ("front", "/"), ("story", story), ("relation", "/relation/64.74/jp:kisarazu"),
        ("map", "/map"),
    ):  # fmt: skip
        page.goto(f"{path}?lang=en")
        picture = folder / f"{name}.jpg"
        page.screenshot(path=picture, type="jpeg", quality=70)
        assert 10_000 < picture.stat().st_size < 150_000
