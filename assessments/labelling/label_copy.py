"""A copy of an untrusted file with the metadata label, computed in a confined child process.

The child reads the file that is its standard input and prints one line of JSON (a rejection, or the
splices: offset, bytes replaced, bytes put) and the bytes to put behind it. The parent assembles the
copy while it is sent, so that no process holds a film in memory. The uploaded file is only read; no
label is removed or altered.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Rejected, raise_limit
from assessments.intake.core.source import Source
from assessments.intake.sandbox import confine, run_in_child
from assessments.labelling.write import Copy, Label, Splice, label_copy

CHILD_MODULE = "assessments.labelling.label_copy"
# Opening it anew gives a file that can be read from any offset, which a pipe cannot.
INPUT_PATH = Path("/dev/stdin")


@dataclass(frozen=True, kw_only=True)
class OpenFileSource(Source):
    """A file that the caller has opened already."""

    file: BinaryIO

    def open(self) -> BinaryIO:
        return self.file

    @property
    def size(self) -> int:
        return self.file.seek(0, io.SEEK_END)


def label_in_child(file: BinaryIO, label: Label, *, even_if_signed: bool) -> Copy:
    """The copy; raises `Rejected`, also where the child process dies or takes too long."""
    arguments = json.dumps(asdict(label)), json.dumps(even_if_signed)
    answer, failure = run_in_child(CHILD_MODULE, file, *arguments)
    line, _, rest = answer.partition(b"\n")
    if failure is not None or not line:
        raise_limit(failure or limits.MEMORY)
    result = json.loads(line)
    if rejection := result.get("rejected"):
        raise Rejected(Problem(code=rejection["code"], params=rejection["params"]))
    return Copy(
        name="",
        original=OpenFileSource(name="", file=file),
        splices=tuple(_read_splices(result["splices"], io.BytesIO(rest))),
    )


def _read_splices(listed: list[list[int]], rest: BinaryIO) -> list[Splice]:
    return [Splice(at=at, gone=gone, put=rest.read(size)) for at, gone, size in listed]


def main() -> None:
    confine(limits.CPU_SECONDS)
    label, even_if_signed = (json.loads(argument) for argument in sys.argv[1:])
    source, splices = Source(name="", path=INPUT_PATH), tuple[Splice, ...]()
    try:
        copy = label_copy(source, Label(**label), even_if_signed=even_if_signed)
    except Rejected as rejection:
        problem = rejection.problem
        result: dict[str, Any] = {
            "rejected": {"code": problem.code, "params": dict(problem.params)}
        }
    else:
        splices = copy.splices
        result = {"splices": [[splice.at, splice.gone, len(splice.put)] for splice in splices]}
    out = cast(BinaryIO, sys.stdout.buffer)
    out.write(json.dumps(result).encode() + b"\n" + b"".join(splice.put for splice in splices))
