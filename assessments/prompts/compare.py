"""Whether two prompts ask for something different."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from assessments.prompts.lexicon import groups, read_file
from assessments.prompts.reader import read_prompt
from assessments.prompts.scanner import tokenize
from cases.record.schema import Kind

MAX_TYPOS = 20  # more words that differ are no slips of typing
LOOKED_THROUGH = frozenset({"boilerplate", "by_artist", "function", "command"})
HAN = "\u2e80"  # letters from here on are Chinese


@lru_cache(maxsize=2000)
def contents_differ(first: str, second: str, kind: Kind = "image") -> bool | None:
    """Return whether the marked content differs; None where that is not known.

    Spaces, case, punctuation, weights, boilerplate, the order and the repetition of words make no
    difference, nor does a slip of typing: a word that the lexicon does not know, one letter (two in
    long words) away from a word of the other prompt. Nobody knows of words that the lexicon does
    not know, of words that may mean the same, and of the same prompt in another language.
    """
    ours, theirs = _content(first, kind), _content(second, kind)
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
    known = [word for word in gone if ours[word]], [word for word in come if theirs[word]]
    if _may_be_translated(*known):
        return None
    left = _without_equivalents(*known)
    return True if any(left) else None


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


def _may_be_translated(gone: list[str], come: list[str]) -> bool:
    """Whether all words of one language went and all that came are of another."""
    return (
        bool(gone and come)
        and len({_is_han(w) for w in gone}) == 1
        and ({_is_han(w) for w in come} == {not _is_han(gone[0])})
    )


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
