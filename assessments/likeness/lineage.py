"""The tree of iterations: each output with the one that it was made from, where known.

The grounds, from the strongest to the weakest: a source that the file or conversation names; the
same seed and model; a picture or text that descends from another; a similar prompt. Time alone
makes no parent. Where candidates are equal, or their order is undecided, there is no parent and
the candidates are listed for a person to decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from assessments.intake.core.problems import raise_limit
from assessments.likeness import limits
from assessments.likeness.items import PICTURE, TEXT, Item, base_name, merge_turns
from assessments.likeness.nodes import (
    CREDITED,
    FAILED,
    LIKELY,
    POSSIBLE,
    STATED,
    STRENGTH,
    UNDECIDED,
    Candidate,
    Confidence,
    Node,
    Reason,
    ReasonCode,
)
from assessments.likeness.order import DATA, Order, order, sort_key
from assessments.likeness.texts import compare_texts
from assessments.likeness.tokens import tokens

MAX_SCORED_INLIERS = 400  # more inliers than this make no better candidate
# Length of the longest common subsequence of tokens, as a share of the longer prompt; measured on
# 104 prompts of ComfyUI with 5,156 unrelated pairs (the script is not part of the repository).
MIN_SIMILARITY = 0.5  # 99 % of the unrelated pairs are below
# With the same seed and model, which unrelated prompts of one template may share.
MIN_SEEDED_SIMILARITY = 0.3
# Candidates whose changed areas differ by less than this are as near as each other.
NEAR_AREA = 0.05
# Share of the area by which a final picture differs from a source; None where it is not comparable.
Measure = Callable[[Item, Item], float | None]
OF_PICTURES = ("picture_hash", "picture_features", "picture_mirrored")
KEPT_TEXT = 0.5  # share of the longer text that both contain


@dataclass(kw_only=True)
class _LineageSearch:
    """The items in order, the parents found so far, and the remaining comparisons."""

    items: list[Item]
    pairs: int  # remaining pairs of pictures to match
    tokens: int  # remaining tokens of texts to compare
    measure: Measure | None = None
    parents: dict[str, str] = field(default_factory=dict)
    unmatched: set[str] = field(default_factory=set)
    bags: dict[str, Counter[str]] = field(default_factory=dict)

    def bag(self, item: Item) -> Counter[str]:
        """Return the token counts of the text of an item."""
        if item.key not in self.bags:
            found = tokens(item.text or "", max_tokens=limits.TEXT_TOKENS.value)
            self.bags[item.key] = Counter(token.text for token in found)
        return self.bags[item.key]

    def closes_cycle(self, child: str, parent: str) -> bool:
        """Return whether a parent is the child itself or one of its descendants."""
        at: str | None = parent
        while at is not None and at != child:
            at = self.parents.get(at)
        return at is not None


def build_lineage(items: Sequence[Item], measure: Measure | None = None) -> list[Node]:
    """Return every output in the order of making, with its parent where it is known.

    `measure` says by how much of their area two pictures differ. It decides between several that
    a picture may come from, since it is what the comparison of two files shows.
    Raises `Rejected` where there are more items than `limits.ITEMS`.
    """
    if len(items) > limits.ITEMS.value:
        raise_limit(limits.ITEMS)
    # The prompts of another person's tree must not make this one come sooner.
    _split_words.cache_clear()
    whole = merge_turns(items)
    places = {item.key: place for place, item in enumerate(whole)}
    ordered = sorted(whole, key=lambda item: sort_key(item, places[item.key]))
    search = _LineageSearch(
        items=ordered,
        pairs=limits.PAIRS.value,
        tokens=limits.TREE_TOKENS.value,
        measure=measure,
    )
    copies = _find_copies(search.items)
    nodes = {}
    # Named parents are settled first, so that similar ones cannot close a cycle with them.
    named = {item.key: list(_find_named(item, search.items)) for item in search.items}
    for key, found in named.items():
        _settle_parent(search, key, found)
    for place, item in enumerate(search.items):
        found = named[item.key]
        if not found and item.key not in copies:
            found = _find_alike(search, place)
            _settle_parent(search, item.key, found)
        nodes[item.key] = _build_node(search, item, found, copies.get(item.key))
    return list(_order_by_parents(search, nodes))


def _settle_parent(search: _LineageSearch, key: str, found: list[Candidate]) -> None:
    best = _choose_best(found)
    if best is not None and not search.closes_cycle(key, best.key):
        search.parents[key] = best.key


def _choose_best(found: list[Candidate]) -> Candidate | None:
    """Return the first candidate; None where another one has the same grounds."""
    if not found or found[0].confidence not in STRENGTH:
        return None
    equal = [candidate for candidate in found[1:] if candidate.grounds == found[0].grounds]
    return None if equal else found[0]


def _build_node(
    search: _LineageSearch, item: Item, found: list[Candidate], copy: str | None
) -> Node:
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


def _find_copies(items: Sequence[Item]) -> dict[str, str]:
    """Map files to an earlier file with the same bytes."""
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


def _order_by_parents(search: _LineageSearch, nodes: dict[str, Node]) -> Iterator[Node]:
    """Yield the nodes in the order of making, each behind its parent."""
    given: set[str] = set()
    for item in search.items:
        line = []
        at: str | None = item.key
        while at is not None and at not in given:
            line.append(at)
            given.add(at)
            at = search.parents.get(at)
        yield from (nodes[key] for key in reversed(line))


# --- Named parents --------------------------------------------------------------------


def _find_named(item: Item, items: Sequence[Item]) -> Iterator[Candidate]:
    others = [other for other in items if other.key != item.key]
    grounds: tuple[tuple[ReasonCode, list[Item]], ...] = (
        ("parent_gen_id", [other for other in others if _is_made_from(item, other)]),
        ("input_name", _find_by_name(item.inputs, others)),
        (CREDITED[item.credentials], _find_by_name(item.parents, others)),
    )
    for code, found in grounds:
        if found:
            yield from _build_stated(code, found, POSSIBLE if code == FAILED else STATED)
            return
    yield from _build_stated("conversation", _find_previous_turn(item, others), LIKELY)


def _build_stated(
    code: ReasonCode, found: list[Item], how: Confidence = STATED
) -> Iterator[Candidate]:
    return (Candidate(key=item.key, confidence=how, grounds=(Reason(code=code),)) for item in found)


def _is_made_from(item: Item, other: Item) -> bool:
    return bool(item.parent_generation) and item.parent_generation == other.generation


def _find_by_name(names: Sequence[str], others: Sequence[Item]) -> list[Item]:
    wanted = {base_name(name) for name in names if base_name(name)}
    return [other for other in others if other.turn is None and base_name(other.name) in wanted]


def _find_previous_turn(item: Item, others: Sequence[Item]) -> list[Item]:
    """Return the outputs of the nearest earlier turn that made the same kind."""
    for turn in item.ancestors:
        found = [other for other in others if other.turn == turn and other.kind == item.kind]
        if found:
            return found
    return []


# --- Similar outputs ----------------------------------------------------------------------------


def _find_alike(search: _LineageSearch, place: int) -> list[Candidate]:
    """Return the candidates of the strongest ground that has any, the best one first."""
    item = search.items[place]
    window = range(max(0, place - limits.WINDOW.value), place + limits.WINDOW.value + 1)
    near = [search.items[at] for at in window if at != place and at < len(search.items)]
    near = [other for other in near if other.kind == item.kind and not _has_same_bytes(item, other)]
    # What one conversation made of another's words, or twice of the same, is no iteration: only
    # the turns that the file joins say what came from what. A picture shows it by itself.
    told = [other for other in near if not (item.turn and other.turn)]
    for ground in (_match_seeds, _match_contents, _match_prompts):
        is_seen = ground is _match_contents and item.kind == PICTURE
        found = list(ground(search, item, near if is_seen else told))
        if found:
            return _rank_matches(search, item, found)
    return []


def _has_same_bytes(one: Item, other: Item) -> bool:
    return one.sha256 is not None and one.sha256 == other.sha256


_Match = tuple[Item, Confidence, tuple[Reason, ...], float]  # item, confidence, grounds, score


def _rank_matches(search: _LineageSearch, item: Item, found: list[_Match]) -> list[Candidate]:
    """Return the best earlier match, by confidence, score and time; else all undecided ones.

    Of several pictures the one of which the least area differs is the best; where that does not
    decide, all that are as near are returned.
    """
    placed = [(match, order(match[0], item)) for match in found]
    earlier = [(match, way) for match, way in placed if way.earlier]
    if earlier:
        not_later = [match for match, way in placed if way.earlier is not False]
        nearest = _find_nearest(search, item, not_later)
        before = [(match, way) for match, way in earlier if nearest and match[0] is nearest[0][0]]
        if len(nearest) > 1 or (nearest and not before):
            # One whose order is not known is as near as the earlier ones, or nearer.
            named = [match[0] for match in nearest]
            further = [match for match, _ in earlier if match[0] not in named]
            return [_build_undecided(match) for match in (*nearest, *further)]
        if nearest:
            earlier = [(nearest[0], way) for _, way in before]
        # The matches are in the order of making, so the last of equal ones is the latest.
        best, way = max(reversed(earlier), key=lambda pair: (STRENGTH[pair[0][1]], pair[0][3]))
        return [_build_candidate(best, way)]
    undecided = [match for match, way in placed if way.earlier is None]
    return [
        _build_undecided(match) for match in _find_nearest(search, item, undecided) or undecided
    ]


def _build_undecided(found: _Match) -> Candidate:
    return Candidate(key=found[0].key, confidence=UNDECIDED, grounds=found[2])


def _find_nearest(search: _LineageSearch, item: Item, found: list[_Match]) -> list[_Match]:
    """Return the pictures of which the least area differs; none where that decides nothing."""
    is_seen = all(match[2][0].code in OF_PICTURES for match in found)
    if search.measure is None or len(found) < 2 or not is_seen:
        return []
    ranked = sorted(found, key=lambda match: -match[3])[: limits.MEASURED.value]
    areas = [(search.measure(match[0], item), match) for match in ranked]
    known = [(area, match) for area, match in areas if area is not None]
    if not known:
        return []
    least = min(area for area, _ in known)
    return [
        (other, confidence, (Reason(code="picture_area", value=round(area, 4)), *grounds), 1 - area)
        for area, (other, confidence, grounds, _) in known
        if area < least + NEAR_AREA
    ]


def _build_candidate(found: _Match, way: Order) -> Candidate:
    item, confidence, grounds, _ = found
    by = (Reason(code=way.by),) if way.by else ()
    # An order by lost generation data is only a guess.
    confidence = POSSIBLE if way.by == DATA else confidence
    return Candidate(key=item.key, confidence=confidence, grounds=(*grounds, *by))


def _match_seeds(search: _LineageSearch, item: Item, window: list[Item]) -> Iterator[_Match]:
    """Yield items with the same seed and model and a similar prompt."""
    seed, model = item.parameters.get("seed"), item.parameters.get("model")
    if seed is None or model is None:
        return
    for other in window:
        if other.parameters.get("seed") == seed and other.parameters.get("model") == model:
            share = prompt_likeness(item.prompt, other.prompt)
            if share is not None and share >= MIN_SEEDED_SIMILARITY:
                grounds = (Reason(code="same_seed"), Reason(code="prompt_likeness", value=share))
                yield other, LIKELY, grounds, 0.0  # equal scores: the latest one is the parent


def _match_contents(search: _LineageSearch, item: Item, window: list[Item]) -> Iterator[_Match]:
    """Yield the pictures or texts that share most of their content with an item."""
    for other in window:
        if item.kind == PICTURE:
            yield from _match_pictures(search, item, other)
        elif item.kind == TEXT:
            yield from _match_texts(search, item, other)


def _match_pictures(search: _LineageSearch, item: Item, other: Item) -> Iterator[_Match]:
    from assessments.likeness import matching

    here, there = item.fingerprint, other.fingerprint
    if here is None or there is None:
        return
    if here.flat or there.flat:
        return  # mostly even areas are alike by chance
    apart = round(matching.distance(here.dhash, there.dhash), 4)
    if apart <= matching.MAX_HASH_DISTANCE:
        yield other, LIKELY, (Reason(code="picture_hash", value=apart),), 1 - apart
        return
    if search.pairs <= 0:
        search.unmatched.add(item.key)
        return
    search.pairs -= 1
    found = matching.match(there, here)
    if found.inliers >= matching.MAYBE:
        confidence: Confidence = LIKELY if found.inliers >= matching.SURE else POSSIBLE
        share = min(found.inliers, MAX_SCORED_INLIERS) / 1000
        code: ReasonCode = "picture_mirrored" if found.mirrored else "picture_features"
        yield other, confidence, (Reason(code=code, value=found.inliers),), share


def _match_texts(search: _LineageSearch, item: Item, other: Item) -> Iterator[_Match]:
    if not item.text or not other.text:
        return
    bags = search.bag(other), search.bag(item)
    if _bound_common(*bags) < KEPT_TEXT:
        return
    search.tokens -= sum(bag.total() for bag in bags)
    if search.tokens < 0:
        search.unmatched.add(item.key)
        return
    measure = compare_texts(other.text, item.text)
    if measure.new_share is None or measure.removed_share is None:
        return
    kept = round(min(1 - measure.new_share, 1 - measure.removed_share), 4)
    if kept >= KEPT_TEXT:
        yield other, LIKELY, (Reason(code="text_kept", value=kept),), kept


def _bound_common(here: Counter[str], there: Counter[str]) -> float:
    """Return an upper bound of the common share of two texts, by token counts."""
    longer = max(here.total(), there.total())
    return (here & there).total() / longer if longer else 0.0


def _match_prompts(search: _LineageSearch, item: Item, window: list[Item]) -> Iterator[_Match]:
    shares = [(other, prompt_likeness(item.prompt, other.prompt)) for other in window]
    if any(share == 1 for _, share in shares):
        return  # two results of one prompt are variants of it, and neither came from the other
    for other, share in shares:
        if share is not None and share >= MIN_SIMILARITY:
            yield other, POSSIBLE, (Reason(code="prompt_likeness", value=share),), share


def prompt_likeness(one: str | None, other: str | None) -> float | None:
    """Return the longest common subsequence of tokens as a share of the longer prompt.

    None where one of the prompts is unknown or has no token.
    """
    if not one or not other:
        return None
    here, there = _split_words(one), _split_words(other)
    if not here or not there:
        return None
    return round(LCSseq.normalized_similarity(here, there), 4)


@lru_cache(maxsize=4 * limits.WINDOW.value)
def _split_words(prompt: str) -> tuple[str, ...]:
    return tuple(
        piece.text.lower() for piece in tokens(prompt, max_tokens=limits.PROMPT_TOKENS.value)
    )
