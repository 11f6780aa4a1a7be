"""What a person says a file is that states no step, how it is taken back, and what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction

from assessments.answers.answers import UNKNOWN, has_known_value
from assessments.answers.merging import count
from assessments.answers.services import (
    draft_lock,
    draft_save,
    item_add,
    item_note,
    item_remove,
)
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import has_preview
from assessments.making.following import LAST
from assessments.making.people import CONTRACT, contracts_bind
from assessments.proposals.choosing_final import final_choose
from assessments.proposals.exports import sources_of_exports
from assessments.proposals.final_work import final_work
from assessments.proposals.matching import ProposedFile, proposed_files
from assessments.proposals.read_files import reports_of_draft
from assessments.proposals.services import evidence_keep
from assessments.wording.plain.choices import SHOWN
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

# What a person says a loose file is -> the input that it becomes.
INPUTS: Final = {"own": "own", "third_party": "third_party"}
INPUT_KINDS: Final = {"image": "photo", "audio": "audio", "video": "video", "text": "text"}
STEPS: Final = {"edit": "edit", "generate": "generate"}
KEEP: Final = "keep"
WHO_ASKED: Final = "_who"  # a note of the finished work of which a person was asked who made it


@dataclass(frozen=True, kw_only=True)
class PlacedFile:
    """A file with what a person said it is."""

    upload: Upload
    has_preview: bool
    what: str  # `own`, `third_party`, `contract` or `keep`
    item: str  # the id of the input that it became
    shows: str  # how much of it shows in the result, in words; empty where nobody said
    is_asked: bool  # whether it is still to be said how much of it shows


@transaction.atomic
def final_store(draft: Draft, upload: str, *, by: Actor) -> None:
    """Store which file is the final work; none of them where `upload` names none."""
    known = final_work(draft)
    proposed = known.uploads.get(known.proposal.proposed)
    final_choose(draft, proposed_file(draft, upload), proposed, by=by)


@transaction.atomic
def file_place(draft: Draft, upload: str, what: str, *, by: Actor) -> bool:
    """Store what a person says a file without a step is; return False where it is gone.

    `what` is `final`, `edit`, `generate`, `own`, `third_party`, `contract` or `keep` (evidence of
    no step in particular).
    """
    draft = draft_lock(draft)
    proposed = proposed_file(draft, upload)
    if proposed is None:
        return False
    if what == "final":
        final_store(draft, upload, by=by)
    elif what in STEPS:
        step = _step_of_layers(draft, proposed.upload) if what == "edit" else ""
        if not step:
            values = {"action": STEPS[what], "parent": ""}
            values |= {LAST: "yes"} if what == "edit" else {}
            step = item_add(draft, part="steps", values=values)
            draft.refresh_from_db()
        evidence_keep(draft, proposed, step=step, what=proposed.what, made="", by=by)
    elif what == CONTRACT:
        evidence_keep(draft, proposed, step="", what=CONTRACT, made="", by=by)
        draft.refresh_from_db()
        contracts_bind(draft)
    else:
        piece = evidence_keep(draft, proposed, step="", what=proposed.what, made="", by=by)
        draft.refresh_from_db()
        if what in INPUTS:
            values = {"what": _input_kind(proposed.upload), "made_by": INPUTS[what]}
            item_add(draft, part="inputs", values={**values, "evidence": [piece]})
        elif what == KEEP and _is_final(draft, proposed.upload):
            # Who made the finished work is not said; it is not asked again.
            item_note(draft, part="evidence", item=piece, name=WHO_ASKED[1:], text=KEEP)
    return True


@transaction.atomic
def file_take_back(draft: Draft, upload: str) -> None:
    """Take back what was said of a file that is no round: it is asked again what it is."""
    draft = draft_lock(draft)
    held = draft.uploads.filter(pk=upload).first() if _is_uuid(upload) else None
    if held is None or not held.evidence:
        return
    for part in ("inputs", "contracts"):
        for item in list(draft.answers.get(part) or []):
            if item.get("evidence") == [held.evidence]:
                item_remove(draft, part=part, item=item["id"])
                draft.refresh_from_db()
    if any(piece["id"] == held.evidence for piece in draft.answers.get("evidence") or []):
        item_remove(draft, part="evidence", item=held.evidence)
    Upload.objects.filter(pk=held.pk).update(evidence="")


@transaction.atomic
def shown_store(draft: Draft, item: str, shows: str) -> None:
    """Store how much of a material shows in the result; raises `ItemNotFound`, `SaveConflict`."""
    draft = draft_lock(draft)
    if shows in SHOWN or shows == UNKNOWN:
        version = count(draft.versions.get(f"inputs/{item}"))
        draft_save(draft, part="inputs", item=item, sent={"in_output": shows}, version=version)


def placed_files(
    draft: Draft, proposed: Sequence[ProposedFile], chosen: Upload | None
) -> list[PlacedFile]:
    """Return the files of which a person said what they are, apart from rounds and the work."""
    of_steps = {p for step in draft.answers.get("steps") or [] for p in _pieces(step)}
    return [
        _placed_file(draft, file.upload)
        for file in proposed
        if is_without_step(file)
        and file.upload.evidence
        and file.upload != chosen
        and file.upload.evidence not in of_steps
    ]


def is_without_step(file: ProposedFile) -> bool:
    """Whether a file states no step, so that a person says what it is."""
    return not (file.steps or file.merged_into or file.conversations)


def asks_who(draft: Draft, chosen: Upload | None) -> bool:
    """Whether it is still to be said who made the finished work, as no round and no answer says."""
    if chosen is None or not chosen.evidence:
        return False
    piece = _item(draft, "evidence", chosen.evidence)
    told = [*(draft.answers.get("steps") or []), *(draft.answers.get("inputs") or [])]
    named = any(chosen.evidence in _pieces(item) for item in told)
    return bool(piece) and not named and not piece.get(WHO_ASKED)


def proposed_file(draft: Draft, upload: str) -> ProposedFile | None:
    """Return a file of a draft with what it proposes; None where it is gone."""
    return next((f for f in proposed_files(draft) if str(f.upload.pk) == upload), None)


def _placed_file(draft: Draft, upload: Upload) -> PlacedFile:
    held = [item for item in draft.answers.get("inputs") or [] if upload.evidence in _pieces(item)]
    item: Mapping[str, Any] = next(iter(held), {})
    is_contract = _item(draft, "evidence", upload.evidence).get("what") == CONTRACT
    shows = str(item.get("in_output") or "")
    return PlacedFile(
        upload=upload,
        has_preview=has_preview(upload),
        what=str(item.get("made_by") or (CONTRACT if is_contract else KEEP)),
        item=str(item.get("id") or ""),
        shows=str(SHOWN[shows]) if shows in SHOWN else "",
        is_asked=bool(item) and not has_known_value(shows) and shows != UNKNOWN,
    )


def _step_of_layers(draft: Draft, upload: Upload) -> str:
    """Return the accepted step of the layered file that shows the same picture; else empty."""
    source = sources_of_exports(draft, reports_of_draft(draft)).get(str(upload.pk), "")
    layered = proposed_file(draft, source) if source else None
    steps = layered.steps if layered else ()
    return steps[0].item if len(steps) == 1 else ""


def _item(draft: Draft, part: str, item: str) -> Mapping[str, Any]:
    return next((held for held in draft.answers.get(part) or [] if held["id"] == item), {})


def _pieces(item: Mapping[str, Any]) -> list[Any]:
    named = item.get("evidence")
    return named if isinstance(named, list) else []


def _is_final(draft: Draft, upload: Upload) -> bool:
    return final_work(draft).chosen == upload


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _input_kind(upload: Upload) -> str:
    return INPUT_KINDS.get(upload.media_type.partition("/")[0], "reference")
