"""Draws the rounds of a made-up work, as a generator would have saved them: a harbour at dawn.

The pictures carry WebUI's text (`parameters`), so that the application reads them like real ones.
"""

from __future__ import annotations

import io
import math
import random

from PIL import Image, ImageDraw, ImageFilter
from PIL.PngImagePlugin import PngInfo

SIZE = (640, 800)
HORIZON = 430
FIRST = "small wooden fishing boat leaving a stone harbour at dawn, muted blue and amber"
PROMPTS = (
    FIRST,
    FIRST,
    f"{FIRST}, first light from behind the lighthouse, long shadows on the quay",
    f"{FIRST}, first light from behind the lighthouse, boat small and left of the centre",
    f"{FIRST}, low sun behind the lighthouse, boat small and left of the centre, red lantern",
    f"{FIRST}, low sun behind the lighthouse, boat small and left, one red lantern, oil sketch",
)


def rounds() -> list[tuple[str, bytes]]:
    """Return names and bytes of six pictures, and of the finished one with gulls drawn in."""
    made = [
        (f"0004{number}-{4242 + number}.png", _png(draw(number), prompt, 4242 + number))
        for number, prompt in enumerate(PROMPTS)
    ]
    finished = draw(len(PROMPTS) - 1)
    _gulls(ImageDraw.Draw(finished))
    out = io.BytesIO()
    finished.save(out, "PNG")
    return [*made, ("harbour-at-first-light-final.png", out.getvalue())]


def draw(number: int) -> Image.Image:
    """Draw one round; each has more of what its prompt asks for."""
    rng = random.Random(number)
    picture = Image.new("RGB", SIZE)
    canvas = ImageDraw.Draw(picture)
    _sky(canvas, number)
    sun = (470, HORIZON - 18) if number >= 2 else (330, HORIZON - 90)
    glow = Image.new("RGB", SIZE)
    ImageDraw.Draw(glow).ellipse(
        (sun[0] - 130, sun[1] - 130, sun[0] + 130, sun[1] + 130), "#f2a65a"
    )
    glow = glow.filter(ImageFilter.GaussianBlur(60))
    picture = Image.blend(picture, Image.composite(glow, picture, glow.convert("L")), 0.45)
    canvas = ImageDraw.Draw(picture)
    canvas.ellipse((sun[0] - 34, sun[1] - 34, sun[0] + 34, sun[1] + 34), "#ffd9a0")
    _sea(canvas, rng, sun[0])
    _lighthouse(canvas)
    _quay(canvas)
    _boat(canvas, (330, 590, 1.5) if number < 3 else (185, 560, 1.0), lantern=number >= 4)
    return picture.filter(ImageFilter.ModeFilter(5)) if number >= 5 else picture


def _sky(canvas: ImageDraw.ImageDraw, number: int) -> None:
    top, low = ((44, 62, 98), (196, 158, 130)) if number < 2 else ((30, 44, 84), (238, 172, 112))
    for y in range(HORIZON):
        part = (y / HORIZON) ** 1.6
        canvas.line(
            (0, y, SIZE[0], y),
            tuple(round(a + (b - a) * part) for a, b in zip(top, low, strict=True)),
        )


def _sea(canvas: ImageDraw.ImageDraw, rng: random.Random, sun: int) -> None:
    for y in range(HORIZON, SIZE[1]):
        part = (y - HORIZON) / (SIZE[1] - HORIZON)
        canvas.line((0, y, SIZE[0], y), (round(92 - 60 * part), round(104 - 60 * part), 120))
    for _ in range(900):
        y = HORIZON + round((SIZE[1] - HORIZON) * rng.random() ** 1.5)
        spread = 30 + (y - HORIZON) * 0.7
        x = rng.gauss(sun, spread)
        length = 6 + (y - HORIZON) / 14
        light = (255, 206, 140) if abs(x - sun) < spread else (126, 140, 160)
        canvas.line((x, y, x + length, y), light)


def _lighthouse(canvas: ImageDraw.ImageDraw) -> None:
    canvas.polygon([(500, HORIZON), (640, HORIZON), (640, 380), (560, 392)], fill="#232a3c")
    canvas.polygon([(556, 396), (596, 396), (588, 236), (564, 236)], fill="#2f3850")
    canvas.rectangle((558, 214, 594, 236), fill="#1f2535")
    canvas.rectangle((568, 218, 584, 232), fill="#ffe3ad")


def _quay(canvas: ImageDraw.ImageDraw) -> None:
    canvas.polygon([(0, 800), (0, 640), (250, 720), (330, 800)], fill="#1c2233")
    for step in range(9):
        x = 20 + step * 32
        canvas.line((x, 646 + step * 10, x - 16, 800), "#2b3247", 3)


def _boat(canvas: ImageDraw.ImageDraw, at: tuple[int, int, float], *, lantern: bool) -> None:
    x, y, scale = at
    hull = [(-70, 0), (80, -6), (60, 26), (-52, 26)]
    canvas.polygon([(x + dx * scale, y + dy * scale) for dx, dy in hull], fill="#3b2a26")
    canvas.line((x, y, x, y - 120 * scale), "#2a2020", round(5 * scale))
    sail = [(4, -116), (4, -14), (64, -18)]
    canvas.polygon([(x + dx * scale, y + dy * scale) for dx, dy in sail], fill="#c9a27e")
    if lantern:
        canvas.ellipse((x - 66, y - 26, x - 48, y - 6), "#d8412f")
        for ring in range(1, 7):
            canvas.line(
                (x - 60 - ring * 3, y + 30 + ring * 7, x - 50 + ring * 3, y + 30 + ring * 7),
                "#b8503f",
            )


def _gulls(canvas: ImageDraw.ImageDraw) -> None:
    for x, y, size in ((150, 170, 26), (214, 132, 20), (268, 190, 16)):
        for side in (-1, 1):
            wing = [
                (x + side * size * t, y - size * 0.6 * math.sin(math.pi * t))
                for t in (0, 0.3, 0.6, 1)
            ]
            canvas.line(wing, "#f3efe6", 4, joint="curve")


def _png(picture: Image.Image, prompt: str, seed: int) -> bytes:
    info = PngInfo()
    info.add_text(
        "parameters",
        f"{prompt}\nNegative prompt: people, text\nSteps: 30, Sampler: DPM++ 2M Karras, "
        f"CFG scale: 7.5, Seed: {seed}, Size: 640x800, Model: dreamshaper_8, Version: v1.9.4",
    )
    out = io.BytesIO()
    picture.save(out, "PNG", pnginfo=info)
    return out.getvalue()
