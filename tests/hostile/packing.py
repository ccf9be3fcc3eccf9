"""Bodies packed as servers pack them, whole, cut short, and as bombs that are never held whole."""

import gzip
import zlib
from functools import cache

import brotli
from backports import zstd

MB = 1024 * 1024
CODINGS = ("gzip", "deflate", "br", "zstd")


def packed(body: bytes, coding: str) -> bytes:
    """A body in one of the codings that the crawl accepts."""
    if coding == "gzip":
        return gzip.compress(body)
    if coding == "deflate":
        return zlib.compress(body)
    return brotli.compress(body) if coding == "br" else zstd.compress(body)


@cache
def bomb(coding: str, unpacked: int) -> bytes:
    """A small body that unpacks to so many bytes."""
    piece = b" " * MB
    if coding == "br":
        compressor = brotli.Compressor(quality=3)
        parts = [compressor.process(piece) for _ in range(unpacked // MB)]
        return b"".join([*parts, compressor.finish()])
    if coding == "zstd":
        strain = zstd.ZstdCompressor()
        parts = [strain.compress(piece) for _ in range(unpacked // MB)]
        return b"".join([*parts, strain.flush()])
    squeeze = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16 if coding == "gzip" else zlib.MAX_WBITS)
    parts = [squeeze.compress(piece) for _ in range(unpacked // MB)]
    return b"".join([*parts, squeeze.flush()])
