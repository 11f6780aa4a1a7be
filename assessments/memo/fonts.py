"""The fonts that a memo embeds, and the characters that they can print.

The folder holds static TrueType cuts (made by `scripts/make_fonts.py`); the stylesheet names
them as `asset:` addresses. No font of the machine is ever used: what these files lack is
substituted before rendering (`glyphs.py`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "fonts"
FILES = tuple(sorted(path.name for path in FOLDER.glob("*.ttf")))


def assets() -> dict[str, Path]:
    """Every font by the name that the stylesheet uses."""
    return {name: FOLDER / name for name in FILES}


@cache
def coverage() -> frozenset[int]:
    """Every code point that at least one of the fonts can print.

    The character maps are read from the very files that are embedded; reading them takes a
    fraction of a second, once in a process.
    """
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for path in assets().values():
        with TTFont(path, lazy=True) as font:
            covered.update(font.getBestCmap())
    return frozenset(covered)
