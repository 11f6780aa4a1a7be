"""Every pair of colours that carries text or draws a control meets WCAG 2.2 AA, in both schemes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
BACKGROUNDS = ("paper", "surface", "sunken")
TEXTS = ("ink", "ink-soft", "ink-faint", "accent", "accent-hover", "seal")
TONES = ("protected", "likely", "arguable", "unlikely", "refused", "unknown")
TEXT_RATIO = 4.5
CONTROL_RATIO = 3.0


def colours(*files: str) -> dict[str, str]:
    text = "".join((CSS / name).read_text(encoding="utf-8") for name in files)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text))


SCHEMES = {"light": colours("tokens.css"), "dark": colours("tokens.css", "dark.css")}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_ratio_is_that_of_the_standard():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def too_close(colour: dict[str, str], pairs: Iterable[tuple[str, str]], needed: float) -> list[str]:
    """The pairs of names whose colours differ less than the standard asks."""
    return [
        f"{front} on {back}: {ratio(colour[front], colour[back]):.2f}"
        for front, back in pairs
        if ratio(colour[front], colour[back]) < needed
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_every_ground(scheme):
    # The seal red marks and underlines; it is never a letter.
    letters = [text for text in TEXTS + TONES if text != "seal"]
    assert too_close(SCHEMES[scheme], product(letters, BACKGROUNDS), TEXT_RATIO) == []
    assert too_close(SCHEMES[scheme], product(["seal"], BACKGROUNDS), CONTROL_RATIO) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_badges_can_be_read(scheme):
    pairs = [(tone, f"{tone}-soft") for tone in TONES]
    assert too_close(SCHEMES[scheme], pairs, TEXT_RATIO) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_of_controls_and_focus_can_be_seen(scheme):
    pairs = product(["line-strong", "focus"], BACKGROUNDS)
    assert too_close(SCHEMES[scheme], pairs, CONTROL_RATIO) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_primary_buttons_can_be_read(scheme):
    pairs = [("on-accent", "accent"), ("on-accent", "accent-hover")]
    assert too_close(SCHEMES[scheme], pairs, TEXT_RATIO) == []


def test_the_dark_scheme_replaces_every_colour():
    light, dark = colours("tokens.css"), colours("dark.css")
    assert set(light) == set(dark)
