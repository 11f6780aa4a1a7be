"""Derive words of which every text that an expression matches has one.

python scripts/expression_words.py          writes expression_words.json, beside asides.yaml
python scripts/expression_words.py --check  exits with 1 where it is not what the expressions say

The expressions are those of `assessments/engine/rules/admissions.yaml` and of
`assessments/prompts/lexicon/asides.yaml`. One that needs no word is left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assessments.engine import load_rules  # noqa: E402
from assessments.prompts.asides import FLAGS  # noqa: E402
from assessments.prompts.expressions import FILE, fold  # noqa: E402
from assessments.prompts.lexicon import read_file  # noqa: E402

PARSER: Any = import_module("re._parser")
OPS: Any = import_module("re._constants")
LARGEST_SET = 6  # characters of a class that are taken for words
# How rare a text with a further letter, or a further Chinese character, is taken to be.
PER_LETTER, PER_CHARACTER = 0.4, 0.1

Words = frozenset[str]


def necessary_words(expression: str, flags: int = 0) -> Words | None:
    """The rarest set of words of which any match contains one; None where there is none."""
    return _rarest(_sets(PARSER.parse(expression, flags)))


def _sets(sequence: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    """Every set of words of which one is in whatever the parsed sequence matches."""
    literal = ""
    for op, value in sequence:
        if op is OPS.LITERAL:
            literal += chr(value)
            continue
        if literal.strip():
            yield frozenset({fold(literal)})
        literal = ""
        if op is OPS.SUBPATTERN:
            yield from _sets(value[3])
        elif op is OPS.BRANCH:
            each = [_rarest(_sets(branch)) for branch in value[1]]
            if None not in each:
                yield frozenset().union(*filter(None, each))
        elif op in (OPS.MAX_REPEAT, OPS.MIN_REPEAT) and value[0] >= 1:
            yield from _sets(value[2])
        elif op is OPS.IN and _is_small(value):
            yield frozenset(fold(chr(letter)) for _, letter in value)
    if literal.strip():
        yield frozenset({fold(literal)})


def _is_small(members: list[tuple[Any, Any]]) -> bool:
    """Whether a class of characters is a list of a few."""
    return len(members) <= LARGEST_SET and all(kind is OPS.LITERAL for kind, _ in members)


def _rarest(sets: Iterable[Words]) -> Words | None:
    return min(sets, key=lambda words: (sum(map(_rarity, words)), sorted(words)), default=None)


def _rarity(word: str) -> float:
    rarity = 1.0
    for letter in word:
        rarity *= PER_LETTER if letter.isascii() else PER_CHARACTER
    return rarity


def words_by_expression() -> dict[str, str]:
    """The words of every expression, as the file has them."""
    admissions = load_rules().admissions
    of_admissions = [text for texts in admissions.kinds.values() for text in texts]
    lists = [texts for texts in read_file("asides.yaml").values() if isinstance(texts, list)]
    of_asides = [text for texts in lists for text in texts]
    found = {text: necessary_words(admissions.with_names(text)) for text in of_admissions}
    found |= {text: necessary_words(text, FLAGS) for text in of_asides}
    return {
        text: "|".join(word for word in sorted(words) if not _has_shorter(word, words))
        for text, words in found.items()
        if words is not None
    }


def _has_shorter(word: str, words: Words) -> bool:
    return any(other in word for other in words - {word})


def content() -> str:
    """The content of the file."""
    return json.dumps(words_by_expression(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    if "--check" not in sys.argv[1:]:
        FILE.write_text(content(), encoding="utf-8")
    elif FILE.read_text(encoding="utf-8") != content():
        sys.exit("Expressions have changed: run scripts/expression_words.py.")


if __name__ == "__main__":
    main()
