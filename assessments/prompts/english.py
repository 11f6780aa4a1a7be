"""English words led back to their base and looked up; phrases of several words are found first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from assessments.prompts.lexicon import english
from assessments.prompts.tokens import Token

# Endings that make a describing word out of a thing: one-eyed, bell-shaped, moon-like.
MAKES_MODIFIER = frozenset(
    (
        *("shaped", "like", "coloured", "colored", "covered", "lit", "filled", "eyed", "haired"),
        *("faced", "sized", "handed", "legged", "winged", "toned", "worn", "torn", "stained"),
        *("soaked", "etched", "carved", "clad"),
    )
)

Found = tuple[str, tuple[str, ...], str]  # base, groups, form
UNKNOWN: tuple[str, ...] = ()


def name_words(run: Sequence[Token]) -> Iterator[Token]:
    """Yield the words of a run without punctuation, named; words of one phrase become one token."""
    lexicon = english()
    at = 0
    while at < len(run):
        first = run[at]
        for length in lexicon.lengths.get(first.base, ()):
            words = [token.base for token in run[at : at + length]]
            if len(words) < length:
                continue
            groups, base = _phrase(words)
            if groups:
                last = run[at + length - 1]
                first.end, first.base, first.groups, first.mark = last.end, base, groups, "word"
                at += length
                break
        else:
            first.base, first.groups, first.form = look_up(first.base)
            if first.groups:
                first.mark = "word"
            at += 1
        yield first


def _phrase(words: list[str]) -> tuple[tuple[str, ...], str]:
    known = english().words
    name = " ".join(words)
    if name in known:
        return known[name], name
    base = look_up(words[-1])[0]
    name = " ".join([*words[:-1], base])
    return known.get(name, UNKNOWN), name


@lru_cache(maxsize=20_000)
def look_up(word: str) -> Found:
    """Return the base form of a word, its groups (none: not in the lexicon) and its form."""
    lexicon = english()
    word = word.removesuffix("'s").removesuffix("'")
    if word in lexicon.forms:
        base, participle = lexicon.forms[word]
        groups = lexicon.words.get(word, UNKNOWN) or lexicon.words.get(base, UNKNOWN)
        return base, groups, "ed" if participle else "base"
    if word in lexicon.words:
        return word, lexicon.words[word], "base"
    for base, form in _bases(word):
        groups = lexicon.words.get(base, UNKNOWN)
        if form == "degree" and groups[:1] in (("plain",), ("fine",)):
            return base, ("plain",), "base"
        if groups and form != "degree":
            return base, groups, form
    if "-" in word:
        return _compound(word)
    if len(word) == 1 and word.isalpha():
        return word, ("function",), "base"  # a letter by itself names nothing
    return word, UNKNOWN, "base"


def _bases(word: str) -> Iterator[tuple[str, str]]:
    """Yield what a word may be a form of, the likeliest first."""
    if word.endswith("ies"):
        yield word[:-3] + "y", "s"
    if word.endswith("s"):
        yield word[:-1], "s"
    if word.endswith("es"):
        yield word[:-2], "s"
    endings = (("ing", "ing"), ("ed", "ed"), ("er", "degree"), ("est", "degree"), ("ly", "degree"))
    for ending, form in endings:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            # riding is of ride, not of rid, which would be ridding
            bases = (stem + "e", stem) if _is_short(stem) else (stem, stem + "e")
            yield from ((base, form) for base in bases)
            if stem[-1] == stem[-2]:
                yield stem[:-1], form
            if stem.endswith("i"):
                yield stem[:-1] + "y", form


def _is_short(stem: str) -> bool:
    """Whether a stem ends as those do whose last letter English doubles before an ending."""
    return (
        len(stem) > 2
        and stem[-1] not in "aeiouwxy"
        and stem[-2] in "aeiou"
        and stem[-3] not in "aeiou"
    )


def _compound(word: str) -> Found:
    """Name a word of parts joined by hyphens that the lexicon does not hold whole."""
    first, *_, last = word.split("-")
    if last in MAKES_MODIFIER:
        return word, ("fine",), "base"
    base, groups, form = look_up(last)
    if groups and form in ("ed", "ing") and look_up(first)[1]:
        return word, ("fine",), "base"
    return (word, groups, form) if groups and groups[0] != "function" else (word, UNKNOWN, "base")
