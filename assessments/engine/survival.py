"""Whether what an act by hand added is still in the final work, by the structure of the record.

An act carries an answer only for what is there to be seen or read in the work. A record says by
itself that it is not: nothing of the act was kept, or the last choice was made from a branch
without it. It leaves it open where a tool made the whole anew afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import Literal

from assessments.engine.held_files import normalise_words
from assessments.engine.of_words import of_words
from assessments.engine.own_lyrics import TEXT_TOOLS
from assessments.engine.own_words import (
    GENERATING_ACTIONS,
    HAND_ACTIONS,
    RESULT_ACTIONS,
    TEXT_KINDS,
)
from assessments.engine.runs import Runs
from cases.record import Step

MAKING_ACTIONS = GENERATING_ACTIONS | RESULT_ACTIONS | {"select"}
WHOLE = (None, "substantial")  # of an edit by a tool that generates: how much it may replace
# Of a later step: any, a choice, or what a tool made anew.
Kind = Literal["any", "choice", "text", "picture"]


class Survival(Runs):
    """A record, and which of its acts by hand are still in the work."""

    def is_left_out(self, step: Step) -> bool:
        """Whether the record says that nothing of an act by hand is in the final work.

        By id: a value that is lowered says nothing of it.
        """
        if step.id not in self._left_out:
            gone = step.kept == 0 or self._is_not_chosen(step)
            self._left_out[step.id] = self._is_asked_of(step) and gone
        return self._left_out[step.id]

    def is_replaced_perhaps(self, step: Step) -> bool:
        """Whether a later step may have replaced what an act by hand added, or its words say so.

        Not where the lawyer who wrote the record examined what shows the act.
        """
        if step.id not in self._replaced:
            self._replaced[step.id] = self._may_be_replaced(step)
        return self._replaced[step.id]

    @cached_property
    def _left_out(self) -> dict[str, bool]:
        return self._known_of("left out")

    @cached_property
    def _replaced(self) -> dict[str, bool]:
        # What a lawyer examined differs between versions.
        return {} if self._own == "lawyer" else self._known_of("replaced")

    def _known_of(self, name: str) -> dict[str, bool]:
        """By id, what is known of every version with the same values of what it rests on."""
        values = tuple((s.kept, s.effect, s.extent, s.changed) for s in self.record.steps)
        measured = id(self.files.measured) if self.files else None
        known: dict[tuple[object, ...], dict[str, bool]] = self._of_versions
        return known.setdefault((name, values, measured), {})

    @of_words
    def _of_versions(self) -> dict[tuple[object, ...], dict[str, bool]]:
        return {}

    def _may_be_replaced(self, step: Step) -> bool:
        if not self._is_asked_of(step) or self.is_left_out(step):
            return False
        if self._own == "lawyer" and self.by(step, "proved") == "lawyer":
            return False
        told = normalise_words(f"{step.intent or ''}; {step.criteria or ''}")
        return bool(self.rules.appraisal.taken_away.search(told)) or self._is_made_anew(step)

    def _is_asked_of(self, step: Step) -> bool:
        by_hand = step.action in HAND_ACTIONS and not self.is_generative(step)
        return by_hand and self._own != "decider"

    def _is_not_chosen(self, step: Step) -> bool:
        """Whether the last choice was made from a branch that does not contain an act.

        Not where parts were put together, or anything went on from the act.
        """
        return self._is_ending(step) and self._is_later("choice", step)

    def _is_made_anew(self, step: Step) -> bool:
        """Whether a tool made the whole anew: from an act by hand, or beside it."""
        is_of_words = step.action == "write" or "wording" in (step.adds or ())
        kind: Kind = "text" if is_of_words or self.record.kind in TEXT_KINDS else "picture"
        if (kind, step.layer) in self._after[step.id]:
            return True
        if not self._is_ending(step):
            return False
        return self._is_later(kind, step) or self._is_before_another_picture(step)

    def _is_before_another_picture(self, step: Step) -> bool:
        """Whether the last picture was made from a new beginning: which is the work is not said.

        Only where the steps of one picture are recorded as going on from each other.
        """
        last = self._last_picture
        if last is None or self.record.kind != "image" or step.parent is None:
            return False
        of_another = last.parent is None and self._roots[last.id] != self._roots[step.id]
        return of_another and last.layer == step.layer and self._is_before(step, last)

    def _is_before(self, step: Step, other: Step) -> bool:
        places: Mapping[str, int] = self._places
        return places[step.id] < places[other.id]

    @cached_property
    def _last_picture(self) -> Step | None:
        """The last step that made anything, where a tool made a whole picture by it."""
        made = (s for s in reversed(self.record.steps) if s.action in MAKING_ACTIONS)
        last = next((s for s in made if s.kept != 0), None)
        return last if last is not None and self._makes_anew(last) == "picture" else None

    def _is_ending(self, step: Step) -> bool:
        """Whether nothing of its part of the work goes on from an act, nor were parts arranged."""
        return not self._is_arranged and ("any", step.layer) not in self._after[step.id]

    @of_words
    def _is_arranged(self) -> bool:
        return any(step.action == "arrange" for step in self.record.steps)

    def _is_later(self, kind: Kind, step: Step) -> bool:
        """Whether the last of a kind comes after an act, from the same beginning."""
        root = self._roots[step.id]
        last = self._last.get((kind, step.layer))
        if kind != "choice":
            last = self._last_of_root.get((root, kind, step.layer))
        if last is None or self._roots[last] != root:
            return False
        return self._is_before(step, self._by_id[last])

    @of_words
    def _places(self) -> Mapping[str, int]:
        return {step.id: n for n, step in enumerate(self.record.steps)}

    @of_words
    def _roots(self) -> Mapping[str, str]:
        """By step, the first one of those that it continues; parents are earlier steps."""
        roots: dict[str, str] = {}
        for step in self.record.steps:
            roots[step.id] = roots.get(step.parent or "", step.id)
        return roots

    @cached_property
    def _kinds(self) -> Mapping[str, Sequence[tuple[Kind, str | None]]]:
        """By step, what it may be to an act before it, in its layer and in any (None)."""
        found = {}
        for step in self.record.steps:
            kinds: set[Kind | None] = {"any", self._makes_anew(step)}
            if step.action == "select" and step.parent is not None:
                kinds.add("choice")
            found[step.id] = [(k, layer) for k in kinds if k for layer in {None, step.layer}]
        return found

    @cached_property
    def _after(self) -> Mapping[str, Set[tuple[Kind, str | None]]]:
        """By step, the kinds and layers of all that goes on from it, at once or after others."""
        found: dict[str, set[tuple[Kind, str | None]]] = {s.id: set() for s in self.record.steps}
        for step in reversed(self.record.steps):
            if step.parent in found:
                found[step.parent].update(found[step.id], self._kinds[step.id])
        return found

    @cached_property
    def _last(self) -> Mapping[tuple[Kind, str | None], str]:
        """By kind and layer, the last step."""
        return {key: step.id for step in self.record.steps for key in self._kinds[step.id]}

    @cached_property
    def _last_of_root(self) -> Mapping[tuple[str, Kind, str | None], str]:
        """By first step, kind and layer, the last step.

        A run that only repeats an earlier one, of which nothing is said to be kept, is beside the
        work.
        """
        steps = [s for s in self.record.steps if s.kept or not self.is_rerun(s)]
        return {(self._roots[s.id], *key): s.id for s in steps for key in self._kinds[s.id]}

    def _makes_anew(self, step: Step) -> Kind | None:
        """What a tool that generates made as a whole: a text, or what is seen or heard.

        A picture, a sound or a film made from words leaves the words.
        """
        does = self._tools.get(step.tool or "")
        if step.kept == 0 or step.effect == "none" or not self.is_generative(step):
            return None
        is_part = "region" in (step.changed or ()) or (
            step.action not in GENERATING_ACTIONS and step.extent not in WHOLE
        )
        measured = self.files.measured.get(step.id) if self.files else None
        if is_part or (measured is not None and measured.extent in ("technical", "minor", "local")):
            return None
        if does in TEXT_TOOLS:
            asked = step.prompt or step.intent or ""
            return None if self.rules.appraisal.asks_of_text.leaves_words(asked) else "text"
        return "picture" if does != "video" else None
