"""The glyph pre-flight: find and replace the characters that no embedded font can print.

Each is replaced by its code point in angle brackets, and the memo lists the replacements. The
same applies to characters that are invisible or reorder the line (controls, bidirectional
overrides, joiners and selectors where there is nothing to join or select), because in a prompt
they are evidence. Every other character stays unchanged, and no text is rejected. Words that are
written from right to left are isolated, so that they reorder nothing around them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from assessments.typesetting import fonts
from assessments.typesetting.unseen import NEVER_SEEN, code_name

LINE_ENDS = frozenset({0x09, 0x0A, 0x0D})
# These only shape their neighbours (joiners, variation selectors) and need no glyph.
SHAPERS = frozenset({0x200C, 0x200D, 0xFE0E, 0xFE0F})
# What they shape: Arabic and the scripts of India and its neighbours; symbols and emoji.
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
_SYMBOLS = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_SELECTORS = "\ufe0e\ufe0f"
STRAY = re.compile(
    f"(?<![{_JOINED}{_SYMBOLS}{_SELECTORS}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}{_SYMBOLS}])"
    f"|(?<![{_SYMBOLS}#*0-9\xa9\xae\u203c\u2049\u2122\u2139])[{_SELECTORS}]"
)
# Beside what is never seen, in the PDF: the sign of an object that is not there, tags, and every
# selector but those of emoji.
UNPRINTED = NEVER_SEEN | {0xFFFC, *range(0xFE00, 0xFE0E), *range(0xE0020, 0xE0080),
                          *range(0xE0100, 0xE01F0)}  # fmt: skip
# From the first letter that is written from right to left to the last one before other letters,
# markup or the end of a line; what stands between them (digits, signs) belongs to them.
_FROM_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
FROM_RIGHT = re.compile(
    rf"[{_FROM_RIGHT}](?:[^A-Za-z\u00c0-\u058f\u0900-\ufb1c<>&\n]*[{_FROM_RIGHT}])?"
)
ISOLATED = "\N{FIRST STRONG ISOLATE}\\g<0>\N{POP DIRECTIONAL ISOLATE}"


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
    return code in fonts.coverage() and code not in UNPRINTED


def find_unprintable(text: str) -> tuple[Substitution, ...]:
    """Return the characters of the text that need a substitute, in order of code point."""
    counts = Counter(STRAY.findall(text))
    counts.update({c: text.count(c) for c in set(text) if not is_printable(ord(c))})
    return tuple(Substitution(character=c, count=counts[c]) for c in sorted(counts))


def substitute(text: str, characters: Collection[str]) -> str:
    """Replace each of the characters by its code point in angle brackets.

    Joiners and selectors are replaced where they have nothing to shape.
    """
    shapers = {c for c in characters if ord(c) in SHAPERS}
    if shapers:
        text = STRAY.sub(
            lambda stray: code_name(stray[0]) if stray[0] in shapers else stray[0], text
        )
    return text.translate({ord(c): code_name(c) for c in characters if c not in shapers})


def isolate(text: str) -> str:
    """Isolate words that are written from right to left (Unicode Standard Annex 9, FSI)."""
    return FROM_RIGHT.sub(ISOLATED, text)
