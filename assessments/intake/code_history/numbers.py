"""What a log or a patch says of the files of a commit: paths, and lines added and removed.

`--numstat` and a diff say both for every file; `--stat` says how many lines changed in a file and
the sums of the commit; `--shortstat` says the sums; `--raw` and `--name-status` say paths alone.
A number that is not stated is None, never 0; nor are lines counted where the differences of words
stand (--word-diff), whose lines carry no sign: there a hunk is not what its head says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

# git-diff, --numstat: lines added, lines deleted, path; `-` stands for a binary file.
NUMSTAT = re.compile(r"(\d{1,12}|-)\t(\d{1,12}|-)\t(.+)")
# git-diff, --stat: ` path | 12 +++--`, ` path | Bin 0 -> 12 bytes`, ` path | 0`; behind the bar.
STAT = re.compile(r"\s{1,12}(?:(\d{1,12})(?: [+-]{0,500})?|Bin(?: .{0,80})?)\s{0,9}")
SUMMARY = re.compile(
    r" (\d{1,9}) files? changed(?:, (\d{1,12}) insertions?\(\+\))?(?:, (\d{1,12}) deletions?\(-\))?"
)
# git-diff, --raw and --name-status.
RAW = re.compile(r":\d{6} \d{6} [0-9a-f.]{4,64} [0-9a-f.]{4,64} [A-Z]\d{0,3}\t(.+)")
NAMED = re.compile(r"[ACDMRTUXB]\d{0,3}\t(.+)")
DIFF = re.compile(r"diff --(?:git|cc|combined) (.{1,2000})")
# git-diff, unified: `@@ -first,count +first,count @@`.
HUNK = re.compile(r"@@ -\d{1,12}(?:,(\d{1,12}))? \+\d{1,12}(?:,(\d{1,12}))? @@.*")
# git-config, core.quotePath: `"\\345\\233\\276.txt"`; the letters are those of C.
QUOTED = re.compile(r'"(?:[^"\\]|\\.){0,4000}"$')
ESCAPED = re.compile(rb"\\([0-3][0-7]{2}|.)")
LETTERS = {
    b"n": b"\n",
    b"t": b"\t",
    b"r": b"\r",
    b"a": b"\a",
    b"b": b"\b",
    b"f": b"\f",
    b"v": b"\v",
}
WORDS_END = "~"  # git-diff, --word-diff=porcelain: the end of a line of the text
BINARY = re.compile(r"Binary files? .{0,900} differ|GIT binary patch")


@dataclass(kw_only=True)
class FileNumbers:
    """The files of one commit as its lines are read, whatever form they have."""

    files: list[dict[str, Any]] = field(default_factory=list)
    sums: tuple[int, int] | None = None  # lines added and removed, as the commit's summary says
    in_diff: bool = False
    has_statistics: bool = False  # the files stand in a list before the diff, too
    _left: tuple[int, int] = (0, 0)  # lines of the open hunk that are still to come
    _counted: tuple[int, int] | None = None  # added and removed up to here, in the open file
    _is_changed: bool = False  # the open hunk has a line that was added or removed

    @property
    def added(self) -> int | None:
        """Lines added in all files; None where it is not stated."""
        return self._sum("added", 0)

    @property
    def removed(self) -> int | None:
        """Lines removed in all files; None where it is not stated."""
        return self._sum("removed", 1)

    @property
    def total(self) -> int | None:
        """Lines added and removed; None where it is not stated."""
        if self.added is not None and self.removed is not None:
            return self.added + self.removed
        counts = [file.get("lines") for file in self.files]
        known = [count for count in counts if count is not None]
        return sum(known) if known and len(known) == len(counts) else None

    @property
    def each_file_counted(self) -> bool:
        """Whether lines added and removed are stated for each file that is text."""
        return bool(self.files) and all(
            file["added"] is not None or file.get("binary") for file in self.files
        )

    @property
    def hunk_is_open(self) -> bool:
        """Whether lines of a difference are still to come."""
        return any(self._left)

    def read_line(self, line: str) -> bool:
        """Take a line that stands behind the message; return whether it was one of these forms."""
        return self._read_diff_line(line) or (not self.in_diff and self._read_listed(line))

    def _sum(self, name: str, place: int) -> int | None:
        if self.sums is not None:
            return self.sums[place]
        known = [file[name] for file in self.files if file[name] is not None]
        return sum(known) if known and self.each_file_counted else None

    def _read_listed(self, line: str) -> bool:
        if match := NUMSTAT.fullmatch(line):
            added, removed = (None if count == "-" else int(count) for count in match.group(1, 2))
            self._add_listed(match[3], added, removed, binary=added is None)
        elif self._read_stat(line):
            return True
        elif match := SUMMARY.fullmatch(line):
            self.sums = (int(match[2] or 0), int(match[3] or 0))
        elif match := RAW.fullmatch(line) or NAMED.fullmatch(line):
            self._add_listed(match[1].rpartition("\t")[2], None, None)
        else:
            return False
        return True

    def _read_stat(self, line: str) -> bool:
        path, bar, rest = line.rpartition("|")
        match = STAT.fullmatch(rest) if bar and line[:1] == " " and line[1:2].strip() else None
        if match is None:
            return False
        lines = None if match[1] is None else int(match[1])
        zero = 0 if lines == 0 else None
        self._add_listed(path.strip()[:1000], zero, zero, binary=lines is None, lines=lines)
        return True

    def _add_listed(
        self,
        path: str,
        added: int | None,
        removed: int | None,
        *,
        binary: bool = False,
        lines: int | None = None,
    ) -> None:
        self.has_statistics = True
        file: dict[str, Any] = {"path": unquote(path), "added": added, "removed": removed}
        if binary:
            file["binary"] = True
        if lines is not None:
            file["lines"] = lines
        self.files.append(file)

    def _read_diff_line(self, line: str) -> bool:
        if any(self._left):
            return self._read_hunk_line(line)
        if match := DIFF.fullmatch(line):
            if self.has_statistics and not self.in_diff:
                self.files = []  # the diff says more of the same files
            self.in_diff = True
            combined = not line.startswith("diff --git")
            count = None if combined else 0
            self.files.append({"path": _name_file(match[1]), "added": count, "removed": count})
        elif not self.in_diff:
            return False
        elif match := HUNK.fullmatch(line):
            self._open_hunk(int(match[1] or 1), int(match[2] or 1))
        elif line == WORDS_END:
            self.files[-1] |= {"added": None, "removed": None}
        elif BINARY.fullmatch(line):
            self.files[-1] |= {"added": None, "removed": None, "binary": True}
        return True

    def _open_hunk(self, before: int, after: int) -> None:
        """Keep the numbers of the file unknown until the hunk is found to be what its head says."""
        self._left, self._is_changed, file = (before, after), False, self.files[-1]
        known = None not in (file["added"], file["removed"])
        self._counted = (file["added"], file["removed"]) if known else None
        file |= {"added": None, "removed": None}

    def _close_hunk(self) -> None:
        if self._counted is not None and self._is_changed:
            self.files[-1] |= {"added": self._counted[0], "removed": self._counted[1]}

    def _read_hunk_line(self, line: str) -> bool:
        before, after = self._left
        mark = line[:1]
        if mark == "+" and after:
            self._count(1, 0)
            self._left = (before, after - 1)
        elif mark == "-" and before:
            self._count(0, 1)
            self._left = (before - 1, after)
        elif mark in (" ", "") and before and after:  # an editor may have cut the space
            self._left = (before - 1, after - 1)
        elif mark != "\\":
            self._left = (0, 0)  # the hunk breaks off
            return self._read_diff_line(line)
        if not any(self._left):
            self._close_hunk()
        return True

    def _count(self, added: int, removed: int) -> None:
        self._is_changed = True
        if self._counted is not None:
            self._counted = (self._counted[0] + added, self._counted[1] + removed)

    def start_file(self, path: str) -> None:
        """Begin a file of a diff that has no line `diff --git`."""
        self.in_diff = True
        self.files.append({"path": unquote(path), "added": 0, "removed": 0})


def unquote(path: str) -> str:
    """Return a path as it is; git quotes one with other bytes than ASCII (core.quotePath).

    It writes such bytes in octal, like a string of C. A prefix `a/` or `b/` inside is dropped.
    """
    if not (len(path) >= 2 and path[0] == path[-1] == '"'):
        return path
    data = ESCAPED.sub(_byte_of, path[1:-1].encode("utf-8", "replace"))
    text = data.decode("utf-8", "replace")
    return text[2:] if text.startswith(("a/", "b/")) else text


def _byte_of(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    return bytes([int(sign, 8)]) if sign[:1].isdigit() else LETTERS.get(sign, sign)


def _name_file(names: str) -> str:
    """Return the path behind `diff --git`, where it stands twice, with a prefix or without one."""
    if names.endswith('"'):  # the second name is quoted; the first one need not be
        quoted = QUOTED.search(names)
        return unquote(quoted[0] if quoted else names)
    _, prefixed, path = names.rpartition(" b/")
    half = len(names) // 2
    if prefixed:
        return path
    return names[:half] if names[:half] == names[half + 1 :] else names
