"""A picture with enough in it to be recognised, and the edits that are made to it."""

from __future__ import annotations

import io
import random
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

SIZE = (480, 360)


@cache
def scene(seed: int) -> Image.Image:
    """Overlapping shapes in many colours; another seed is an unrelated picture."""
    rng = random.Random(seed)
    image = Image.new("RGB", SIZE, tuple(rng.randrange(60, 200) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(220):
        x, y = rng.randrange(-20, SIZE[0]), rng.randrange(-20, SIZE[1])
        w, h = rng.randrange(6, 70), rng.randrange(6, 70)
        colour = tuple(rng.randrange(256) for _ in range(3))
        shape = rng.choice((draw.rectangle, draw.ellipse))
        shape((x, y, x + w, y + h), fill=colour, outline=tuple(rng.randrange(256) for _ in "rgb"))
    return image.filter(ImageFilter.GaussianBlur(0.7))


def encode_picture(image: Image.Image, kind: str = "PNG", **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def paint_share(image: Image.Image, share: float) -> Image.Image:
    """A rectangle of that share of the area, taken from an unrelated picture."""
    width, height = image.size
    w, h = round(width * share**0.5), round(height * share**0.5)
    place = (width // 4, height // 4, width // 4 + w, height // 4 + h)
    copy = image.copy()
    copy.paste(scene(99).resize(image.size).crop(place), place)
    return copy
