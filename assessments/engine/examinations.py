"""Who examined an exhibit: somebody in particular, who is no party, on a possible day."""

from __future__ import annotations

import datetime as dt
import re

from assessments.engine.file_kinds import FileKinds
from assessments.engine.held_files import normalise_words
from assessments.engine.of_words import of_words
from cases.record import Evidence, Input, Step
from cases.record.schema import Examination

# The examination that a supposition adds: after everything that was done.
AFTER_ALL = Examination.model_validate({"name": "counsel", "on": "9999-12-31"})
HAN = re.compile(r"[\u3400-\u9fff]{2,4}")  # a person's name
BRACKETED = re.compile(r"\s*[(（\[【].*$")  # "Li (lawyer)" names Li


class Examinations(FileKinds):
    """A record, and which of its exhibits a lawyer examined."""

    def is_examined(self, piece: Evidence) -> bool:
        """Whether a lawyer examined the piece who is none of the parties, and has done so."""
        if piece.examined_by is None or self.will_be_examined(piece) or self.is_against(piece):
            return False
        return not self.examines_own(piece) and not self.may_be_party(piece)

    def why_unexamined(self, piece: Evidence) -> str | None:
        """Why an examination that is stated does not count: a code; None where it does."""
        if self.examines_own(piece):
            return "examined_by_party"
        if self.may_be_party(piece):
            return "examined_by_perhaps"
        if self.will_be_examined(piece):
            return "examined_in_future"
        return "examined_before" if self.was_examined_before(piece) else None

    def will_be_examined(self, piece: Evidence) -> bool:
        """Whether the day on which the piece is said to have been examined is still to come."""
        seen = piece.examined_by
        return seen is not None and seen is not AFTER_ALL and seen.on > latest_day()

    def was_examined_before(self, piece: Evidence) -> bool:
        """Whether the piece was examined before any step that it is linked to was done."""
        shown = [s for s in self.record.steps if piece.id in self.evidence_of(s)]
        return bool(shown) and all(self._was_before(piece, step) for step in shown)

    def _was_before(self, piece: Evidence, item: Step | Input) -> bool:
        """Whether a piece was examined before the day of the step that it is to show."""
        if piece.examined_by is None or not isinstance(item, Step):
            return False
        at = item.at or self.record.created_from
        if at is None:
            return False
        return piece.examined_by.on < day_of(at)

    def examines_own(self, piece: Evidence) -> bool:
        """Whether a party, somebody close to one or nobody is named as who examined the piece."""
        if piece.examined_by is None:
            return False
        if piece.examined_by is AFTER_ALL:
            return False
        full, rules = normalise_words(piece.examined_by.name), self.rules.appraisal.examiner
        name = normalise_words(BRACKETED.sub("", piece.examined_by.name))
        letters = "".join(letter for letter in name if letter.isalnum())
        if letters in rules.no_examiner or name in rules.no_examiner or len(letters) < 2:
            return True
        joined = {"".join(other.split()) for other in self._names_of_parties}
        if rules.kin_of_party.search(full) or letters in joined or rules.no_person.search(full):
            return True
        if not any(letter.isalnum() for letter in rules.profession.sub("", name)):
            return True
        if any(_is_named_in(other, full) for other in self._names_of_parties):
            return True
        words = sorted(name.split())  # Ming Li is Li Ming
        return self._is_generators(name) or any(
            words == sorted(other.split()) for other in self._names_of_parties
        )

    def may_be_party(self, piece: Evidence) -> bool:
        """Whether a Chinese name in Latin letters has as many syllables as a party's own has.

        Which characters were meant nobody can tell from it.
        """
        if piece.examined_by is None or piece.examined_by is AFTER_ALL:
            return False
        name = normalise_words(BRACKETED.sub("", piece.examined_by.name))
        name = self.rules.appraisal.examiner.profession.sub("", name)
        letters = re.sub(r"[\W_]+", "", name)
        lengths = {len(other) for other in self._names_of_parties if HAN.fullmatch(other)}
        return any(
            re.fullmatch(rf"(?:{self.rules.appraisal.examiner.syllable}){{{length}}}", letters)
            for length in lengths
        )

    @of_words
    def _names_of_parties(self) -> frozenset[str]:
        parties = self.record.parties
        return frozenset(normalise_words(name) for p in parties for name in (p.id, p.name))


def _is_named_in(name: str, words: str) -> bool:
    """Whether words contain a name of two letters or more: as whole words, where it has spaces."""
    if HAN.fullmatch(name):
        return name in words
    return " " in name and re.search(rf"\b{re.escape(name)}\b", words) is not None


def day_of(at: dt.date | dt.datetime) -> dt.date:
    """The day of a day or moment."""
    return at.date() if isinstance(at, dt.datetime) else at


def latest_day() -> dt.date:
    """The latest day that today is anywhere."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=14))).date()
