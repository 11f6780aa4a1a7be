"""Screenshots of a phone, drawn here."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
)


def draw_screen(
    lines: list[str], *, mode: str = "RGB", dark: bool = False, **options: Any
) -> bytes:
    """A phone's screen with lines of text."""
    font = ImageFont.truetype(next(path for path in FONTS if path.exists()), 42)
    ground, ink = ("black", "white") if dark else ("white", "black")
    image = Image.new("RGB", (1080, 1200), ground)
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((60, 100 + 90 * number), line, font=font, fill=ink)
    out = io.BytesIO()
    image.convert(mode).save(out, options.pop("format", "PNG"), **options)
    return out.getvalue()
