"""The storyboard: small pictures in the order of the steps, with the instruction beneath each.

The choice, order and captions of the pictures follow from the frozen record alone; a picture that
no step names comes last. A memo without pictures has no storyboard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.exhibits.excerpt import Excerpt, excerpt
from assessments.exhibits.holdings import Holdings
from assessments.memo.build import MemoBuilder
from assessments.typesetting.dates import moment
from assessments.wording.rounds import numbered_round
from cases.record import CreationRecord, Evidence, Step, evidence_by_step, linked_evidence

MAX_PICTURES = 60
MAX_INSTRUCTION_CHARS = 400


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A picture with the first step that names it; `also` numbers the other steps."""

    picture: str
    code: str
    name: str
    title: str
    when: str
    also: list[int]
    instruction: Excerpt | None
    is_intent: bool
    kind: str
    step: int  # its number; 0 where no step names it

    @property
    def in_step(self) -> bool:
        """Whether a step names it."""
        return self.step > 0


def pictures(holdings: Holdings | None) -> dict[str, bytes]:
    """Return the JPEG pictures by the names that the HTML refers to."""
    files = holdings.files if holdings else ()
    return {_name(held.sha256): held.picture for held in files if held.picture}


def digests(record: CreationRecord) -> list[str]:
    """Return the digests that the record names, in the order of the storyboard."""
    return list(dict.fromkeys(digest for digest, _, _ in _files_with_steps(record)))


def storyboard(build: MemoBuilder) -> dict[str, Any]:
    """Build the storyboard; `num_pictures` counts those left out as well."""
    holdings = build.snapshot.holdings
    frames = list(_frames(build, holdings)) if holdings else []
    return {
        "frames": frames,
        "num_shown": len(frames),
        "num_pictures": max(holdings.num_pictures, len(frames)) if holdings else 0,
    }


def _frames(build: MemoBuilder, holdings: Holdings) -> Iterator[Frame]:
    """Yield a frame for each picture, at the first step that names it."""
    steps: dict[str, list[Step]] = {}
    pieces: dict[str, Evidence] = {}
    for digest, piece, step in _files_with_steps(build.record):
        pieces.setdefault(digest, piece)
        steps.setdefault(digest, []).extend([step] if step else [])
    for digest, piece in pieces.items():
        held = holdings.file_of(digest)
        if held is not None and held.picture:
            yield _frame(build, digest, piece, steps[digest], held.receipts[0].name)


def _frame(build: MemoBuilder, digest: str, piece: Evidence, steps: list[Step], name: str) -> Frame:
    first = steps[0] if steps else None
    return Frame(
        picture=_name(digest),
        code=build.exhibits.code(piece.id),
        name=name,
        title=_title(build, first),
        when=moment(first.at) if first and first.at else "",
        also=build.exhibits.step_numbers(step.id for step in steps[1:]),
        instruction=excerpt(first.prompt or first.intent, MAX_INSTRUCTION_CHARS) if first else None,
        is_intent=bool(first and not first.prompt and first.intent),
        kind=wording.evidence_kind(piece.what),
        step=build.exhibits.step_number(first.id) if first else 0,
    )


def _title(build: MemoBuilder, step: Step | None) -> str:
    if step is None:
        return gettext("Not tied to a step")
    number = build.exhibits.step_number(step.id)
    return numbered_round(number, build.step_name(number))


def _files_with_steps(record: CreationRecord) -> Iterator[tuple[str, Evidence, Step | None]]:
    """Yield each file that the record names with each of its steps; files without a step last."""
    pieces = {piece.id: piece for piece in record.evidence}
    by_step, tied = evidence_by_step(record.evidence), set[str]()
    for step in record.steps:
        for name in linked_evidence(step, by_step):
            piece = pieces.get(name)
            if piece is not None and piece.sha256:
                tied.add(piece.sha256.lower())
                yield piece.sha256.lower(), piece, step
    for piece in record.evidence:
        if piece.sha256 and piece.sha256.lower() not in tied:
            yield piece.sha256.lower(), piece, None


def _name(digest: str) -> str:
    return f"picture-{digest}.jpg"
