"""The searchable texts of a decision: its tokens by weight, and the excerpt that shows a hit.

Both languages are searched. The module uses no Django.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from cases.search.bigrams import Term, bigrams, highlights, may_contain

NAMES = ("name", "short_name")
SUMMARY = ("summary", "content", "court")
# Fields of a creation record that are searched.
OF_RECORD = ("title", "summary", "prompt")
# A token between two texts, so that no phrase matches across them.
BREAK = " endoftext "


# Characters of an excerpt, and of the search for a space where it is cut.
MAX_EXCERPT = 280
MAX_WORD = 20


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """A passage of a decision; the language of a prompt is empty."""

    text: str
    language: str


def entry_of(data: dict[str, Any]) -> dict[str, str]:
    """Return the columns of the search entry of a decision in plain data."""
    rest = {name: value for name, value in data.items() if name not in (*NAMES, *SUMMARY)}
    return {
        "names": _join_tokens(_list_texts([data.get(name) for name in NAMES])),
        "dockets": _join_tokens(docket.get("number", "") for docket in data.get("dockets", ())),
        "summary": _join_tokens(_list_texts([data.get(name) for name in SUMMARY])),
        "body": _join_tokens([*_list_texts(rest), *_list_prompts(data)]),
    }


def excerpt_of(data: dict[str, Any], terms: Sequence[Term], language: str) -> Excerpt:
    """Return the passage with most of the terms, preferably in the given language.

    Without terms it is the summary.
    """
    summary = Excerpt(text=data.get("summary", {}).get(language, ""), language=language)
    if not terms:
        return summary
    other = "zh" if language == "en" else "en"
    passages = chain(
        ((language, text) for text in _list_passages(data, language)),
        ((other, text) for text in _list_passages(data, other)),
        (("", text) for text in _list_prompts(data)),
    )
    best, max_hits = None, 0
    for spoken, text in passages:
        hits = sum(may_contain(text, term) and bool(highlights(text, [term])) for term in terms)
        if hits > max_hits:
            best, max_hits = Excerpt(text=text, language=spoken), hits
        if max_hits == len(terms):
            break
    if best is None:
        return summary
    return replace(best, text=_clip(best.text, highlights(best.text, terms)[0][0]))


def _list_passages(data: dict[str, Any], language: str) -> Iterator[str]:
    first = (data.get(name, {}).get(language, "") for name in ("summary", "content"))
    return (text for text in chain(first, _list_texts(data, language)) if text)


def _clip(text: str, hit: int) -> str:
    """Cut a passage to `MAX_EXCERPT` characters around a hit."""
    if len(text) <= MAX_EXCERPT:
        return text
    start = max(0, min(hit - MAX_EXCERPT // 3, len(text) - MAX_EXCERPT))
    # The cut is at a space; Han text without spaces is cut anywhere.
    space = text.find(" ", start, start + MAX_WORD)
    start = 0 if start == 0 else (space + 1 if space != -1 else start)
    end = start + MAX_EXCERPT
    space = text.rfind(" ", end - MAX_WORD, end)
    end = len(text) if end >= len(text) else (space if space != -1 else end)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"


def _list_texts(content: Any, *languages: str) -> Iterator[str]:
    """Yield every text in one of the languages, or in both, except those of the record."""
    if isinstance(content, dict):
        for name, value in content.items():
            if name in (languages or ("en", "zh")) and isinstance(value, str):
                yield value
            elif name != "record":
                yield from _list_texts(value, *languages)
    elif isinstance(content, list | tuple):
        for item in content:
            yield from _list_texts(item, *languages)


def _list_prompts(data: dict[str, Any]) -> Iterator[str]:
    for judged in data.get("judged", ()):
        record = judged.get("record")
        if isinstance(record, dict):
            for part in (record, *record.get("steps", ())):
                yield from (part[name] for name in OF_RECORD if isinstance(part.get(name), str))


def _join_tokens(texts: Any) -> str:
    return BREAK.join(bigrams(text) for text in texts if text)
