"""What only decoding shows: a text in the lowest bits, and the RGB bytes a signature covers.

The one place where pixels are decoded, within the limit and only for lossless pictures that need
it. The hidden text runs down the columns: a magic word, its length in bits, the text, which is
plain or gzip. Shape: docs/formats.md (stealth pnginfo).
"""

from __future__ import annotations

import io
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Refused, beyond, problem, refuse

FORMATS = ("PNG", "WEBP", "TIFF")
MAGICS = {
    b"stealth_pnginfo": ("alpha", False),
    b"stealth_pngcomp": ("alpha", True),
    b"stealth_rgbinfo": ("rgb", False),
    b"stealth_rgbcomp": ("rgb", True),
}
MAGIC_BITS = 15 * 8
LENGTH_BITS = 32
# Loads the decoders here, or every child process would load them again.
Image.preinit()
_LOWEST = bytes(b"01"[value & 1] for value in range(256))


@dataclass(frozen=True, kw_only=True)
class Pixels:
    """A decoded picture; its bands are asked for as bytes."""

    image: Image.Image

    def rgb(self) -> bytes:
        image = self.image
        return (image if image.mode == "RGB" else image.convert("RGB")).tobytes()

    def hidden(self) -> str | None:
        """The text in the lowest bits of the alpha channel, or of the colours; None without."""
        for band in ("alpha", "rgb"):
            text = self._hidden(band)
            if text is not None:
                return text
        return None

    def _hidden(self, band: str) -> str | None:
        if band == "alpha" and "A" not in self.image.getbands():
            return None
        start = MAGIC_BITS + LENGTH_BITS
        head = self._bits(band, start)
        word = _bytes(head[:MAGIC_BITS])
        if MAGICS.get(word, ("", False))[0] != band or len(head) < start:
            return None
        size = int(head[MAGIC_BITS:], 2)
        if size > limits.TEXT_INFLATED.most * 8:
            refuse(limits.TEXT_INFLATED)
        body = _bytes(self._bits(band, start + size)[start:])
        return (_unpacked(body) if MAGICS[word][1] else body).decode("utf-8", "replace")

    def _bits(self, band: str, count: int) -> bytes:
        """The first bits as the characters 0 and 1, down the columns from the left."""
        width, height = self.image.size
        per_column = height * (3 if band == "rgb" else 1)
        columns = min(width, -(-count // per_column))
        part = self.image.crop((0, 0, columns, height))
        part = part.getchannel("A") if band == "alpha" else part.convert("RGB")
        turned = part.transpose(Image.Transpose.TRANSPOSE)
        return turned.tobytes().translate(_LOWEST)[:count]


def _bytes(bits: bytes) -> bytes:
    whole = bits[: len(bits) // 8 * 8]
    return int(whole, 2).to_bytes(len(whole) // 8, "big") if whole else b""


def _unpacked(data: bytes) -> bytes:
    stream = zlib.decompressobj(31)
    try:
        out = stream.decompress(data, limits.TEXT_INFLATED.most)
    except zlib.error:
        refuse(problem("damaged", where="stealth"))
    if stream.unconsumed_tail:
        refuse(limits.TEXT_INFLATED)
    return out


def decode(
    data: bytes, width: int | None, height: int | None
) -> tuple[Pixels | None, Problem | None]:
    """The pixels, or why they were not decoded."""
    if (width or 0) * (height or 0) > limits.PIXELS.most:
        return None, beyond(limits.PIXELS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
            if image.width * image.height > limits.PIXELS.most:
                return None, beyond(limits.PIXELS)
            image.load()
    except Refused as refusal:
        return None, refusal.problem
    except MemoryError:  # what the texts say stands all the same
        return None, beyond(limits.MEMORY)
    except Exception:  # a decoder meets broken data in many ways; each means no pixels
        return None, problem("damaged", where="pixels")
    return Pixels(image=image), None
