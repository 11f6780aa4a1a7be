"""Conversations pasted as text: Kimi, 豆包, 文心一言 and others that export nothing.

A line names a speaker where it is written like `## 👤 用户`, `**Kimi：**`, `### 1. User`, `【我】`
or `ChatGPT said:`; headings, bold type, emoji, numbers, rounds and colons may vary. Lines inside a
code block are never speakers. A time on the line below a name is the time of the turn. Text under
a heading of thinking is counted and not kept where an answer follows. The names stand in closed
lists (`speakers`); branches and models are never inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    chain_nodes,
    iso,
    messages,
)
from assessments.intake.conversations.speakers import (
    PERSON,
    SIGNS,
    THOUGHTS,
    Role,
    role_of,
    service_of,
)

MAX_SPEAKER_CHARS = 60  # of a line that can name a speaker
FENCES = ("```", "~~~")
DECORATION = "#>*_ \t-"
RULE = "---"
MOMENT = r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?"
TIME = re.compile(rf"[(（\[]({MOMENT})[)）\]]")
NOTE = re.compile(
    rf"[*_>\-\s]{{1,8}}[^\n]{{0,80}}?`?({MOMENT})`?[^\n]{{0,40}}"
)  # on the line below a name
MODEL = re.compile(r"(?:model|模型)[:：]\s{0,3}`?([\w.\-]{1,60})")
NUMBER = re.compile(
    r"(?:\d{1,5}[.)、]\s{0,3}|第\d{1,5}轮[:：]?\s{0,3})"
)  # before a name, such as `1.` or `第1轮`
ROUND = re.compile(
    r"\s{0,3}(?:[(（][^()（）]{1,30}[)）]|#?\d{1,5})"
)  # behind a name, such as `(2)` or `#2`
BRACKETS = (("【", "】"), ("[", "]"))


@dataclass(frozen=True, kw_only=True)
class _Speaker:
    """A line that names a speaker."""

    role: Role | None  # None for a heading of thinking
    service: str | None = None
    at: str | None = None
    rest: str = ""  # the text behind the colon on the same line
    line: str = ""


def detect(text: str) -> bool:
    """Return whether both a person and a machine speak in the text."""
    roles = {speaker.role for _, speaker in _mark_speakers(text) if speaker}
    return roles >= {"user", "assistant"}


def read(text: str) -> Conversation:
    """Read the turns; the text before the first speaker is dropped."""
    segments: list[tuple[_Speaker, list[str]]] = []
    for line, named in _mark_speakers(text):
        if named is not None:
            segments.append((named, [named.rest] if named.rest else []))
        elif segments:
            segments[-1][1].append(line)
    services = {speaker.service for speaker, _ in segments if speaker.service}
    nodes = messages(chain_nodes(_merge_thinking(segments)), None)
    return Conversation(service=services.pop() if len(services) == 1 else None, messages=nodes)


def _merge_thinking(segments: list[tuple[_Speaker, list[str]]]) -> Iterator[Node]:
    """Assign each block of thinking to the answer behind it.

    Where no answer follows, only the quoted lines of the block count as thinking, and the rest is
    text of the turn before it.
    """
    thought, turns = 0, list[tuple[_Speaker, list[str]]]()
    thoughts: dict[int, int] = {}  # characters of thinking by the index of the turn
    for place, (speaker, lines) in enumerate(segments):
        following = segments[place + 1][0].role if place + 1 < len(segments) else None
        if speaker.role is not None:
            thoughts[len(turns)], thought = thought, 0
            turns.append((speaker, lines))
        elif following == "assistant":
            thought += len("\n".join(lines).strip())
        elif turns:
            quoted = list(takewhile(lambda line: line.startswith(">") or not line.strip(), lines))
            thoughts[len(turns) - 1] += len("\n".join(quoted).strip())
            heading = [] if any(quoted) else [speaker.line]
            turns[-1][1].extend((*heading, *lines[len(quoted) :]))
    for place, (speaker, lines) in enumerate(turns):
        yield from _build_turn(place, speaker, lines, thoughts[place])


def _build_turn(place: int, speaker: _Speaker, lines: list[str], thought: int) -> Iterator[Node]:
    at, model = speaker.at, None
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines and at is None and (note := NOTE.fullmatch(lines[start])):
        at = iso(note[1].replace(" ", "T"))
        model = named[1] if (named := MODEL.search(lines[start])) else None
        lines = lines[start + 1 :]
    text = "\n".join(lines).strip("\n").removesuffix(RULE).rstrip()
    if text.strip():
        yield Node(
            id=f"#{place}",
            parent=None,
            role=speaker.role,
            text=text,
            at=at,
            model=model if speaker.role == "assistant" else None,
            thinking_chars=thought,
        )


def _mark_speakers(text: str) -> Iterator[tuple[str, _Speaker | None]]:
    fence = ""
    for line in text.splitlines():
        start = line.lstrip()[:3]
        if start in FENCES and fence in ("", start):
            fence = "" if fence else start
            yield line, None
        else:
            noted = MODEL.search(line) and NOTE.fullmatch(line)
            yield line, None if fence or noted else _parse_speaker(line)


def _parse_speaker(line: str) -> _Speaker | None:
    marked = line.lstrip().startswith(("#", "**", "__", "【", "["))
    opening, colon, rest = _split_at_colon(line)
    if len(opening) > MAX_SPEAKER_CHARS:
        return None
    time = TIME.search(opening)
    name = (TIME.sub("", opening) if time else opening).partition(" · ")[0].strip(DECORATION)
    numbered = NUMBER.match(name)
    name = name[numbered.end() :] if numbered else name
    sign = next((candidate for candidate in SIGNS if name.startswith(candidate)), "")
    name = _strip_brackets(name.removeprefix(sign).strip("\ufe0f" + DECORATION).lower())
    verb = next((candidate for candidate in (" said", " 说") if name.endswith(candidate)), "")
    if not (marked or colon or sign or verb) or (rest.strip(DECORATION) and not colon):
        return None
    at = iso(time[1].replace(" ", "T")) if time else None
    found = _identify_speaker(
        name.removesuffix(verb), sign, at, rest.lstrip("*_ "), marked or bool(sign)
    )
    return replace(found, line=line) if found else None


def _strip_brackets(name: str) -> str:
    for opening, closing in BRACKETS:
        if name.startswith(opening) and name.endswith(closing):
            return name[1:-1].strip()
    return name


def _split_at_colon(line: str) -> tuple[str, bool, str]:
    """Split a line at its first colon outside a time: before, whether there is one, after."""
    search = line[: MAX_SPEAKER_CHARS + 1]
    hidden = TIME.sub(lambda match: "x" * len(match[0]), search)
    hidden = hidden.partition(" · ")[0]
    places = [place for mark in ":：" if (place := hidden.find(mark)) >= 0]
    if not places:
        return line, False, ""
    return line[: min(places)], True, line[min(places) + 1 :]


def _identify_speaker(
    name: str, sign: str, at: str | None, rest: str, marked: bool
) -> _Speaker | None:
    """Identify the speaker of a name, which in a heading a round or a model may follow."""
    if not name and sign:
        return _Speaker(role="user" if sign in PERSON else "assistant", at=at, rest=rest)
    plain = name
    if marked and (behind := ROUND.search(name)) and behind.end() == len(name):
        plain = name[: behind.start()]
    for spelling in (name, plain):
        role, service = role_of(spelling)
        service = service or (service_of(spelling) if marked else None)
        if role or service:
            return _Speaker(role=role or "assistant", service=service, at=at, rest=rest)
    if marked and plain in THOUGHTS:
        return _Speaker(role=None, at=at, rest=rest)
    return None
