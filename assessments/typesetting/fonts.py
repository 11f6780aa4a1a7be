"""The fonts that a memo embeds, and the characters that they can print.

The folder holds static TrueType fonts (made by `scripts/make_fonts.py`); its `fonts.conf` gives
them the families that the stylesheet names. Fonts of the system are never used: characters that
these files lack are substituted before rendering (`glyphs.py`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

SCHEME = "asset:"
FOLDER = Path(__file__).resolve().parent / "fonts_data"
FILES = tuple(sorted(path.name for path in FOLDER.glob("*.ttf")))


def assets() -> dict[str, Path]:
    """Map the name of each font file to its path."""
    return {name: FOLDER / name for name in FILES}


@cache
def coverage() -> frozenset[int]:
    """Return the code points that at least one of the fonts can print.

    The character maps are read from the embedded files, once in a process; this takes a fraction
    of a second.
    """
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for path in assets().values():
        with TTFont(path, lazy=True) as font:
            covered.update(font.getBestCmap())
    return frozenset(covered)


# The families of the stylesheet, as the renderer names them in a PDF.
FACES = {
    "Memo-Serif-Bold": "SourceSerif4-Bold.ttf",
    "Memo-Serif-Italic": "SourceSerif4-Italic.ttf",
    "Memo-Serif": "SourceSerif4-Regular.ttf",
    "Memo-Song": "NotoSerifSC-Regular.ttf",
    "Memo-Hei": "NotoSansSC-Bold.ttf",
    "Memo-Mono": "SourceCodePro-Regular.ttf",
    "Memo-Hangul": "NotoSansKR-Regular.ttf",
    "Memo-Arabic": "Vazirmatn-Regular.ttf",
    "Memo-Hebrew": "NotoSansHebrew-Regular.ttf",
    "Memo-Math": "NotoSansMath-Regular.ttf",
    "Memo-Symbols": "NotoSansSymbols2-Regular.ttf",
    "emoji": "NotoEmoji-Regular.ttf",
    "Noto-Emoji": "NotoEmoji-Regular.ttf",
}


def file_of(name: str) -> str | None:
    """Return the file of a font such as `ABCDEF+Memo-Hei-Bold`, or None for a foreign font."""
    face = name.partition("+")[2]
    return next((file for known, file in FACES.items() if face.startswith(known)), None)


@cache
def characters_of_glyphs(file: str) -> dict[int, str]:
    """Map the number of each glyph of a font file to the character that it prints."""
    from fontTools.ttLib import TTFont

    with TTFont(FOLDER / file, lazy=True) as font:
        return {
            font.getGlyphID(glyph): chr(code)
            for code, glyph in sorted(font.getBestCmap().items(), reverse=True)
        }
