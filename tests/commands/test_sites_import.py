"""`kembar sites import`: outlines and tables of others, taken in without asking any site."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kembar import config as configuration

Kembar = Callable[..., Result]

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Langganan</title></head><body>
<outline text="Kalimantan">
  <outline text="Suara Kaltim" type="rss" xmlUrl="https://suarakaltim.example/feed/"
    htmlUrl="https://suarakaltim.example/"/>
  <outline text="Lebih dalam"><OUTLINE Text="Daerah" XMLURL="https://suarakaltim.example/daerah/rss"
    HTMLURL="https://suarakaltim.example/"/></outline>
</outline>
<outline text="Kabar Jepara" xmlUrl="https://kabarjepara.example/rss.xml"/>
<outline text="Kabar Jepara lagi" xmlUrl="https://kabarjepara.example/rss.xml"/>
<outline text="Rusak" xmlUrl="javascript:alert(1)"/>
<outline text="Tanpa umpan" htmlUrl="https://tanpa.example/"/>
</body></opml>
"""


@pytest.fixture
def toml(configure: Callable[[str], Path]) -> Path:
    return configure("sites = []\n")


def written(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_a_first_run_shows_and_a_second_one_with_yes_writes(
    kembar: Kembar, folder: Path, toml: Path
) -> None:
    before = toml.read_text(encoding="utf-8")
    file = written(folder, "langganan.opml", OPML)

    shown = kembar("sites", "import", file)
    untouched = toml.read_text(encoding="utf-8")
    done = kembar("sites", "import", file, "--yes")
    again = kembar("sites", "import", file, "--yes")

    sites = configuration.load(toml).sites
    assert untouched == before
    assert "2 sites to add, 1 rows skipped, 1 wrong" in shown.stderr
    assert [(site.name, site.area) for site in sites] == [
        ("suarakaltim.example", "64"), ("kabarjepara.example", "33.20"),
    ]  # fmt: skip
    assert sites[0].sources == (
        "feed:https://suarakaltim.example/feed/", "feed:https://suarakaltim.example/daerah/rss",
    )  # fmt: skip
    assert "'javascript:alert(1)' is no http or https address" in done.stdout
    assert (shown.exit_code, done.exit_code) == (1, 1)
    assert "0 sites to add, 4 rows skipped, 1 wrong" in again.stderr
    assert len(configuration.load(toml).sites) == 2


def test_a_table_gives_names_areas_and_feeds_and_bad_rows_their_line(
    kembar: Kembar, folder: Path, toml: Path
) -> None:
    table = (
        "Name;URL;Area;Feed\n"
        "suaraberau;https://suaraberau.example/;64.03;https://suaraberau.example/feed/\n"
        ";https://lensapalopo.example/;Kota Palopo;\n"
        ";https://entah.example/;Kota Antah;\n"
        ";;64;\n"
        ";bukan alamat;;\n"
        ";;;https://feeds.feedburner.com/entah\n"
        ";https://klikkaltim.com/;;\n"
    )

    done = kembar("sites", "import", written(folder, "daftar.csv", table), "--yes", "--json")

    rows = {row["line"]: row["outcome"] for row in json.loads(done.stdout)["rows"]}
    sites = {site.name: site for site in configuration.load(toml).sites}
    assert done.exit_code == 1
    assert sites["suaraberau"].sources == ("feed:https://suaraberau.example/feed/",)
    assert (sites["lensapalopo.example"].area, sites["lensapalopo.example"].sources) == (
        "73.73", None,
    )  # fmt: skip
    assert [rows[2], rows[3]] == ["new", "new"]
    assert "no place is called 'Kota Antah'" in rows[4]
    assert rows[5] == "wrong: has neither url nor feed"
    assert "is no http or https address" in rows[6]
    assert "say the site's own address too" in rows[7]
    assert rows[8].startswith("skipped: it is built in")


BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE opml [\n<!ENTITY a "aaaaaaaaaa">\n'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">\n' for n in range(9))
    + ']>\n<opml><body><outline xmlUrl="https://x.example/&j;"/></body></opml>'
)


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("bom.opml", BOMB, "line 3: declares an entity"),
        ("bom.opml", BOMB.replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16"), "an entity"),
        ("putus.opml", OPML[:400], "is no XML"),
        ("lain.opml", "<rss/>", "line 1: is no OPML: it begins with <rss>"),
        ("kosong.opml", "", "line 1: is no XML"),
        ("dalam.opml", "<opml>" + "<outline>" * 9999, "is no XML"),
        ("tanpa.csv", "nama,alamat\na,b\n", "line 1: names no column `url` or `feed`"),
        ("latin.csv", "url\nhttps://a.example/\n\xe9".encode("latin-1"), "line 3: is not UTF-8"),
        ("kosong.csv", "", "line 1: names no column"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_line(
    name: str, body: str | bytes, says: str, kembar: Kembar, folder: Path, toml: Path
) -> None:
    before = toml.read_text(encoding="utf-8")

    done = kembar("sites", "import", written(folder, name, body), "--yes")

    assert done.exit_code == 2
    assert says in done.stderr
    assert name in done.stderr
    assert toml.read_text(encoding="utf-8") == before


def test_a_foreign_file_of_the_machine_is_not_read_in(
    kembar: Kembar, folder: Path, toml: Path
) -> None:
    secret = folder / "rahasia.txt"
    secret.write_text("https://rahasia.example/", encoding="utf-8")
    body = (
        f'<!DOCTYPE opml SYSTEM "{secret.as_uri()}"><opml><body>'
        '<outline xmlUrl="https://a.example/rss"/></body></opml>'
    )

    done = kembar("sites", "import", written(folder, "luar.opml", body), "--yes")

    assert "rahasia" not in toml.read_text(encoding="utf-8") + done.output
