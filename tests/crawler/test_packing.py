"""Packed streams: whole ones end, broken ones do not, and what is none is not judged."""

import gzip
import random
import zlib

import brotli
import pytest

from crawler.packing import ends, zstd

BODY = random.Random(64).randbytes(20_000) + b"kabar dari muara " * 2000


def raw_deflate(body: bytes) -> bytes:
    pack = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return pack.compress(body) + pack.flush()


PACKED = {
    "gzip": ("gzip", gzip.compress(BODY)),
    "deflate": ("deflate", zlib.compress(BODY)),
    "bare deflate": ("deflate", raw_deflate(BODY)),
    "br": ("br", brotli.compress(BODY)),
    "zstd": ("zstd", zstd.compress(BODY)),
    "two frames of zstd": ("zstd", zstd.compress(BODY) + zstd.compress(BODY[:999])),
}


@pytest.mark.parametrize("kind", PACKED)
def test_a_stream_has_its_end_unless_a_part_is_missing(kind: str) -> None:
    coding, stream = PACKED[kind]

    assert ends(stream, coding)
    for share in (0.999, 0.8, 0.5, 0.1):
        assert not ends(stream[: int(len(stream) * share)], coding), share


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "entah", ""])
def test_what_is_no_such_stream_is_not_judged(coding: str) -> None:
    assert ends(b"<!DOCTYPE html><html><body>halo</body></html>", coding)
