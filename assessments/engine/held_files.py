"""What was read in the files that are held: the reasoning takes evidence from here, not on trust.

Whoever calls the reasoning reads the files; a piece of evidence without an entry here is named but
not held, and carries nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from cases.record import CreationRecord, Evidence
from cases.record.schema import Extent

SPACES = re.compile(r"\s+")
EXPECTED_TEXT = "everything else that stands in a copy of the work"
EXPECTED_SHOWN = "what it is to show"  # of an exhibit, in words that speak against nothing
# What a file is by its bytes: letters only, a picture without layers, one with layers, a sound or a
# film.
Form = Literal["letters", "picture", "layers", "sound", "film"]


@dataclass(frozen=True, kw_only=True)
class HeldFile:
    """What one held file contains.

    `anchored`: a receipt, a timestamp, a signature or the platform's own copy fixes its contents.
    `made`: whether clocks show that it was made together with what it is evidence of.
    `existed_on`: the day on which it existed by a clock or a receipt, not by the record.
    `form`: None where its bytes do not tell.
    `is_empty`: whether it is a picture of one colour, in which nothing can be seen or read.
    """

    prompts: tuple[str, ...] = ()
    settings: tuple[Mapping[str, Any], ...] = ()
    anchored: bool = False
    made: Literal["contemporaneous", "later", "unknown"] = "unknown"
    text: str = ""
    labelled_as_generated: bool = False
    existed_on: dt.date | None = None
    form: Form | None = None
    is_empty: bool = False

    @property
    def is_plain_text(self) -> bool:
        """Whether it holds letters only, as a copy of a picture or a sound cannot."""
        return self.form == "letters"

    @property
    def length(self) -> int:
        """The characters that can be read in it."""
        return sum(map(len, self.prompts)) + len(self.text)

    @cached_property
    def normal_text(self) -> str:
        """Everything that can be read in it, normalised for a comparison of words."""
        return "\n".join(map(normalise_words, (*self.prompts, self.text)))

    @cached_property
    def _phrases_found(self) -> dict[str, bool]:
        return {}

    def shows(self, words: str) -> bool:
        """Whether the words can be read in it; each is looked for once, in what may be long."""
        if words not in self._phrases_found:
            self._phrases_found[words] = normalise_words(words) in self.normal_text
        return self._phrases_found[words]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The comparison of the results before and after a step; both files are held."""

    changed: bool
    extent: Extent | None = None  # None where the measure supports none


@dataclass(frozen=True, kw_only=True)
class HeldFiles:
    """Held files by the id of the evidence, and measured steps by their id."""

    files: Mapping[str, HeldFile] = field(default_factory=dict)
    measured: Mapping[str, Measured] = field(default_factory=dict)
    measured_inputs: Mapping[str, str] = field(default_factory=dict)  # id of an input: `in_output`

    def with_files(self, files: Mapping[str, HeldFile]) -> HeldFiles:
        """The same files and some more."""
        return HeldFiles(
            files={**files, **self.files},
            measured=self.measured,
            measured_inputs=self.measured_inputs,
        )

    def shows_words(self, evidence: str, words: str) -> bool:
        """Whether the words can be read in a held file."""
        file = self.files.get(evidence)
        return file is not None and file.shows(words)


def expected_file(record: CreationRecord, piece: Evidence) -> HeldFile:
    """A file as somebody would have to hold it: made as stated, it shows all prompts and names."""
    prompts = tuple(step.prompt for step in record.steps if step.prompt)
    settings = tuple(step.parameters for step in record.steps if step.parameters)
    names = "\n".join(party.name for party in record.parties)
    return HeldFile(
        prompts=prompts,
        settings=settings,
        anchored=True,
        made=piece.made,
        text=f"{names}\n{EXPECTED_TEXT}",
        existed_on=record.published.on if record.published else None,
    )


def normalise_words(text: str) -> str:
    """Words without differences of case, width and spacing."""
    return SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()
