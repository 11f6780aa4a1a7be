"""Whether enough of a prompt could be read for anything to be said of how much it fixes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assessments.prompts.scanner import MAX_CHARS
from assessments.prompts.tokens import Token

# Letters of Japanese; one の alone is an ornament of Chinese, too.
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")


def is_legible(text: str, tokens: Sequence[Token]) -> bool:
    """Return whether at least half of the letters stand in words that the lexicon knows.

    What nobody asked for is left aside; so are unknown words in capitals, which may be names. What
    lies beyond the bound of what is read is unread.
    """
    read, unread = 0, max(0, len(text.strip()) - MAX_CHARS)
    clause: list[Token] = []
    for token in (*tokens, Token(0, 0, "boundary")):
        if token.mark != "boundary":
            clause.append(token)
            continue
        kana = [each for each in clause if _KANA.match(text, each.start)]
        is_japanese = any(text[each.start : each.end] != "の" for each in kana)
        for each in clause:
            letters = each.end - each.start
            if each.groups and not (is_japanese and each.han):
                read += letters
            elif each.mark == "word" and not _may_be_name(text[each.start : each.end]):
                unread += letters
        clause = []
    if not read and not unread and any(unicodedata.category(sign) == "So" for sign in text):
        return False  # pictures instead of words
    return unread <= read


def _may_be_name(word: str) -> bool:
    return word.isascii() and word[:1].isupper()
