"""Tokens of a text: each CJK character, each word and each punctuation mark, without white space.

Every token has its position in the text, so that measures on tokens can be shown on the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Unicode blocks of Han with its extensions, kana, bopomofo and Hangul syllables, whose words are
# not reliably separated by spaces.
CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
TOKEN = re.compile(rf"[{CJK}]|[^\W{CJK}]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token and its position in the text, in characters."""

    text: str
    start: int
    end: int


def tokens(text: str, *, max_tokens: int | None = None) -> list[Token]:
    """Return the tokens in order; with `max_tokens`, one more than that from a longer text."""
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        found.append(Token(match.group(), match.start(), match.end()))
        if max_tokens is not None and len(found) > max_tokens:
            break
    return found
