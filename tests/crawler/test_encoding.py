"""Bytes to text: what is declared against what is there, and UTF-8 that was encoded twice."""

import tarfile
from pathlib import Path

import pytest

from crawler.encoding import decode, mend

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "bad_inputs"
SAID = "Kafé “Senja” di tepi sungai – buka pukul 07.00…"
PAGE = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize(
    ("declared", "header", "actual"),
    [
        ("utf-8", None, "utf-8"),
        ("utf-8", None, "cp1252"),
        ("utf-8", "text/html; charset=utf-8", "cp1252"),
        ("windows-1252", None, "utf-8"),
        ("iso-8859-1", "text/html; charset=iso-8859-1", "utf-8"),
        ("utf-8", "text/html; charset=iso-8859-1", "utf-8"),
        ("windows-1252", None, "cp1252"),
        ("iso-8859-1", None, "cp1252"),
        ("x-tidak-ada", "text/html; charset=tidak-ada", "cp1252"),
        ("utf-8", None, "utf-16"),
        ("utf-8", None, "utf-8-sig"),
    ],
)
def test_a_charset_that_is_declared_wrongly_is_put_right(
    declared: str, header: str | None, actual: str
) -> None:
    body = PAGE.format(declared, SAID).encode(actual)

    assert SAID in decode(body, header)


def twice(text: str) -> str:
    """The text as a server shows it that took its UTF-8 for Windows-1252."""
    open_bytes = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    return "".join(
        chr(byte) if byte in open_bytes else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


@pytest.mark.parametrize("text", [SAID, "“Jeju” — kota kembar", "naïve façade", "harga €5 juta"])
def test_text_that_was_encoded_twice_is_put_right(text: str) -> None:
    assert twice(text) != text
    assert mend(twice(text)) == text
    assert (
        mend(f"Tanpa cela: {text}. Rusak: {twice(text)}.") == f"Tanpa cela: {text}. Rusak: {text}."
    )


@pytest.mark.parametrize(
    "text",
    [SAID, "São Tomé e Príncipe", "Ãlvaro", "Â", "Côte d’Ivoire, Curaçao, Réunion", "â", ""],
)
def test_honest_text_is_left_alone(text: str) -> None:
    assert mend(text) == text


def test_one_broken_byte_does_not_change_the_rest() -> None:
    body = PAGE.format("utf-8", SAID).encode().replace(b"sungai", b"su\xffngai")

    assert "Kafé “Senja”" in decode(body)


def test_every_odd_encoding_gives_text() -> None:
    archive = SHARED / "html5lib.tar.xz"
    if not archive.is_file():
        pytest.skip("the odd encodings of ../shared/data/bad_inputs are not here")
    cases = 0
    with tarfile.open(archive) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.name.startswith("encoding/") else None
            for case in handle.read().split(b"#data\n")[1:] if handle is not None else []:
                text = decode(case.partition(b"#encoding\n")[0])
                cases += isinstance(text, str) and "\x00" not in text

    assert cases >= 80
