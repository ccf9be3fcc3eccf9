"""Strings that break messages: forty of our own, and the Big List where it lies beside us."""

import json
from pathlib import Path

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "bad_inputs"
BIG_LIST = BESIDE / "blns.json"
SANITIZE = BESIDE / "feedparser_xml.tar.xz"
ABSENT = "the data folder ../shared/data is not beside this checkout"

OURS = [
    "", " ", "\x00", "\u202eterbalik", "\u200b", "\ufeff", "\ud83d", "🏙️" * 300, "é" * 3000,
    "kata " * 2000, "x" * 5000, "<b>", "</b>", "<b><i>salah</b></i>", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>klik</a>", "&amp;", "&", "&#0;",
    "&lt;b&gt;", "&bukanentitas;", "<!-- catatan", "<![CDATA[", "<?php", "[klik](javascript:x)",
    "[klik](https://a.example/)", "*tebal _miring* kacau_", "`kode", "```", "~~~", "||rahasia||",
    "\\", "\\*", "> kutipan", "# judul", "@everyone", "@here dan @channel", "<!channel>",
    "<@U12345> <@&99> <#C1>", "<https://jahat.example|bank>", "data:text/html,<script>",
    "#00000000", "/start@bot", ":smile: <:a:1>", "=1+1", "%s %d {n} {0}", "\r\nBcc: x@example.org",
    "a\r\n\r\nb", "=?utf-8?q?x?=", "١٢٣ مدينة", "市長が訪問", "\u2028\u2029",
]  # fmt: skip


def big_list() -> list[str]:
    """The 515 strings; nothing where they are not at hand."""
    return list(json.loads(BIG_LIST.read_text("utf-8"))) if BIG_LIST.is_file() else []
