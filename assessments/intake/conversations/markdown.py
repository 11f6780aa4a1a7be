"""Conversations pasted as text: Kimi, 豆包, 文心一言 and others that export nothing.

A line names a speaker where it is written like `## 👤 用户`, `**Kimi：**`, `### 1. User`, `【我】`
or `ChatGPT said:`; headings, bold type, emoji, numbers, rounds and colons may vary. Lines inside a
code block are never speakers. A time on the line below a name is the time of the turn. Text under
a heading of thinking is counted and not kept where an answer follows. The names stand in closed
lists (`speakers`); another name in a heading or in bold type is a speaker only where it takes turns
with one of them. Where nothing but usual names tells the speakers, a single question is a
conversation only if the text begins with it and its answer is all that follows: a glossary, a story
and subtitles have such lines, too. Branches and models are never inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    chain_nodes,
    iso,
    messages,
)
from assessments.intake.conversations.speakers import (
    PERSON,
    QUESTIONS,
    SIGNS,
    THOUGHTS,
    Role,
    role_of,
    service_of,
)
from assessments.intake.core.problems import problem

MAX_SPEAKER_CHARS = 100  # of a line that can name a speaker
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
    r"\s{0,3}(?:[(（][^()（）]{1,80}[)）]|#?\d{1,5})"
)  # behind a name, such as `(2)` or `#2`
MAX_TITLE_CHARS = 200
# How Cursor begins an export: a heading, and below it the time and its version.
EXPORTED = re.compile(
    r"^# [^\n]{1,500}\n_Exported on [^\n]{1,120} from (?P<service>Cursor)\b[^\n]{0,60}_\s{0,3}$",
    re.MULTILINE,
)
HEADING = re.compile(
    r"(?:\*\*|__)(?P<bold>[^*_]{1,40})(?:\*\*|__)[:：]?|#{1,6}\s{1,3}(?P<head>\S.{0,40})"
)
MIN_BARE = 3  # turns whose speakers stand alone on their lines
BARE_PEOPLE = frozenset({"用户", "我", "你", "您", "user", "you", "me", "human"})
MIN_ASKED = 2  # times that the known speaker speaks
ROLES: tuple[Role, ...] = ("user", "assistant")
BRACKETS = (("【", "】"), ("[", "]"))
SAID = (" said", " 说", "说")  # behind a name that stands above what was said
QUOTES = ("“", '"', "「", "『", "‘", "'")  # in a story, speech follows in them
# The line between the times of a subtitle, in SubRip and in WebVTT.
CUE = re.compile(r"^(?:\d{1,3}:)?\d{2}:\d{2}[,.]\d{3} --> (?:\d{1,3}:)?\d{2}:\d{2}", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class _Speaker:
    """A line that names a speaker."""

    role: Role | None  # None for a heading of thinking
    service: str | None = None
    at: str | None = None
    rest: str = ""  # the text behind the colon on the same line
    line: str = ""
    bare: bool = False  # the line holds the name alone
    asks: bool = False  # the name means question or answer, which people exchange, too
    signed: bool = False  # a picture sign stands before the name, as scripts of browsers write it
    inferred: str = ""  # the name, where it is a speaker only because it takes turns with one


_Marked = tuple[str, _Speaker | None, bool]  # a line, who it names, and whether it is code


def detect(text: str) -> bool:
    """Return whether a person asks and a machine answers in the text, and it is no subtitles."""
    if _is_subtitles(text):
        return False
    return any(_is_conversation(part) for part in _split_exports(text))


def resembles(text: str) -> bool:
    """Return whether the text may be a question with its answer; the names alone say so."""
    spoken = [speaker for _, speaker in _mark_speakers(text) if speaker and speaker.role]
    roles = tuple(speaker.role for speaker in spoken)
    asks = all(speaker.asks for speaker in spoken) and roles[:2] == ROLES
    return (asks or roles == ROLES) and not _is_subtitles(text)


def _is_subtitles(text: str) -> bool:
    """Return whether the times of a subtitle stand before all speakers."""
    cue = CUE.search(text)
    return cue is not None and not any(named for _, named, _ in _mark_known(text[: cue.start()]))


def read(text: str) -> Iterator[Conversation]:
    """Yield the conversations of a text, one unless several exports stand in it."""
    return map(_read_one, _split_exports(text))


def _is_conversation(text: str) -> bool:
    marked = [(line, speaker) for line, speaker in _mark_speakers(text) if line.strip()]
    spoken = [speaker for _, speaker in marked if speaker and speaker.role]
    if not any(pair == ROLES for pair in pairwise(speaker.role for speaker in spoken)):
        return False
    if all(each.asks for each in spoken):
        return False
    told = any(each.service or each.inferred or each.signed or each.at for each in spoken)
    asked = sum(speaker.role == "user" for speaker in spoken)
    first = next((named for line, named in marked if named or not line.startswith("#")), None)
    alone = len(spoken) == len(ROLES) and first is not None
    return told or asked >= MIN_ASKED or alone or EXPORTED.match(text) is not None


def _split_exports(text: str) -> list[str]:
    starts = [match.start() for match in EXPORTED.finditer(text)]
    if len(starts) < 2:
        return [text]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def _read_one(text: str) -> Conversation:
    """Read the turns; the text before the first speaker is dropped."""
    segments: list[tuple[_Speaker, list[str]]] = []
    title = None
    for line, named in _mark_speakers(text):
        if named is not None:
            segments.append((named, [named.rest] if named.rest else []))
        elif segments:
            segments[-1][1].append(line)
        elif line.startswith("# ") and title is None:
            title = line[2:].strip()[:MAX_TITLE_CHARS] or None
    services = {speaker.service for speaker, _ in segments if speaker.service}
    if exported := EXPORTED.match(text):
        services.add(exported["service"])
    inferred = {speaker.inferred for speaker, _ in segments if speaker.inferred}
    by_names = _is_bare(segments) or not (services or inferred)
    return Conversation(
        service=services.pop() if len(services) == 1 else None,
        title=title,
        messages=messages(chain_nodes(_merge_thinking(segments)), None),
        problems=(
            *(problem("speaker_inferred", name=name) for name in sorted(inferred)),
            *((problem("conversation_form_unknown"),) if by_names else ()),
        ),
    )


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
    marked = list(_mark_known(text))
    if not any(speaker for _, speaker, _ in marked):
        marked = _mark_bare(marked)
    roles = {speaker.role for _, speaker, _ in marked if speaker}
    known: Role | None = next((role for role in ROLES if roles - {None} == {role}), None)
    partner = _find_partner(marked, known) if known else None
    role: Role = "assistant" if known == "user" else "user"
    for line, speaker, fenced in marked:
        if partner and speaker is None and not fenced and _heading_of(line) == partner:
            yield line, _Speaker(role=role, line=line, inferred=partner[1])
        else:
            yield line, speaker


def _is_bare(segments: list[tuple[_Speaker, list[str]]]) -> bool:
    return any(speaker.bare for speaker, _ in segments)


def _mark_bare(marked: list[_Marked]) -> list[_Marked]:
    """Mark lines that hold a name alone, as a page copied as a whole has them.

    They count where the text begins with one and a person and one service take turns throughout.
    """
    names = [None if fenced else _bare_speaker(line) for line, _, fenced in marked]
    spoken = [name for name in names if name]
    first = next(
        (name for (line, _, _), name in zip(marked, names, strict=True) if line.strip()), None
    )
    regular = [name.role for name in spoken] == [ROLES[at % 2] for at in range(len(spoken))]
    services = {name.service for name in spoken if name.service}
    if first is None or not regular or len(services) != 1 or len(spoken) < MIN_BARE:
        return marked
    return [(line, name, fenced) for (line, _, fenced), name in zip(marked, names, strict=True)]


def _bare_speaker(line: str) -> _Speaker | None:
    name = line.strip().lower() if len(line) <= MAX_SPEAKER_CHARS else ""
    if name in BARE_PEOPLE:
        return _Speaker(role="user", line=line, bare=True)
    service = service_of(name, marked=False) if name else None
    return _Speaker(role="assistant", service=service, line=line, bare=True) if service else None


def _find_partner(marked: list[_Marked], known: Role) -> tuple[str, str] | None:
    """Return style and name of the headings that take turns with those of the known speaker.

    A name counts where it follows the known one each time, the last time perhaps excepted, and
    stands nowhere else.
    """
    following: dict[tuple[str, str], int] = {}
    repeated: set[tuple[str, str]] = set()
    styles = {_style_of(line) for line, speaker, _ in marked if speaker and speaker.role == known}
    last: tuple[str, str] | None = None
    waits = False  # whether the known speaker was the last that was named
    asked = 0
    for line, speaker, fenced in marked:
        if speaker is not None:
            last, waits = None, speaker.role == known
            asked += waits
        elif not fenced and (heading := _heading_of(line)) and heading[0] in styles:
            if waits:
                following[heading] = following.get(heading, 0) + 1
                waits, last = False, heading
            elif heading == last or heading in following:
                repeated.add(heading)
    turns = {name: count for name, count in following.items() if name not in repeated}
    best = max(turns, key=lambda name: turns[name], default=None)
    is_regular = best is not None and asked >= MIN_ASKED and turns[best] >= asked - 1
    return best if is_regular else None


def _style_of(line: str) -> str:
    start = line.lstrip()
    hashes = len(start) - len(start.lstrip("#"))
    return "#" * hashes or ("**" if start.startswith(("**", "__")) else "")


def _heading_of(line: str) -> tuple[str, str] | None:
    """Return style and name of a line that is a heading or wholly in bold type."""
    match = HEADING.fullmatch(line.strip()) if len(line) <= MAX_SPEAKER_CHARS else None
    if match is None:
        return None
    name = (match["bold"] or match["head"]).strip(" *_:：")
    return (_style_of(line), name) if name else None


def _mark_known(text: str) -> Iterator[_Marked]:
    """Yield each line with the known speaker that it names, and whether it is code."""
    fence = ""
    for line in text.splitlines():
        start = line.lstrip()[:3]
        if start in FENCES and fence in ("", start):
            fence = "" if fence else start
            yield line, None, True
        elif fence:
            yield line, None, True
        else:
            noted = MODEL.search(line) and NOTE.fullmatch(line)
            yield line, None if noted else _parse_speaker(line), False


def _parse_speaker(line: str) -> _Speaker | None:
    marked = line.lstrip().startswith(("#", "**", "__", "_**", "【", "["))
    opening, colon, rest = _split_at_colon(line)
    if len(opening) > MAX_SPEAKER_CHARS:
        return None
    time = TIME.search(opening)
    name = (TIME.sub("", opening) if time else opening).partition(" · ")[0].strip(DECORATION)
    numbered = NUMBER.match(name)
    name = name[numbered.end() :] if numbered else name
    sign = next((candidate for candidate in SIGNS if name.startswith(candidate)), "")
    name = _strip_brackets(name.removeprefix(sign).strip("\ufe0f" + DECORATION).lower())
    verb = next((candidate for candidate in SAID if name.endswith(candidate)), "")
    if verb and rest.lstrip().startswith(QUOTES):
        return None
    if not (marked or colon or sign or verb) or (rest.strip(DECORATION) and not colon):
        return None
    at = iso(time[1].replace(" ", "T")) if time else None
    found = _identify_speaker(
        name.removesuffix(verb), sign, at, rest.lstrip("*_ "), marked or bool(sign)
    )
    return replace(found, line=line, signed=bool(sign)) if found else None


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
        service = service or service_of(spelling, marked=marked)
        if role or service:
            asks = spelling in QUESTIONS
            role = role or "assistant"
            return _Speaker(role=role, service=service, at=at, rest=rest, asks=asks)
    if marked and plain in THOUGHTS:
        return _Speaker(role=None, at=at, rest=rest)
    return None
