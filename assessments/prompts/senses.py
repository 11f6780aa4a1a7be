"""Which of its meanings a word has at its place: a thing, a description or an act.

A word may stand in several groups ("light", "guards"). The words beside it and what the clause has
named so far decide; nothing else of the prompt is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessments.prompts.lexicon import Group
from assessments.prompts.reading import PhraseKind
from assessments.prompts.tokens import Token

DETERMINERS: Final = frozenset(
    ("a", "an", "the", "his", "her", "its", "their", "my", "our", "this", "that")
)
OBJECTS: Final = DETERMINERS | {
    *("them", "it", "him", "us", "one", "each", "every", "all", "some", "no")
}
SUBJECTS: Final = frozenset(
    ("he", "she", "it", "they", "we", "i", "you", "to", "who", "which", "that")
)
SEQUENCED: Final = frozenset({"structure", "shot", "camera", "melody", "tempo"})
REACH = 8  # tokens that are looked through for the word beside


@dataclass(slots=True)
class Word:
    """A word as it is understood at its place."""

    token: Token
    group: Group
    participle: bool = False  # a past participle describes what it stands at
    bound_to: int | None = None  # place of another word among those read
    chosen: bool = False
    kind: PhraseKind | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """What the clause has named so far."""

    head: Word | None
    is_adjacent: bool  # nothing but looked-through words stands between
    is_palette: bool  # colours and no thing: amber is a colour then


class Senses:
    """Chooses among the groups of words."""

    def __init__(self, groups: Mapping[str, Group], *, sequenced: bool) -> None:
        self._groups = groups
        self._sequenced = sequenced  # chapters, bars or shots before places and things

    def understand(self, tokens: Sequence[Token], at: int, clause: Clause) -> Word:
        """Return the token at a place as the word that it is there."""
        token = tokens[at]
        named = [self._groups[name] for name in token.groups] or [self._groups[""]]
        by_part = {group.part: group for group in reversed(named)}
        verb, head, modifier = (by_part.get(part) for part in ("verb", "head", "modifier"))
        if token.form == "ed" and head and not verb:
            return Word(token, self._groups["fine"])  # horned, bearded
        if len(by_part) == 1 and token.form == "base":
            return Word(token, named[0])
        before, after = self._beside(tokens, at)
        label = by_part.get("label")
        if "command" in by_part and _begins(before):
            return Word(token, by_part["command"])
        if verb and token.form == "ing" and clause.head is None and self._is_name(after):
            # burning candle: describes; marketing email: names
            return Word(token, head) if head else Word(token, verb, participle=True)
        if verb and (len(by_part) == 1 or self._acts(token, before, after, clause)):
            return Word(token, verb, token.form == "ed")
        if self._sequenced and label and label.kind in SEQUENCED:
            return Word(token, label)
        if head and modifier:
            is_colour = clause.is_palette and modifier.kind == "colour"
            return Word(token, modifier if is_colour or self._is_described(after) else head)
        return Word(token, head or modifier or label or named[0])

    def is_inside_boilerplate(self, tokens: Sequence[Token], at: int) -> bool:
        """Return whether punctuation only parts one tag of quality from the next."""
        return all(
            token.mark == "syntax" or self._first_part(token) == "boilerplate"
            for token in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
        )

    def _beside(self, tokens: Sequence[Token], at: int) -> tuple[Token | None, Token | None]:
        """Return the tokens before and after one, looking through what is not read."""
        earlier = reversed(tokens[max(0, at - REACH) : at])
        later = tokens[at + 1 : at + 1 + REACH]
        return next(filter(self._is_read, earlier), None), next(filter(self._is_read, later), None)

    def _is_read(self, token: Token) -> bool:
        if token.mark not in ("word", "syntax"):
            return True
        return self._first_part(token) not in ("", "boilerplate")

    def _first_part(self, token: Token) -> str:
        return self._groups[token.groups[0]].part if token.groups else ""

    def _is_name(self, after: Token | None) -> bool:
        return after is not None and after.form != "s" and self._first_part(after) == "head"

    def _is_described(self, after: Token | None) -> bool:
        if after is None:
            return False
        parts = {self._groups[name].part for name in after.groups}
        return bool(parts & {"head", "modifier"}) or after.base == "的"

    def _acts(
        self, token: Token, before: Token | None, after: Token | None, clause: Clause
    ) -> bool:
        """Whether a word that may be a thing or an act is an act here."""
        if token.han:
            return token.groups[0].startswith("verb")
        if token.form in ("ing", "ed") or (before is not None and before.base in SUBJECTS):
            return True
        follows_object = after is not None and after.base in OBJECTS
        if "verb_rare" in token.groups and not (follows_object and token.form == "s"):
            return False
        if clause.head is None or not clause.is_adjacent:
            # group them by station
            return follows_object and token.form == "base" and _begins(before)
        subject = clause.head
        if token.form == "base":
            return subject.token.form == "s"  # horns answer
        follows_place = after is not None and self._first_part(after) == "relation"
        is_compound = subject.group.name in ("material", "person") and not follows_object
        is_singular = subject.token.form == "base"
        return (follows_object or follows_place) and is_singular and not is_compound


def _begins(before: Token | None) -> bool:
    return before is None or before.mark == "boundary" or before.base in ("and", "please")
