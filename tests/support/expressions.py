"""Whether a regular expression can take more than quadratic time on some text.

From the parse tree of `re`: the positions of a pattern and which may follow which (Glushkov). Two
ways through the same positions, or through others that take the same characters, back to where both
began, are tried in every combination, so that time doubles with each repetition (Weber and Seidl,
"On the degree of ambiguity of finite automata", 1991, criterion EDA). Several repeats behind each
other that take the same character are tried in every division of a run of it, so that its length
counts with as many powers. What looks around is taken to match; a possessive repeat and an atomic
group give nothing back.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

SAMPLES = "aZ0_ \n\t-.,:;!?()[]{}<>/'\"中的，。éж\x00"
CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
FEW = 8  # a repeat of at most so many, without another in it, doubles nothing
POWERS = 2
SOME = 100  # nor is one of at most so many a run of any length


@dataclass(frozen=True)
class _Part:
    nullable: bool
    first: tuple[int, ...]
    last: tuple[int, ...]


@dataclass
class _Positions:
    alphabet: str
    ignores_case: bool
    takes: list[frozenset[str]] = field(default_factory=list)
    follow: Counter[tuple[int, int]] = field(default_factory=Counter)
    looped: set[int] = field(default_factory=set)  # within a repeat
    runs: set[int] = field(default_factory=set)  # within a repeat of any number
    held: set[int] = field(default_factory=set)  # within what gives nothing back

    def add(self, items: Iterable[Any], *, many: bool = False, held: bool = False) -> _Part:
        whole = _Part(True, (), ())
        for op, value in items:
            part = self._node(str(op), value, many, held)
            for p in whole.last:
                for q in part.first:
                    self.follow[p, q] += 1
            whole = _Part(
                whole.nullable and part.nullable,
                (*whole.first, *part.first) if whole.nullable else whole.first,
                (*part.last, *whole.last) if part.nullable else part.last,
            )
        return whole

    def _node(self, op: str, value: Any, many: bool, held: bool) -> _Part:
        if op == "BRANCH":
            parts = [self.add(branch, many=many, held=held) for branch in value[1]]
            return _Part(
                any(part.nullable for part in parts),
                tuple(p for part in parts for p in part.first),
                tuple(p for part in parts for p in part.last),
            )
        if op == "SUBPATTERN":
            return self.add(value[3], many=many, held=held)
        if op == "ATOMIC_GROUP":
            return self.add(value, many=many, held=True)
        if op in REPEATS:
            return self._repeat(op, value, many, held)
        if op in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            self.takes.append(frozenset(filter(self._takes(op, value), self.alphabet)))
            place = len(self.takes) - 1
            if many:
                self.runs.add(place)
            if held:
                self.held.add(place)
            return _Part(False, (place,), (place,))
        return _Part(True, (), ())  # AT, ASSERT, ASSERT_NOT, GROUPREF

    def _repeat(self, op: str, value: Any, many: bool, held: bool) -> _Part:
        low, high, body = value
        start = len(self.takes)
        is_run = high is _constants.MAXREPEAT or high > SOME
        part = self.add(body, many=many or is_run, held=held or op == "POSSESSIVE_REPEAT")
        within = set(range(start, len(self.takes)))
        is_loop = high is _constants.MAXREPEAT or high > FEW or (high > 1 and within & self.looped)
        if is_loop:
            self.looped |= within
            for p in part.last:
                for q in part.first:
                    self.follow[p, q] += 1
        return _Part(part.nullable or low == 0, part.first, part.last)

    def _takes(self, op: str, value: Any) -> Any:
        flags = re.IGNORECASE if self.ignores_case else 0
        if op == "ANY":
            return lambda c: True
        if op == "IN":
            written = "".join(_class_part(str(name), item) for name, item in value)
            return re.compile(f"[{written}]", flags).match
        sign = "^" if op == "NOT_LITERAL" else ""
        return re.compile(f"[{sign}{re.escape(chr(value))}]", flags).match


def _class_part(op: str, value: Any) -> str:
    if op == "NEGATE":
        return "^"
    if op == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    if op == "CATEGORY":
        return CATEGORIES[str(value)]
    return re.escape(chr(value))


def _characters(items: Any) -> Iterator[str]:
    """Yield every character that a parse tree names."""
    if isinstance(items, tuple) and len(items) == 2 and str(items[0]) in ("LITERAL", "NOT_LITERAL"):
        yield chr(items[1])
    elif isinstance(items, tuple) and len(items) == 2 and str(items[0]) == "RANGE":
        yield from map(chr, items[1])
    elif isinstance(items, list | tuple | _parser.SubPattern):
        for item in items:
            yield from _characters(item)


def why_slow(pattern: str | bytes, flags: int = 0) -> str:
    """Return what makes an expression more than quadratic; empty where nothing does."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    tree = _parser.parse(text, flags & ~re.UNICODE if isinstance(pattern, bytes) else flags)
    ignores_case = bool(tree.state.flags & re.IGNORECASE)
    alphabet = "".join(sorted({*SAMPLES, *_characters(list(tree))}))
    positions = _Positions(alphabet, ignores_case)
    positions.add(tree)
    following = defaultdict(set)
    for p, q in positions.follow:
        if not (p in positions.held and q in positions.held):
            following[p].add(q)
    return _doubling(positions, following) or _powers(positions, following)


def _doubling(positions: _Positions, following: dict[int, set[int]]) -> str:
    takes = positions.takes
    for loop in _loops(set(range(len(takes))), following):
        for (p, q), times in positions.follow.items():
            if times > 1 and p in loop and q in loop and q in following[p]:
                return f"doubles on {_sample(takes[p])!r}, {_sample(takes[q])!r}"
        edges = defaultdict(set)
        for start in [(p, p) for p in loop]:
            waiting = [start]
            while waiting:
                pair = waiting.pop()
                if pair in edges:
                    continue
                edges[pair] = {
                    (p, q)
                    for p in following[pair[0]] & loop
                    for q in following[pair[1]] & loop
                    if takes[p] & takes[q]
                }
                waiting.extend(edges[pair])
        for both in _loops(set(edges), edges):
            if any(p == q for p, q in both) and (other := [x for x in both if x[0] != x[1]]):
                return f"doubles on {[_sample(takes[p]) for p, _ in other][:6]}"
    return ""


def _powers(positions: _Positions, following: dict[int, set[int]]) -> str:
    for char in positions.alphabet if len(positions.runs) > POWERS else "":
        taking = {p for p in positions.runs if char in positions.takes[p]}
        if len(taking) <= POWERS:
            continue
        # What stands between two repeats may take the character, too.
        through = {p for p, taken in enumerate(positions.takes) if char in taken}
        loops = [loop & taking for loop in _loops(through, following) if loop & taking]
        longest = _longest_chain(loops, through, following)
        if longest > POWERS:
            return f"{longest} repeats in a row take {char!r}"
    return ""


def _longest_chain(loops: list[set[int]], through: set[int], following: Any) -> int:
    lengths: dict[int, int] = {}

    def after(number: int) -> int:
        if number not in lengths:
            lengths[number] = 0
            reached = _reached(loops[number], through, following)
            others = (n for n in range(len(loops)) if n != number and loops[n] & reached)
            lengths[number] = 1 + max(map(after, others), default=0)
        return lengths[number]

    return max(map(after, range(len(loops))), default=0)


def _reached(starts: set[int], within: set[int], following: Any) -> set[int]:
    seen: set[int] = set()
    waiting = list(starts)
    while waiting:
        for q in following[waiting.pop()] & within - seen:
            seen.add(q)
            waiting.append(q)
    return seen


def _loops(nodes: set[Any], edges: Any) -> list[set[Any]]:
    """Return the strongly connected components that have a cycle (Kosaraju)."""
    order: list[Any] = []
    seen: set[Any] = set()
    for root in nodes:
        waiting = [(root, False)]
        while waiting:
            node, is_done = waiting.pop()
            if is_done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting.extend((other, False) for other in edges[node] & nodes - seen)
    back = defaultdict(set)
    for node in nodes:
        for other in edges[node] & nodes:
            back[other].add(node)
    found, placed = [], set()
    for root in reversed(order):
        if root in placed:
            continue
        component, waiting_back = set(), [root]
        while waiting_back:
            node = waiting_back.pop()
            if node not in placed:
                placed.add(node)
                component.add(node)
                waiting_back.extend(back[node] - placed)
        if len(component) > 1 or root in edges[root]:
            found.append(component)
    return found


def _sample(taken: frozenset[str]) -> str:
    return min(taken, default="?")
