"""How steps go on from each other: beginnings, what comes after, what comes last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import cached_property
from typing import Literal

from cases.record import Step

# Of a later step: any, a choice, or what a tool made anew.
Kind = Literal["any", "choice", "text", "picture"]


class Branches:
    """The steps of a record, or those of them that are shown, as branches of one work."""

    def __init__(
        self,
        steps: Sequence[Step],
        parents: Mapping[str, str | None],
        makes_anew: Callable[[Step], Kind | None],
        repeats: Callable[[Step], bool],
    ) -> None:
        """`parents`: by step, the one of these steps that it goes on from.

        `repeats`: whether it only repeats an earlier one.
        """
        self._steps = steps
        self._parents = parents
        self._makes_anew = makes_anew
        self._repeats = repeats

    def is_ending(self, step: Step) -> bool:
        """Whether nothing of its part of the work goes on from an act, nor were parts arranged."""
        return not self._is_arranged and not self.goes_on(step, "any")

    def goes_on(self, step: Step, kind: Kind) -> bool:
        """Whether anything of a kind goes on from an act, in its layer."""
        return (kind, step.layer) in self._after[step.id]

    def is_later(self, kind: Kind, step: Step) -> bool:
        """Whether the last of a kind comes after an act, from the same beginning."""
        root = self._roots[step.id]
        last = self._last.get((kind, step.layer))
        if kind != "choice":
            last = self._last_of_root.get((root, kind, step.layer))
        if last is None or self._roots[last] != root:
            return False
        return self._places[step.id] < self._places[last]

    def is_before_another_picture(self, step: Step) -> bool:
        """Whether a whole picture was made from a new beginning after an act."""
        last = self._last_first_picture.get(step.layer)
        return last is not None and self._places[step.id] < self._places[last]

    @cached_property
    def _is_arranged(self) -> bool:
        return any(step.action == "arrange" for step in self._steps)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {step.id: n for n, step in enumerate(self._steps)}

    @cached_property
    def _roots(self) -> Mapping[str, str]:
        """By step, the first one of those that it continues; parents are earlier steps."""
        roots: dict[str, str] = {}
        for step in self._steps:
            roots[step.id] = roots.get(self._parents[step.id] or "", step.id)
        return roots

    @cached_property
    def _kinds(self) -> Mapping[str, Sequence[tuple[Kind, str | None]]]:
        """By step, what it may be to an act before it, in its layer and in any (None)."""
        found = {}
        for step in self._steps:
            kinds: set[Kind | None] = {"any", self._makes_anew(step)}
            if step.action == "select" and step.parent is not None:
                kinds.add("choice")
            found[step.id] = [(k, layer) for k in kinds if k for layer in {None, step.layer}]
        return found

    @cached_property
    def _after(self) -> Mapping[str, Set[tuple[Kind, str | None]]]:
        """By step, the kinds and layers of all that goes on from it, at once or after others."""
        found: dict[str, set[tuple[Kind, str | None]]] = {s.id: set() for s in self._steps}
        for step in reversed(self._steps):
            parent = self._parents[step.id]
            if parent in found:
                found[parent].update(found[step.id], self._kinds[step.id])
        return found

    @cached_property
    def _last(self) -> Mapping[tuple[Kind, str | None], str]:
        """By kind and layer, the last step."""
        return {key: step.id for step in self._steps for key in self._kinds[step.id]}

    @cached_property
    def _of_the_work(self) -> Sequence[Step]:
        """Without runs that only repeat an earlier one and of which nothing is said to be kept."""
        return [step for step in self._steps if step.kept or not self._repeats(step)]

    @cached_property
    def _last_of_root(self) -> Mapping[tuple[str, Kind, str | None], str]:
        """By first step, kind and layer, the last step."""
        steps = self._of_the_work
        return {(self._roots[s.id], *key): s.id for s in steps for key in self._kinds[s.id]}

    @cached_property
    def _last_first_picture(self) -> Mapping[str | None, str]:
        """By layer, the last step that made a whole picture from a new beginning."""
        return {
            step.layer: step.id
            for step in self._of_the_work
            if step.parent is None and self._makes_anew(step) == "picture"
        }
