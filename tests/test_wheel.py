"""The wheel, installed into an empty environment by the pip that came with Python.

The one test that asks the package index; without one it skips, but never in CI.
"""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {
    "kembar", "commands", "scheduler", "crawler", "spiders", "rules", "storage", "alerts",
    "health", "exports", "reading_room",
}  # fmt: skip


class Installed:
    """An environment with nothing but the wheel and what it needs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.empty = folder / "empty"
        self.empty.mkdir()
        self.bin = folder / "env" / "bin"

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command of the environment, started in an empty folder."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        return subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.empty, env=environment, capture_output=True, text=True, timeout=300,
            check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    folder = tmp_path_factory.mktemp("wheel")
    build = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = list(folder.glob("kembar-*.whl"))
    if not found:
        give_up_without_an_index(build.stdout + build.stderr)
    venv.create(folder / "env", with_pip=True)
    made = Installed(folder)
    result = made.run("python", "-m", "pip", "install", "--quiet", str(found[0]))
    if result.returncode:
        give_up_without_an_index(result.stderr)
    yield made


def give_up_without_an_index(output: str) -> None:
    if "CI" not in os.environ and ("No matching distribution" in output or "connection" in output):
        pytest.skip("no package index can be reached from here")
    pytest.fail(output[-2000:])


def test_each_top_level_name_belongs_to_kembar_alone(installed: Installed) -> None:
    code = (
        "import importlib.metadata as m, json;"
        "print(json.dumps({k: sorted(set(v)) for k, v in m.packages_distributions().items()}))"
    )
    owners = json.loads(installed.run("python", "-c", code).stdout)

    assert {room: owners.get(room) for room in ROOMS} == {room: ["kembar"] for room in ROOMS}
    assert "tests" not in owners
    assert "benchmarks" not in owners


def test_the_rules_pass_their_own_examples(installed: Installed) -> None:
    result = installed.run("kembar", "rules", "test")

    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 failed" in result.stdout


def test_check_finds_no_fault(installed: Installed) -> None:
    result = installed.run("kembar", "check")

    assert result.returncode == 0, result.stderr
    assert "no fault found" in result.stdout


def test_the_demo_runs_from_an_empty_folder_and_leaves_it_empty(installed: Installed) -> None:
    result = installed.run("kembar", "demo", "--once")

    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count(" ok ") == 5
    assert "#" in result.stderr
    assert list(installed.empty.iterdir()) == []


def test_a_kliping_finds_its_font(installed: Installed) -> None:
    code = (
        "import io; from datetime import UTC, datetime; from exports.page import Paper;"
        "paper = Paper(title='Kliping', language='id', made=datetime.now(UTC), footer='');"
        "paper.say('Łódź dan Đà Nẵng'); out = io.BytesIO(); paper.save(out);"
        "print(out.getvalue()[:5], paper.missed)"
    )

    assert installed.run("python", "-c", code).stdout == "b'%PDF-' False\n"


def test_python_m_kembar_is_the_same_command(installed: Installed) -> None:
    result = installed.run("python", "-m", "kembar", "--version")

    assert result.stdout.startswith("kembar")


def test_the_pages_of_the_reading_room_find_their_styles_and_land(installed: Installed) -> None:
    code = """import pathlib, reading_room
room = pathlib.Path(reading_room.__file__).parent
wanted = ("static/room.css", "static/land.svg", "templates/room/front.html", "templates/404.html")
print(*(name for name in wanted if not (room / name).is_file()))"""
    result = installed.run("python", "-P", "-c", code)

    assert (result.returncode, result.stdout.strip()) == (0, ""), result.stdout + result.stderr
