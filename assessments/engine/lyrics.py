"""The words of a song among those that were typed into a music tool.

Whoever writes words writes a literary work, whatever tool sets them to music (Copyright Law art.
3(1), Implementing Regulations art. 4(1)). To describe a song is to instruct, and that is most of
what is typed: words are lyrics only where the record says so, by the name of the tool's field, by
marks of sung sections as the tools ask for them, or by a label before them.
"""

from __future__ import annotations

import re
import string

from assessments.engine.rules import Lyrics
from cases.record import Step

MARK = re.compile(r"\s*+[\[【(（]([^\]】)）]*+)[\]】)）](.*)")
# Behind the name of a section that comes again.
DIGITS = f"一二三四五六０１２３４５６７８９{string.digits}"
PHRASE_ENDS = re.compile(r"[\n,，.。;；!！?？、/]+")


def lyrics_of(step: Step, rules: Lyrics) -> str:
    """The words that the record calls lyrics; empty where it calls none so."""
    for name, value in (step.parameters or {}).items():
        if name.casefold() in rules.fields and isinstance(value, str) and value.strip():
            return _sung(value, rules) or value.strip()
    words = step.prompt or ""
    return _sung(words, rules) or _labelled(words, rules)


def marks_in(words: str) -> str:
    """The marks of sections, such as [Chorus], by which a tool tells what is sung."""
    marked = ((line, MARK.match(line)) for line in words.splitlines())
    return "\n".join(line[: mark.start(2)] for line, mark in marked if mark and mark[1])


def phrases_in(words: str) -> int:
    """How many different phrases there are; a refrain that comes again is one."""
    return len({phrase.strip().casefold() for phrase in PHRASE_ENDS.split(words)} - {""})


def _sung(words: str, rules: Lyrics) -> str:
    """The lines under marks of sung sections, without those of others (an intro, a solo)."""
    found: list[str] = []
    is_sung = False
    for line in words.splitlines():
        marked = MARK.match(line)
        section = _section(marked[1]) if marked else ""
        if marked and section:
            is_sung = section.casefold() in rules.sung_sections
            line = marked[2]
        if is_sung and line.strip():
            found.append(line.strip())
    return "\n".join(found)


def _section(mark: str) -> str:
    """The name of a section without its number."""
    words = mark.strip()
    return words.rstrip(DIGITS).rstrip()


def _labelled(words: str, rules: Lyrics) -> str:
    """What stands behind a label such as `Lyrics:`, unless it says what they are to be about."""
    label = rules.label.search(words)
    if label is None:
        return ""
    after = words[label.end() :].strip()
    return "" if rules.description.match(after) else after
