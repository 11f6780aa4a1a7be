"""What of a decision is searched: its tokens, by weight, and the texts that may show a hit.

Pure. Both languages are searched at once, whatever the reader's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cases.search import bigrams

NAMES = ("name", "short_name")
SUMMARY = ("summary", "content", "court")
# Prompts are remembered better than names; the rest of a record is for the reasoning.
OF_RECORD = ("title", "summary", "prompt")
# Between two texts, so that no phrase is found across them; a token nobody types.
BREAK = " endoftext "


def entry_of(data: dict[str, Any]) -> dict[str, str]:
    """The searchable columns of a decision given as plain data."""
    rest = {name: said for name, said in data.items() if name not in (*NAMES, *SUMMARY)}
    return {
        "names": _tokens(_texts([data.get(name) for name in NAMES])),
        "dockets": _tokens(docket.get("number", "") for docket in data.get("dockets", ())),
        "summary": _tokens(_texts([data.get(name) for name in SUMMARY])),
        "body": _tokens([*_texts(rest), *_prompts(data)]),
    }


def texts_in(data: dict[str, Any], language: str) -> list[str]:
    """The texts that may show a hit, in the given language (`en` or `zh`), best first."""
    first = [data.get("summary", {}), data.get("content", {})]
    return [*(said[language] for said in first if language in said), *_texts(data, language)]


def _texts(said: Any, *languages: str) -> Iterator[str]:
    """Every bilingual text inside, in the order in which it is told."""
    if isinstance(said, dict):
        for name, value in said.items():
            if name in (languages or ("en", "zh")) and isinstance(value, str):
                yield value
            elif name != "record":
                yield from _texts(value, *languages)
    elif isinstance(said, list | tuple):
        for item in said:
            yield from _texts(item, *languages)


def _prompts(data: dict[str, Any]) -> Iterator[str]:
    for judged in data.get("judged", ()):
        record = judged.get("record")
        if isinstance(record, dict):
            for part in (record, *record.get("steps", ())):
                yield from (part[name] for name in OF_RECORD if isinstance(part.get(name), str))


def _tokens(texts: Any) -> str:
    return BREAK.join(bigrams(text) for text in texts if text)
