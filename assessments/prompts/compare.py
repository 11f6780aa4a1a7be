"""Whether two prompts ask for something different."""

from __future__ import annotations

from functools import lru_cache

from assessments.prompts.lexicon import groups
from assessments.prompts.reader import read_prompt
from assessments.prompts.scanner import tokenize

MAX_TYPOS = 20  # more words that differ are no slips of typing
LOOKED_THROUGH = frozenset({"boilerplate", "by_artist", "function", "command"})


@lru_cache(maxsize=2000)
def contents_differ(first: str, second: str) -> bool:
    """Return whether the marked content differs.

    Spaces, case, punctuation, weights, boilerplate, the order and the repetition of words make no
    difference, nor does a slip of typing: a word that the lexicon does not know, one letter (two in
    long words) away from a word of the other prompt.
    """
    ours, theirs = _content(first), _content(second)
    gone, come = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
    if len(gone) != len(come) or len(gone) > MAX_TYPOS:
        return bool(gone or come)
    for word in sorted(gone):
        slips = (
            other
            for other in sorted(come)
            if not (ours[word] and theirs[other]) and _is_slip(word, other)
        )
        slip = next(slips, None)
        if slip is None:
            return True
        come = come - {slip}
    return False


def _content(text: str) -> dict[str, bool]:
    """Return the words that say something, each with whether the lexicon knows it."""
    marked = groups("image")
    found: dict[str, bool] = {}
    asides = [p for p in read_prompt(text, "image").phrases if p.kind == "aside"]
    for aside in reversed(asides):  # thanks, questions, words to the reader change nothing
        text = f"{text[: aside.start]} {text[aside.end :]}"
    for token in tokenize(text):
        if token.mark in ("word", "number", "exclude"):
            group = marked[token.groups[0] if token.groups else ""]
            if group.part not in LOOKED_THROUGH and group.name != "near":
                found[token.base or "--no"] = bool(token.groups)
    return found


def _is_slip(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # not at the start of every command

    longer = max(len(word), len(other))
    if word[:1] > "\u2e80" and longer < 4:
        return longer > 1 and OSA.distance(word, other, score_cutoff=1) <= 1
    allowed = 0 if longer < 4 else 1 if longer < 8 else 2
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed
