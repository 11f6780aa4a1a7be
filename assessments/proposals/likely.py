"""Which conversations of an export may belong to a work: shared words, names and days.

Nothing is chosen by it: a conversation is marked, with what it shares, and shown first. A word
counts only where few conversations of the export have it, so that words of every talk mark none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from assessments.proposals.conversations import ListedConversation
from assessments.proposals.from_files.values import seconds_of

Json = Mapping[str, Any]
WORD = re.compile(r"[a-zA-Z\u00c0-\u024f]{4,40}")
HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
MAX_CHARS = 20_000  # of the texts of a work
MAX_COMPARED = 3000  # of the prompts of one conversation
MIN_NAME = 4  # characters of the stem of a file's name that is looked for in a text
MAX_SHOWN = 5
COMMON_SHARE = 0.2  # of the conversations; a word in more of them tells nothing
MIN_WORDS = 2
DAY = 24 * 60 * 60
# Words of requests, whatever they ask for.
COMMON = frozenset(
    {"about", "after", "again", "also", "another", "because", "before", "could", "create", "does"}
    | {"draw", "each", "from", "give", "have", "help", "into", "just", "like", "make", "more"}
    | {"need", "only", "other", "please", "prompt", "should", "show", "some", "take", "than"}
    | {"that", "them", "then", "there", "these", "they", "this", "want", "what", "when", "where"}
    | {"which", "will", "with", "without", "would", "write", "your", "image", "picture", "text"}
    | {
        "一个",
        "这个",
        "那个",
        "什么",
        "怎么",
        "可以",
        "帮我",
        "请你",
        "一下",
        "我想",
        "需要",
        "生成",
    }
)


@dataclass(frozen=True, kw_only=True)
class WorkTraces:
    """What a conversation about a work may share with it."""

    words: frozenset[str]
    names: tuple[str, ...]  # of the files beside the export
    named: frozenset[str]  # the words of the title and of the names of those files
    days: tuple[tuple[float, str], ...]  # times that those files state, with their names


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """What a conversation shares with the work."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    day_of: str = ""  # the file that states a time on a day of the conversation

    @property
    def is_likely(self) -> bool:
        """Whether it shares a name, several words, or a word and a day."""
        by_words = len(self.words) >= MIN_WORDS or bool(self.words and self.day_of)
        return bool(self.names) or by_words


def traces_of(record: Json, others: Sequence[tuple[str, Json]]) -> WorkTraces:
    """Return the traces of a work: of its answers, and of the files beside the export."""
    texts = [str(record.get(name) or "") for name in ("title", "summary")]
    for step in record.get("steps") or ():
        texts += [str(step.get(name) or "") for name in ("prompt", "intent")]
    texts += [str(report.get("prompt") or "") for _, report in others]
    stems = [_stem(name) for name, _ in others]
    days = [
        (seconds, name)
        for name, report in others
        for time in report.get("times") or ()
        if (seconds := seconds_of(time.get("value"))) is not None
    ]
    return WorkTraces(
        words=frozenset(words_of("\n".join([*texts, *stems])[:MAX_CHARS])),
        named=frozenset(words_of("\n".join([str(record.get("title") or ""), *stems])[:MAX_CHARS])),
        names=tuple(name for name, _ in others if len(_stem(name)) >= MIN_NAME),
        days=tuple(days),
    )


def _stem(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).stem


def words_of(text: str) -> set[str]:
    """Return the words of a text; of Chinese each pair of characters that follow each other."""
    found = {word.lower() for word in WORD.findall(text)}
    for run in HAN.findall(text):
        found |= {run[at : at + 2] for at in range(len(run) - 1)}
    return found - COMMON


def likenesses(listed: Sequence[ListedConversation], traces: WorkTraces) -> dict[str, Likeness]:
    """Return what each conversation shares with a work, by its key."""
    words = {
        conversation.key: words_of(conversation.text[:MAX_COMPARED]) for conversation in listed
    }
    spread = Counter(word for found in words.values() for word in found)
    most = max(1, COMMON_SHARE * len(listed))
    # Words of the title and of names are about the work, unless most conversations have them.
    most_named = max(most, len(listed) / 2)
    return {
        conversation.key: Likeness(
            words=_shown(
                word
                for word in words[conversation.key] & traces.words
                if spread[word] <= (most_named if word in traces.named else most)
            ),
            names=_shown(name for name in traces.names if _is_named(name, conversation)),
            day_of=_same_day(conversation, traces),
        )
        for conversation in listed
    }


def _shown(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found)[:MAX_SHOWN])


def _is_named(name: str, one: ListedConversation) -> bool:
    base = PurePosixPath(name.replace("\\", "/")).name
    return base in one.names or base.lower() in one.text.lower()


def _same_day(one: ListedConversation, traces: WorkTraces) -> str:
    start, end = seconds_of(one.begins), seconds_of(one.ends)
    if start is None:
        return ""
    end = start if end is None else max(start, end)
    near = (name for at, name in traces.days if start - DAY <= at <= end + DAY)
    return next(near, "")
