"""What one exhibit carries for a group of facts, by its description and its file."""

from __future__ import annotations

from assessments.engine.examinations import Examinations
from assessments.engine.held_files import HeldFile, normalise_words
from assessments.engine.of_words import of_words
from cases.record import Evidence

Levels = dict[tuple[int, int, str], tuple[Evidence, HeldFile | None, int]]


class Carrying(Examinations):
    """A record, and what each of its exhibits carries by itself."""

    def carries(self, piece: Evidence, group: str) -> int:
        """The level (0-4) that one piece carries for a group of facts."""
        held = self.files.files.get(piece.id) if self.files is not None else None
        key = (id(piece), id(held), group)
        known: Levels = self._known_to_carry
        if key not in known:
            known[key] = piece, held, self._find_level(piece, held, group)
        return known[key][2]

    @of_words
    def _known_to_carry(self) -> Levels:
        """By identity of a piece and its file, and by group; both are kept with the level."""
        return {}

    def _find_level(self, piece: Evidence, held: HeldFile | None, group: str) -> int:
        proof = self.rules.proof
        if self.is_against(piece):
            return 0
        shows = normalise_words(piece.shows or "")
        if any(words in shows for words in self.rules.appraisal.shows_nothing):
            return 0
        kind = proof.kinds[piece.what]
        limits = [proof.carries[kind[group]]]
        if piece.made == "later":
            limits.append(proof.carries[kind["later"]])
        if piece.strength:
            limits.append(proof.carries[piece.strength])
        if self.files is not None:
            if held is None or self.is_miscalled(piece):
                return 0
            if not held.anchored and self._can_be_written(piece, held):
                limits.append(proof.carries[proof.editable_carries])
            if group == "hand" and held.form in proof.shows_result.get(piece.what, ()):
                limits.append(proof.result_carries)
            if held.made == "later":
                limits.append(proof.carries[kind["later"]])
            if held.made == "unknown" and piece.what in proof.kinds_of_the_time:
                limits.append(proof.carries[proof.undated_carries])
        return min(limits)

    def _can_be_written(self, piece: Evidence, held: HeldFile) -> bool:
        """Whether anybody can write such a file, whatever kind of exhibit it is called."""
        proof = self.rules.proof
        return (
            piece.what in proof.editable
            or (held.is_plain_text and piece.what in proof.not_of_letters)
            or (bool(held.prompts) and piece.what in proof.not_of_generators)
            or (held.form == "picture" and piece.what in proof.not_of_stills)
        )
