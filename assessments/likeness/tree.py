"""Outputs as a tree of iterations: each with the one it came from, where anything shows that.

From the strongest ground to the weakest: what a file or conversation names as its source; the same
seed and model; a picture or text that descends from another; a like prompt. Time alone makes no
parent. Where two candidates weigh the same, or nothing says which came first, there is no parent
and the candidates are listed: a person decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from assessments.intake.core.problems import refuse
from assessments.likeness import limits, matching
from assessments.likeness.items import PICTURE, TEXT, Item, base, joined
from assessments.likeness.order import DATA, Order, order, sort_key
from assessments.likeness.texts import compare_texts
from assessments.likeness.tokens import tokens

STATED, LIKELY, POSSIBLE = "stated", "likely", "possible"
STRENGTH = {STATED: 3, LIKELY: 2, POSSIBLE: 1}
SEEN, SEEN_MIRRORED = "picture_features", "picture_mirrored"
# Shares of common tokens: measured on 5,156 pairs of unrelated prompts.
ALIKE = 0.5  # 99 of 100 unrelated pairs share less
SEEDED = 0.3  # enough beside the same seed and model, which templates and habits also share
KEPT_TEXT = 0.5  # of the longer text that stands in both


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why one output is taken to come from another: a code and, where measured, its figure."""

    code: str
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A possible parent with what speaks for it."""

    key: str
    confidence: str  # stated | likely | possible
    grounds: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Node:
    """An output in the order of making; `parent` is None where nothing shows one."""

    key: str
    item: Item
    parent: str | None = None
    confidence: str | None = None
    grounds: tuple[Reason, ...] = ()
    unsure: tuple[Candidate, ...] = ()  # candidates between which nothing decides
    duplicate_of: str | None = None  # an earlier file with the same bytes
    compared: bool = True  # False where there was more than is compared


@dataclass(kw_only=True)
class _Search:
    """The items in order, what has been found, and how much may still be matched."""

    items: list[Item]
    pairs: int  # of pictures that may still be matched
    tokens: int  # of texts that may still be compared
    parents: dict[str, str] = field(default_factory=dict)
    unmatched: set[str] = field(default_factory=set)
    bags: dict[str, Counter[str]] = field(default_factory=dict)

    def bag(self, item: Item) -> Counter[str]:
        """How often each word stands in a text."""
        if item.key not in self.bags:
            found = tokens(item.text or "", most=limits.TEXT_TOKENS.most)
            self.bags[item.key] = Counter(one.text for one in found)
        return self.bags[item.key]

    def would_circle(self, child: str, parent: str) -> bool:
        at: str | None = parent
        while at is not None:
            if at == child:
                return True
            at = self.parents.get(at)
        return False


def grow(items: Sequence[Item]) -> list[Node]:
    """Every output in the order of making, each with its parent where one is shown."""
    if len(items) > limits.ITEMS.most:
        refuse(limits.ITEMS)
    whole = joined(items)
    places = {one.key: place for place, one in enumerate(whole)}
    ordered = sorted(whole, key=lambda one: sort_key(one, places[one.key]))
    search = _Search(items=ordered, pairs=limits.PAIRS.most, tokens=limits.TREE_TOKENS.most)
    copies = _copies(search.items)
    nodes = {}
    # What is named settles first, so that what is only alike cannot close a circle with it.
    named = {one.key: list(_named(one, search.items)) for one in search.items}
    for key, found in named.items():
        _settle(search, key, found)
    for place, item in enumerate(search.items):
        found = named[item.key]
        if not found and item.key not in copies:
            found = _by_likeness(search, place)
            _settle(search, item.key, found)
        nodes[item.key] = _node(search, item, found, copies.get(item.key))
    return list(_parents_first(search, nodes))


def _settle(search: _Search, key: str, found: list[Candidate]) -> None:
    best = _best(found)
    if best is not None and not search.would_circle(key, best.key):
        search.parents[key] = best.key


def _best(found: list[Candidate]) -> Candidate | None:
    """The one candidate that is stronger than all others; None where two are equal."""
    if not found or found[0].confidence not in STRENGTH:
        return None
    equal = [one for one in found[1:] if one.grounds == found[0].grounds]
    return None if equal else found[0]


def _node(search: _Search, item: Item, found: list[Candidate], copy: str | None) -> Node:
    parent = search.parents.get(item.key)
    compared = item.key not in search.unmatched
    if parent is None:
        return Node(
            key=item.key, item=item, unsure=tuple(found), duplicate_of=copy, compared=compared
        )
    best = found[0]
    return Node(
        key=item.key,
        item=item,
        parent=parent,
        confidence=best.confidence,
        grounds=best.grounds,
        duplicate_of=copy,
        compared=compared,
    )


def _copies(items: Sequence[Item]) -> dict[str, str]:
    """Files with the same bytes as an earlier one."""
    first: dict[str, str] = {}
    copies: dict[str, str] = {}
    for item in items:
        if (
            item.sha256
            and item.turn is None
            and first.setdefault(item.sha256, item.key) != item.key
        ):
            copies[item.key] = first[item.sha256]
    return copies


def _parents_first(search: _Search, nodes: dict[str, Node]) -> Iterator[Node]:
    """The order of making, in which no output stands before its parent."""
    given: set[str] = set()
    for item in search.items:
        line = []
        at: str | None = item.key
        while at is not None and at not in given:
            line.append(at)
            given.add(at)
            at = search.parents.get(at)
        yield from (nodes[key] for key in reversed(line))


# --- What names its source --------------------------------------------------------------------


def _named(item: Item, items: Sequence[Item]) -> Iterator[Candidate]:
    others = [one for one in items if one.key != item.key]
    for code, found in (
        ("parent_gen_id", [one for one in others if _made_from(item, one)]),
        ("input_name", _called(item.inputs, others)),
        ("c2pa_parent", _called(item.parents, others)),
    ):
        if found:
            yield from _stated(code, found)
            return
    yield from _stated("conversation", _before(item, others))


def _stated(code: str, found: list[Item]) -> Iterator[Candidate]:
    grounds = (Reason(code=code),)
    return (Candidate(key=one.key, confidence=STATED, grounds=grounds) for one in found)


def _made_from(item: Item, other: Item) -> bool:
    return bool(item.parent_generation) and item.parent_generation == other.generation


def _called(names: Sequence[str], others: Sequence[Item]) -> list[Item]:
    wanted = {base(name) for name in names if base(name)}
    return [one for one in others if one.turn is None and base(one.name) in wanted]


def _before(item: Item, others: Sequence[Item]) -> list[Item]:
    """What the nearest earlier turn of the same kind gave."""
    for turn in item.ancestors:
        found = [one for one in others if one.turn == turn and one.kind == item.kind]
        if found:
            return found
    return []


# --- What is alike ----------------------------------------------------------------------------


def _by_likeness(search: _Search, place: int) -> list[Candidate]:
    """Candidates of the strongest ground there is, the best first."""
    item = search.items[place]
    window = range(max(0, place - limits.WINDOW.most), place + limits.WINDOW.most + 1)
    near = [search.items[at] for at in window if at != place and at < len(search.items)]
    near = [one for one in near if one.kind == item.kind and not _same_bytes(item, one)]
    for ground in (_seeded, _descended, _worded):
        found = list(ground(search, item, near))
        if found:
            return _ranked(item, found)
    return []


def _same_bytes(one: Item, other: Item) -> bool:
    return one.sha256 is not None and one.sha256 == other.sha256


_Found = tuple[Item, str, tuple[Reason, ...], float]  # with how much speaks for it


def _ranked(item: Item, found: list[_Found]) -> list[Candidate]:
    """Earlier outputs, the likest and then the latest first; else all, to be asked about."""
    placed = [(one, order(one[0], item)) for one in found]
    earlier = [(one, way) for one, way in placed if way.earlier]
    if earlier:
        # The list runs in the order of making: among equals the last is the latest.
        best, way = max(reversed(earlier), key=lambda one: (STRENGTH[one[0][1]], one[0][3]))
        return [_candidate(best, way)]
    undecided = [one for one, way in placed if way.earlier is None]
    return [Candidate(key=one[0].key, confidence="undecided", grounds=one[2]) for one in undecided]


def _candidate(found: _Found, way: Order) -> Candidate:
    item, confidence, grounds, _ = found
    by = (Reason(code=way.by),) if way.by else ()
    # That a copy lost its data is a guess at what became of it.
    confidence = POSSIBLE if way.by == DATA else confidence
    return Candidate(key=item.key, confidence=confidence, grounds=(*grounds, *by))


def _seeded(search: _Search, item: Item, near: list[Item]) -> Iterator[_Found]:
    """The same seed and model, and a prompt that is not another's."""
    seed, model = item.parameters.get("seed"), item.parameters.get("model")
    if seed is None or model is None:
        return
    for one in near:
        if one.parameters.get("seed") == seed and one.parameters.get("model") == model:
            share = prompt_likeness(item.prompt, one.prompt)
            if share is not None and share >= SEEDED:
                grounds = (Reason(code="same_seed"), Reason(code="prompt_likeness", value=share))
                yield one, LIKELY, grounds, 0.0  # all alike: the latest of them is the parent


def _descended(search: _Search, item: Item, near: list[Item]) -> Iterator[_Found]:
    """A picture in which another can be seen, a text of which another's words are most."""
    for one in near:
        if item.kind == PICTURE:
            yield from _seen_in(search, item, one)
        elif item.kind == TEXT:
            yield from _read_in(search, item, one)


def _seen_in(search: _Search, item: Item, one: Item) -> Iterator[_Found]:
    here, there = item.fingerprint, one.fingerprint
    if here is None or there is None:
        return
    flat = here.flat or there.flat
    apart = round(matching.distance(here.dhash, there.dhash), 4)
    if apart <= matching.HASH_NEAR:
        confidence = POSSIBLE if flat else LIKELY
        yield one, confidence, (Reason(code="picture_hash", value=apart),), 1 - apart
        return
    if flat:
        return
    if search.pairs <= 0:
        search.unmatched.add(item.key)
        return
    search.pairs -= 1
    found = matching.match(there, here)
    if found.inliers >= matching.MAYBE:
        confidence = LIKELY if found.inliers >= matching.SURE else POSSIBLE
        share = min(found.inliers, 400) / 1000
        code = SEEN_MIRRORED if found.mirrored else SEEN
        yield one, confidence, (Reason(code=code, value=found.inliers),), share


def _read_in(search: _Search, item: Item, one: Item) -> Iterator[_Found]:
    if not item.text or not one.text:
        return
    bags = search.bag(one), search.bag(item)
    if _common(*bags) < KEPT_TEXT:
        return
    search.tokens -= sum(bag.total() for bag in bags)
    if search.tokens < 0:
        search.unmatched.add(item.key)
        return
    measure = compare_texts(one.text, item.text)
    if measure.new_share is None or measure.removed_share is None:
        return
    kept = round(min(1 - measure.new_share, 1 - measure.removed_share), 4)
    if kept >= KEPT_TEXT:
        yield one, LIKELY, (Reason(code="text_kept", value=kept),), kept


def _common(here: Counter[str], there: Counter[str]) -> float:
    """The most of the longer text that could stand in both, by its words in any order."""
    longer = max(here.total(), there.total())
    return (here & there).total() / longer if longer else 0.0


def _worded(search: _Search, item: Item, near: list[Item]) -> Iterator[_Found]:
    for one in near:
        share = prompt_likeness(item.prompt, one.prompt)
        if share is not None and share >= ALIKE:
            yield one, POSSIBLE, (Reason(code="prompt_likeness", value=share),), share


def prompt_likeness(one: str | None, other: str | None) -> float | None:
    """The share of the longer prompt that stands in both, in order; None where one is unknown."""
    if not one or not other:
        return None
    here, there = _words(one), _words(other)
    if not here or not there:
        return None
    return round(LCSseq.normalized_similarity(here, there), 4)


@lru_cache(maxsize=4 * limits.WINDOW.most)
def _words(prompt: str) -> tuple[str, ...]:
    return tuple(piece.text.lower() for piece in tokens(prompt, most=limits.PROMPT_TOKENS.most))
