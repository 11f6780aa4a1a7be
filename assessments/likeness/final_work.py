"""Which of the files may be the final work: three voices, of the name, of the time, of likeness.

The name speaks by marks, versions and exports; the time for the file that was certainly made last;
likeness for the file that holds the results of others while no other file was made from it. A file
is proposed only where likeness or two voices speak for it and no voice speaks for another file:
never by its name alone, nor by its time alone. Where voices disagree it is not known, and a person
decides in any case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from assessments.likeness.final_names import NameCode, read_names
from assessments.likeness.order import is_earlier

Voice = Literal["name", "time", "likeness"]
Stance = Literal["for", "against", "silent"]
FOR: Final = "for"
AGAINST: Final = "against"
SILENT: Final = "silent"
VoiceCode = (
    NameCode
    | Literal[
        "no_name",
        "latest",
        "earlier",
        "later_of_dated",
        "no_time",
        "holds",
        "among_several",
        "leads_on",
        "alike",
        "unrelated",
    ]
)


@dataclass(frozen=True, kw_only=True)
class FileTraces:
    """What is known of a file that may be the final work."""

    key: str
    name: str
    at: str | None = None  # when it was made, as it states
    sources: frozenset[str] = frozenset()  # keys of what it holds or was made from
    made_from_it: frozenset[str] = frozenset()  # keys of the files that hold it
    alike: frozenset[str] = frozenset()  # keys of files like it, where no order is known
    has_prompt: bool = False  # whether it holds the prompt of a tool, as the tool saved it
    is_reference: bool = False  # whether a file or a conversation names it as given to a tool


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What one voice says of one file, and by which code."""

    voice: Voice
    stance: Stance
    code: VoiceCode
    of: tuple[str, ...] = ()  # keys of the other files that it speaks of


@dataclass(frozen=True, kw_only=True)
class FinalCandidate:
    """A file with the three voices."""

    key: str
    opinions: tuple[Opinion, ...]

    def is_backed_by(self, voice: Voice) -> bool:
        return any(opinion.voice == voice and opinion.stance == FOR for opinion in self.opinions)

    @property
    def voices(self) -> frozenset[Voice]:
        return frozenset(opinion.voice for opinion in self.opinions if opinion.stance == FOR)

    @property
    def is_opposed(self) -> bool:
        return any(opinion.stance == AGAINST for opinion in self.opinions)


@dataclass(frozen=True, kw_only=True)
class FinalProposal:
    """All candidates, those first for which most speaks, and the proposed one; empty if unknown."""

    candidates: tuple[FinalCandidate, ...] = field(default=())
    proposed: str = ""
    disagree: bool = False  # whether voices speak for different files


def propose_final(files: Sequence[FileTraces]) -> FinalProposal:
    """Return what the voices say of each file, and which file is proposed."""
    names = _name_opinions(files)
    candidates = [
        FinalCandidate(
            key=file.key, opinions=(name, _time_opinion(file, files), _hold(file, files))
        )
        for file, name in zip(files, names, strict=True)
    ]
    backed = [candidate for candidate in candidates if candidate.voices]
    is_one = len(backed) == 1 and _is_enough(backed[0], files)
    proposed = backed[0] if is_one else None
    # In the order given where as much speaks for two.
    candidates.sort(key=lambda candidate: (candidate.is_opposed, -len(candidate.voices)))
    return FinalProposal(
        candidates=tuple(candidates),
        proposed=proposed.key if proposed else "",
        disagree=len(backed) > 1,
    )


def _is_enough(candidate: FinalCandidate, files: Sequence[FileTraces]) -> bool:
    """Whether more than one voice speaks for a file, or likeness alone does.

    Likeness alone makes no draft of a tool the work beside a file that no tool saved: somebody may
    have made that one from it.
    """
    drafts = {file.key for file in files if file.has_prompt}
    is_draft = candidate.key in drafts and len(drafts) < len(files)
    enough = (candidate.is_backed_by("likeness") and not is_draft) or len(candidate.voices) > 1
    return enough and not candidate.is_opposed


def _name_opinions(files: Sequence[FileTraces]) -> list[Opinion]:
    return [_name_opinion(codes) for codes in read_names([file.name for file in files])]


def _name_opinion(codes: dict[NameCode, bool]) -> Opinion:
    against = [code for code, speaks_for in codes.items() if not speaks_for]
    if against:
        return Opinion(voice="name", stance=AGAINST, code=against[0])
    if codes:
        return Opinion(voice="name", stance=FOR, code=next(iter(codes)))
    return Opinion(voice="name", stance=SILENT, code="no_name")


def _time_opinion(file: FileTraces, files: Sequence[FileTraces]) -> Opinion:
    """Return what the times say: only a time that is certainly earlier or later counts.

    A later file speaks against one only where both belong together: a photograph of another matter
    taken since says nothing. Files without a time may be later than all that state one.
    """
    others = [other for other in files if other.key != file.key]
    dated = [other for other in others if other.at]
    related = file.sources | file.made_from_it | file.alike
    later = tuple(
        other.key for other in dated if other.key in related and is_earlier(file.at, other.at)
    )
    if later:
        return Opinion(voice="time", stance=AGAINST, code="earlier", of=later)
    if file.at and dated and all(is_earlier(other.at, file.at) for other in dated):
        if len(dated) == len(others):
            return Opinion(voice="time", stance=FOR, code="latest")
        return Opinion(voice="time", stance=SILENT, code="later_of_dated")
    return Opinion(voice="time", stance=SILENT, code="no_time")


def _hold(file: FileTraces, files: Sequence[FileTraces]) -> Opinion:
    """Return what likeness says: the file for which most others were used, and that led nowhere."""
    if file.is_reference:
        return Opinion(voice="likeness", stance=AGAINST, code="reference")
    if file.made_from_it:
        of = tuple(sorted(file.made_from_it))
        return Opinion(voice="likeness", stance=AGAINST, code="leads_on", of=of)
    # One of the files that it is like may have been made from it.
    if open_ := file.alike - file.sources:
        of = tuple(sorted(open_))
        return Opinion(voice="likeness", stance=SILENT, code="alike", of=of)
    if not file.sources:
        return Opinion(voice="likeness", stance=SILENT, code="unrelated")
    of = tuple(sorted(file.sources))
    ends = [
        other
        for other in files
        if other.sources
        and not (other.made_from_it or other.is_reference or other.alike - other.sources)
    ]
    most = max(len(end.sources) for end in ends)
    if [end.key for end in ends if len(end.sources) == most] == [file.key]:
        return Opinion(voice="likeness", stance=FOR, code="holds", of=of)
    return Opinion(voice="likeness", stance=SILENT, code="among_several", of=of)
