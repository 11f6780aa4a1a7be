"""One proposed step as a card: what was found in two lines, and every field behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import Truncator, slugify
from django.utils.translation import gettext

from assessments.answers.telling import item_name
from assessments.proposals.field_rows import FieldDecision, field_decision, source_of, value_text
from assessments.proposals.from_files.authors import is_given_name
from assessments.proposals.from_files.values import INFERRED
from assessments.proposals.matching import FieldRow, ProposedStep
from assessments.works.drafts import Draft

MAX_GIST_PROMPT = 160  # characters of a prompt on a card; all of it stands behind it
MAX_GIST_VALUE = 60
GIST = ("action", "prompt", "tool", "at")  # what a card shows of a step, in this order
DESCENT = ("parent", "changed")


@dataclass(frozen=True, kw_only=True)
class StepCard:
    """One proposed step."""

    key: str
    slug: str
    item: str
    item_name: str
    is_settled: bool
    is_open: bool
    is_refused: bool
    gist: str  # what was found, in a line or two
    inferred: list[tuple[str, str]]  # name and value of what no file states
    descent: str  # what it continues and what was changed since then; empty where not known
    open_rows: list[FieldDecision]  # those with a difference that nobody has decided
    other_rows: list[FieldDecision]
    usual: tuple[str, str] | None  # the confidence and the place of most of the statements
    has_typed: bool
    has_prompt: bool
    number: int  # of the step in its file
    author: str  # of the changes, as the file names it
    is_program: bool
    may_be_person: bool  # whether people are called like the program, too
    is_stated: bool  # whether a file or a person says what was done


def step_card(draft: Draft, step: ProposedStep, files: Mapping[str, str]) -> StepCard:
    usual = _usual_source(step)
    """Return a proposed step in words; `files` has the name of every file of the draft."""
    rows = [field_decision(row, number, usual, files) for number, row in enumerate(step.rows, 1)]
    return StepCard(
        key=step.key,
        slug=slugify(step.key),
        item=step.item,
        item_name=item_name(draft.answers, "steps", step.item) if step.item else "",
        is_settled=step.is_settled,
        is_open=step.is_open,
        is_refused=step.is_refused,
        gist=" · ".join(_gist(step, files)),
        inferred=[
            (row.label, Truncator(row.statements[0].text).chars(MAX_GIST_VALUE))
            for row in rows
            if row.is_inferred and row.field not in DESCENT and not row.has_typed
        ],
        descent=_descent(step, files),
        open_rows=[row for row in rows if row.is_open],
        other_rows=[row for row in rows if not row.is_open],
        usual=usual,
        has_typed=any(row.has_typed for row in rows),
        has_prompt=any(row.field == "prompt" for row in rows),
        number=int(step.key.rpartition("/")[2] or 1),
        author=step.author,
        is_program=step.is_program,
        may_be_person=step.is_program and is_given_name(step.author),
        is_stated=step.is_stated,
    )


def _usual_source(step: ProposedStep) -> tuple[str, str] | None:
    """Return the most frequent source of a step, shown once; None if no source is repeated."""
    sources = Counter(source_of(statement) for row in step.rows for statement in row.statements)
    return next((source for source, times in sources.most_common(1) if times > 1), None)


def _gist(step: ProposedStep, files: Mapping[str, str]) -> Iterator[str]:
    """Yield what files state of a step, the most telling first, each value shortened."""
    rows = {row.field: row for row in step.rows}
    for name in GIST:
        row = rows.get(name)
        if row is None or row.statements[0].confidence == INFERRED:
            continue
        value = row.statements[0].value
        if name == "tool":
            value = {**value, "does": None}
        text = " ".join(value_text(name, value, files).split())
        if name == "prompt":
            yield gettext("“%(words)s”") % {"words": Truncator(text).chars(MAX_GIST_PROMPT)}
        else:
            yield Truncator(text).chars(MAX_GIST_VALUE)


def _descent(step: ProposedStep, files: Mapping[str, str]) -> str:
    """Return which step it continues and what was changed since then, as the tree shows it."""
    parent, changed = (_value_of(step.rows, name, files) for name in DESCENT)
    if parent and changed:
        return gettext("Changed since %(step)s: %(what)s") % {"step": parent, "what": changed}
    if parent:
        return gettext("Continues from %(step)s") % {"step": parent}
    return ""


def _value_of(rows: tuple[FieldRow, ...], name: str, files: Mapping[str, str]) -> str:
    row = next((row for row in rows if row.field == name), None)
    return value_text(name, row.statements[0].value, files) if row else ""
