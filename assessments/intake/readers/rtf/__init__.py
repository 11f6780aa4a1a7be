"""Rich Text Format 1.9.1: text, document information and tracked changes.

Marks: the file begins with `{\\rtf`. The reader makes one pass over the tokens; no object is opened
and nothing is executed. A tracked change names its author by an index into the revision table and
its time by a packed date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit, problem, raise_limit
from assessments.intake.core.report import Edit, Extracted, StatedTime
from assessments.intake.core.source import Source

MAGIC = b"{\\rtf"
MEDIA_TYPE = "application/rtf"
MAX_NAME_CHARS = 500  # of a title or a name
# Control word with a parameter of up to ten digits, hexadecimal byte, control symbol, brace, text.
TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)"
)
# Destinations whose text is no text of the document.
SKIPPED_DESTINATIONS = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl"),
        *("generator", "pict", "object", "fldinst", "themedata", "colorschememapping"),
        *("datastore", "latentstyles", "xmlnstbl", "header", "footer", "footnote"),
    )
)
# Information group (`\info`): destinations with text, and destinations with a time.
INFO = {"author": "creator", "operator": "last_modified_by", "title": "title"}
MOMENTS = {"creatim": "created", "revtim": "modified"}
PARTS = ("yr", "mo", "dy", "hr", "min")
WORDS = {"par": "\n", "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•"}
# Parameter of `\ansicpg` -> codec, where Python has none of the name `cp<number>`.
CODE_PAGES = {936: "gb18030", 950: "big5", 932: "shift_jis", 65001: "utf-8"}
MEDIA_TYPES = (MEDIA_TYPE,)
SAMPLES = ("readers/tracked.rtf",)


@dataclass(frozen=True, slots=True)
class _State:
    """The formatting state, which a closing brace restores."""

    where: str = ""  # destination: a key of INFO or MOMENTS, or `revtbl`; empty in the text
    silent: bool = False
    skip: int = 1  # `\ucN`: characters after `\uN` that older readers show instead of it
    change: Literal["", "insert", "delete"] = ""
    author: int = 0
    at: int = 0


@dataclass(kw_only=True)
class _Reader:
    """The state of the pass over the tokens, and what it has collected."""

    code_page: str = "cp1252"
    text: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    moments: dict[str, dict[str, int]] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    edits: list[tuple[str, int, int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)  # bytes of a character not yet complete
    skipping: int = 0
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)


def detect(source: Source) -> bool:
    """Return whether the file begins as RTF."""
    return source.head.startswith(MAGIC)


def read(source: Source) -> Extracted:
    """Read text, document information and tracked changes of an RTF file."""
    reader = _Reader()
    for match in TOKEN.finditer(source.data()):
        _read_token(reader, match)
    _flush_bytes(reader)
    text = _join_surrogates("".join(reader.text)).strip("\n")
    extra = {**reader.extra, "characters": len(text), "text": text[: limits.DOCUMENT_TEXT.value]}
    return Extracted(
        media_type=MEDIA_TYPE,
        edits=tuple(_build_edits(reader)),
        times=tuple(_build_times(reader)),
        problems=tuple(reader.problems),
        extra=extra,
        confidence="stated" if reader.extra or reader.edits else "none",
    )


def _read_token(reader: _Reader, match: re.Match[bytes]) -> None:
    word, number, byte, symbol, brace, plain = match.groups()
    if byte is not None:
        _read_byte(reader, int(byte, 16))
        return
    _flush_bytes(reader)
    if brace == b"{":
        if len(reader.stack) >= limits.DOCUMENT_DEPTH.value:
            raise_limit(limits.DOCUMENT_DEPTH)
        reader.stack.append(reader.state)
    elif brace == b"}":
        reader.state = reader.stack.pop() if reader.stack else _State()
    elif word is not None:
        _read_control_word(reader, word.decode("ascii"), int(number) if number else None)
    elif symbol == b"*":  # `\*`: a destination that an unaware reader must skip
        reader.state = replace(reader.state, silent=True)
    elif symbol is not None:  # `\~` non-breaking space, `\_` non-breaking hyphen
        _add_text(reader, {b"~": "\u00a0", b"_": "\u2011"}.get(symbol, symbol.decode("latin-1")))
    elif plain is not None:
        _add_text(reader, plain.decode(reader.code_page, "replace"))


def _read_control_word(reader: _Reader, word: str, number: int | None) -> None:
    state = reader.state
    if word == "ansicpg":
        reader.code_page = CODE_PAGES.get(number or 0, f"cp{number}")
        if not _is_known(reader.code_page):
            reader.problems.append(problem("encoding_unclear", where="RTF"))
            reader.code_page = "cp1252"
    elif word == "u" and number is not None:
        _add_text(reader, _decode_unicode(number))
        reader.skipping = state.skip
    elif word == "uc":
        reader.state = replace(state, skip=min(number or 0, 8))
    elif word in INFO or word in MOMENTS or word == "revtbl":
        reader.state = replace(state, where=word, silent=False)
    elif word in SKIPPED_DESTINATIONS:
        reader.state = replace(state, silent=True)
    elif state.where in MOMENTS and word in PARTS:
        reader.moments.setdefault(state.where, {})[word] = number or 0
    elif word in WORDS:
        _add_text(reader, WORDS[word])
    else:
        _read_revision(reader, word, number)


def _read_revision(reader: _Reader, word: str, number: int | None) -> None:
    state = reader.state
    if word in ("revised", "deleted"):
        kind: Literal["insert", "delete"] = "insert" if word == "revised" else "delete"
        reader.state = replace(state, change="" if number == 0 else kind)
    elif word in ("revauth", "revauthdel"):
        reader.state = replace(state, author=number or 0)
    elif word in ("revdttm", "revdttmdel"):
        reader.state = replace(state, at=number or 0)
    elif word == "plain":
        reader.state = replace(state, change="", author=0, at=0)


def _is_known(code_page: str) -> bool:
    try:
        "".encode(code_page)
    except LookupError:
        return False
    return True


def _decode_unicode(number: int) -> str:
    """Return the UTF-16 code unit of `\\uN`, whose N is a signed 16-bit number.

    Surrogate pairs come as two control words and are joined by `_join_surrogates`.
    """
    return chr(number % 65536)


def _read_byte(reader: _Reader, value: int) -> None:
    if reader.skipping:
        reader.skipping -= 1
    else:
        reader.pending.append(value)


def _flush_bytes(reader: _Reader) -> None:
    if reader.pending:
        data = bytes(reader.pending)
        reader.pending.clear()
        _add_text(reader, data.decode(reader.code_page, "replace"))


def _add_text(reader: _Reader, text: str) -> None:
    if reader.skipping:
        dropped = min(reader.skipping, len(text))
        reader.skipping -= dropped
        text = text[dropped:]
    state = reader.state
    if not text or state.silent and state.where != "revtbl":
        return
    if state.where == "revtbl":
        reader.authors.extend(name.strip() for name in text.split(";") if name.strip())
    elif state.where in INFO:
        key = INFO[state.where]
        reader.extra[key] = (reader.extra.get(key, "") + text)[:MAX_NAME_CHARS]
    elif not state.where:
        if state.change != "delete":
            reader.text.append(text)
        if state.change:
            _record_change(reader, text)


def _record_change(reader: _Reader, text: str) -> None:
    state = reader.state
    last = reader.edits[-1] if reader.edits else None
    if last and last[:3] == (state.change, state.author, state.at):
        last[3].append(text)
    elif len(reader.edits) < limits.EDITS.value:
        reader.edits.append((state.change, state.author, state.at, [text]))
    elif reader.problems[-1:] != [over_limit(limits.EDITS)]:
        reader.problems.append(over_limit(limits.EDITS))


def _build_edits(reader: _Reader) -> Iterator[Edit]:
    for kind, author, at, words in reader.edits:
        text = _join_surrogates("".join(words))
        named = reader.authors[author] if 0 <= author < len(reader.authors) else None
        yield Edit(author=named, at=_format_dttm(at), kind=kind, text=text, amount=len(text))


def _join_surrogates(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _format_dttm(packed: int) -> str | None:
    """Format the DTTM of `\\revdttmN` as ISO 8601 without a zone; None where it is empty.

    [MS-DOC] 2.9.65 (DTTM), from the lowest bit: minute (6 bits), hour (5), day of the month (5),
    month (4), years since 1900 (9), weekday (3).
    """
    if not packed:
        return None
    packed %= 1 << 32  # the parameter is a signed 32-bit number
    minute, hour, day = packed & 63, packed >> 6 & 31, packed >> 11 & 31
    month, year = packed >> 16 & 15, (packed >> 20 & 511) + 1900
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"


def _build_times(reader: _Reader) -> Iterator[StatedTime]:
    for where, parts in reader.moments.items():
        if parts.get("yr"):
            day = f"{parts['yr']:04}-{parts.get('mo', 1):02}-{parts.get('dy', 1):02}"
            value = f"{day}T{parts.get('hr', 0):02}:{parts.get('min', 0):02}:00"
            yield StatedTime(what=MOMENTS[where], value=value, source=f"RTF {where}")
