"""Whether what an act by hand added is still in the final work, by the structure of the record.

An act carries an answer only for what is there to be seen or read in the work. A record says by
itself that it is not: nothing of the act was kept, or the last choice was made from a branch
without it. It leaves it open where a tool made the whole anew afterwards.
"""

from __future__ import annotations

from functools import cached_property

from assessments.engine.branches import Branches, Kind
from assessments.engine.codes import Basis
from assessments.engine.held_files import normalise_words
from assessments.engine.of_words import of_words
from assessments.engine.own_lyrics import TEXT_TOOLS
from assessments.engine.own_words import (
    GENERATING_ACTIONS,
    HAND_ACTIONS,
    TEXT_KINDS,
)
from assessments.engine.runs import Runs
from cases.record import Step

WHOLE = (None, "substantial")  # of an edit by a tool that generates: how much it may replace


class Survival(Runs):
    """A record, and which of its acts by hand are still in the work."""

    def is_left_out(self, step: Step, basis: Basis = "claimed") -> bool:
        """Whether the record says that nothing of an act by hand is in the final work.

        On what can be shown, also where only steps that nothing shows say otherwise. By id: a value
        that is lowered says nothing of it.
        """
        return self.may_be_lost(step, basis)[0]

    def is_replaced_perhaps(self, step: Step, basis: Basis = "claimed") -> bool:
        """Whether a later step may have replaced what an act by hand added, or its words say so.

        Not where the lawyer who wrote the record examined what shows the act. On what can be shown,
        also where only steps that nothing shows leave no doubt.
        """
        return self.may_be_lost(step, basis)[1]

    def may_be_lost(self, step: Step, basis: Basis) -> tuple[bool, bool]:
        """Whether an act by hand is left out of the work, and whether it may be replaced."""
        key = (step.id, basis)
        if key not in self._may_be_lost:
            self._may_be_lost[key] = self._find_loss(step, basis)
        return self._may_be_lost[key]

    @cached_property
    def _may_be_lost(self) -> dict[tuple[str, Basis], tuple[bool, bool]]:
        return {}

    def _find_loss(self, step: Step, basis: Basis) -> tuple[bool, bool]:
        """What is said of it on all steps, or as proved on those that are shown."""
        if not self._is_asked_of(step):
            return False, False
        out, replaced = self._loss_among(None, step)
        shown = self._ids_shown if basis == "proved" else None
        if shown is None or step.id not in shown:  # an act that nothing shows carries nothing
            return out, replaced
        out_of_shown, replaced_of_shown = self._loss_among(shown, step)
        return out or out_of_shown, replaced or replaced_of_shown

    def _loss_among(self, shown: frozenset[str] | None, step: Step) -> tuple[bool, bool]:
        known = self._known_of(shown)
        if step.id not in known:
            branches = self._branches if shown is None else self._shown_branches
            is_gone = step.kept == 0 or self._is_not_chosen(step, branches)
            known[step.id] = is_gone, not is_gone and self._may_be_replaced(step, branches)
        return known[step.id]

    def _known_of(self, shown: frozenset[str] | None) -> dict[str, tuple[bool, bool]]:
        """By id, what is known of every version with the same values of what it rests on."""
        known: dict[str, tuple[bool, bool]] = self._of_versions.setdefault(
            (self._values, shown), {}
        )
        return known

    @cached_property
    def _values(self) -> tuple[object, ...]:
        """What of a version the branches of its steps rest on, beside which of them are shown."""
        values = tuple((s.kept, s.effect, s.extent, s.changed) for s in self.record.steps)
        measured = id(self.files.measured) if self.files else None
        # What a lawyer examined differs between versions.
        version = id(self) if self._own == "lawyer" else None
        return values, measured, version

    @of_words
    def _of_versions(self) -> dict[tuple[object, ...], dict[str, tuple[bool, bool]]]:
        return {}

    @cached_property
    def _ids_shown(self) -> frozenset[str] | None:
        """Ids of the steps that anything shows; None where that is every step."""
        found = frozenset(
            step.id
            for step in self.record.steps
            # What a lawyer leaves out may still be what replaced another act.
            if self.step_carries(step) or (self.view is not None and self.view.leaves_out(step))
        )
        return found if len(found) < len(self.record.steps) else None

    @cached_property
    def _branches(self) -> Branches:
        parents = {step.id: step.parent for step in self.record.steps}
        return Branches(self.record.steps, parents, self._makes_anew, self.is_rerun)

    @cached_property
    def _shown_branches(self) -> Branches:
        """The steps that are shown; each goes on from the nearest one before it that is."""
        shown = self._ids_shown or frozenset()
        nearest: dict[str | None, str | None] = {None: None}
        parents = {}
        for step in self.record.steps:
            parents[step.id] = nearest.get(step.parent)
            nearest[step.id] = step.id if step.id in shown else parents[step.id]
        steps = [step for step in self.record.steps if step.id in shown]
        return Branches(steps, parents, self._makes_anew, self.is_rerun)

    def _may_be_replaced(self, step: Step, branches: Branches) -> bool:
        if self._own == "lawyer" and self.by(step, "proved") == "lawyer":
            return False
        return step.id in self._taken_away or self._is_made_anew(step, branches)

    @of_words
    def _taken_away(self) -> frozenset[str]:
        """Ids of the acts by hand of which words say that what they added was taken away."""
        return frozenset(step.id for step in self.record.steps if self._is_told_as_taken_away(step))

    def _is_told_as_taken_away(self, step: Step) -> bool:
        if not self._is_asked_of(step):
            return False
        told = normalise_words(f"{step.intent or ''}; {step.criteria or ''}")
        told = self.rules.admissions.without_asides(told)
        return bool(self.rules.appraisal.taken_away.search(told))

    def _is_asked_of(self, step: Step) -> bool:
        by_hand = step.action in HAND_ACTIONS and not self.is_generative(step)
        return by_hand and self._own != "decider"

    def _is_not_chosen(self, step: Step, branches: Branches) -> bool:
        """Whether the last choice was made from a branch that does not contain an act.

        Not where parts were put together, or anything went on from the act.
        """
        return branches.is_ending(step) and branches.is_later("choice", step)

    def _is_made_anew(self, step: Step, branches: Branches) -> bool:
        """Whether a tool made the whole anew: from an act by hand, or beside it.

        A picture from a new beginning leaves open which one is the work, only where the steps of
        one picture are recorded as going on from each other.
        """
        is_of_words = step.action == "write" or "wording" in (step.adds or ())
        kind: Kind = "text" if is_of_words or self.record.kind in TEXT_KINDS else "picture"
        if branches.goes_on(step, kind):
            return True
        if not branches.is_ending(step):
            return False
        is_of_picture = self.record.kind == "image" and step.parent is not None
        return branches.is_later(kind, step) or (
            is_of_picture and branches.is_before_another_picture(step)
        )

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
