"""From a prompt to words with their offsets; what is syntax of a tool is set apart.

Everything here is linear: one regular expression without nested repeats goes over the text once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessments.prompts import chinese, english
from assessments.prompts.tokens import Token

MAX_CHARS = 20_000  # what is read of a prompt; far above what any tool takes

# A switch of Midjourney takes one value; `--no` takes words, which are read as excluded.
_TOKEN = re.compile(
    r"""
      (?P<syntax> <[^<>\n]{1,200}>                     # <lora:name:0.8>
        | https?://[^\s,，)]{1,2000}
        | --(?!no\b)[A-Za-z]{1,20}(?:[ =][\w.:/-]{1,40})? # --ar 16:9
        | ::-?\d*\.?\d*                                # ::2
        | :\s?-?\d+(?:\.\d+)?(?=\s?[)\]}])             # :1.2)
        | \b(?:BREAK|AND)\b
        | embedding:[\w.-]{1,80} )
    | (?P<exclude> --no\b )
    | (?P<number> \d+(?:[.,:/]\d+)*(?:mm\b|MM\b|[kK]\b|%|°)? )
    | (?P<han> [HAN]+ )
    | (?P<word> [^\W\d_HAN]+(?:['’][^\W\d_HAN]+|-[^\W\d_HAN]+|\d)* )
    | (?P<boundary> --(?=\s) | [,;.!?:|\n\r，。；：！？、…—–/•*#“”「」『』"]+ )
    """.replace("HAN", r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
    re.VERBOSE,
)


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of a prompt in order; words of a phrase of several are one token."""
    english_run: list[Token] = []
    for found in _TOKEN.finditer(text[:MAX_CHARS].translate(_FULL_WIDTH)):
        mark = found.lastgroup or ""
        start, end = found.span()
        if mark == "word" and not _is_other_script(found[0]):
            english_run.append(Token(start, end, "word", _fold(found[0])))
            continue
        if mark == "number":
            english_run.append(Token(start, end, "number", found[0].lower()))
            continue
        yield from english.name_words(english_run)
        english_run = []
        if mark == "han":
            yield from chinese.name_words(found[0], start)
        elif mark == "word":
            yield Token(start, end, "word", found[0].casefold())
        else:
            yield Token(start, end, mark)  # type: ignore[arg-type]
    yield from english.name_words(english_run)


# Full-width letters and signs as plain ones, each in its place.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'")


def _is_other_script(word: str) -> bool:
    return word[0] > "\u024f"
