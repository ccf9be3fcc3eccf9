"""What parser workers share is built once, before they are forked."""

import asyncio
import subprocess
import sys

from crawler.parsing import Parsers
from rules import towns


def built() -> int:
    """Countries whose towns the asking process can look up without building anything."""
    return towns._trie.cache_info().currsize


def test_a_fresh_worker_has_the_towns_of_all_countries() -> None:
    async def ask() -> int:
        parsers = Parsers(1)
        try:
            return await parsers._run(built)
        finally:
            await parsers.close()

    assert asyncio.run(ask()) == len(towns._towns()) > 100


def test_the_daemon_itself_builds_none_of_it() -> None:
    code = (
        "import crawler.parsing; from rules import towns; print(towns._trie.cache_info().currsize)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "0"
