"""The strip: what was done round by round, as files state it and as a person decided.

A round is a proposed step of a file, a step that a person confirmed, or one that they typed.
Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from assessments.answers.answers import NOTHING, has_known_value
from assessments.evidence.models import Upload
from assessments.evidence.page import FileRow, list_files
from assessments.evidence.queries_extraction import has_preview
from assessments.jobs import JobState
from assessments.likeness import DiffPiece, word_diff
from assessments.lineage.tree_page import descents_by_file
from assessments.making.decisions import left_out_keys
from assessments.making.order import Entry, entries_in_order, stated
from assessments.proposals.final_page import FinalCard, final_card
from assessments.proposals.final_work import final_work
from assessments.proposals.matching import ProposedFile, ProposedStep, proposed_files
from assessments.wording import names, screenshots
from assessments.wording.contents import contents
from assessments.wording.labels import CHANGED
from assessments.wording.rounds import round_name
from assessments.wording.times import moment_text
from assessments.works.drafts import Draft

State = Literal["right", "open", "not_mine"]
MAX_PROMPT_CHARS, MAX_EXCERPT_CHARS = 600, 240
MAX_FINALS = 24  # files shown to choose the finished work from
Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of the strip."""

    key: str  # of the proposed step; empty for a step that was typed
    item: str  # the id of the step in the answers; empty while nobody decided
    number: int  # from 1, in the order of the strip
    continues: int  # the number of the round that it seems to continue; 0 where nobody asks
    state: State
    name: str  # what it did, in a few words
    action: str  # a code of the record; empty where it is not known
    action_name: str
    upload: Upload | None
    has_preview: bool
    excerpt: str  # words of the result where there is no picture
    at: str  # in words
    tool: str
    intent: str
    prompt: str
    diff: Sequence[DiffPiece]  # against the prompt of the round that it continues
    changed: Sequence[str]  # in words
    edits: Sequence[str]  # what the file shows of work by hand, in sentences
    is_stated: bool  # whether a file or a person says what was done
    differs: bool  # whether a file and an answer contradict each other
    is_apart: bool  # whether it may belong to another matter

    @property
    def slug(self) -> str:
        """A name that changes whenever what is shown of the round changes."""
        what = (self.key, self.item, self.number, self.name, self.at, self.prompt, self.action)
        how = (self.state, self.has_preview, len(self.diff), self.differs)
        return sha256(repr((what, how)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class LooseFile:
    """A file that states no step: a person says what it is, or leaves it."""

    upload: Upload
    has_preview: bool
    contents: Sequence[str]
    words: str  # recognised in a screenshot, to be checked


@dataclass(frozen=True, kw_only=True)
class Strip:
    """The template context of the strip."""

    rounds: Sequence[Round]
    loose: Sequence[LooseFile]
    exports: Sequence[ProposedFile]  # conversations of which a person chooses those that belong
    waiting: Sequence[FileRow]  # files that are still read or could not be
    final: FinalCard | None
    finals: Sequence[tuple[Upload, bool]]  # to choose from, with whether one is proposed
    num_files: int
    num_read: int
    is_open: bool  # whether files are still read
    nobody: bool  # whether no process reads them

    @property
    def num_open(self) -> int:
        """How many rounds can be accepted at once."""
        return sum(
            row.state == "open" and row.is_stated and not row.is_apart for row in self.rounds
        )


def strip_of(draft: Draft) -> Strip:
    """Return the strip of a draft as its files and answers are now."""
    listed = list_files(draft)
    proposed = proposed_files(draft, descents_by_file(draft))
    read = {str(file.upload.pk) for file in proposed}
    known = final_work(draft, [(file.upload, file.found) for file in proposed])
    chosen = known.chosen
    return Strip(
        rounds=list(_rounds(draft, proposed)),
        loose=[
            LooseFile(
                upload=file.upload,
                has_preview=has_preview(file.upload),
                contents=contents(file.found)[:2],
                words=screenshots.text(file.found),
            )
            for file in proposed
            if _is_loose(file) and file.upload != chosen
        ],
        exports=[file for file in proposed if file.conversations > 1],
        waiting=[
            row
            for row in listed.rows
            if row.state != JobState.READY or str(row.upload.pk) not in read
        ],
        final=final_card(draft, proposed) if not listed.is_open else None,
        finals=[
            (_with_picture(known.uploads[key]), key == known.proposal.proposed)
            for key in reversed(known.choices)
        ][:MAX_FINALS],
        num_files=len(listed.rows),
        num_read=sum(row.state in (JobState.READY, JobState.FAILED) for row in listed.rows),
        is_open=listed.is_open,
        nobody=listed.nobody,
    )


def _with_picture(upload: Upload) -> Upload:
    upload.has_picture = has_preview(upload)  # type: ignore[attr-defined]  # for the template
    return upload


def _is_loose(file: ProposedFile) -> bool:
    return not (file.steps or file.merged_into or file.upload.evidence or file.conversations)


def _rounds(draft: Draft, proposed: Sequence[ProposedFile]) -> Iterator[Round]:
    out = left_out_keys(draft)
    prompts = _prompts(draft, proposed)
    numbers: dict[str, int] = {}
    for number, entry in enumerate(entries_in_order(draft, proposed), 1):
        if entry.step is not None:
            numbers[entry.step.key] = number
        yield _round(number, entry, prompts, numbers, out)


def _prompts(draft: Draft, proposed: Iterable[ProposedFile]) -> dict[str, str]:
    """Return the prompt of each round, by the key of its proposal and by the id of its step."""
    found: dict[str, str] = {}
    for file in proposed:
        for step in file.steps:
            if prompt := stated(step, "prompt"):
                found[step.key] = str(prompt)
    for item in draft.answers.get("steps") or []:
        if has_known_value(item.get("prompt")):
            found[item["id"]] = str(item["prompt"])
    return found


def _round(
    number: int,
    entry: Entry,
    prompts: Mapping[str, str],
    numbers: Mapping[str, int],
    out: frozenset[str],
) -> Round:
    step, item, file = entry.step, entry.item, entry.file

    def value(name: str) -> Any:
        typed = item.get(name)
        if has_known_value(typed):
            return typed
        return stated(step, name) if step and not item else None

    upload = step.uploads[0] if step else None
    prompt = str(value("prompt") or "")
    diff = word_diff(prompts.get(entry.continues or str(value("parent") or "")), prompt)
    codes = [code for code in value("changed") or entry.changed if code != NOTHING]
    action = str(value("action") or "")
    is_stated = bool(item) or bool(step and step.is_stated)
    key = step.key if step else ""
    return Round(
        key=key,
        item=str(item.get("id") or ""),
        number=number,
        continues=numbers.get(entry.continues, 0),
        state="right" if item else "not_mine" if key in out else "open",
        name=round_name(
            action=action if is_stated else "",
            intent=str(value("intent") or ""),
            prompt="" if entry.continues else prompt,
            new_words="".join(piece.text for piece in diff if piece.kind == "new"),
            changed=codes,
        ),
        action=action,
        action_name=str(names.ACTIONS.get(action, "")),
        upload=upload,
        has_preview=upload is not None and has_preview(upload) and _is_alone(step, file),
        excerpt=_excerpt(step, file),
        at=moment_text(str(value("at") or "")),
        tool=str((step.tool or {}).get("name") or "") if step else "",
        intent=str(value("intent") or ""),
        prompt=prompt[:MAX_PROMPT_CHARS],
        diff=diff if any(piece.kind != "same" for piece in diff) else (),
        changed=[str(CHANGED.get(code, code)) for code in codes],
        edits=contents(file.found)[:3] if file and action == "edit" else (),
        is_stated=is_stated,
        differs=bool(step and step.is_open),
        is_apart=bool(file and file.apart),
    )


def _is_alone(step: ProposedStep | None, file: ProposedFile | None) -> bool:
    """Whether the file holds this round alone, so that its picture is that of the round."""
    return step is not None and file is not None and len(file.steps) == 1


def _excerpt(step: ProposedStep | None, file: ProposedFile | None) -> str:
    """Return the first words of the answer to a prompt of a conversation."""
    if step is None or file is None:
        return ""
    prompt, answer = stated(step, "prompt"), ""
    turns = list(file.found.get("messages") or ())
    for turn, following in zip(turns, turns[1:], strict=False):
        if turn.get("text") == prompt and turn.get("role") == "user":
            answer = str(following.get("text") or "")
    return " ".join(answer.split())[:MAX_EXCERPT_CHARS]
