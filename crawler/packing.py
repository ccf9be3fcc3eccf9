"""Packed streams: whether one has its end. Keeps nothing of what it unpacks."""

import sys
import zlib
from collections.abc import Iterator
from typing import Any

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MOST = 16 * 1024 * 1024
"""Unpacked bytes that are looked through; twice what is ever downloaded."""
_STEP = 64 * 1024
DAMAGED = (zlib.error, brotli.error, zstd.ZstdError, EOFError, OSError)
"""What reading a stream that is none may end in."""


def ends(packed: bytes, encoding: str) -> bool:
    """Whether a stream of a Content-Encoding has its end.

    One that is damaged, too long, or in an encoding that is not known is not judged.
    """
    reader = _READERS.get(encoding)
    if reader is None:
        return True
    size = 0
    try:
        for piece in reader(packed):
            size += len(piece)
            if size >= MOST:
                return True
    except _NoEnd:
        return False
    except DAMAGED:
        return True
    return True


class _NoEnd(Exception):
    """All bytes were read, and the stream would go on."""


def _gzip(packed: bytes) -> Iterator[bytes]:
    yield from _zlib(zlib.decompressobj(zlib.MAX_WBITS | 16), packed)


def _deflate(packed: bytes) -> Iterator[bytes]:
    try:
        zlib.decompressobj().decompress(packed, 1)
    except zlib.error:  # some servers leave the two bytes in front away
        yield from _zlib(zlib.decompressobj(-zlib.MAX_WBITS), packed)
    else:
        yield from _zlib(zlib.decompressobj(), packed)


def _zlib(stream: Any, packed: bytes) -> Iterator[bytes]:
    rest = packed
    while rest and not stream.eof:
        yield stream.decompress(rest, _STEP)
        rest = stream.unconsumed_tail
    if not stream.eof:
        raise _NoEnd


def _brotli(packed: bytes) -> Iterator[bytes]:
    stream, rest = brotli.Decompressor(), packed
    while not stream.is_finished():
        piece = stream.process(rest, output_buffer_limit=_STEP)
        rest = b""
        if not piece:
            break
        yield piece
    if not stream.is_finished():
        raise _NoEnd


def _zstd(packed: bytes) -> Iterator[bytes]:
    rest = packed
    while rest:  # one frame after the other
        stream = zstd.ZstdDecompressor()
        while not stream.eof:
            piece = stream.decompress(rest, _STEP)
            rest = b""
            if not piece and stream.needs_input and not stream.eof:
                raise _NoEnd
            yield piece
        rest = stream.unused_data


_READERS = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd}
