"""The order of rounds: as the answers and times have it, and what each seems to continue.

Where neither a file nor an answer says what a round continues, the round before it is proposed if
their prompts share most of their words and it was made before: by its time, by its place in the
same file, or by the numbers of names that a program gave. Accepting the round says that it is so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assessments.likeness import Item, changes
from assessments.lineage.queries import tree_of
from assessments.lineage.tree_page import item_from_json
from assessments.making.following import follows
from assessments.proposals.from_files.values import INFERRED
from assessments.proposals.likely import words_of
from assessments.proposals.matching import FieldRow, ProposedFile, ProposedStep
from assessments.proposals.order import is_before
from assessments.works.drafts import Draft

Json = Mapping[str, Any]
SHARED = 0.5  # of the words of the shorter prompt: a new subject shares fewer
NUMBER = re.compile(r"([0-9]{1,18})")
PROMPTED = frozenset({"generate", "adjust"})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A round before it is put into words: what files propose, and the step of the answers."""

    step: ProposedStep | None
    item: Json  # the step in the answers; empty while nobody decided
    file: ProposedFile | None
    continues: str = ""  # the key of the proposed step that it seems to continue
    changed: tuple[str, ...] = ()  # codes of the record, against that step


def entries_in_order(draft: Draft, proposed: Sequence[ProposedFile]) -> list[Entry]:
    """Return the steps of the answers in their order, with the open ones where their time is.

    Those without a time follow the numbers in the names of their files, also among those without a
    time that are in the answers, and stand behind all others but work by hand that follows them.
    """
    of_item = {step.item: (step, file) for file in proposed for step in file.steps if step.item}
    entries: list[Entry] = []
    behind: list[Entry] = []
    for item in draft.answers.get("steps") or []:
        step, file = of_item.get(item["id"], (None, None))
        entry = Entry(step=step, item=item, file=file)
        (behind if follows(item) else entries).append(entry)
    fresh = [(step, file) for file in proposed for step in file.steps if not step.item]
    fresh.sort(key=lambda pair: _time_or_name(*pair))
    for step, file in fresh:
        at = stated(step, "at")
        place = next(
            (n for n, entry in enumerate(entries) if is_before(at, _at(entry)))
            if at
            else (n for n, entry in enumerate(entries) if _has_later_name(entry, step, file)),
            None,
        )
        entry = Entry(step=step, item={}, file=file)
        entries.insert(len(entries) if place is None else place, entry)
    return list(_with_continuations([*entries, *behind], _items_of(draft)))


def numbers_of(entries: Iterable[Entry]) -> list[int]:
    """Return the number of each round, from 1; 0 for those left out, which no answer counts."""
    numbers, counted = [], 0
    for entry in entries:
        is_counted = bool(entry.item) or not (entry.step and entry.step.is_refused)
        counted += is_counted
        numbers.append(counted if is_counted else 0)
    return numbers


def _has_later_name(entry: Entry, step: ProposedStep, file: ProposedFile) -> bool:
    """Whether a step of the answers without a time is of a file with a later number or name."""
    if not entry.item or entry.step is None or entry.file is None or _at(entry):
        return False
    return entry.file is not file and _time_or_name(entry.step, entry.file) > _time_or_name(
        step, file
    )


def stated(step: ProposedStep, name: str) -> Any:
    """Return what files state for a field: the first statement, None without one."""
    row = row_of(step, name)
    return row.statements[0].value if row else None


def row_of(step: ProposedStep, name: str) -> FieldRow | None:
    """Return the row of a field, None without one."""
    return next((row for row in step.rows if row.field == name), None)


def _time_or_name(step: ProposedStep, file: ProposedFile) -> tuple[bool, str, list[Any]]:
    at = str(stated(step, "at") or "")
    # `10.png` stands behind `9.png`; the steps of one file keep their order, as the sort is stable.
    parts = NUMBER.split(file.upload.name.casefold())
    return (
        not at,
        at,
        [(part.isdecimal(), int(part) if part.isdecimal() else part) for part in parts]
        if not at
        else [],
    )


def _at(entry: Entry) -> Any:
    return entry.item.get("at") or (stated(entry.step, "at") if entry.step else None)


def _items_of(draft: Draft) -> dict[str, Item]:
    """Return what the tree holds of each file that is one result, by the key of its step."""
    return {f"{node.key}/1": item_from_json(node.item) for node in tree_of(draft)}


def _with_continuations(entries: Iterable[Entry], items: Mapping[str, Item]) -> Iterable[Entry]:
    before: ProposedStep | None = None
    for entry in entries:
        step = entry.step
        if step is None or not stated(step, "prompt"):
            yield entry
            continue
        parent = row_of(step, "parent")
        statement = parent.statements[0] if parent else None
        if entry.item or (statement and statement.confidence != INFERRED):
            yield entry
        elif statement:
            yield replace(
                entry, continues=statement.value, changed=tuple(stated(step, "changed") or ())
            )
        elif before is not None and _is_made_before(before, step) and _are_alike(before, step):
            earlier, later = items.get(before.key), items.get(step.key)
            codes = changes(earlier, later).changed if earlier and later else ()
            yield replace(entry, continues=before.key, changed=codes)
        else:
            yield entry
        before = step


def _is_made_before(before: ProposedStep, step: ProposedStep) -> bool:
    """Whether the order of two steps is known: by one file, by times, or by numbers in names.

    Names that are the same but for their numbers are those that a program gave one after another;
    they count only where neither step has a time. Likeness shows no order.
    """
    if before.key.rpartition("/")[0] == step.key.rpartition("/")[0]:
        return True
    times = stated(before, "at"), stated(step, "at")
    if any(times):
        return is_before(*times)
    earlier, later = (NUMBER.split(made.uploads[0].name.casefold()) for made in (before, step))
    numbers = [[int(part) for part in parts[1::2]] for parts in (earlier, later)]
    return earlier[::2] == later[::2] and numbers[0] < numbers[1]


def _are_alike(before: ProposedStep, step: ProposedStep) -> bool:
    if stated(step, "action") not in PROMPTED or stated(before, "action") not in PROMPTED:
        return False
    earlier, later = (words_of(str(stated(made, "prompt") or "")) for made in (before, step))
    fewest = min(len(earlier), len(later))
    return bool(fewest) and len(earlier & later) >= SHARED * fewest
