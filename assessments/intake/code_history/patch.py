"""Patches: mails as `git format-patch` and GitHub's `.patch` write them, and bare differences.

A mail begins with `From <id> Mon Sep 17 00:00:00 2001` (git-format-patch) and has the author, the
time and the message; a bare difference has neither, and a problem says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from email.utils import unquote as unquote_word

from assessments.intake.code_history.authors import parse_person
from assessments.intake.code_history.log import Commit, build_history
from assessments.intake.code_history.numbers import FileNumbers, unquote
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit, problem
from assessments.intake.core.report import Edit, Extracted

# The date is always this one: it marks the mail as git's own.
MAIL = re.compile(r"From ([0-9a-f]{40}|[0-9a-f]{64}) Mon Sep 17 00:00:00 2001")
HEADER = re.compile(r"([A-Za-z][A-Za-z-]{1,60}): ?(.*)")
NUMBERED = re.compile(r"\s{0,9}\[[^\]\n]{0,80}PATCH[^\]\n]{0,80}\]\s{0,9}", re.IGNORECASE)
COVER = re.compile(r"Subject:\s{0,9}\[[^\]\n]{0,80}\b0{1,4}/\d{1,4}\]", re.IGNORECASE)
BARE = re.compile(r'diff --git "?a/.+ "?b/.+')
OLD_FILE, NEW_FILE = re.compile(r"--- (?:a/)?([^\t]+)(?:\t.*)?"), re.compile(r"\+\+\+ .+")
SEPARATOR = "---"  # between the message and the statistics
SIGNATURE = "-- "
MEDIA_TYPE = "text/x-patch"
MAX_SEARCHED = 16 * limits.KIB
MAX_BEFORE = 30  # lines before the first difference, such as those of `svn` and of review tools


def detect_mail(text: str) -> bool:
    """Return whether a text is a mail that git wrote."""
    lines = text[:MAX_SEARCHED].lstrip("\ufeff\n").splitlines()
    if lines and MAIL.fullmatch(lines[0]):
        return any(line.startswith("From:") for line in lines[1:12])
    heads = lines[: next((at for at, line in enumerate(lines) if not line), 0)]
    return _is_copied(heads) and any(BARE.fullmatch(line) for line in lines)


def _is_copied(headers: list[str]) -> bool:
    """Return whether these are the headers of a patch that was copied out of its mail."""
    names = {line.partition(":")[0] for line in headers}
    numbered = any(NUMBERED.match(line.partition(":")[2]) for line in headers)
    return {"From", "Date", "Subject"} <= names and numbered


def detect_difference(text: str) -> bool:
    """Return whether a text begins with the difference of a file."""
    return _find_difference(text[:MAX_SEARCHED].lstrip("\ufeff\n").splitlines()) is not None


def _find_difference(lines: list[str]) -> int | None:
    for at, line in enumerate(lines[:MAX_BEFORE]):
        hunk = next((later for later in lines[at + 1 : at + 9] if later.startswith("@@ -")), None)
        if BARE.fullmatch(line) and (hunk or at == 0):
            return at
        pair = lines[at : at + 3]
        is_pair = len(pair) == 3 and OLD_FILE.fullmatch(line) and NEW_FILE.fullmatch(pair[1])
        if is_pair and pair[2].startswith("@@ -"):
            return at
    return None


def read_mails(text: str) -> Extracted:
    """Read the mails of a patch series, at most `limits.EDITS` of them."""
    commits: list[Commit] = []
    problems: tuple[Problem, ...] = ()
    for commit in _split_mails(text.lstrip("\ufeff\n").splitlines()):
        if len(commits) >= limits.EDITS.value:
            problems = (over_limit(limits.EDITS),)
            break
        commits.append(commit)
    return build_history(commits, problems, MEDIA_TYPE)


def _split_mails(lines: list[str]) -> Iterator[Commit]:
    start = 0
    for at, line in enumerate(lines[1:], start=1):
        if line.startswith("From ") and MAIL.fullmatch(line):
            if not _is_cover(lines[start:at]):
                yield _read_mail(lines[start:at])
            start = at
    if not _is_cover(lines[start:]):
        yield _read_mail(lines[start:])


def _is_cover(lines: list[str]) -> bool:
    """Return whether a mail is the letter before a series; it is no commit (--cover-letter)."""
    return any(map(COVER.match, lines[:12])) and not any(map(BARE.fullmatch, lines))


def _read_mail(lines: list[str]) -> Commit:
    match = MAIL.fullmatch(lines[0])
    commit = Commit(id=match[1] if match else None)
    headers, body = _split_headers(lines[1:] if match else lines)
    commit.author, commit.address = _parse_sender(headers.get("from", ""))
    commit.at = _parse_date(headers.get("date", ""))
    subject = NUMBERED.sub("", headers.get("subject", "")).strip()
    end = next((at for at, line in enumerate(body) if _ends_message(line)), len(body))
    message = body[:end]
    inner = next((at for at, line in enumerate(message) if line.strip()), None)
    if inner is not None and message[inner].startswith("From: "):
        # The author, where the mail was sent by someone else (git-format-patch, --from).
        commit.author, commit.address = _parse_sender(message[inner].removeprefix("From: "))
        message = message[inner + 1 :]
    commit.message = [subject, "", *message]
    _read_numbers(commit.numbers, body[end:])
    return commit


def _parse_sender(value: str) -> tuple[str | None, str | None]:
    """Return name and address; RFC 5322, 3.2.4: a name with signs such as brackets is quoted."""
    name, address = parse_person(value)
    return (unquote_word(name) if name else name), address


def _ends_message(line: str) -> bool:
    return line == SEPARATOR or BARE.fullmatch(line) is not None


def _read_numbers(numbers: FileNumbers, lines: list[str]) -> None:
    for line in lines:
        if line.rstrip() == SIGNATURE.rstrip() and not numbers.hunk_is_open:
            break
        numbers.read_line(line)


def _split_headers(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Split a mail into its headers, unfolded and decoded, and its body."""
    headers: dict[str, str] = {}
    name = ""
    for at, line in enumerate(lines):
        if not line.strip():
            return {key: _decode(value) for key, value in headers.items()}, lines[at + 1 :]
        if line[:1] in (" ", "\t") and name:
            headers[name] += f" {line.strip()}"
        elif match := HEADER.fullmatch(line):
            name = match[1].lower()
            headers.setdefault(name, match[2])
    return {key: _decode(value) for key, value in headers.items()}, []


def _decode(value: str) -> str:
    try:
        return str(make_header(decode_header(value[: 8 * limits.KIB])))
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        return value


def _parse_date(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def read_difference(text: str) -> Extracted:
    """Read the files of a bare difference."""
    lines, numbers = text.lstrip("\ufeff\n").splitlines(), FileNumbers()
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        old = OLD_FILE.fullmatch(line) if not numbers.hunk_is_open else None
        if old and NEW_FILE.fullmatch(following) and not _is_announced(lines, at):
            numbers.start_file(_name_file(old[1], following))
        else:
            numbers.read_line(line)
    edits = [
        Edit(
            author=None,
            at=None,
            kind="replace",
            amount=None if file["added"] is None else file["added"] + file["removed"],
            extra=file,
        )
        for file in numbers.files
    ]
    cut = (over_limit(limits.EDITS),) if len(edits) > limits.EDITS.value else ()
    return Extracted(
        media_type=MEDIA_TYPE,
        edits=tuple(edits[: limits.EDITS.value]),
        problems=(*cut, problem("difference_nameless")),
        confidence="stated",
    )


def _is_announced(lines: list[str], at: int) -> bool:
    """Return whether a line `diff --git` stands a few lines before the names of a file."""
    for line in reversed(lines[max(0, at - 8) : at]):
        if line.startswith("diff --git "):
            return True
        if line.startswith(("@@", "+", "-", " ")):
            return False
    return False


def _name_file(old: str, following: str) -> str:
    new = unquote(following.removeprefix("+++ ").partition("\t")[0]).removeprefix("b/")
    return unquote(old) if new == "/dev/null" else new
