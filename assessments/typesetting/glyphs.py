"""The glyph pre-flight: nothing that was typed is lost on the way to the page.

A character that no embedded font can print is replaced by its code point in angle brackets,
and the memo lists what was replaced. So are characters that would not show or would reorder
the line (controls, bidirectional overrides): in a prompt they are evidence, so they are shown.
Refuses nothing and changes no character that prints.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from assessments.typesetting import fonts

LINE_ENDS = frozenset({0x09, 0x0A, 0x0D})
# They only shape their neighbours (joiners, soft hyphen, presentation) and need no glyph.
SHAPERS = frozenset({0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F})
REORDERING = frozenset({0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)})
# Some fonts map them, yet nothing of them shows; a line separator would break the line.
INVISIBLE_CHARACTERS = frozenset({*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF})


@dataclass(frozen=True, kw_only=True)
class Substitution:
    """A character that the memo prints by its code point."""

    character: str
    count: int

    @property
    def code(self) -> str:
        return f"U+{ord(self.character):04X}"

    @property
    def name(self) -> str:
        """The Unicode name; a control or unassigned character has none."""
        return unicodedata.name(self.character, "")


def is_printable(code: int) -> bool:
    """Whether the character comes out on the page as itself."""
    if code in LINE_ENDS or code in SHAPERS:
        return True
    return code in fonts.coverage() and code not in REORDERING and code not in INVISIBLE_CHARACTERS


def unprintable(text: str) -> tuple[Substitution, ...]:
    """Every character of the text that needs a substitute, in order of code point."""
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
