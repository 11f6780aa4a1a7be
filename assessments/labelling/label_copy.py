"""Makes a copy of an untrusted file with the metadata label, in a confined child process.

The child reads the file from its standard input and prints one line of JSON (a rejection, or for
each splice its offset, the number of bytes removed and of bytes inserted), followed by the inserted
bytes. The parent assembles the copy while it is sent, so that no process holds a film in memory.
The uploaded file is only read; no label is removed or altered.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, cast

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Rejected, raise_limit
from assessments.intake.core.source import Source
from assessments.intake.dispatch import import_readers
from assessments.intake.sandbox import STANDARD_INPUT, ChildKilled, confine, run_in_child
from assessments.labelling.write import Copy, Label, Splice, label_copy

CHILD_MODULE = "assessments.labelling.label_copy"


@dataclass(frozen=True, kw_only=True)
class OpenFileSource(Source):
    """A source whose file the caller has opened already."""

    file: BinaryIO

    def open(self) -> BinaryIO:
        return self.file

    @property
    def size(self) -> int:
        return self.file.seek(0, io.SEEK_END)


def label_in_child(file: BinaryIO, label: Label, *, even_if_signed: bool) -> Copy:
    """Return the copy with the label.

    Raises `Rejected` where the file takes no label, where `even_if_signed` is false and the copy
    would break a signature, and where the child process dies or exceeds a limit.
    """
    arguments = json.dumps(asdict(label)), json.dumps(even_if_signed)
    # A label and what moves because of it is never larger than the file (an index of a film).
    answer_limit = limits.report_limit(file.seek(0, io.SEEK_END))
    try:
        answer, failure = run_in_child(CHILD_MODULE, file, *arguments, answer_limit=answer_limit)
    except ChildKilled:
        raise_limit(limits.MEMORY)
    line, _, inserted = answer.partition(b"\n")
    if failure is not None or not line:
        raise_limit(failure or limits.MEMORY)
    result = json.loads(line)
    if rejection := result.get("rejected"):
        raise Rejected(Problem(code=rejection["code"], params=rejection["params"]))
    return Copy(
        name="",
        original=OpenFileSource(name="", file=file),
        splices=tuple(_read_splices(result["splices"], io.BytesIO(inserted))),
    )


def _read_splices(sizes: list[list[int]], inserted: BinaryIO) -> list[Splice]:
    return [
        Splice(offset=at, removed=gone, inserted=inserted.read(size)) for at, gone, size in sizes
    ]


prepare = import_readers  # the writers need no more than the readers


def main() -> None:
    """Run as the child: read the file, print the splices or the rejection."""
    confine(limits.CPU_SECONDS)
    label, even_if_signed = (json.loads(argument) for argument in sys.argv[1:])
    source, splices = Source(name="", descriptor=STANDARD_INPUT), tuple[Splice, ...]()
    try:
        copy = label_copy(source, Label(**label), even_if_signed=even_if_signed)
    except Rejected as rejection:
        problem = rejection.problem
        result: dict[str, Any] = {
            "rejected": {"code": problem.code, "params": dict(problem.params)}
        }
    else:
        splices = copy.splices
        result = {
            "splices": [[splice.offset, splice.removed, len(splice.inserted)] for splice in splices]
        }
    out = cast(BinaryIO, sys.stdout.buffer)
    out.write(json.dumps(result).encode() + b"\n" + b"".join(splice.inserted for splice in splices))
