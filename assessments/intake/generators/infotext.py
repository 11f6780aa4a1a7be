"""The line of settings in Stable Diffusion WebUI's text form: `Steps: 20, Sampler: Euler a, …`.

Values may be quoted or bracketed, as JSON is. SD.Next separated settings by bars in 2023. The line
is scanned by hand, because other readers hang on regular expressions over it.
"""

from __future__ import annotations

import re

from assessments.intake.core.coerce import parse_json

# Characters of a setting's name; longer ones are parts of a prompt with a colon in it.
MAX_KEY_LENGTH = 64
BAR = " | "
MIN_BARS = 3  # in a line of settings that is separated by bars; a prompt may hold a few
# Names of settings that programs of this form write, three of which no prompt has in one line.
NAMED = frozenset({"steps", "seed", "sampler", "size", "model", "cfg scale"})
MIN_NAMED = 3
_ENDINGS = tuple(NAMED)
TEMPLATES = ("Template:", "Negative Template:")
# Bounded repetitions only, so that no text makes them slow.
_KEY = re.compile(r"[^\W\d][\w \-/.+()%]{0,63}")
_MARKS = re.compile(r'[\\"\[\]{},]')
_OPENING = re.compile(r'["\[{]')


def pairs(line: str) -> dict[str, str]:
    """Settings by their keys in lower case; of a repeated key the first value counts."""
    found: dict[str, str] = {}
    for name, value in named_pairs(line).items():
        found.setdefault(name.lower(), value)
    return found


def named_pairs(line: str) -> dict[str, str]:
    """Settings by their names as written."""
    found: dict[str, str] = {}
    key, value = "", ""
    for segment in _split(line):
        head, colon, rest = segment.partition(":")
        name = head.strip()
        if colon and len(name) <= MAX_KEY_LENGTH and _KEY.fullmatch(name):
            if key:
                found.setdefault(key, _unquote(value))
            key, value = name, rest.strip()
        elif key:
            value = f"{value},{segment}"
    if key:
        found.setdefault(key, _unquote(value))
    return found


def has_bars(line: str) -> bool:
    """Return whether settings are separated by bars instead of commas."""
    return line.count(BAR) >= MIN_BARS and line.count(BAR) > line.count(", ")


def is_settings(line: str) -> bool:
    """Return whether a line is the settings of a run, by three of the names that all have."""
    return states_three(line, NAMED)


def states_three(line: str, names: frozenset[str]) -> bool:
    """Return whether a line states three of these names, which are some of `NAMED`."""
    return _may_state_three(line) and len(names & pairs(line).keys()) >= MIN_NAMED


def _may_state_three(line: str) -> bool:
    """A name that is stated ends before a colon: this costs a tenth of splitting a long line."""
    heads = line.lower().split(":")[:-1]
    return sum(head.rstrip().endswith(_ENDINGS) for head in heads) >= MIN_NAMED


def split_runs(text: str) -> list[str]:
    """Return the texts of the runs, each up to its line of settings and what belongs below it.

    What belongs below are further settings and templates up to an empty line. Adjacent lines of
    settings are one. A text with at most one run is returned whole.
    """
    lines = text.split("\n")
    ends = [at for at, line in enumerate(lines) if is_settings(line)]
    last = [at for at in ends if at + 1 not in ends]
    if len(last) < 2:
        return [text]
    runs, start = [], 0
    for at in last[:-1]:
        end = at + 1
        while lines[end].strip() and _belongs_below(lines[end]):
            end += 1
        runs.append("\n".join(lines[start:end]))
        start = end
    return [*runs, "\n".join(lines[start:])]


def _belongs_below(line: str) -> bool:
    return line.lstrip().startswith(TEMPLATES) or len(named_pairs(line)) > 1


def _split(line: str) -> list[str]:
    if not has_bars(line):
        return _split_at_commas(line)
    return [part for piece in line.split("|") for part in [piece.strip().rstrip(",")] if part]


def _split_at_commas(line: str) -> list[str]:
    """Split at commas outside quotes and brackets, or at all where one of these is left open."""
    if not _OPENING.search(line):
        return line.split(",")
    parts, start, depth, quoted, escaped = [], 0, 0, False, -1
    for match in _MARKS.finditer(line):
        mark, index = match[0], match.start()
        if quoted:
            if mark == "\\" and index != escaped:
                escaped = index + 1
            elif mark == '"' and index != escaped:
                quoted = False
        elif mark == '"':
            quoted = depth > 0 or _opens_value(line, index)
        elif mark in "[{":
            depth += 1 if depth or _opens_value(line, index) else 0
        elif mark in "]}":
            depth = max(0, depth - 1)
        elif mark == "," and not depth:
            parts.append(line[start:index])
            start = index + 1
    parts.append(line[start:])
    return line.split(",") if quoted or depth else parts


def _opens_value(line: str, index: int) -> bool:
    """Whether a quote or bracket opens a value: it does so only where a value begins."""
    before = line[:index].rstrip()[-1:] if index < 2 else line[max(0, index - 3) : index].rstrip()
    return before.endswith(":") or before == ""


def _unquote(value: str) -> str:
    value = value.strip().rstrip(",").strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        decoded = parse_json(value)
        return decoded if isinstance(decoded, str) else value[1:-1]
    return value
