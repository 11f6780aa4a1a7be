"""What the page of proposals shows of the final work: candidates with their voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import has_preview
from assessments.likeness.final_work import FinalCandidate
from assessments.proposals.final_work import FinalWork, final_work
from assessments.proposals.matching import ProposedFile
from assessments.wording import final_work as wording
from assessments.works.drafts import Draft

MAX_SHOWN = 4  # candidates with their voices; all others can be chosen from the list


@dataclass(frozen=True, kw_only=True)
class VoiceRow:
    """What one voice says of a candidate, in words."""

    voice: str
    stance: str  # for, against, silent
    stance_name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class CandidateCard:
    """One file that may be the final work."""

    upload: Upload
    has_preview: bool
    is_proposed: bool
    is_chosen: bool
    voices: list[VoiceRow]


@dataclass(frozen=True, kw_only=True)
class FinalCard:
    """The final work as the page shows it."""

    shown: list[CandidateCard]
    choices: list[tuple[str, str, bool]]  # key, name, whether it is preselected
    proposed: str  # the name of the proposed file; empty where it is not known
    chosen: str
    chosen_key: str
    portrait: Upload | None  # the chosen or else the proposed file, where it has a preview
    is_none: bool  # whether a person said that none of the files is it
    disagree: bool


def final_card(draft: Draft, proposed_files: Sequence[ProposedFile]) -> FinalCard | None:
    """Return what is known of the final work; None where no file may be it."""
    known = final_work(draft, [(file.upload, file.found) for file in proposed_files])
    candidates = known.proposal.candidates
    if not candidates:
        return None
    proposed = known.proposal.proposed
    chosen = str(known.chosen.pk) if known.chosen else ""
    # A person may have chosen a file that was no candidate, of which no voice speaks.
    shown = [
        candidate
        for candidate in candidates
        if candidate.key in (proposed, chosen) or candidate.voices
    ]
    shown = (shown or list(candidates))[:MAX_SHOWN]
    selected = chosen or ("" if known.decided else proposed)
    portrait = known.chosen or (None if known.decided else known.uploads.get(proposed))
    return FinalCard(
        shown=[_card(candidate, known) for candidate in shown],
        choices=[(key, known.uploads[key].name, key == selected) for key in known.choices],
        proposed=known.uploads[proposed].name if proposed else "",
        chosen=known.chosen.name if known.chosen else "",
        chosen_key=chosen,
        portrait=portrait if portrait and has_preview(portrait) else None,
        is_none=known.decided and known.chosen is None,
        disagree=known.proposal.disagree,
    )


def _card(candidate: FinalCandidate, known: FinalWork) -> CandidateCard:
    upload = known.uploads[candidate.key]
    return CandidateCard(
        upload=upload,
        has_preview=has_preview(upload),
        is_proposed=candidate.key == known.proposal.proposed,
        is_chosen=known.chosen is not None and upload.pk == known.chosen.pk,
        voices=[
            VoiceRow(
                voice=str(wording.VOICES[opinion.voice]),
                stance=opinion.stance,
                stance_name=str(wording.STANCES[opinion.stance]),
                why=wording.opinion_text(
                    opinion,
                    [upload.name for key, upload in known.uploads.items() if key in opinion.of],
                ),
            )
            for opinion in candidate.opinions
        ],
    )
