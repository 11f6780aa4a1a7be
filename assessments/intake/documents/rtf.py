"""Rich Text Format: the text, who wrote it when, and tracked changes.

Trigger: `{\\rtf`. One pass over the bytes, no object is opened and nothing is run. A change names
its author by a number in the table of authors and its moment by a packed date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, beyond, problem, refuse
from assessments.intake.core.report import Edit, Found, Time
from assessments.intake.core.source import Source

MAGIC = b"{\\rtf"
MEDIA_TYPE = "application/rtf"
NAME_CHARS = 500  # of a title or a name
TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)"
)
# Groups whose words are no text of the document.
SILENT = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl"),
        *("generator", "pict", "object", "fldinst", "themedata", "colorschememapping"),
        *("datastore", "latentstyles", "xmlnstbl", "header", "footer", "footnote"),
    )
)
INFO = {"author": "creator", "operator": "last_modified_by", "title": "title"}
MOMENTS = {"creatim": "created", "revtim": "modified"}
PARTS = ("yr", "mo", "dy", "hr", "min")
WORDS = {"par": "\n", "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•"}
CODE_PAGES = {936: "gb18030", 950: "big5", 932: "shift_jis", 65001: "utf-8"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group."""

    where: str = ""  # a word of INFO, MOMENTS or `revtbl`; empty in the text
    silent: bool = False
    skip: int = 1  # characters after a Unicode character, for readers that know none
    change: str = ""  # insert | delete
    author: int = 0
    at: int = 0


@dataclass(kw_only=True)
class _Reader:
    code_page: str = "cp1252"
    text: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    moments: dict[str, dict[str, int]] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    edits: list[tuple[str, int, int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)  # bytes of a character not yet whole
    skipping: int = 0
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)


def detect(source: Source) -> bool:
    return source.head.startswith(MAGIC)


def read(source: Source) -> Found:
    reader = _Reader()
    for match in TOKEN.finditer(source.data()):
        _take(reader, match)
    _flush(reader)
    text = _whole("".join(reader.text)).strip("\n")
    extra = {**reader.extra, "characters": len(text), "text": text[: limits.DOCUMENT_TEXT.most]}
    return Found(
        media_type=MEDIA_TYPE,
        edits=tuple(_edits(reader)),
        times=tuple(_times(reader)),
        problems=tuple(reader.problems),
        extra=extra,
        confidence="stated" if reader.extra or reader.edits else "none",
    )


def _take(reader: _Reader, match: re.Match[bytes]) -> None:
    word, number, byte, symbol, brace, plain = match.groups()
    if byte is not None:
        _byte(reader, int(byte, 16))
        return
    _flush(reader)
    if brace == b"{":
        if len(reader.stack) >= limits.DOCUMENT_DEPTH.most:
            refuse(limits.DOCUMENT_DEPTH)
        reader.stack.append(reader.state)
    elif brace == b"}":
        reader.state = reader.stack.pop() if reader.stack else _State()
    elif word is not None:
        _word(reader, word.decode("ascii"), int(number) if number else None)
    elif symbol == b"*":
        reader.state = replace(reader.state, silent=True)
    elif symbol is not None:
        _say(reader, {b"~": "\u00a0", b"_": "\u2011"}.get(symbol, symbol.decode("latin-1")))
    elif plain is not None:
        _say(reader, plain.decode(reader.code_page, "replace"))


def _word(reader: _Reader, word: str, number: int | None) -> None:
    state = reader.state
    if word == "ansicpg":
        reader.code_page = CODE_PAGES.get(number or 0, f"cp{number}")
        if not _known(reader.code_page):
            reader.problems.append(problem("encoding_unclear", where="RTF"))
            reader.code_page = "cp1252"
    elif word == "u" and number is not None:
        _say(reader, _character(number))
        reader.skipping = state.skip
    elif word == "uc":
        reader.state = replace(state, skip=min(number or 0, 8))
    elif word in INFO or word in MOMENTS or word == "revtbl":
        reader.state = replace(state, where=word, silent=False)
    elif word in SILENT:
        reader.state = replace(state, silent=True)
    elif state.where in MOMENTS and word in PARTS:
        reader.moments.setdefault(state.where, {})[word] = number or 0
    elif word in WORDS:
        _say(reader, WORDS[word])
    else:
        _change(reader, word, number)


def _change(reader: _Reader, word: str, number: int | None) -> None:
    state = reader.state
    if word in ("revised", "deleted"):
        kind = {"revised": "insert", "deleted": "delete"}[word]
        reader.state = replace(state, change="" if number == 0 else kind)
    elif word in ("revauth", "revauthdel"):
        reader.state = replace(state, author=number or 0)
    elif word in ("revdttm", "revdttmdel"):
        reader.state = replace(state, at=number or 0)
    elif word == "plain":
        reader.state = replace(state, change="", author=0, at=0)


def _known(code_page: str) -> bool:
    try:
        "".encode(code_page)
    except LookupError:
        return False
    return True


def _character(number: int) -> str:
    """Numbers are signed sixteen bits; halves of a pair are joined when the text is."""
    return chr(number % 65536)


def _byte(reader: _Reader, value: int) -> None:
    if reader.skipping:
        reader.skipping -= 1
    else:
        reader.pending.append(value)


def _flush(reader: _Reader) -> None:
    if reader.pending:
        data = bytes(reader.pending)
        reader.pending.clear()
        _say(reader, data.decode(reader.code_page, "replace"))


def _say(reader: _Reader, text: str) -> None:
    if reader.skipping:
        dropped = min(reader.skipping, len(text))
        reader.skipping -= dropped
        text = text[dropped:]
    state = reader.state
    if not text or state.silent and state.where != "revtbl":
        return
    if state.where == "revtbl":
        reader.authors.extend(one.strip() for one in text.split(";") if one.strip())
    elif state.where in INFO:
        key = INFO[state.where]
        reader.extra[key] = (reader.extra.get(key, "") + text)[:NAME_CHARS]
    elif not state.where:
        if state.change != "delete":
            reader.text.append(text)
        if state.change:
            _record(reader, text)


def _record(reader: _Reader, text: str) -> None:
    state = reader.state
    last = reader.edits[-1] if reader.edits else None
    if last and last[:3] == (state.change, state.author, state.at):
        last[3].append(text)
    elif len(reader.edits) < limits.EDITS.most:
        reader.edits.append((state.change, state.author, state.at, [text]))
    elif reader.problems[-1:] != [beyond(limits.EDITS)]:
        reader.problems.append(beyond(limits.EDITS))


def _edits(reader: _Reader) -> Iterator[Edit]:
    for kind, author, at, words in reader.edits:
        text = _whole("".join(words))
        named = reader.authors[author] if 0 <= author < len(reader.authors) else None
        yield Edit(author=named, at=_moment(at), kind=kind, text=text, amount=len(text))


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _moment(packed: int) -> str | None:
    """Minutes, hours, day, month and years since 1900, in six, five, five, four and nine bits."""
    if not packed:
        return None
    packed %= 1 << 32
    minute, hour, day = packed & 63, packed >> 6 & 31, packed >> 11 & 31
    month, year = packed >> 16 & 15, (packed >> 20 & 511) + 1900
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"


def _times(reader: _Reader) -> Iterator[Time]:
    for where, parts in reader.moments.items():
        if parts.get("yr"):
            day = f"{parts['yr']:04}-{parts.get('mo', 1):02}-{parts.get('dy', 1):02}"
            value = f"{day}T{parts.get('hr', 0):02}:{parts.get('min', 0):02}:00"
            yield Time(what=MOMENTS[where], value=value, source=f"RTF {where}")
