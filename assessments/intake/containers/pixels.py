"""What only decoding shows: hidden text, the RGB bytes that a signature covers, an empty picture.

Pixels are decoded here only, within a limit and only for pictures that need it. No
standard describes the hidden text ("stealth pnginfo"); programs write it down the columns of
pixels: a magic word, the length of the text in bits, and the text, plain or as gzip
(docs/formats.md).
"""

from __future__ import annotations

import io
import warnings
import zlib
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import (
    Problem,
    Rejected,
    over_limit,
    problem,
    raise_limit,
    reject,
)

Band = Literal["alpha", "rgb"]
BANDS: tuple[Band, ...] = ("alpha", "rgb")
FORMATS = ("PNG", "WEBP", "TIFF")
FORMATS_OF_EMPTY = (*FORMATS, "JPEG")
# A picture of one colour is packed to less: a JPEG to 85 pixels a byte, a small PNG to its headers.
EMPTY_BYTES, EMPTY_PIXELS_A_BYTE = 2048, 50
BYTE_MODES = ("1", "L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")  # of Pillow: a byte a channel
SAME_COLOUR = 8  # of 255, in each channel: what a lossy format makes of one colour
# The magic word: which channels carry the text, and whether it is compressed.
MAGICS: dict[bytes, tuple[Band, bool]] = {
    b"stealth_pnginfo": ("alpha", False),
    b"stealth_pngcomp": ("alpha", True),
    b"stealth_rgbinfo": ("rgb", False),
    b"stealth_rgbcomp": ("rgb", True),
}
MAGIC_BITS = 15 * 8
LENGTH_BITS = 32
GZIP_WINDOW = 31  # `wbits` of zlib: 16 for a gzip header (RFC 1952), 15 for the largest window
# Loads the decoders here, or every child process would load them again.
Image.preinit()
# Translates each byte into the character of its lowest bit.
_LOWEST_BIT = bytes(b"01"[value & 1] for value in range(256))


@dataclass(frozen=True, kw_only=True)
class Pixels:
    """A decoded picture and the size of its file in bytes."""

    image: Image.Image
    size: int

    def rgb(self) -> bytes:
        """Three bytes a pixel, row by row."""
        image = self.image
        return (image if image.mode == "RGB" else image.convert("RGB")).tobytes()

    def hidden_text(self) -> str | None:
        """The text in the lowest bits of the alpha channel or of the colours; None without one.

        Raises `Rejected` where the text is damaged, or larger than TEXT_INFLATED or the room that
        the report on the file has.
        """
        for band in BANDS:
            text = self._hidden_in(band)
            if text is not None:
                return text
        return None

    def _hidden_in(self, band: Band) -> str | None:
        if band == "alpha" and "A" not in self.image.getbands():
            return None
        start = MAGIC_BITS + LENGTH_BITS
        head = self._bits(band, start)
        word = _pack_bits(head[:MAGIC_BITS])
        if word not in MAGICS or len(head) < start:
            return None
        word_band, compressed = MAGICS[word]
        if word_band != band:
            return None
        size = int(head[MAGIC_BITS:], 2)
        if size > self._max_text.value * 8:
            raise_limit(self._max_text)
        body = _pack_bits(self._bits(band, start + size)[start:])
        text = _inflate(body, self._max_text) if compressed else body
        return text.decode("utf-8", "replace")

    @property
    def _max_text(self) -> Limit:
        return min(
            limits.TEXT_INFLATED, limits.report_limit(self.size), key=lambda limit: limit.value
        )

    def _bits(self, band: Band, count: int) -> bytes:
        """The first `count` bits as the characters 0 and 1, down the columns from the left."""
        width, height = self.image.size
        per_column = height * (3 if band == "rgb" else 1)
        columns = min(width, -(-count // per_column))
        part = self.image.crop((0, 0, columns, height))
        part = part.getchannel("A") if band == "alpha" else part.convert("RGB")
        # Only the columns that are needed are turned into rows, whose bytes lie in the right order.
        turned = part.transpose(Image.Transpose.TRANSPOSE)
        return turned.tobytes().translate(_LOWEST_BIT)[:count]


def _pack_bits(bits: bytes) -> bytes:
    whole = bits[: len(bits) // 8 * 8]
    return int(whole, 2).to_bytes(len(whole) // 8, "big") if whole else b""


def _inflate(data: bytes, limit: Limit) -> bytes:
    stream = zlib.decompressobj(GZIP_WINDOW)
    try:
        out = stream.decompress(data, limit.value)
    except zlib.error:
        reject(problem("damaged", where="stealth"))
    if stream.unconsumed_tail:
        raise_limit(limit)
    return out


def is_one_colour(data: bytes, width: int | None, height: int | None) -> bool:
    """Whether nothing can be seen in a picture; only one that is packed so well is decoded."""
    size = len(data)
    if size > EMPTY_BYTES and size * EMPTY_PIXELS_A_BYTE > (width or 0) * (height or 0):
        return False
    decoded, _ = decode(data, width, height, FORMATS_OF_EMPTY)
    if decoded is None or getattr(decoded.image, "n_frames", 1) > 1:
        return False
    try:
        image = decoded.image.convert("RGBA") if decoded.image.mode == "P" else decoded.image
        counts = image.histogram() if image.mode in BYTE_MODES else []
    except MemoryError:
        return False
    values = [
        [value for value, count in enumerate(counts[start : start + 256]) if count]
        for start in range(0, len(counts), 256)
    ]
    return bool(values) and all(seen[-1] - seen[0] <= SAME_COLOUR for seen in values)


def decode(
    data: bytes, width: int | None, height: int | None, formats: tuple[str, ...] = FORMATS
) -> tuple[Pixels | None, Problem | None]:
    """The pixels, or the problem for which they were not decoded.

    `width` and `height` are what the container states; they are checked before Pillow opens it.
    """
    if (width or 0) * (height or 0) > limits.PIXELS.value:
        return None, over_limit(limits.PIXELS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=formats)
            if image.width * image.height > limits.PIXELS.value:
                return None, over_limit(limits.PIXELS)
            image.load()
    except Rejected as rejection:
        return None, rejection.problem
    except MemoryError:  # what the texts say stands all the same
        return None, over_limit(limits.MEMORY)
    except Exception:  # a decoder meets broken data in many ways; each means no pixels
        return None, problem("damaged", where="pixels")
    return Pixels(image=image, size=len(data)), None
