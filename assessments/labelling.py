"""A copy of an untrusted file with the metadata label, written in a confined child process.

`python -m assessments.labelling` reads one line of JSON (the label) and the file after it from
standard input, and writes one line of JSON (a refusal, or nothing) and the copy after it. The file
that was handed in is read only; nobody's label is taken away or altered.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from assessments.intake import limits
from assessments.intake.label_writing import Label, write_label
from assessments.intake.problems import Problem, Refused
from assessments.intake.sandbox import confine, run_isolated

CHILD = "assessments.labelling"


def write_label_isolated(data: bytes, label: Label, *, even_if_signed: bool) -> bytes:
    """The copy, or `Refused`, whatever happens to the process that writes it."""
    head = json.dumps({"label": asdict(label), "even_if_signed": even_if_signed}).encode()
    answer, trouble = run_isolated(CHILD, b"\n".join((head, data)))
    told, _, copy = answer.partition(b"\n")
    if trouble is not None or not told:
        trouble = trouble or limits.MEMORY
        params: dict[str, Any] = {"most": trouble.most, "unit": trouble.unit}
        raise Refused(Problem(code=trouble.code, params=params))
    refusal = json.loads(told)
    if refusal:
        raise Refused(Problem(code=refusal["code"], params=refusal["params"]))
    return copy


def main() -> None:
    confine(limits.CPU_SECONDS)
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    told: dict[str, Any] = {}
    copy = b""
    try:
        copy = write_label(data, Label(**asked["label"]), even_if_signed=asked["even_if_signed"])
    except Refused as refusal:
        told = {"code": refusal.problem.code, "params": dict(refusal.problem.params)}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + copy)


if __name__ == "__main__":
    main()
