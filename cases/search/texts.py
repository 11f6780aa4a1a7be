"""What of a decision is searched: its tokens, by weight, and the texts that may show a hit.

Pure. Both languages are searched at once, whatever the reader's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from cases.search.bigrams import Term, bigrams, highlights, may_have

NAMES = ("name", "short_name")
SUMMARY = ("summary", "content", "court")
# Prompts are remembered better than names; the rest of a record is for the reasoning.
OF_RECORD = ("title", "summary", "prompt")
# Between two texts, so that no phrase is found across them; a token nobody types.
BREAK = " endoftext "


# Characters of an excerpt, and how far to look for a space where it is cut.
EXCERPT = 280
WORD = 20


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """A passage of a decision; the language is empty where it is nobody's (a prompt)."""

    text: str
    language: str


def entry_of(data: dict[str, Any]) -> dict[str, str]:
    """The searchable columns of a decision given as plain data."""
    rest = {name: said for name, said in data.items() if name not in (*NAMES, *SUMMARY)}
    return {
        "names": _tokens(_texts([data.get(name) for name in NAMES])),
        "dockets": _tokens(docket.get("number", "") for docket in data.get("dockets", ())),
        "summary": _tokens(_texts([data.get(name) for name in SUMMARY])),
        "body": _tokens([*_texts(rest), *_prompts(data)]),
    }


def excerpt_of(data: dict[str, Any], terms: Sequence[Term], language: str) -> Excerpt:
    """The passage that shows most of what was asked for, in the reader's language if it can.

    Without a term it is the summary.
    """
    summary = Excerpt(text=data.get("summary", {}).get(language, ""), language=language)
    if not terms:
        return summary
    other = "zh" if language == "en" else "en"
    passages = chain(
        ((language, text) for text in _passages(data, language)),
        ((other, text) for text in _passages(data, other)),
        (("", text) for text in _prompts(data)),
    )
    best, most = None, 0
    for spoken, text in passages:
        hits = sum(may_have(text, term) and bool(highlights(text, [term])) for term in terms)
        if hits > most:
            best, most = Excerpt(text=text, language=spoken), hits
        if most == len(terms):
            break
    if best is None:
        return summary
    return replace(best, text=_clipped(best.text, highlights(best.text, terms)[0][0]))


def _passages(data: dict[str, Any], language: str) -> Iterator[str]:
    first = (data.get(name, {}).get(language, "") for name in ("summary", "content"))
    return (text for text in chain(first, _texts(data, language)) if text)


def _clipped(text: str, hit: int) -> str:
    """So much of a long passage around a hit as a reader takes in at a glance."""
    if len(text) <= EXCERPT:
        return text
    start = max(0, min(hit - EXCERPT // 3, len(text) - EXCERPT))
    # Not in the middle of a word; Han text has no spaces and may be cut anywhere.
    space = text.find(" ", start, start + WORD)
    start = 0 if start == 0 else (space + 1 if space != -1 else start)
    end = start + EXCERPT
    space = text.rfind(" ", end - WORD, end)
    end = len(text) if end >= len(text) else (space if space != -1 else end)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"


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
