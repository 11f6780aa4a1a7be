"""Which words of a prompt belong together: things, what describes them, what joins them.

One pass from left to right, without a grammar of either language: a describing word binds to the
next thing (or to the one just before it), a place word and a verb to the things around them;
punctuation ends what a verb or place word reaches. What is once found is never taken back, so that
words added at the end or between phrases only add. Words that the lexicon does not know, and
boilerplate, are looked through.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assessments.prompts.lexicon import Group, Stock
from assessments.prompts.reading import Detail, PhraseKind
from assessments.prompts.senses import DETERMINERS, SEQUENCED, Clause, Senses, Word
from assessments.prompts.tokens import Token

LIGHT_JOINS = frozenset({"position", "linking", "from_where"})
OF_MATTER = frozenset({"of", "made of"})
FIGURE = frozenset({"body", "clothing"})
DESCRIBED_AS_THEMSELVES = frozenset(
    {"light", "medium", "style", "mood", "colour", "sound", "tempo", "melody", "tone", "data"}
)
PLACING = ("在", "到", "进", "过", "向", "入", "出", "下", "上")  # ends of a verb that say where


@dataclass(slots=True)
class Found:
    """What the pass has found; sets and flags that only grow."""

    words: list[Word] = field(default_factory=list)
    details: set[Detail] = field(default_factory=set)
    elements: set[tuple[PhraseKind, str]] = field(default_factory=set)
    descriptions: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    boilerplate: bool = False


class PhraseReader:
    """Reads the tokens of one prompt; `plain_abstract`: what describes an idea counts as stock."""

    def __init__(
        self, groups: Mapping[str, Group], stock: Stock, *, plain_abstract: bool, sequenced: bool
    ) -> None:
        self._groups = groups
        self._senses = Senses(groups, sequenced=sequenced)
        self._stock = stock
        self._plain_abstract = plain_abstract
        self._sequenced = sequenced
        self._found = Found()
        self._modifiers: list[int] = []
        self._relation: int | None = None
        self._last_head: int | None = None  # in the whole prompt
        self._places: list[tuple[PhraseKind, str]] = []  # chapters, bars, shots without content yet
        self._begin_clause()

    def _begin_clause(self) -> None:
        self._head: int | None = None  # the last one of this clause
        self._is_adjacent = False  # nothing but looked-through words since that head
        self._verb: int | None = None
        self._frames: list[int] = []
        self._colours: list[int] = []
        self._things = 0  # named in this clause, besides frame and colour
        self._said = 0  # things named and acts of this clause
        self._participle = False  # stands just before

    def read(self, tokens: Sequence[Token]) -> Found:
        """Return the words, details and elements of a prompt."""
        tokens = [
            token
            for at, token in enumerate(tokens)
            if token.mark != "boundary" or not self._senses.is_inside_boilerplate(tokens, at)
        ]
        for at, token in enumerate(tokens):
            if token.mark == "boundary":
                self._end_clause()
            elif token.mark == "excluded":
                self._exclude(token)
            elif token.mark == "aside":
                self._add(Word(token, self._groups[""], kind="aside"))
            elif token.mark == "syntax":
                self._add(Word(token, self._groups["quality"], kind="boilerplate"))
                self._found.boilerplate = True
            elif token.mark == "number":
                self._number(token)
            elif token.mark == "word":
                head = None if self._head is None else self._found.words[self._head]
                is_palette = bool(self._colours) and not self._things
                clause = Clause(head, self._is_adjacent, is_palette)
                self._word(token, self._senses.understand(tokens, at, clause))
        self._end_clause()
        return self._found

    def _add(self, word: Word) -> int:
        self._found.words.append(word)
        return len(self._found.words) - 1

    def _number(self, token: Token) -> None:
        self._add(Word(token, self._groups["count"]))
        if self._places:  # scene 3
            kind, base = self._places[-1]
            self._places[-1] = kind, f"{base} {token.base}"

    def _word(self, token: Token, word: Word) -> None:
        word.kind = word.group.kind
        follows_participle = self._participle
        if word.group.part not in ("unknown", "boilerplate", "by_artist"):
            self._participle = False
        match word.group.part:
            case "boilerplate" | "by_artist":
                self._found.boilerplate = True
                self._add(word)
            case "modifier":
                self._modifier(self._add(word))
            case "head":
                self._thing(self._add(word))
            case "label":
                self._label(self._add(word))
            case "verb":
                self._act(self._add(word))
            case "relation":
                self._join(self._add(word), follows_participle)
            case "unknown":
                self._found.unknown.add(token.base)
                self._add(word)
            case _:
                self._add(word)
                if token.base in DETERMINERS:
                    self._is_adjacent = False

    # -- things and what describes them --

    def _modifier(self, at: int) -> None:
        if self._is_adjacent and self._head is not None:
            self._describe(at, self._head)
        self._modifiers.append(at)
        self._found.descriptions.add(self._base(at))
        if self._found.words[at].group.name == "genre":
            self._found.elements.add(("style", self._base(at)))
        if self._found.words[at].group.name in ("colour_plain", "colour_fine"):
            self._colours.append(at)

    def _thing(self, at: int) -> None:
        word = self._found.words[at]
        kind = word.group.kind or "other"
        self._found.elements.add((kind, word.token.base))
        for modifier in self._modifiers:
            self._describe(modifier, at)
        self._modifiers = []
        is_placed = self._relation is not None
        if self._relation is not None:
            self._join_to(self._relation, at)
        self._relation = None
        if self._verb is not None:
            self._act_on(self._verb, at, is_placed=is_placed)
        if word.group.name == "frame":
            self._frames.append(at)
        elif word.group.name != "colour":
            self._things += 1
        self._said += 1
        self._head = self._last_head = at
        self._is_adjacent = True

    def _describe(self, modifier: int, head: int) -> None:
        describing, described = self._found.words[modifier], self._found.words[head]
        kind = described.group.kind or "other"
        if describing.group.kind == "light":
            kind = "light"
        elif described.group.name in FIGURE or kind not in ("setting", "composition", "viewpoint"):
            kind = kind if kind in DESCRIBED_AS_THEMSELVES else "attribute"
        strong = describing.group.strong and not self._is_stock(modifier, head)
        if self._plain_abstract and described.group.name in ("abstract", "event"):
            strong = False
        self._detail(modifier, head, kind, strong, figure=described.group.name in FIGURE)

    def _label(self, at: int) -> None:
        word = self._found.words[at]
        kind = word.group.kind or "other"
        self._found.elements.add((kind, word.token.base))
        if self._is_adjacent and self._head is not None:
            self._shine_from(at, self._head)
        if self._sequenced and kind in SEQUENCED:
            self._places.append((kind, word.token.base))
            return
        for modifier in self._modifiers:
            if self._found.words[modifier].group.strong:
                self._detail(modifier, at, kind, not self._is_stock(modifier, at))
        self._is_adjacent = False

    def _shine_from(self, at: int, head: int) -> None:
        """Bind a viewpoint that follows a light to it: light from behind."""
        if self._is_light(head) and self._base(at).startswith("from "):
            self._detail(at, head, "light", True, joins=True)

    def _exclude(self, token: Token) -> None:
        group = self._groups[token.groups[0] if token.groups else ""]
        self._add(Word(token, group, kind="exclusion" if group.kind else None))
        if group.part in ("head", "label", "verb"):
            strong = token.base not in self._stock.exclusions
            detail = Detail(kind="exclusion", key="", of="", strong=strong, joins=False)
            self._found.details.add(detail)  # one, however much is excluded

    # -- acts and places --

    def _act(self, at: int) -> None:
        word = self._found.words[at]
        if word.participle and not word.token.han:
            is_joined = word.group.strong and self._is_adjacent
            self._modifier(at)  # torn: describes; wedged between: joins, too
            self._participle = True
            if is_joined and self._head is not None:
                self._detail(at, self._head, "action", True, joins=True)
            self._is_adjacent = False
            return
        subject = self._head if self._head is not None else self._last_head
        kind = word.group.kind or "action"
        self._found.elements.add((kind, word.token.base))
        if subject is not None:
            self._acted(at, subject, word.group.strong)
        self._verb = at
        self._said += 1
        self._is_adjacent = False

    def _acted(self, verb: int, thing: int, strong: bool, of: str = "") -> None:
        word = self._found.words[verb]
        kind = word.group.kind or "action"
        if kind == "action" and self._found.words[thing].group.kind == "light":
            kind = "light"
        self._detail(verb, thing, kind, strong, joins=True, of=of)
        if word.token.han and strong and word.token.base.endswith(PLACING):
            self._detail(verb, thing, "composition", strong, joins=True)

    def _act_on(self, verb: int, head: int, *, is_placed: bool) -> None:
        word = self._found.words[verb]
        # sits behind the door: still of who sits
        of = self._base(word.bound_to) if is_placed and word.bound_to is not None else ""
        self._acted(verb, head, word.group.strong and not self._is_stock(verb, head), of)
        self._verb = None

    def _join(self, at: int, follows_participle: bool) -> None:
        word = self._found.words[at]
        if follows_participle and word.group.name == "near":
            word.group = self._groups["linking"]  # made of, held by
        if word.token.han and word.group.name in ("position", "linking") and self._is_adjacent:
            self._join_to(at, self._head or 0)
            if word.group.name == "linking":
                return  # 窗台上: said after the thing
        pending = None if self._relation is None else self._found.words[self._relation].group
        if pending is None or word.group.strong or pending.name == "near":
            self._relation = at
        self._is_adjacent = False

    def _is_light(self, at: int | None) -> bool:
        return at is not None and self._found.words[at].group.kind == "light"

    def _join_to(self, relation: int, head: int) -> None:
        joining, joined = self._found.words[relation], self._found.words[head]
        anchor = self._head if self._head is not None else self._last_head
        kind = joining.group.kind or joined.group.kind or "other"
        strong = joining.group.strong and not self._plain_abstract
        if self._is_light(self._head) and joining.group.name in LIGHT_JOINS:
            kind, strong = "light", True  # shadows on the quay, light from a window
        is_bond = strong or joining.group.name == "linking"
        joins = is_bond and (anchor is not None or self._verb is not None)
        strong = strong and joins and not self._is_stock(relation, head)
        key = f"{joining.token.base} {joined.token.base}" if joins else joined.token.base
        self._detail(relation, head, kind, strong, joins=joins, key=key)
        if self._is_matter(relation, head, anchor) and anchor is not None:
            self._detail(head, anchor, "attribute", True, figure=True)

    def _is_matter(self, relation: int, head: int, anchor: int | None) -> bool:
        """Whether a part of a figure is of something that is none: hair of spaghetti."""
        if anchor is None or anchor == head or self._base(relation) not in OF_MATTER:
            return False
        of, group = self._found.words[anchor].group, self._found.words[head].group
        return of.name in FIGURE and group.name not in FIGURE and group.kind == "subject"

    # -- the end of a clause --

    def _end_clause(self) -> None:
        if self._head is not None:
            for modifier in self._modifiers:
                self._describe(modifier, self._head)
            self._modifiers = []
            if self._relation is not None and self._found.words[self._relation].group.strong:
                self._join_to(self._relation, self._head)  # a candle below; stacked behind him
            self._relation = None
        if self._things:
            for frame in self._frames:
                strong = self._base(frame) not in self._stock.frames
                self._detail(frame, frame, "composition", strong, joins=strong)
        elif len({self._base(at) for at in self._colours}) > 1:
            fine = any(self._found.words[at].group.strong for at in self._colours)
            self._detail(self._colours[0], self._colours[0], "colour", fine)
        self._fill_places()
        self._begin_clause()

    def _fill_places(self) -> None:
        """Bind what a clause says to the chapters, bars or shots named with it or before it."""
        if self._said < 2:
            return  # a heading; a later clause says what it holds
        for kind, key in self._places:
            self._found.details.add(Detail(kind=kind, key=key, of=key, strong=True, joins=True))
        self._places = []

    # -- keeping --

    def _base(self, at: int) -> str:
        return self._found.words[at].token.base

    def _is_stock(self, at: int, head: int) -> bool:
        return (self._base(at), self._base(head)) in self._stock.pairs

    def _detail(
        self,
        at: int,
        head: int,
        kind: PhraseKind,
        strong: bool,
        *,
        joins: bool = False,
        figure: bool = False,
        key: str = "",
        of: str = "",
    ) -> None:
        word = self._found.words[at]
        word.chosen = word.chosen or strong
        if head != at:
            word.bound_to = head
        self._found.details.add(
            Detail(
                kind=kind,
                key=key or self._base(at),
                of=of or self._base(head),
                strong=strong,
                joins=joins,
                figure=figure,
            )
        )
