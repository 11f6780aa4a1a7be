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
NEVER_SEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]+"
)
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
    text = NEVER_SEEN.sub(lambda found: "".join(map(name, found[0])), text)
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
