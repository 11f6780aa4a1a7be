"""Characters of a text that nobody sees, or that show it in another order than it has.

With a right-to-left override, `invoice\\u202egpj.exe` reads `invoiceexe.jpg`; with a space of no
width, two texts look the same. What is shown of a text names each of them by its code point; what
is stored keeps them, because in a prompt they are evidence.

Which they are: controls, directional formatting characters (Unicode Standard Annex #9, 2), the
default ignorable ones (Unicode Standard, 5.21), the blank letters of Hangul and Braille. Joiners
and variation selectors shape a letter or a sign before them in many scripts and in emoji, and the
tags of a flag choose it (Unicode Technical Standard #51, ED-14a): they belong to what is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# A text of these only, as nearly all are, is read through at once.
ORDINARY = "\t\n\r -~\xa0-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u27ff\u3000-\u3130"
OTHER = re.compile(f"[^{ORDINARY}\u4e00-\u9fff\uff01-\uff60]")
# From the first to the last of each row, both included.
_RANGES = (
    (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F),
    (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200B),
    (0x200E, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0000, 0xE001F), (0xE0080, 0xE00FF), (0xE01F0, 0xE0FFF),
)  # fmt: skip
NEVER_SEEN = frozenset(code for first, last in _RANGES for code in range(first, last + 1))
_UNSEEN = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _RANGES)}]+")
SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Behind these it shapes nothing: Latin, a joiner, another selector, a name of what is unseen.
SELECTS_NOTHING = re.compile(
    "(?![0-9#*©®])[\x00-\u024f\u200c\u200d\u27e9\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
JOINER = re.compile("[\u200c\u200d]")
# Latin to Armenian, Han, kana and Hangul, another joiner, a name.
JOINS_NOTHING = re.compile("[\x00-\u058f\u200c\u200d\u27e9\u2e80-\ua4cf\uac00-\ud7ff]")
TAGS = re.compile("(\U0001f3f4?)([\U000e0020-\U000e007f]+)")
TAGS_END = "\U000e007f"

Naming = Callable[[str], str]


def reveal(text: str) -> str:
    """Return a text with the code point in angle brackets for each character that is unseen."""
    return _replace(text, _Names().__getitem__)


def drop_unseen(text: str) -> str:
    """Return a text without the characters that are unseen."""
    return _replace(text, lambda character: "")


def code_name(character: str) -> str:
    """Return how a character is named that is not shown as itself.

    >>> code_name(chr(0x202E))
    '⟨U+202E⟩'
    """
    return f"⟨U+{ord(character):04X}⟩"


class _Names(dict[str, str]):
    def __missing__(self, character: str) -> str:
        self[character] = code_name(character)
        return self[character]


def _replace(text: str, name: Naming) -> str:
    if not OTHER.search(text):
        return text
    text = _UNSEEN.sub(lambda found: "".join(map(name, found[0])), text)
    text = TAGS.sub(
        lambda found: (
            found[0]
            if found[1] and found[2].endswith(TAGS_END)
            else found[1] + "".join(map(name, found[2]))
        ),
        text,
    )
    for shaper, nothing in ((SELECTOR, SELECTS_NOTHING), (JOINER, JOINS_NOTHING)):
        text = shaper.sub(lambda found, nothing=nothing: _shaped(found, nothing, name), text)  # type: ignore[misc]
    return text


def _shaped(found: re.Match[str], nothing: re.Pattern[str], name: Naming) -> str:
    before = found.string[found.start() - 1] if found.start() else " "
    return name(found[0]) if nothing.match(before) else found[0]
