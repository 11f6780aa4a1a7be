"""What a writer of labels is: from a file and the label's text to the bytes that change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn

from assessments.intake.core.problems import problem, refuse
from assessments.intake.core.source import Source
from assessments.labelling.write.copying import Splice

Writer = Callable[[Source, str], Iterable[Splice]]


def no_room() -> NoReturn:
    """The file's own metadata cannot take a label without changing something else."""
    refuse(problem("label_no_room"))


def whole(source: Source, copy: bytes) -> list[Splice]:
    """A copy that was made in memory."""
    return [Splice(at=0, gone=source.size, put=copy)]
