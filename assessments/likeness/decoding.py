"""The pixels of a picture at the size of comparison; called only in the confined child process.

Transparent pixels are composited on white, the EXIF orientation is applied, and animations are
reduced to their first frame. HEIC, as telephones take photographs, is decoded where libheif is
installed (pi-heif).
"""

from __future__ import annotations

import io
import warnings
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from assessments.intake.core.limits import PIXELS
from assessments.intake.core.problems import Rejected, problem, raise_limit, reject
from assessments.likeness import limits

FORMATS = ["PNG", "JPEG", "WEBP", "TIFF", "GIF", "AVIF", "PSD"]
Image.preinit()
with suppress(ImportError):
    import pi_heif

    pi_heif.register_heif_opener(thumbnails=False, decode_threads=1)
    FORMATS.append("HEIF")
Pixels = NDArray[Any]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The RGB pixels (height, width, 3; uint8) at the size of comparison, and the original size."""

    pixels: Pixels
    width: int
    height: int


def decode(data: bytes) -> Picture:
    """Decode a picture; raises `Rejected` where it is damaged, too large or too small."""
    if len(data) > limits.PICTURE_BYTES.value:
        raise_limit(limits.PICTURE_BYTES)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _decode_pixels(data)
    except (Rejected, MemoryError):
        raise
    except Exception:  # decoders raise many types on damaged data
        reject(problem("damaged", where="pixels"))


def _decode_pixels(data: bytes) -> Picture:
    Image.MAX_IMAGE_PIXELS = None  # the limit below is checked before pixels are decoded
    image: Image.Image = Image.open(io.BytesIO(data), formats=FORMATS)
    if image.width * image.height > PIXELS.value:
        raise_limit(PIXELS)
    side = limits.MAX_SIDE.value
    image.draft("RGB", (side * 2, side * 2))
    size = _get_upright_size(image)
    if image.mode in ("P", "1", "I;16", "I", "F", "LA", "PA"):
        image = image.convert("RGBA")
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = ImageOps.exif_transpose(image)
    pixels = np.asarray(_flatten_on_white(image))
    if min(pixels.shape[:2]) < limits.MIN_SIDE.value:
        raise_limit(limits.MIN_SIDE)
    return Picture(pixels=pixels, width=size[0], height=size[1])


def _get_upright_size(image: Image.Image) -> tuple[int, int]:
    # Exif, tag 0x0112 (Orientation): the values 5 to 8 exchange width and height.
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8) if image.format == "JPEG" else False
    return (image.height, image.width) if turned else (image.width, image.height)


def _flatten_on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white
