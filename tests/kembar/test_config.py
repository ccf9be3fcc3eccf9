"""kembar.toml: every fault at once, each with file, key, what was expected."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.run import TEMPLATE, template
from kembar import config
from kembar.config import Config
from kembar.errors import ConfigError
from kembar.model import Kind, Stage, Urgency


def faults_of(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config.parse(text)
    return list(caught.value.faults)


def test_without_a_file_the_defaults_hold() -> None:
    read = config.load(None)

    assert read.crawl.every == timedelta(minutes=15)
    assert read.crawl.delay == timedelta(seconds=2)
    assert read.alerts.backlog == "digest"
    assert [s.channel for s in read.subscriptions] == ["console"]


def test_the_written_template_gives_the_defaults() -> None:
    assert template().model_dump(exclude={"archive"}) == Config().model_dump(exclude={"archive"})


def test_every_commented_line_of_the_template_is_valid_once_uncommented() -> None:
    lines = TEMPLATE.read_text(encoding="utf-8").splitlines()
    settings = [line.removeprefix("# ") for line in lines if _is_setting(line)]

    read = config.parse("\n".join(settings))

    assert read.watch[0].kind is Kind.FOREIGN_AID
    assert read.channels[0].places == ("64.74", "Jeju")
    assert read.sites[0].area == "64"
    assert read.crawl.contact == "mailto:you@example.org"


def _is_setting(line: str) -> bool:
    bare = line.removeprefix("# ")
    return bare.startswith("[") or (
        " = " in bare and bare.split(" = ")[0].replace("_", "").isalpha()
    )


def test_all_faults_come_at_once_with_the_nearest_known_key() -> None:
    faults = faults_of(
        """
        [crwl]
        [crawl]
        evry = "5 s"
        delay = "soon"
        [[channels]]
        name = "bureau"
        ulr = "json://localhost"
        kinds = ["sister_town"]
        """
    )

    text = "\n".join(faults)
    assert all(fault.startswith("kembar.toml: ") for fault in faults)
    assert "crwl: unknown key; did you mean 'crawl'?" in text
    assert "crawl.evry: unknown key; did you mean 'every'?" in text
    assert "crawl.delay: 'soon' is not a duration" in text
    assert "channels[1].ulr: unknown key; did you mean 'url'?" in text
    assert "channels[1].url: is missing" in text
    assert "channels[1].kinds[1]" in text
    assert "sister_city" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[crawl]\ndelay = "0 s"', "allow_private_hosts"),
        ('[crawl]\ncontact = "me"', "mailto:"),
        ('[crawl]\nmin = "2 h"\nmax = "1 h"', "max is shorter than min"),
        ('[crawl]\nallow_addresses = ["intranet:80"]', "10.20.0.5:8080"),
        ('[crawl]\nallow_addresses = ["10.20.0.5"]', "10.20.0.5:8080"),
        ("[crawl]\nports = [0]", "crawl.ports"),
        ("[reading_room]\nport = 70000", "reading_room.port"),
        ('[[sites]]\nurl = "ftp://x.example/"', "http or https"),
        ('[[sites]]\nurl = "https://x.example/"\nsources = ["rss:x"]', "feed:"),
        ('[[channels]]\nname = "a b"\nurl = "json://x"', "channels[1].name"),
        ('[[channels]]\nname = "a"\nurl = "json://x"\nwhen = "often"', "daily 07:00"),
        ('[[channels]]\nname = "a"\nurl = "json://x"\nquiet = "night"', "22:00-06:00"),
        ('[[channels]]\nname = "a"\nurl = "json://x"\ntimezone = "Mars/Base"', "time zone"),
        ('[[watch]]\nname = "x"\nwords = []', "watch[1].words"),
        ("[archive", "this is not TOML"),
    ],
)
def test_a_wrong_value_says_what_was_expected(text: str, expected: str) -> None:
    assert expected in "\n".join(faults_of(text))


def test_addresses_that_are_let_in_are_kept_in_the_spelling_of_connections() -> None:
    text = '[crawl]\nallow_addresses = ["10.20.0.5:8080", "[fd00:0::5]:80"]'

    assert config.parse(text).crawl.allow_addresses == ("10.20.0.5:8080", "[fd00::5]:80")


def test_a_name_used_twice_is_a_fault() -> None:
    channel = '[[channels]]\nname = "bureau"\nurl = "json://localhost"\n'

    assert "'bureau' is used twice" in faults_of(channel * 2)[0]


def test_relative_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    file = tmp_path / "etc" / "kembar.toml"
    file.parent.mkdir()
    file.write_text('[archive]\npath = "x.db"\n[rules]\nfolder = "rules"\n', encoding="utf-8")

    read = config.load(file)

    assert read.archive.path == tmp_path / "etc" / "x.db"
    assert read.rules.folder == tmp_path / "etc" / "rules"


def test_a_short_every_lowers_the_shortest_interval() -> None:
    read = config.parse('[crawl]\nevery = "5 s"')

    assert read.crawl.least_interval == timedelta(seconds=5)


def test_the_file_is_looked_for_here_then_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.touch()

    assert config.find(environment={"KEMBAR_CONFIG": str(elsewhere)}) == elsewhere
    (tmp_path / "kembar.toml").touch()
    assert config.find(environment={"KEMBAR_CONFIG": str(elsewhere)}) == Path("kembar.toml")
    assert config.find(elsewhere) == elsewhere
    with pytest.raises(ConfigError, match="no such file"):
        config.find(tmp_path / "missing.toml")
    (tmp_path / "kembar.toml").unlink()
    with pytest.raises(ConfigError, match="KEMBAR_CONFIG"):
        config.find(environment={"KEMBAR_CONFIG": "missing.toml"})


@given(st.text())
def test_any_text_ends_in_a_configuration_or_a_named_fault(text: str) -> None:
    try:
        config.parse(text)
    except ConfigError as error:
        assert error.faults


CHANNEL = '[[channels]]\nname = "a"\nurl = "json://x"\n'


def test_a_channel_s_filters_become_its_subscription() -> None:
    read = config.parse(
        CHANNEL + 'stages = ["mou", "agreement"]\nsectors = ["waste"]\nsites = ["klikkaltim.com"]\n'
        'score = 6\npairs = "new"\nurgent = { kinds = ["sister_city"], score = 12 }\n'
    )

    (wanted,) = read.subscriptions
    assert wanted.stages == (Stage.MOU, Stage.AGREEMENT)
    assert (wanted.sectors, wanted.sites) == (("waste",), ("klikkaltim.com",))
    assert (wanted.score, wanted.pairs) == (6.0, "new")
    assert wanted.urgent == Urgency(kinds=(Kind.SISTER_CITY,), score=12.0)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('stages = ["moa"]', "'agreement'"),
        ('pairs = "old"', "'new' or 'known'"),
        ("score = -1", "channels[1].score"),
        ('urgent = { kind = ["sister_city"] }', "urgent.kind: unknown key; did you mean 'kinds'?"),
        ('urgent = { stages = ["signed"] }', "'mou'"),
        ("urgent = {}", "write kinds, stages or score"),
        ('[alerts]\nproof = "monthly"', "'weekly mon 08:00' or 'off'"),
    ],
)
def test_a_wrong_filter_names_the_known_words(line: str, expected: str) -> None:
    assert expected in "\n".join(faults_of(CHANNEL + line))


@pytest.mark.parametrize(("written", "time"), [("weekly fri 16:00",) * 2, ("off", None)])
def test_every_channel_is_proved_at_the_hour_that_is_set(written: str, time: str | None) -> None:
    for channels in ("", CHANNEL):
        read = config.parse(f'[alerts]\nproof = "{written}"\n{channels}')

        assert [wanted.proof for wanted in read.subscriptions] == [time]
