"""A text as tokens: each CJK character, each word, each punctuation mark; white space is none.

Every token keeps its place in the text, so that what is measured on tokens can be shown on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Han with its extensions, kana, bopomofo, Hangul syllables: written without spaces between words.
CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
TOKEN = re.compile(rf"[{CJK}]|[^\W{CJK}]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text and where it stands, in characters."""

    text: str
    start: int
    end: int


def tokens(text: str, *, most: int | None = None) -> list[Token]:
    """The tokens in order; at most so many, and one more where the text goes on."""
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        found.append(Token(match.group(), match.start(), match.end()))
        if most is not None and len(found) > most:
            break
    return found
