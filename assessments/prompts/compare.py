"""Whether two prompts ask for something different."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from assessments.prompts.lexicon import groups, read_file
from assessments.prompts.reader import read_prompt
from assessments.prompts.scanner import tokenize
from cases.record.schema import Kind

MAX_TYPOS = 20  # more words that differ are no slips of typing
LOOKED_THROUGH = frozenset({"boilerplate", "by_artist", "function", "command"})
MOST_OF_SCRIPT = 0.8
HAN = "\u2e80"  # letters from here on are Chinese
GB = "gb2312"  # the simplified script
# A traditional sign that GB 2312 has, too, before the simplified one.
IN_BOTH_SCRIPTS = frozenset({"乾干", "著着", "藉借", "瞭了", "夥伙", "麽么"})


@lru_cache(maxsize=2000)
def contents_differ(first: str, second: str, kind: Kind = "image") -> bool | None:
    """Return whether the marked content differs; None where that is not known.

    Spaces, case, punctuation, weights, boilerplate, the order and the repetition of words make no
    difference, nor does a slip of typing: a word that the lexicon does not know, one letter (two in
    long words) away from a word of the other prompt. Nobody knows of words that the lexicon does
    not know, of words that may mean the same, and of the same prompt in another language.
    """
    ours, theirs = _content(first, kind), _content(second, kind)
    added = _added(first, second)
    if added is not None:  # all else stands as it was
        words = _content(added, kind).keys()
        if words <= _says_nothing():
            return None if words else False
    gone, come = sorted(ours.keys() - theirs.keys()), sorted(theirs.keys() - ours.keys())
    if len(gone) <= MAX_TYPOS and len(come) <= MAX_TYPOS:
        for word in tuple(gone):
            slips = (
                other
                for other in come
                if not (ours[word] and theirs[other]) and _is_slip(word, other)
            )
            slip = next(slips, None)
            if slip is not None:
                gone.remove(word)
                come.remove(slip)
    if not gone and not come:
        return None if _describe_others(first, second, kind) else False
    known = _without_common_parts(
        [word for word in gone if ours[word]], [word for word in come if theirs[word]]
    )
    if _may_be_translated(*known) or _may_be_other_script(first, second):
        return None
    says_nothing = _says_nothing()
    left = _without_equivalents(*([w for w in words if w not in says_nothing] for words in known))
    unlisted = sum(not theirs[word] for word in come), sum(not ours[word] for word in gone)
    may_stand = [len(words) <= count for words, count in zip(left, unlisted, strict=True)]
    return None if all(may_stand) else True  # a word that nobody knows may say the same


def _added(first: str, second: str) -> str | None:
    """Return what one text has around the whole of the other; None where it does not hold it."""
    shorter, longer = sorted((first.strip(), second.strip()), key=len)
    at = re.search(rf"(?<![a-zA-Z]){re.escape(shorter)}(?![a-zA-Z])", longer) if shorter else None
    return f"{longer[: at.start()]} {longer[at.end() :]}" if at else None


@lru_cache(maxsize=2000)
def content_of(text: str, kind: Kind = "image") -> frozenset[str]:
    """Return the words of a prompt that say something; equal where it asks for the same."""
    return frozenset(_content(text, kind))


def _content(text: str, kind: Kind) -> dict[str, bool]:
    """Return the words that say something, each with whether the lexicon knows it."""
    marked = groups(kind)
    found: dict[str, bool] = {}
    asides = [p for p in read_prompt(text, kind).phrases if p.kind == "aside"]
    for aside in reversed(asides):  # thanks, questions, words to the reader change nothing
        text = f"{text[: aside.start]} {text[aside.end :]}"
    for token in tokenize(text):
        if token.mark in ("word", "number", "exclude"):
            group = marked[token.groups[0] if token.groups else ""]
            if group.part not in LOOKED_THROUGH and group.name != "near":
                word = token.base or "--no"
                found[_spelled(word)] = bool(token.groups) or token.mark != "word"
    return found


def _describe_others(first: str, second: str, kind: Kind) -> bool:
    """Whether the same words describe other things: a red hat and a blue coat, or the reverse."""
    ours, theirs = (
        {(_spelled(d.key), _spelled(d.of)) for d in read_prompt(text, kind).details if not d.joins}
        for text in (first, second)
    )
    return bool(ours - theirs and theirs - ours)


def _without_common_parts(gone: list[str], come: list[str]) -> tuple[list[str], list[str]]:
    """The words of both, names of several words by their parts, without the parts that stay."""
    parts = [part for word in gone for part in word.split()]
    others = [part for word in come for part in word.split()]
    return [p for p in parts if p not in others], [p for p in others if p not in parts]


def _may_be_translated(gone: list[str], come: list[str]) -> bool:
    """Whether all words of one language went and all that came are of another."""
    return (
        bool(gone and come)
        and len({_is_han(w) for w in gone}) == 1
        and ({_is_han(w) for w in come} == {not _is_han(gone[0])})
    )


def _may_be_other_script(first: str, second: str) -> bool:
    """Whether one text may be the other in traditional characters, sign by sign.

    All that differs is then traditional on the same side. GB 2312 has no such signs but a few,
    which both scripts have; that another thing has a sign of its own says nothing of the script.
    """
    ours, theirs = ("".join(c for c in text if _is_han(c)) for text in (first, second))
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=False) if a != b]
    if len(ours) != len(theirs) or not pairs:
        return False
    of_first = sum(_is_traditional(a, b) for a, b in pairs)
    of_second = sum(_is_traditional(b, a) for a, b in pairs)
    return max(of_first, of_second) >= len(pairs) * MOST_OF_SCRIPT


def _is_traditional(sign: str, other: str) -> bool:
    """Whether a sign is, beside the other, one of the traditional script."""
    return sign + other in IN_BOTH_SCRIPTS or (_has(GB, other) and not _has(GB, sign))


def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _is_han(word: str) -> bool:
    return word[:1] > HAN


def _without_equivalents(gone: list[str], come: list[str]) -> tuple[list[str], list[str]]:
    """Return the words for which none that may mean the same stands in the other prompt."""
    sets = _equivalents()
    left = list(come)
    remaining = []
    for word in gone:
        mine = sets.get(word, frozenset())
        other = next((each for each in left if mine & sets.get(each, frozenset())), None)
        if other is None:
            remaining.append(word)
        else:
            left.remove(other)
    return remaining, left


def _spelled(word: str) -> str:
    return _spellings().get(word, word)


@cache
def _spellings() -> Mapping[str, str]:
    """Every word that is written in several ways, with the first of them."""
    listed = (each.split("/") for each in read_file("equivalents.yaml")["same"].split())
    return {word: names[0] for names in listed for word in names}


@cache
def _says_nothing() -> frozenset[str]:
    """Words of which a prompt asks for nothing else, whatever stood there before."""
    return frozenset(read_file("equivalents.yaml")["says_nothing"].split())


@cache
def _equivalents() -> Mapping[str, frozenset[int]]:
    """By word, the numbers of the sets of words that may mean the same."""
    found: dict[str, set[int]] = {}
    data = read_file("equivalents.yaml")
    for number, listed in enumerate(f"{data['chinese']} {data['english']}".split()):
        for word in listed.replace("_", " ").split("/"):
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _is_slip(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # not at the start of every command

    longer = max(len(word), len(other))
    if word[:1] > HAN and longer < 4:
        return longer > 1 and OSA.distance(word, other, score_cutoff=1) <= 1
    allowed = 0 if longer < 4 else 1 if longer < 8 else 2
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed
