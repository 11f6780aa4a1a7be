"""A picture's pixels, small enough to compare; called only inside the confined child process.

Refuses by code what is no picture, too large or too small. Transparency is laid on white, the
camera's orientation is applied, moving pictures show their first frame.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from assessments.intake.core.limits import PIXELS
from assessments.intake.core.problems import Refused, problem, refuse
from assessments.likeness import limits

FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "GIF", "AVIF")
Image.preinit()
Pixels = NDArray[Any]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Eight-bit RGB pixels at the size of comparison, and the picture's own size."""

    pixels: Pixels
    width: int
    height: int


def decode(data: bytes) -> Picture:
    """The picture, or `Refused` with the reason."""
    if len(data) > limits.PICTURE_BYTES.most:
        refuse(limits.PICTURE_BYTES)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _decoded(data)
    except (Refused, MemoryError):
        raise
    except Exception:  # a decoder meets broken data in many ways; each means no pixels
        refuse(problem("damaged", where="pixels"))


def _decoded(data: bytes) -> Picture:
    Image.MAX_IMAGE_PIXELS = None  # our own bound stands below, before anything is decoded
    image: Image.Image = Image.open(io.BytesIO(data), formats=FORMATS)
    if image.width * image.height > PIXELS.most:
        refuse(PIXELS)
    side = limits.SIDE.most
    image.draft("RGB", (side * 2, side * 2))
    size = _size(image)
    if image.mode in ("P", "1", "I;16", "I", "F", "LA", "PA"):
        image = image.convert("RGBA")
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = ImageOps.exif_transpose(image)
    pixels = np.asarray(_on_white(image))
    if min(pixels.shape[:2]) < limits.SMALLEST.most:
        refuse(limits.SMALLEST)
    return Picture(pixels=pixels, width=size[0], height=size[1])


def _size(image: Image.Image) -> tuple[int, int]:
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8) if image.format == "JPEG" else False
    return (image.height, image.width) if turned else (image.width, image.height)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white
