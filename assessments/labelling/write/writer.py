"""The type of a writer of labels: it takes a file and the label's text and gives the splices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn

from assessments.intake.core.problems import problem, reject
from assessments.intake.core.source import Source
from assessments.labelling.write.copying import Splice

Writer = Callable[[Source, str], Iterable[Splice]]


def reject_no_room() -> NoReturn:
    """Reject a file whose own metadata cannot take a label without changing something else."""
    reject(problem("label_no_room"))


def replace_whole(source: Source, copy: bytes) -> list[Splice]:
    """The splice of a copy that was made in memory."""
    return [Splice(offset=0, removed=source.size, inserted=copy)]
