"""How much the answers of one draft may be, in whatever way they grow.

`answers.services` asks before every save, so adding, copying, putting back, importing, pasting and
confirming are bounded alike. What is there already may be changed and made less at any size.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.quotas.refusal import Refused

Answers = dict[str, Any]
MIB = 1024 * 1024  # bytes
# A record of 20 MiB can be taken in, and grow. Every page of a draft shows it within seconds.
MAX_ANSWERS_MIB = 24
MAX_ANSWER_MIB = 10
MAX_ITEMS = 2000  # of all lists together
# Characters of all that is told in one's own words: the rules look for many expressions in them,
# which takes some ten seconds for a million. Prompts may be longer in all than can be assessed at
# once: `results/too_long.py` counts them, too.
MAX_OWN_WORDS = 500_000
# Each name is looked for in all that is told; the database keeps as much of a title.
MAX_NAME = 500
NAMES = frozenset({"title", "name", "version", "provider", "layer", "id", "by", "parent", "tool"})
NOT_OWN_WORDS = frozenset({"prompt", "negative_prompt", "parameters"})
MAX_REMEMBERED_MIB = 24  # earlier answers, by which a page in another window is merged


class DraftFull(Refused):
    """The answers of a draft would be more than one work may have."""

    status = 413
    retry_after = 0
    SENTENCES: dict[str, str | Promise] = {
        "answers": _(
            "With this, the answers about this work would be larger than the limit of "
            "%(most)s MB. Nothing was saved. Shorten or remove long texts, or upload a "
            "long text as a file: a file can be much larger."
        ),
        "answer": _(
            "One answer is longer than the limit of %(most)s MB. Nothing was saved. "
            "Shorten it, or upload the text as a file: a file can be much larger."
        ),
        "name": _(
            "A name or title is longer than the limit of %(most)s characters. Nothing was saved. "
            "Shorten it, and put the longer text into the notes."
        ),
        "words": _(
            "Your own words about this work, besides prompts and settings, would be more "
            "than the limit of %(most)s characters. Nothing was saved. Shorten the "
            "longest texts, or upload a long text as a file."
        ),
        "items": _(
            "This work would have more than %(most)s people, tools, steps and pieces of "
            "evidence. Nothing was saved. Put several into one: a step can say how often "
            "you repeated it."
        ),
        "decisions": _(
            "Your decisions about the files of this work are larger than the limit of "
            "%(most)s MB. Nothing was saved. You can still type the remaining answers."
        ),
    }

    def __init__(self, code: str, most: int) -> None:
        super().__init__(code)
        self.code = code
        self.says = self.SENTENCES[code] % {"most": most}


def require_bounds(answers: Answers, stored: Callable[[], Answers]) -> None:
    """Raise `DraftFull` where answers are over a bound and more than what is stored."""
    for code, measure, most, unit in (
        ("items", _count_items, MAX_ITEMS, 1),
        ("answer", _longest_answer, MAX_ANSWER_MIB, MIB),
        ("name", _longest_name, MAX_NAME, 1),
        ("answers", size_of, MAX_ANSWERS_MIB, MIB),
        ("words", own_words_of, MAX_OWN_WORDS, 1),
    ):
        found = measure(answers)
        if found > most * unit and found > measure(stored()):
            raise DraftFull(code, most)


def size_of(value: Any) -> int:
    """Return the bytes of a value as it is stored."""
    return len(json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass"))


def trim_remembered(versions: dict[str, Any]) -> None:
    """Forget the earlier answers of the longest parts until the rest is within its bound.

    A page of such a part that is sent later meets a conflict, and a person decides.
    """
    if size_of(versions) <= MAX_REMEMBERED_MIB * MIB:
        return
    logs = [part for part in versions.values() if isinstance(part, dict) and part.get("log")]
    sizes = sorted(((size_of(part["log"]), number) for number, part in enumerate(logs)))
    total = sum(size for size, _number in sizes)
    while sizes and total > MAX_REMEMBERED_MIB * MIB // 2:
        size, number = sizes.pop()
        logs[number]["log"] = []
        total -= size


def _count_items(answers: Answers) -> int:
    lists = (value for value in answers.values() if isinstance(value, list))
    return sum(isinstance(item, dict) for items in lists for item in items)


def _longest_answer(answers: Answers) -> int:
    return max(map(len, _texts(answers)), default=0)


def _longest_name(answers: Answers) -> int:
    items = (item for value in answers.values() if isinstance(value, list) for item in value)
    named = (item for item in (answers, *items) if isinstance(item, dict))
    names = (value for item in named for field, value in item.items() if field in NAMES)
    return max((len(name) for name in names if isinstance(name, str)), default=0)


def own_words_of(answers: Answers) -> int:
    """Return the characters of all that is told in one's own words."""
    return sum(map(len, _texts(answers, without=NOT_OWN_WORDS)))


def characters_of(answers: Answers) -> int:
    """Return the characters of all texts, prompts and settings among them."""
    return sum(map(len, _texts(answers)))


def _texts(value: Any, *, without: frozenset[str] = frozenset()) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in without:
                yield from _texts(inner, without=without)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, without=without)
