"""The values that reading a prompt gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Level = Literal[0, 1, 2, 3, 4]
LevelWord = Literal["none", "topic", "ordinary", "specific", "rich"]
LEVEL_WORDS: Final[tuple[LevelWord, ...]] = ("none", "topic", "ordinary", "specific", "rich")

MAX_UNREAD = 5  # of so many words one may be unknown

PhraseKind = Literal[
    "subject",
    "attribute",
    "setting",
    "action",
    "composition",
    "viewpoint",
    "light",
    "colour",
    "medium",
    "style",
    "mood",
    "exclusion",
    "boilerplate",
    "aside",  # asks for nothing: a question, a choice left open, words to the reader
    "other",
    # texts and code
    "structure",
    "character",
    "event",
    "data",
    "tone",
    # sound and moving pictures
    "instrument",
    "tempo",
    "melody",
    "shot",
    "camera",
    "sound",
]

Because = Literal[
    "nothing_readable",  # no word at all
    "not_readable",  # most words are of another language: not read, the detail is None
    "nothing_fixed",  # nothing says what the result is to be, beyond its kind
    "boilerplate_only",  # tags of quality, names of artists, switches
    "one_theme",  # one thing, named
    "side_by_side",  # several things, without a detail that was chosen
    "list_only",  # chosen words, but nothing joins the things that they describe
    "few_details",  # chosen details, fewer than the next level asks for
    "few_categories",  # many, but all of few categories
    "bound_details",  # details bound to named elements across categories
    "repetition",  # words said again counted once
    "boilerplate_ignored",
    "excluded",  # what is not to be there was not counted
    "left_open",  # nor what is asked, left to the tool or still to be filled in
    "addressed",  # nor words to whoever reads the record, or about it
    "material",  # nor code or a text that is given to be worked on
    "partly_readable",  # words that the lexicon does not know were counted as mentions only
    "read_in_part",  # longer than what is read
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """A stretch of the prompt: offsets in characters, and what it is there for."""

    start: int
    end: int
    text: str
    kind: PhraseKind
    bound_to: int | None = None  # index of the phrase that it describes
    stock: bool = True  # what anybody would say; a chosen detail is not stock


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """A detail bound to a named element; details with the same key count once."""

    kind: PhraseKind
    key: str  # base form of the word that gives the detail
    of: str  # base form of the element
    strong: bool  # chosen, not stock
    joins: bool  # position or act that joins elements, not a description of one
    figure: bool = False  # describes face, body or dress of a figure


@dataclass(frozen=True, kw_only=True)
class PromptReading:
    """What a prompt says.

    `level` is what the words that can be read carry. `detail` is its name among LEVEL_WORDS; None
    where most of the prompt could not be read, so that nobody knows how much it fixes.
    """

    level: Level
    detail: LevelWord | None
    is_text: bool  # asks for a text or code, where almost every word is an act
    phrases: tuple[Phrase, ...]
    because: tuple[Because, ...]  # why this level and not the next
    distinct_words: int
    details: frozenset[Detail] = frozenset()
    elements: frozenset[tuple[PhraseKind, str]] = frozenset()  # things named and labels given
    descriptions: frozenset[str] = frozenset()  # describing words, bound or not
    unknown: frozenset[str] = frozenset()  # words that the lexicon does not know

    @property
    def is_nearly_all_read(self) -> bool:
        """Whether the words that could not be read are too few to say much more."""
        is_cut = "read_in_part" in self.because
        return not is_cut and len(self.unknown) * MAX_UNREAD <= self.distinct_words
