"""Conversations pasted as text: Kimi, 豆包, 文心一言 and others that export nothing.

Trigger: lines that name a speaker (`## 👤 用户`, `**Kimi：**`, `### 1. User`, `【我】`,
`ChatGPT said:`), where the person and the machine both speak. Tolerant of headings, bold, emoji,
numbers, rounds and colons. A line inside a code block never counts. A time that a script wrote
below the name is the turn's; what stands under a heading of thinking is counted, not kept, where
an answer follows. Who a name belongs to stands in a closed list; no branch or model is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from assessments.intake.conversations.speakers import (
    PERSON,
    SIGNS,
    THOUGHTS,
    role_of,
    service_of,
)
from assessments.intake.conversations.values import Conversation, Node, iso, linear, messages

SPEAKER_LONGEST = 60  # characters of a line that can name a speaker
FENCES = ("```", "~~~")
DECORATION = "#>*_ \t-"
RULE = "---"
MOMENT = r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?"
TIME = re.compile(rf"[(（\[]({MOMENT})[)）\]]")
NOTE = re.compile(rf"[*_>\-\s]{{1,8}}[^\n]{{0,80}}?`?({MOMENT})`?[^\n]{{0,40}}")  # below a name
MODEL = re.compile(r"(?:model|模型)[:：]\s{0,3}`?([\w.\-]{1,60})")
NUMBER = re.compile(r"(?:\d{1,5}[.)、]\s{0,3}|第\d{1,5}轮[:：]?\s{0,3})")  # before a name
ROUND = re.compile(r"\s{0,3}(?:[(（][^()（）]{1,30}[)）]|#?\d{1,5})")  # behind a name
BRACKETS = (("【", "】"), ("[", "]"))


@dataclass(frozen=True, kw_only=True)
class _Speaker:
    role: str | None  # None for a heading of thinking
    service: str | None = None
    at: str | None = None
    rest: str = ""  # what follows the colon on the same line
    line: str = ""


def detect(text: str) -> bool:
    roles = {speaker.role for _, speaker in _lines(text) if speaker}
    return roles >= {"user", "assistant"}


def read(text: str) -> Conversation:
    segments: list[tuple[_Speaker, list[str]]] = []
    for line, named in _lines(text):
        if named is not None:
            segments.append((named, [named.rest] if named.rest else []))
        elif segments:  # what stands before the first speaker belongs to nobody
            segments[-1][1].append(line)
    services = {speaker.service for speaker, _ in segments if speaker.service}
    nodes = messages(linear(_turns(segments)), None)
    return Conversation(service=services.pop() if len(services) == 1 else None, messages=nodes)


def _turns(segments: list[tuple[_Speaker, list[str]]]) -> Iterator[Node]:
    """Thinking goes with the answer behind it; with none behind it, what is quoted is thought."""
    thought, turns = 0, list[tuple[_Speaker, list[str]]]()
    thoughts: dict[int, int] = {}  # by the place of the turn
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
        yield from _turn(place, speaker, lines, thoughts[place])


def _turn(place: int, speaker: _Speaker, lines: list[str], thought: int) -> Iterator[Node]:
    at, model = speaker.at, None
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
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


def _lines(text: str) -> Iterator[tuple[str, _Speaker | None]]:
    fence = ""
    for line in text.splitlines():
        start = line.lstrip()[:3]
        if start in FENCES and fence in ("", start):
            fence = "" if fence else start
            yield line, None
        else:
            noted = MODEL.search(line) and NOTE.fullmatch(line)
            yield line, None if fence or noted else _speaker(line)


def _speaker(line: str) -> _Speaker | None:
    marked = line.lstrip().startswith(("#", "**", "__", "【", "["))
    opening, colon, rest = _split(line)
    if len(opening) > SPEAKER_LONGEST:
        return None
    time = TIME.search(opening)
    name = (TIME.sub("", opening) if time else opening).partition(" · ")[0].strip(DECORATION)
    numbered = NUMBER.match(name)
    name = name[numbered.end() :] if numbered else name
    sign = next((one for one in SIGNS if name.startswith(one)), "")
    name = _bare(name.removeprefix(sign).strip("\ufe0f" + DECORATION).lower())
    said = next((one for one in (" said", " 说") if name.endswith(one)), "")
    if not (marked or colon or sign or said) or (rest.strip(DECORATION) and not colon):
        return None
    at = iso(time[1].replace(" ", "T")) if time else None
    found = _named(name.removesuffix(said), sign, at, rest.lstrip("*_ "), marked or bool(sign))
    return replace(found, line=line) if found else None


def _bare(name: str) -> str:
    for opening, closing in BRACKETS:
        if name.startswith(opening) and name.endswith(closing):
            return name[1:-1].strip()
    return name


def _split(line: str) -> tuple[str, bool, str]:
    """Before the first colon, whether there was one, after it; a time's own colon is not one."""
    search = line[: SPEAKER_LONGEST + 1]
    hidden = TIME.sub(lambda match: "x" * len(match[0]), search)
    hidden = hidden.partition(" · ")[0]
    places = [place for mark in ":：" if (place := hidden.find(mark)) >= 0]
    if not places:
        return line, False, ""
    return line[: min(places)], True, line[min(places) + 1 :]


def _named(name: str, sign: str, at: str | None, rest: str, marked: bool) -> _Speaker | None:
    """Whose name it is; in a heading a round or a model may follow it."""
    if not name and sign:
        return _Speaker(role="user" if sign in PERSON else "assistant", at=at, rest=rest)
    plain = name
    if marked and (behind := ROUND.search(name)) and behind.end() == len(name):
        plain = name[: behind.start()]
    for one in (name, plain):
        role, service = role_of(one)
        service = service or (service_of(one) if marked else None)
        if role or service:
            return _Speaker(role=role or "assistant", service=service, at=at, rest=rest)
    if marked and plain in THOUGHTS:
        return _Speaker(role=None, at=at, rest=rest)
    return None
