"""kembar.toml grows by an entry, and nothing else of it changes."""

import stat
from pathlib import Path

import pytest

from kembar import config
from kembar.errors import ConfigError
from kembar.sections import SiteSection
from kembar.writing import add_sites, entry_of

SITE = SiteSection(
    name="kabaruji.example",
    url="https://kabaruji.example/",
    area="64.74",
    sources=("feed:https://kabaruji.example/feed/", "listing:https://kabaruji.example/indeks"),
)


def test_comments_and_layout_stay_and_the_entry_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "kembar.toml"
    before = '# mine\n[crawl]\nsites = []      # none\n\n\n[[sites]]\nurl = "https://satu.example/"'
    path.write_text(before, encoding="utf-8")
    path.chmod(0o640)

    add_sites(path, [entry_of(SITE, notes=["Kabar Uji;\nfound today"])])

    text = path.read_text(encoding="utf-8")
    assert text.startswith(before)
    assert "\n\n# Kabar Uji; found today\n[[sites]]\n" in text
    assert config.load(path).sites[1] == SITE
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["kembar.toml"]


def test_two_entries_are_written_in_one_step_and_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "kembar.toml"
    path.write_bytes(b"[crawl]\r\nsites = []\r\n")
    other = SITE.model_copy(update={"name": 'ku"tip', "url": "https://dua.example/"})

    add_sites(path, [entry_of(SITE), entry_of(other)])

    body = path.read_bytes()
    assert body.count(b"\n") == body.count(b"\r\n")
    assert [site.name for site in config.load(path).sites] == ["kabaruji.example", 'ku"tip']


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text("", encoding="utf-8")
    (tmp_path / "kembar.toml").symlink_to(real)

    add_sites(tmp_path / "kembar.toml", [entry_of(SITE)])

    assert (tmp_path / "kembar.toml").is_symlink()
    assert config.load(real).sites == (SITE,)


@pytest.mark.parametrize(
    "before",
    [
        '[crawl]\nwebsites = ["a"]\n',
        'sites = [{ url = "https://satu.example/" }]\n',
        '[[sites]]\nname = "kabaruji.example"\nurl = "https://satu.example/"\n',
        "[crawl\n",
    ],
)
def test_a_file_that_is_wrong_before_or_would_be_after_is_left_as_it_is(
    before: str, tmp_path: Path
) -> None:
    path = tmp_path / "kembar.toml"
    path.write_text(before, encoding="utf-8")

    with pytest.raises(ConfigError):
        add_sites(path, [entry_of(SITE)])

    assert path.read_text(encoding="utf-8") == before


def test_an_open_table_at_the_end_does_not_swallow_the_entry(tmp_path: Path) -> None:
    path = tmp_path / "kembar.toml"
    path.write_text('[[channels]]\nname = "meja"\nurl = "env:MEJA"', encoding="utf-8")

    add_sites(path, [entry_of(SITE)])

    read = config.load(path)
    assert (len(read.channels), len(read.sites)) == (1, 1)
