"""How much of a record one request may assess, so that no page costs minutes of a processor."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.engine import HeldFiles
from assessments.quotas.refusal import Refused
from assessments.works.bounds import characters_of
from cases.record import CreationRecord, to_plain

# Characters of any text that take about as long as one step: prompts, notes and names are all read.
CHARACTERS_PER_STEP = 500
# A label of a run without words may move the runs after it: each is tried on the whole record.
LABELS_PER_SIZE = 100
# Characters of held files that are read in the time of one step, and in which the words of a step
# are looked for in that time, of each file that it names.
HELD_PER_SIZE = 80_000
SEARCHED_PER_SIZE = 4_000_000


class RecordTooLong(Refused):
    """A record has more than can be assessed while somebody waits; its answers stay as they are."""

    status = 413
    retry_after = 0

    def __init__(self, size: int, says: str | Promise) -> None:
        super().__init__(str(size))
        self.says = says


ONCE = _(
    "This record is too long to be assessed at once. Put repeated runs into one step and say how "
    "often you repeated it, shorten long prompts and notes, and try again."
)
SEVERAL_TIMES = _(
    "This page assesses a record twice, as it is and as you suppose it. This record is too long "
    "for both at once. Its result stays as it is. To try other answers, put repeated runs into "
    "one step, say how often you repeated it, and shorten long prompts and notes."
)
WITH_FILES = _(
    "The files that are named as evidence hold more text than can be read against this record at "
    "once. Name at each step only the files that show it, or upload in place of a long text the "
    "part that shows it, and try again."
)


def require_assessable(*records: CreationRecord, files: Sequence[HeldFiles | None] = ()) -> None:
    """Raise `RecordTooLong` where records together are above `ASSESS_SIZE_MAX`.

    `files` are the held files of each record, whose texts are read, too.
    """
    size = sum(map(size_of_record, records))
    if size > settings.ASSESS_SIZE_MAX:
        raise RecordTooLong(size, ONCE if len(records) == 1 else SEVERAL_TIMES)
    size += sum(size_of_held(record, held) for record, held in zip(records, files, strict=False))
    if size > settings.ASSESS_SIZE_MAX:
        raise RecordTooLong(size, WITH_FILES)


def size_of_held(record: CreationRecord, files: HeldFiles | None) -> int:
    """Return the size in steps of all that is read in the held files of a record."""
    lengths = {name: file.length for name, file in files.files.items()} if files else {}
    searched = sum(lengths.get(name, 0) for step in record.steps for name in step.evidence)
    return sum(lengths.values()) // HELD_PER_SIZE + searched // SEARCHED_PER_SIZE


def size_of_record(record: CreationRecord) -> int:
    """Return the size of a record in steps, by what its parts cost beside one step."""
    items = sum(
        len(part)
        for part in (record.parties, record.tools, record.inputs, record.steps, record.evidence)
    )
    labelled = sum(
        step.prompt is None and bool(step.detail or step.changed) for step in record.steps
    )
    texts = characters_of(to_plain(record))
    tried = labelled * len(record.steps) // LABELS_PER_SIZE
    return items + len(record.contracts) + tried + texts // CHARACTERS_PER_STEP
