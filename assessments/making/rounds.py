"""The rounds of the strip in words: what was done, with what, and what changed by it.

A round is a proposed step of a file, a step that a person confirmed, or one that they typed.
Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final, Literal, get_args
from uuid import UUID

from django.utils.translation import gettext

from assessments.answers.answers import NOTHING, has_known_value
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import has_preview
from assessments.exhibits.marked_prompt import MarkedPrompt, marked_prompt
from assessments.likeness import DiffPiece, word_diff
from assessments.making.hand_work import (
    Before,
    before_of,
    changed_words,
    commits_of,
    is_work_by_hand,
    sentences_of,
)
from assessments.making.order import Entry, numbers_of, stated
from assessments.making.sources import (
    Source,
    results_of,
    sources_of,
    upload_of,
    uploads_by_evidence,
)
from assessments.prompts.scanner import MAX_CHARS
from assessments.proposals.apart import doubts, uncertainties
from assessments.proposals.from_files.making import SCREEN
from assessments.proposals.from_files.turns import answers_to, attached_texts
from assessments.proposals.matching import ProposedFile, ProposedStep
from assessments.wording.contents import attached_words, taken_files
from assessments.wording.credited_acts import recorded_origins
from assessments.wording.files import problem
from assessments.wording.labels import CHANGED
from assessments.wording.rounds import new_clauses, round_name
from assessments.wording.times import moment_text
from assessments.works.drafts import Draft
from cases.record.schema import Kind

State = Literal["right", "open", "not_mine"]
MAX_PROMPT_CHARS, MAX_EXCERPT_CHARS = 600, 240
# Rounds on one page, and how many of them stand before the first that is open.
MAX_ROUNDS, MAX_BEFORE = 100, 3
# Of prompts whose phrases are marked on one page, which takes about a second; it is asked for anew
# while files are read. The others are shown as they were typed.
MAX_MARKED_CHARS = 100_000
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
GENERATE: Final = "generate"
NEAR = 20  # characters of unchanged words that are shown on each side of a change


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of the strip."""

    key: str  # of the proposed step; empty for a step that was typed
    item: str  # the id of the step in the answers; empty while nobody decided
    place: int  # from 1, in the order of the strip
    number: int  # from 1, as the answer counts it once all are decided; 0 where it is left out
    continues: int  # the number of the round that it seems to continue; 0 where nobody asks
    state: State
    name: str  # what it did, in a few words
    action: str  # a code of the record; empty where it is not known
    upload: Upload | None
    has_preview: bool
    excerpt: str  # words of the result where there is no picture
    at: str  # in words
    is_undated: bool  # whether nothing says when it was, so that its number shows no order
    commits: Sequence[str]  # hash and first line of the message of each commit, the first ones
    tool: str
    intent: str
    prompt: str
    marked: MarkedPrompt | None
    is_unmarked: bool  # its prompt is shown as it was typed
    diff: Sequence[DiffPiece]  # what changed against the prompt of the round that it continues
    changed: Sequence[str]  # in words
    changed_words: Sequence[DiffPiece]  # in a document, as its file tracks them
    edits: Sequence[str]  # what else the file shows of work by hand, in sentences
    before: Before | None  # the state before, where the two were compared
    is_stated: bool  # whether a file or a person says what was done
    differs: bool  # whether a file and an answer contradict each other
    is_apart: bool  # whether it may belong to another matter
    doubts: Sequence[str]  # why the file is looked at before it counts, in sentences
    origins: Sequence[str]  # what its file states that it was made from, and what was sent along
    sources: Sequence[Source]  # in which of these a change by hand may have been made
    results: Sequence[Source]  # which of these the words of a screenshot may have made

    @property
    def content(self) -> str:
        """A digest of what is shown; it changes whenever that does."""
        what = (
            self.key,
            self.item,
            self.place,
            self.number,
            self.name,
            self.at,
            self.prompt,
            self.action,
        )
        how = (self.state, self.has_preview, self.differs, self.intent, self.before, self.changed)
        shown = (self.is_apart, tuple(self.commits), tuple(self.sources), tuple(self.results))
        why = (tuple(self.doubts), tuple(self.origins), *shown)
        return _digest(what, how, why)

    @property
    def slug(self) -> str:
        """The name of its correction, the same while other rounds arrive around it."""
        return _digest(self.key or self.item, self.action, self.intent)

    @property
    def words_slug(self) -> str:
        """The name of its words, which are folded and stay unfolded while they are the same."""
        return _digest(self.key or self.item, self.prompt, len(self.diff))


def _digest(*values: Any) -> str:
    return sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def state_of(entry: Entry) -> State:
    """Return whether a round is right, not_mine, or still open."""
    if entry.item:
        return "right"
    return "not_mine" if entry.step and entry.step.is_refused else "open"


def is_accepted_with_all(entry: Entry) -> bool:
    """Return whether a round is open and can be accepted together with all others."""
    is_apart = bool(entry.file and entry.file.apart)
    return state_of(entry) == "open" and _is_stated(entry) and not is_apart


def action_of(entry: Entry) -> str:
    """Return what accepting a round of a written chat says was done; empty for any other.

    Anybody can write a text that looks like a chat, so that its file does not say that a tool
    answered; a person who accepts the message as theirs does.
    """
    if entry.step is None or entry.file is None or not entry.file.found.get("messages"):
        return ""
    is_prompt = stated(entry.step, "prompt") and stated(entry.step, "action") == GENERATE
    return GENERATE if is_prompt else ""


def _is_stated(entry: Entry) -> bool:
    is_known = bool(entry.step and entry.step.is_stated) or bool(action_of(entry))
    return bool(entry.item) or is_known


def shown_of(entries: Sequence[Entry]) -> range:
    """Return the places of the rounds that are shown: at most `MAX_ROUNDS`, the first open too."""
    first = next((n for n, entry in enumerate(entries) if state_of(entry) == "open"), 0)
    start = max(0, min(first - MAX_BEFORE, len(entries) - MAX_ROUNDS))
    return range(start + 1, min(start + MAX_ROUNDS, len(entries)) + 1)


def rounds_of(
    draft: Draft,
    proposed: Sequence[ProposedFile],
    entries: Sequence[Entry],
    shown: Collection[int],
) -> Iterator[Round]:
    """Yield the rounds whose places, counted from 1, are `shown`, in their order.

    `proposed` are the files of the draft that were read, `entries` all its rounds.
    """
    words = _Rounds(
        kind=str(draft.answers.get("kind") or ""),
        prompts=_prompts(draft, proposed),
        before=before_of(draft),
        numbers={},
        shown=(held := uploads_by_evidence(draft)),
        sources=sources_of(draft, entries, held),
        results=results_of(draft, entries, held, _screens(proposed)),
        read=[],
    )
    numbers = numbers_of(entries)
    for place, entry in enumerate(entries[: max(shown, default=0)], 1):
        for key in (entry.step.key if entry.step else "", entry.item.get("id")):
            if key:
                words.numbers[key] = numbers[place - 1]
        if place in shown:
            yield words.round(place, numbers[place - 1], entry)


def _screens(proposed: Iterable[ProposedFile]) -> frozenset[UUID]:
    return frozenset(file.upload.pk for file in proposed if file.what == SCREEN)


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


@dataclass(frozen=True, kw_only=True)
class _Rounds:
    """What all rounds of a draft are put into words with."""

    kind: str  # of the work
    prompts: Mapping[str, str]
    before: Mapping[str, Before]  # by the id of a file
    numbers: dict[str, int]  # by the key of a proposal and the id of a step
    shown: Mapping[str, Upload]  # by the id of their evidence
    sources: Mapping[str, Sequence[Source]]  # by the id of a step
    results: Mapping[str, Sequence[Source]]  # the same, of the words of screenshots
    read: list[int]  # characters of each prompt so far whose phrases were to be marked

    def round(self, place: int, number: int, entry: Entry) -> Round:
        """Return a round in words."""
        step, item, file = entry.step, entry.item, entry.file

        def value(name: str) -> Any:
            typed = item.get(name)
            if has_known_value(typed):
                return typed
            return stated(step, name) if step and not item else None

        upload = upload_of(entry, self.shown)
        prompt = str(value("prompt") or "")
        above = self.prompts.get(entry.continues or str(value("parent") or ""))
        # Work by hand removes no words, and a later message of a chat withdraws none.
        is_message = bool(file and file.found.get("messages"))
        diff = word_diff(above, prompt) if prompt and not is_message else ()
        is_same = bool(above) and not is_message and all(p.kind == "same" for p in diff)
        codes = [code for code in value("changed") or entry.changed if code != NOTHING]
        is_stated = _is_stated(entry)
        action = str(value("action") or "") if is_stated else ""
        key = step.key if step else ""
        by_hand = is_work_by_hand(action, step, file)
        words = changed_words(step, file) if by_hand else ()
        commits = commits_of(step, file)
        own = commits[0].partition(" ")[2] if len(commits) == 1 else ""
        intent = str(value("intent") or "") or own
        name = _name(action, intent, prompt, "" if is_message else above or "", codes, upload)
        is_shown = not is_same and not _is_quoted_whole(prompt, name)
        marked = self.marked(prompt) if is_shown else None
        return Round(
            key=key,
            item=str(item.get("id") or ""),
            place=place,
            number=number,
            continues=self.numbers.get(entry.continues or str(value("parent") or ""), 0),
            state=state_of(entry),
            name=name,
            action=action,
            upload=upload,
            has_preview=upload is not None and has_preview(upload) and _is_alone(step, file),
            excerpt=_excerpt(step, file),
            at=moment_text(str(value("at") or "")),
            is_undated=bool(step) and not value("at"),
            commits=commits,
            tool=str((step.tool or {}).get("name") or "") if step else "",
            intent=str(value("intent") or ""),
            prompt=prompt[:MAX_PROMPT_CHARS],
            marked=marked,
            is_unmarked=is_shown and bool(prompt) and marked is None,
            diff=() if is_same or is_message or not above else tuple(_near_changes(diff)),
            changed=[str(CHANGED.get(code, code)) for code in codes],
            changed_words=words,
            edits=[*(sentences_of(step, file) if by_hand and not words else ()), *_also(step)],
            before=self.before.get(str(upload.pk)) if upload else None,
            is_stated=is_stated,
            differs=bool(step and step.is_open),
            is_apart=bool(file and file.apart not in ("", "doubtful")),
            doubts=_doubts_of(file) if file else (),
            origins=_origins_of(step, file) if file else (),
            sources=self.sources.get(str(item.get("id") or ""), ()),
            results=self.results.get(str(item.get("id") or ""), ()),
        )

    def marked(self, prompt: str) -> MarkedPrompt | None:
        """Return a prompt with its phrases marked, for a picture while the kind is not known.

        None where those before on this page are so long that this one is not read.
        """
        self.read.append(min(len(prompt), MAX_CHARS))
        if sum(self.read) > MAX_MARKED_CHARS:
            return None
        kind: Kind = next((kind for kind in KINDS if kind == self.kind), "image")
        return marked_prompt(prompt, kind)


def _near_changes(pieces: Sequence[DiffPiece]) -> Iterator[DiffPiece]:
    """Yield what changed with a few words around it, so that a long prompt shows its change."""
    for number, piece in enumerate(pieces):
        if piece.kind != "same" or len(piece.text) <= 2 * NEAR:
            yield piece
            continue
        before, after = piece.text[:NEAR], piece.text[-NEAR:]
        before = before.rpartition(" ")[0] or before
        after = after.partition(" ")[2] or after
        text = f"{before} … {after}"
        if number == 0:
            text = f"… {after}"
        elif number == len(pieces) - 1:
            text = f"{before} …"
        yield replace(piece, text=text)


def _is_quoted_whole(prompt: str, name: str) -> bool:
    """Whether the name of a round has every word of its prompt."""
    return bool(prompt.strip()) and " ".join(prompt.split()) in name


def _name(
    action: str,
    intent: str,
    prompt: str,
    above: str,
    codes: Sequence[str],
    upload: Upload | None,
) -> str:
    """Return what the round did; the name of its file where nothing says so."""
    if not (action or intent or prompt) and upload is not None:
        return upload.name
    words = new_clauses(above, prompt)
    return round_name(action=action, intent=intent, prompt=words, changed=codes)


def _doubts_of(file: ProposedFile) -> list[str]:
    return [problem(fault) for fault in (*doubts(file.found), *uncertainties(file.found))]


def _origins_of(step: ProposedStep | None, file: ProposedFile) -> list[str]:
    """Return what credentials and a generator name as taken, or texts that went with a message."""
    where = {value.where for row in step.rows for value in row.statements} if step else set()
    turns = (turn for turn in file.found.get("messages") or () if turn.get("id"))
    asked = [turn for turn in turns if f"message {turn['id']}" in where]
    return [
        *recorded_origins(file.found.get("c2pa") or {}),
        *(taken_files(file.found) if _is_alone(step, file) else ()),
        *(text for turn in asked for text in attached_words(attached_texts(turn))),
    ]


def _also(step: ProposedStep | None) -> Iterator[str]:
    """Name the further files of an act that is shown by several."""
    names = [upload.name for upload in step.uploads[1:]] if step else []
    if names:
        yield gettext("Same act: %(files)s") % {"files": gettext(", ").join(names)}


def _is_alone(step: ProposedStep | None, file: ProposedFile | None) -> bool:
    """Whether the file holds this round alone, so that its picture is that of the round."""
    return step is None or (file is not None and len(file.steps) == 1)


def _excerpt(step: ProposedStep | None, file: ProposedFile | None) -> str:
    """Return the first words of the answer to a prompt of a conversation."""
    rows = [row for row in step.rows if row.field == "prompt"] if step else []
    if not rows or file is None:
        return ""
    prompt = rows[0].statements[0]
    answers = answers_to(file.found.get("messages") or (), str(prompt.value), prompt.where)
    return (
        " ".join(str(answers[0].get("text") or "").split())[:MAX_EXCERPT_CHARS] if answers else ""
    )
