"""Bytes as they lie in the store: zstd with a checksum; the same bytes in give the same bytes out."""

from __future__ import annotations

import zstandard

from pourparler.errors import StoreDamaged

LEVEL = 6


def squeeze(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compress(data)


def unsqueeze(data: bytes) -> bytes:
    """What was squeezed. Raises StoreDamaged where a single bit of it changed since."""
    try:
        return zstandard.ZstdDecompressor().decompress(data)
    except zstandard.ZstdError as fault:
        raise StoreDamaged(f"stored bytes cannot be read back: {fault}") from fault
