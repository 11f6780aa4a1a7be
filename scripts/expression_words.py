"""Derive the words that a text must have for an expression to match it.

python scripts/expression_words.py          writes expression_words.json, beside asides.yaml
python scripts/expression_words.py --check  exits with 1 where it is not what the expressions say

The expressions are those of `admissions.yaml` and `contrary.yaml` in `assessments/engine/rules` and
of `assessments/prompts/lexicon/asides.yaml`. One that needs no word is left out.
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
SETS = 3  # of each alternative; more would hardly be asked
LARGEST_SET = 6  # characters of a class that are taken for words
# How rare a text with a further letter, or a further Chinese character, is taken to be.
PER_LETTER, PER_CHARACTER = 0.4, 0.1

Words = frozenset[str]
Alternatives = list[list[list[str]]]


def necessary_words(expression: str, flags: int = 0) -> Alternatives:
    """For each alternative the rarest sets of words; any match has a word of each of them."""
    parsed = list(PARSER.parse(expression, flags))
    is_branched = len(parsed) == 1 and parsed[0][0] is OPS.BRANCH
    alternatives = parsed[0][1][1] if is_branched else [parsed]
    return [
        [_shortest(words) for words in sorted(set(_sets(each)), key=_rank)[:SETS]]
        for each in alternatives
    ]


def _shortest(words: Words) -> list[str]:
    """The words without those that have another one in them."""
    return sorted(w for w in words if not any(other in w for other in words - {w}))


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
    return min(sets, key=_rank, default=None)


def _rank(words: Words) -> tuple[float, list[str]]:
    return sum(map(_rarity, words)), sorted(words)


def _rarity(word: str) -> float:
    rarity = 1.0
    for letter in word:
        rarity *= PER_LETTER if letter.isascii() else PER_CHARACTER
    return rarity


def words_by_expression() -> dict[str, Alternatives]:
    """The words of every expression that needs any, as the file has them."""
    rules = load_rules()
    admissions = rules.admissions
    of_admissions = [text for texts in admissions.kinds.values() for text in texts]
    of_admissions += [*admissions.asides, admissions.hearsay, *rules.contrary.expressions()]
    lists = [texts for texts in read_file("asides.yaml").values() if isinstance(texts, list)]
    of_asides = [text for texts in lists for text in texts]
    found = {text: necessary_words(admissions.with_names(text)) for text in of_admissions}
    found |= {text: necessary_words(text, FLAGS) for text in of_asides}
    return {text: alternatives for text, alternatives in found.items() if all(alternatives)}


def content() -> str:
    """The content of the file."""
    lines = ",\n".join(
        f"{json.dumps(text, ensure_ascii=False)}: {json.dumps(alternatives, ensure_ascii=False)}"
        for text, alternatives in words_by_expression().items()
    )
    return f"{{\n{lines}\n}}\n"


def main() -> None:
    if "--check" not in sys.argv[1:]:
        FILE.write_text(content(), encoding="utf-8")
    elif FILE.read_text(encoding="utf-8") != content():
        sys.exit("Expressions have changed: run scripts/expression_words.py.")


if __name__ == "__main__":
    main()
