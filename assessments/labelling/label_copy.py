"""A copy of an untrusted file with the metadata label, worked out in a confined child process.

`python -m assessments.labelling.label_copy LABEL EVEN_IF_SIGNED` reads the file that is its
standard input and prints one line of JSON (a refusal, or the bytes that change) and those bytes
after it. The parent puts the copy together while it is sent, so a film is in nobody's memory. The
file that was handed in is read only; nobody's label is taken away or altered.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Rejected
from assessments.intake.core.source import Source
from assessments.intake.sandbox import confine, run_in_child
from assessments.labelling.write import Copy, Label, Splice, label_copy

CHILD = "assessments.labelling.label_copy"
INPUT = Path("/dev/stdin")  # opened anew it can be read from any place


@dataclass(frozen=True, kw_only=True)
class OpenFileSource(Source):
    """A file that somebody opened already."""

    file: BinaryIO

    def open(self) -> BinaryIO:
        return self.file

    @property
    def size(self) -> int:
        return self.file.seek(0, io.SEEK_END)


def label_in_child(file: BinaryIO, label: Label, *, even_if_signed: bool) -> Copy:
    """The copy, or `Rejected`, whatever happens to the process that works it out."""
    given = json.dumps(asdict(label)), json.dumps(even_if_signed)
    answer, failure = run_in_child(CHILD, file, *given)
    line, _, rest = answer.partition(b"\n")
    if failure is not None or not line:
        failure = failure or limits.MEMORY
        params: dict[str, Any] = {"most": failure.value, "unit": failure.unit}
        raise Rejected(Problem(code=failure.code, params=params))
    told = json.loads(line)
    if rejection := told.get("refused"):
        raise Rejected(Problem(code=rejection["code"], params=rejection["params"]))
    return Copy(
        name="",
        original=OpenFileSource(name="", file=file),
        splices=tuple(_splices(told["splices"], io.BytesIO(rest))),
    )


def _splices(listed: list[list[int]], rest: BinaryIO) -> list[Splice]:
    return [Splice(at=at, gone=gone, put=rest.read(size)) for at, gone, size in listed]


def main() -> None:
    confine(limits.CPU_SECONDS)
    label, even_if_signed = (json.loads(splice) for splice in sys.argv[1:])
    source, splices = Source(name="", path=INPUT), tuple[Splice, ...]()
    try:
        copy = label_copy(source, Label(**label), even_if_signed=even_if_signed)
    except Rejected as rejection:
        problem = rejection.problem
        told: dict[str, Any] = {"refused": {"code": problem.code, "params": dict(problem.params)}}
    else:
        splices = copy.splices
        told = {"splices": [[splice.at, splice.gone, len(splice.put)] for splice in splices]}
    out = cast(BinaryIO, sys.stdout.buffer)
    out.write(json.dumps(told).encode() + b"\n" + b"".join(splice.put for splice in splices))


if __name__ == "__main__":
    main()
