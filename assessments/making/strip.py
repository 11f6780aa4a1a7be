"""The strip: rounds in their order, and what else of the files a person decides about.

Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from assessments.evidence.models import Upload
from assessments.evidence.page import FileRow, list_files
from assessments.evidence.queries_extraction import has_preview
from assessments.jobs import JobState
from assessments.lineage.tree_page import descents_by_file
from assessments.making.order import entries_in_order
from assessments.making.people import CONTRACT
from assessments.making.placing import PlacedFile, asks_who, is_without_step, placed_files
from assessments.making.rounds import Round, is_accepted_with_all, rounds_of, shown_of, state_of
from assessments.making.settling import is_comparing
from assessments.proposals.final_page import FinalCard, final_card
from assessments.proposals.final_work import FinalWork, final_work
from assessments.proposals.matching import ProposedFile, proposed_files
from assessments.wording import screenshots
from assessments.wording.contents import contents, unread_in_words
from assessments.wording.source_types import states_model
from assessments.works.drafts import Draft

MAX_FINALS = 24  # files shown to choose the finished work from
MAX_READING = 12  # files shown while they are read
OPEN = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, kw_only=True)
class LooseFile:
    """A file that states no step: a person says what it is, or leaves it."""

    upload: Upload
    has_preview: bool
    contents: Sequence[str]
    words: str  # recognised in a screenshot, to be checked
    is_text: bool  # whether it may be a contract
    is_final: bool  # whether it is the finished work, of which only its maker is asked
    is_generated: bool  # whether it states that a trained model made it as a whole


@dataclass(frozen=True, kw_only=True)
class Strip:
    """The template context of the strip."""

    rounds: Sequence[Round]  # those that are shown
    num_more: int  # rounds that are not shown
    num_open: int  # rounds that can be accepted at once, shown or not
    has_open: bool  # whether a round is open, shown or not
    loose: Sequence[LooseFile]
    placed: Sequence[PlacedFile]  # of which a person said what they are
    exports: Sequence[ProposedFile]  # conversations of which a person chooses those that belong
    reading: Sequence[FileRow]  # the first files that are still to be read
    unread: Sequence[FileRow]  # files that could not be read
    final: FinalCard | None
    finals: Sequence[tuple[Upload, bool]]  # to choose from, with whether one is proposed
    num_files: int
    num_read: int
    is_open: bool  # whether files are still read
    is_comparing: bool  # whether what was read is still compared
    nobody: bool  # whether no process reads them

    @property
    def has_dated(self) -> bool:
        """Whether any round states a time, so that those without one are marked each."""
        return any(round.at for round in self.rounds)

    @property
    def has_undated(self) -> bool:
        """Whether rounds stand in an order that no time states."""
        return len(self.rounds) > 1 and any(round.is_undated for round in self.rounds)

    @property
    def is_decided(self) -> bool:
        """Whether nothing on the strip asks for a decision."""
        is_asked = self.has_open or self.asks_for_final
        is_left = any(not file.chosen for file in self.exports)
        is_told = all(not file.is_asked for file in self.placed)
        return is_told and not (is_asked or is_left or self.loose or self.is_unsettled)

    @property
    def is_unsettled(self) -> bool:
        """Whether rounds may still change by themselves, so that none is accepted yet."""
        return (self.is_open and not self.nobody) or self.is_comparing

    @property
    def asks_for_final(self) -> bool:
        """Whether it is to be said which file is the finished work."""
        return bool(self.final and not self.final.chosen and not self.final.is_none)

    @property
    def state(self) -> str:
        """A digest of all that is shown, so that the page changes only where that does."""
        rows = [(row.upload.pk, row.state, row.reason) for row in [*self.reading, *self.unread]]
        loose = [(f.upload.pk, f.has_preview, f.words, f.is_final) for f in self.loose]
        placed = [(f.upload.pk, f.what, f.shows, f.is_asked) for f in self.placed]
        finals = [(upload.pk, has_preview(upload)) for upload, _ in self.finals]
        shown = (
            ([row.content for row in self.rounds], self.num_more, self.num_open),
            (loose, placed, rows, finals, [(file.upload.pk, file.chosen) for file in self.exports]),
            (self.num_files, self.num_read, self.is_open, self.is_comparing, self.nobody),
            (self.asks_for_final, self.final.chosen_key if self.final else ""),
        )
        return sha256(repr(shown).encode()).hexdigest()[:16]


def strip_of(draft: Draft) -> Strip:
    """Return the strip of a draft as its files and answers are now."""
    listed = list_files(draft)
    proposed = proposed_files(draft, descents_by_file(draft))
    read = {str(file.upload.pk) for file in proposed}
    known = final_work(draft, [(file.upload, file.found) for file in proposed])
    entries = entries_in_order(draft, proposed)
    rounds = list(rounds_of(draft, proposed, entries, shown_of(entries)))
    return Strip(
        rounds=rounds,
        num_more=len(entries) - len(rounds),
        num_open=sum(map(is_accepted_with_all, entries)),
        has_open=any(state_of(entry) == "open" for entry in entries),
        loose=[
            _loose_file(file, is_final=file.upload == known.chosen)
            for file in proposed
            if _is_loose(draft, file, known.chosen)
        ],
        placed=placed_files(draft, proposed, known.chosen),
        exports=[file for file in proposed if file.conversations > 1],
        reading=[row for row in listed.rows if row.state in OPEN][:MAX_READING],
        unread=[
            row
            for row in listed.rows
            if row.state not in OPEN
            and (row.state != JobState.READY or str(row.upload.pk) not in read)
            and row.unpacked is None
        ],
        final=final_card(draft, proposed) if not listed.is_open else None,
        finals=_finals(draft, known),
        num_files=len(listed.rows),
        num_read=sum(row.state in (JobState.READY, JobState.FAILED) for row in listed.rows),
        is_open=listed.is_open,
        is_comparing=not listed.is_open and is_comparing(draft),
        nobody=listed.nobody,
    )


def num_undecided(draft: Draft) -> int:
    """Return how many rounds that files propose are neither accepted nor left out."""
    entries = entries_in_order(draft, proposed_files(draft))
    return sum(map(is_accepted_with_all, entries))


def _finals(draft: Draft, known: FinalWork) -> list[tuple[Upload, bool]]:
    """Return the files to choose from: the proposed one first, then the newest; no contract."""
    pieces = draft.answers.get("evidence") or []
    contracts = {piece["id"] for piece in pieces if piece.get("what") == CONTRACT}
    shown = [
        (_with_picture(known.uploads[key]), key == known.proposal.proposed)
        for key in reversed(known.choices)
        if known.uploads[key].evidence not in contracts
    ]
    return sorted(shown, key=lambda pair: not pair[1])[:MAX_FINALS]


def _loose_file(file: ProposedFile, *, is_final: bool) -> LooseFile:
    return LooseFile(
        upload=file.upload,
        has_preview=has_preview(file.upload),
        contents=[*contents(file.found)[:2], *unread_in_words(file.found)[:2]],
        words="" if is_final else screenshots.text(file.found),
        is_final=is_final,
        is_generated=states_model(file.found),
        is_text=bool((file.found.get("extra") or {}).get("text")),
    )


def _with_picture(upload: Upload) -> Upload:
    upload.has_picture = has_preview(upload)  # type: ignore[attr-defined]  # for the template
    return upload


def _is_loose(draft: Draft, file: ProposedFile, chosen: Upload | None) -> bool:
    """Whether a person says what a file is, or who made the finished work."""
    if file.upload == chosen:
        return is_without_step(file) and asks_who(draft, chosen)
    return is_without_step(file) and not file.upload.evidence
