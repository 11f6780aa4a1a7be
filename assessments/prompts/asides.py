"""What stands in a prompt without asking for anything, set apart before the rest is read.

Questions and what is left to the tool fix nothing; nor do places to be filled, words to whoever
reads the record, or material to be worked on. What is excluded is kept as such. The expressions
that tell these apart are data (lexicon/asides.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from assessments.prompts.expressions import Expression
from assessments.prompts.lexicon import read_file
from assessments.prompts.reading import Because
from assessments.prompts.tokens import Mark, Token
from cases.record.schema import Kind

FLAGS = re.IGNORECASE | re.MULTILINE  # of the expressions in the file
MAX_LISTED = 4  # words of an item that is one of several: red, blue or green
FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
ASKS, SPOKEN = re.compile("[?？]"), re.compile('[?？]["”」』]')
ENDS = frozenset(".!?。！？;；\n\r")
SPEAKING_KINDS = frozenset({"text", "audio", "video"})
STILL_KINDS = frozenset({"image", "model_3d", "mixed"})
# What stands in the work itself in such a kind: code, or several versions of a story.
MAY_BE_TOLD = frozenset({("code", "code"), ("counts", "text")})
PLACING = frozenset({"near", "linking", "position", "from_where", "seen"})

Clause = list[Token]  # without the boundaries


def set_apart(text: str, tokens: Sequence[Token], kind: Kind) -> frozenset[Because]:
    """Mark the tokens that ask for nothing, or exclude; return why they count for nothing."""
    reader = _Apart(text, kind)
    reader.mark_stretches(tokens)
    for sentence, ending in reader.sentences(tokens):
        reader.mark_sentence(sentence, ending)
    return frozenset(reader.why)


_STRETCHES: tuple[tuple[str, Mark, Because | None], ...] = (
    ("placeholders", "aside", "left_open"),
    ("code", "aside", "material"),
    ("turns", "aside", "addressed"),
    ("counts", "aside", "addressed"),
    ("settings", "syntax", None),
    ("excluded", "excluded", "excluded"),
)


class _Apart:
    def __init__(self, text: str, kind: Kind) -> None:
        self._text, self._kind = text, kind
        self.why: set[Because] = set()

    def _mark(self, tokens: Iterable[Token], mark: Mark, why: Because | None) -> None:
        for token in tokens:
            if token.mark in ("word", "number"):
                token.mark = mark
                if why is not None:
                    self.why.add(why)

    # -- stretches of the whole --

    def mark_stretches(self, tokens: Iterable[Token]) -> None:
        marks: dict[int, tuple[Mark, Because | None]] = {}
        for start, end, mark, why in self._stretches():
            marks.update(dict.fromkeys(range(start, end), (mark, why)))
        for token in tokens:
            if token.start in marks:
                self._mark([token], *marks[token.start])

    def _stretches(self) -> Iterator[tuple[int, int, Mark, Because | None]]:
        for name, mark, why in _STRETCHES:
            if (name, self._kind) not in MAY_BE_TOLD:
                for found in _all(name, self._text):
                    yield *found.span(), mark, why
        for found in FENCE.finditer(self._text):
            yield *found.span(), "aside", "material"
        if (opening := _search("material", self._text)) is not None:
            yield opening.end(), len(self._text), "aside", "material"

    # -- sentences and clauses --

    def sentences(self, tokens: Iterable[Token]) -> Iterator[tuple[list[Clause], str]]:
        """Yield each sentence, divided into clauses, with the punctuation that ends it."""
        sentence: list[Clause] = [[]]
        for token in tokens:
            if token.mark != "boundary":
                sentence[-1].append(token)
                continue
            ending = self._text[token.start : token.end]
            if ENDS.isdisjoint(ending):
                sentence.append([])
            else:
                yield [clause for clause in sentence if clause], ending
                sentence = [[]]
        yield [clause for clause in sentence if clause], ""

    def mark_sentence(self, clauses: Sequence[Clause], ending: str) -> None:
        """Mark what a sentence asks, leaves open, excludes or says to its reader."""
        if not clauses:
            return
        whole = self._text_between(clauses[0][0], clauses[-1][-1])
        everything = [token for clause in clauses for token in clause]
        is_request = _begins("requests", whole)
        if _search("addressed", whole):
            self._mark(everything, "aside", "addressed")
        elif self._asks(whole, ending, everything) and not is_request:
            self._mark(everything, "aside", "left_open")
        for at, clause in enumerate(clauses):
            text = self._text_between(clause[0], clause[-1])
            if _begins("questions", text) and not is_request:
                self._mark((each for later in clauses[at:] for each in later), "aside", "left_open")
            if _begins("again", text) or self._is_about_itself(text):
                self._mark(clause, "aside", "addressed")
            elif not (is_request and at == 0):
                self._exclude(clause, text)
            asks = _search("question_ends", text) and not is_request
            if asks or _search("open_clauses", text):
                self._mark(clause, "aside", "left_open")
            elif _search("courtesies", text) or self._is_of_the_record(text):
                self._mark(clause, "aside", "addressed")
            elif self._kind != "code":
                self._leave_open(clauses, at, text)

    def _text_between(self, first: Token, last: Token) -> str:
        return self._text[first.start : last.end]

    def _is_of_the_record(self, text: str) -> bool:
        is_told = self._kind in SPEAKING_KINDS  # a text may be about copyright
        return not is_told and _search("of_the_record", text) is not None

    def _is_about_itself(self, text: str) -> bool:
        """Whether a clause tells of the file, or of whoever types; a work may tell the same."""
        if self._kind in SPEAKING_KINDS or self._kind == "code":
            return False
        return any(_search(name, text) for name in ("of_the_file", "of_the_writer"))

    def _asks(self, whole: str, ending: str, sentence: Clause) -> bool:
        is_question = ASKS.search(ending) and not self._is_spoken(ending, sentence)
        return bool(is_question or _search("open_sentences", whole))

    def _is_spoken(self, ending: str, sentence: Clause) -> bool:
        """Whether somebody in the work asks, not the one who writes the prompt."""
        is_within = not self._text[: sentence[0].start].strip().endswith(self._text[:1])
        return self._kind in SPEAKING_KINDS and is_within and bool(SPOKEN.search(ending))

    def _exclude(self, clause: Clause, text: str) -> None:
        if _search("excluded_clauses", text):
            self._mark(clause, "excluded", "excluded")
            return
        first = next((each for each in clause if each.groups[:1] != ("function",)), clause[0])
        is_excluding = False
        for at, token in enumerate(clause):
            if token.base in _words("resuming"):
                is_excluding = False
            elif is_excluding:
                self._mark([token], "excluded", "excluded")
            elif token is first and token.base in _words("removing") and self._kind != "code":
                is_excluding = True
            elif self._excludes(token):
                is_excluding = True
                if _names_only_a_place(clause[:at]):  # behind the door no coat
                    self._mark(clause[:at], "excluded", "excluded")

    def _excludes(self, token: Token) -> bool:
        """Whether a word says that something is not to be there; a story tells it with not."""
        is_told = self._kind not in STILL_KINDS and token.base in _words("telling")
        return token.mark == "exclude" or (token.groups[:1] == ("exclude",) and not is_told)

    def _leave_open(self, clauses: Sequence[Clause], at: int, text: str) -> None:
        clause = clauses[at]
        start = clause[0].start
        if (opening := _search("open_from", text)) is not None:
            later = (token for token in clause if token.end > start + opening.start())
            self._mark(later, "aside", "left_open")
        places = [start + found.start() for found in _all("choices", text)]
        if not places:
            return
        self._mark(_between_joints(clause, places[0], places[-1]), "aside", "left_open")
        if places[0] == start and clause[0].base not in _words("either"):  # red, blue, or green
            before = at
            while before and (before == at or len(clauses[before]) <= MAX_LISTED):
                before -= 1
                self._mark(clauses[before], "aside", "left_open")
                if _search("choices", self._text_between(clauses[before][0], clauses[before][-1])):
                    break


def _names_only_a_place(before: Clause) -> bool:
    text = [each.groups[0] for each in before if each.groups[:1] not in ((), ("function",))]
    if any(name.startswith("verb") or name == "command" for name in text):
        return False
    return bool(text) and (before[0].han or text[0] in PLACING)


def _between_joints(clause: Clause, first: int, last: int) -> Clause:
    joints = [at for at, token in enumerate(clause) if token.base in _words("joints")]
    before = max((at for at in joints if clause[at].start < first), default=0)
    after = min((at for at in joints if clause[at].start > last), default=len(clause))
    return clause[before:after]


def _search(name: str, text: str) -> re.Match[str] | None:
    return next(filter(None, (each.search(text) for each in _candidates(name, text))), None)


def _all(name: str, text: str) -> Iterator[re.Match[str]]:
    for each in _candidates(name, text):
        yield from each.finditer(text)


def _begins(name: str, text: str) -> bool:
    return any(each.match(text) for each in _candidates(name, text))


def _candidates(name: str, text: str) -> Iterator[re.Pattern[str]]:
    """The expressions that may match a text."""
    return filter(None, (each.compiled_for(text) for each in _expressions(name)))


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return read_file("asides.yaml")


@lru_cache(maxsize=8)
def _words(name: str) -> frozenset[str]:
    return frozenset(_file()[name].split())


@lru_cache(maxsize=32)
def _expressions(name: str) -> tuple[Expression, ...]:
    return tuple(Expression(text, FLAGS) for text in _file()[name])
