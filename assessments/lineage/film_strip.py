"""Which stretch of a final film comes from which clip, of all clips that were compared with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assessments.evidence.models import Upload
from assessments.jobs import JobState
from assessments.likeness import FilmMeasure, Passage
from assessments.lineage.models import FileComparison

# Mean share of differing bits by which one clip must fit better than another to be named alone.
CLEARLY = 0.05
MIN_UNKNOWN = 0.5  # seconds; shorter gaps lie between two frames that were looked at
DRAWN = 100  # units of the drawing for a second
COLOURS = 6  # in `lineage.css`
SLACK = 0.5  # seconds that two ends may differ before a clip counts as shortened


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A clip that was compared with the final film, numbered as it was handed in."""

    number: int
    upload: Upload
    measure: FilmMeasure

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self.measure.passages

    @property
    def used(self) -> float:
        """How many seconds of the clip stand in the film."""
        return round(sum(passage.source_end - passage.source_start for passage in self.passages), 1)

    @property
    def is_cut(self) -> bool:
        """Whether less than the clip, or more than one passage of it, stands in the film."""
        is_shorter = self.measure.source_whole and self.used < self.measure.source_seconds - SLACK
        return bool(self.passages) and (is_shorter or len(self.passages) > 1)


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A stretch of the final film; without a clip it is unknown, with several it is undecided."""

    start: float
    end: float
    clips: tuple[Clip, ...]
    source_start: float = 0.0
    source_end: float = 0.0

    @property
    def x(self) -> int:
        """Hundredths of a second, for the drawing."""
        return round(self.start * DRAWN)

    @property
    def width(self) -> int:
        return round(self.end * DRAWN) - self.x

    @property
    def colour(self) -> int:
        """The number of its colour: 0 where it is unknown or undecided; colours come again."""
        return (self.clips[0].number - 1) % COLOURS + 1 if len(self.clips) == 1 else 0

    @property
    def title(self) -> str:
        return ", ".join(clip.upload.name for clip in self.clips)


@dataclass(frozen=True, kw_only=True)
class FilmStrip:
    """The shots of a final film, the clips compared with it, and what may follow for a step."""

    shots: Sequence[Shot]
    clips: Sequence[Clip]
    seconds: float
    is_whole: bool
    left_out: int  # clips that could not be compared

    @property
    def found(self) -> list[Clip]:
        return [clip for clip in self.clips if clip.passages]

    @property
    def width(self) -> int:
        return round(self.seconds * DRAWN)

    @property
    def is_selection(self) -> bool:
        """Whether some clips, not all, stand in the film."""
        return 0 < len(self.found) < len(self.clips)

    @property
    def is_ordered(self) -> bool:
        return len(self.found) > 1

    @property
    def is_reordered(self) -> bool:
        """Whether the first shots of the clips come in another order than the clips came in."""
        order = [
            clip.number for clip in sorted(self.found, key=lambda clip: clip.passages[0].start)
        ]
        return order != sorted(order)

    @property
    def is_cut(self) -> bool:
        return any(clip.is_cut for clip in self.found)

    @property
    def unknown(self) -> float:
        """Seconds of the film that come from no clip that was compared."""
        return round(sum(shot.end - shot.start for shot in self.shots if not shot.clips), 1)


_Claim = tuple[Passage, Clip]


@dataclass
class _Stretch:
    """A stretch of the film while it is divided, with the passages that fit it best."""

    start: float
    end: float
    claims: tuple[_Claim, ...]

    @property
    def is_gap(self) -> bool:
        return self.end - self.start < MIN_UNKNOWN


def film_strip(final: Upload) -> FilmStrip:
    """Return the strip of a film from every comparison with a file of the same draft."""
    uploads: dict[str, Upload] = {}
    for upload in final.draft.uploads.order_by("received_at"):
        uploads.setdefault(upload.original_id, upload)
    rows = FileComparison.objects.filter(
        final_id=final.original_id, source_id__in=uploads, state=JobState.READY
    ).defer("heat_map")
    stored = {row.source_id: row.measure or {} for row in rows}
    compared = [key for key in uploads if stored.get(key, {}).get("kind") == "film"]
    clips = [
        Clip(number=number, upload=uploads[key], measure=FilmMeasure.from_json(stored[key]))
        for number, key in enumerate((key for key in compared if not _refused(stored[key])), 1)
    ]
    seconds = max((clip.measure.final_seconds for clip in clips), default=0.0)
    return FilmStrip(
        shots=shots(clips, seconds),
        clips=clips,
        seconds=seconds,
        is_whole=all(clip.measure.final_whole for clip in clips),
        left_out=len(compared) - len(clips),
    )


def _refused(measure: Mapping[str, Any]) -> bool:
    return bool(measure.get("code"))


def shots(clips: Iterable[Clip], seconds: float) -> list[Shot]:
    """Divide a film at the ends of the passages; where two clips fit alike, both are named."""
    claims = [(passage, clip) for clip in clips for passage in clip.passages]
    edges = {0.0, seconds} | {
        edge for passage, _ in claims for edge in (passage.start, passage.end)
    }
    places = sorted(edge for edge in edges if edge <= seconds)
    stretches: list[_Stretch] = []
    for start, end in pairwise(places):
        near = _nearest(claims, start, end)
        is_gap = not near and end - start < MIN_UNKNOWN
        if stretches and (is_gap or near == stretches[-1].claims):
            stretches[-1].end = end
        elif stretches and not stretches[-1].claims and stretches[-1].is_gap:
            stretches[-1] = _Stretch(stretches[-1].start, end, near)
        else:
            stretches.append(_Stretch(start, end, near))
    return [_shot(stretch) for stretch in stretches]


def _nearest(claims: Sequence[_Claim], start: float, end: float) -> tuple[_Claim, ...]:
    covering = [claim for claim in claims if claim[0].start <= start and end <= claim[0].end]
    best = min((passage.distance for passage, _ in covering), default=0.0)
    return tuple(claim for claim in covering if claim[0].distance - best < CLEARLY)


def _shot(stretch: _Stretch) -> Shot:
    clips = tuple(clip for _, clip in stretch.claims)
    passage = min(
        (passage for passage, _ in stretch.claims),
        key=lambda passage: passage.distance,
        default=None,
    )
    if passage is None:
        return Shot(start=stretch.start, end=stretch.end, clips=())
    return Shot(
        start=stretch.start,
        end=stretch.end,
        clips=clips,
        source_start=passage.source_start,
        source_end=passage.source_end,
    )
