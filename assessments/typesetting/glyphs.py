"""The glyph pre-flight: find and replace the characters that no embedded font can print.

Each is replaced by its code point in angle brackets, and the memo lists the replacements. The
same applies to characters that are invisible or reorder the line (controls, bidirectional
overrides), because in a prompt they are evidence. Every other character stays unchanged, and no
text is rejected.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from assessments.typesetting import fonts

LINE_ENDS = frozenset({0x09, 0x0A, 0x0D})
# These only shape their neighbours (joiners, soft hyphen, variation selectors); no glyph needed.
SHAPERS = frozenset({0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F})
REORDERING = frozenset({0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)})
# Some fonts map these to empty glyphs; a line separator would break the line.
INVISIBLE_CHARACTERS = frozenset({*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF})


@dataclass(frozen=True, kw_only=True)
class Substitution:
    """A character that the memo prints as its code point, and how often it occurs."""

    character: str
    count: int

    @property
    def code(self) -> str:
        return f"U+{ord(self.character):04X}"

    @property
    def name(self) -> str:
        """Return the Unicode name, or "" for a control or unassigned character."""
        return unicodedata.name(self.character, "")


def is_printable(code: int) -> bool:
    """Return whether the character is printed as itself."""
    if code in LINE_ENDS or code in SHAPERS:
        return True
    return code in fonts.coverage() and code not in REORDERING and code not in INVISIBLE_CHARACTERS


def find_unprintable(text: str) -> tuple[Substitution, ...]:
    """Return the characters of the text that need a substitute, in order of code point."""
    missing = sorted(character for character in set(text) if not is_printable(ord(character)))
    return tuple(Substitution(character=c, count=text.count(c)) for c in missing)


def substitute(text: str, characters: Collection[str]) -> str:
    """Replace each of the characters by its code point in angle brackets."""
    table = {
        ord(c): f"\N{MATHEMATICAL LEFT ANGLE BRACKET}U+{ord(c):04X}"
        "\N{MATHEMATICAL RIGHT ANGLE BRACKET}"
        for c in characters
    }
    return text.translate(table)
