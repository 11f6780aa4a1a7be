"""Whether a held file can be what it is called, and whether anything can be seen in it."""

from __future__ import annotations

from typing import Literal

from assessments.engine.contrary_words import ContraryWords
from cases.record import Evidence

Miscalled = Literal["not_of_kind", "empty_file"]


class FileKinds(ContraryWords):
    """A record, and which of its held files are not what they are called."""

    def is_miscalled(self, piece: Evidence) -> bool:
        """Whether the file of a piece cannot be what it is called, or shows nothing at all."""
        return self.why_miscalled(piece) is not None

    def why_miscalled(self, piece: Evidence) -> Miscalled | None:
        """Why a file is not what it is called, by its bytes; None where they do not say so."""
        file = self.files.files.get(piece.id) if self.files is not None else None
        if file is None or self._own == "decider":
            return None
        if file.form in self.rules.proof.cannot_be.get(piece.what, ()):
            return "not_of_kind"
        return "empty_file" if file.is_empty else None
