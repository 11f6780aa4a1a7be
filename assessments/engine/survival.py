"""Whether what an act by hand added is still in the final work, by the structure of the record.

An act carries an answer only for what is there to be seen or read in the work. A record says by
itself that it is not: nothing of the act was kept, or the last choice was made from a branch
without it. It leaves it open where a tool made the whole anew afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessments.engine.held_files import normalise_words
from assessments.engine.own_words import GENERATING_ACTIONS, HAND_ACTIONS
from assessments.engine.runs import TEXT_TOOLS, Runs
from cases.record import Step

WHOLE = (None, "substantial")  # of an edit by a tool that generates: how much it may replace


class Survival(Runs):
    """A record, and which of its acts by hand are still in the work."""

    def is_left_out(self, step: Step) -> bool:
        """Whether the record says that nothing of an act by hand is in the final work."""
        if not self._is_asked_of(step):
            return False
        return step.kept == 0 or self._choice_without(step) is not None

    def is_replaced_perhaps(self, step: Step) -> bool:
        """Whether a later step may have replaced what an act by hand added."""
        return self.replaced_by(step) is not None and not self.is_left_out(step)

    def replaced_by(self, step: Step) -> Step | None:
        """The step that may have replaced an act by hand; the act itself, where its words say so.

        None for an act that a comparison of the results, or a lawyer's finding, shows.
        """
        if not self._is_asked_of(step) or self.by(step, "proved") == "lawyer":
            return None
        told = normalise_words(f"{step.intent or ''}; {step.criteria or ''}")
        if self.rules.appraisal.taken_away.search(told):
            return step
        anew = (other for other in self._after(step) if self._makes_anew(other, step))
        return next(anew, None)

    def _is_asked_of(self, step: Step) -> bool:
        by_hand = step.action in HAND_ACTIONS and not self.is_generative(step)
        return by_hand and self._own != "decider"

    def _after(self, step: Step) -> Iterator[Step]:
        """The steps that come later and belong to the same part of the work."""
        steps = self.record.steps
        at = next(n for n, other in enumerate(steps) if other.id == step.id)
        return (s for s in steps[at + 1 :] if step.layer is None or s.layer == step.layer)

    def _choice_without(self, step: Step) -> Step | None:
        """The last choice, where it was made from a branch that does not contain an act.

        Not where parts were put together, or anything went on from the act after the choice.
        """
        after = list(self._after(step))
        if any(s.action == "arrange" for s in self.record.steps):
            return None
        choices = [s for s in after if s.action == "select" and s.parent is not None]
        if not choices or any(self._continues(s, step) for s in after):
            return None
        last = choices[-1]
        return last if step.parent is not None and self._shares_root(last, step) else None

    def _makes_anew(self, other: Step, step: Step) -> bool:
        """Whether a tool made the whole anew: from an act by hand, or beside it."""
        if other.kept == 0 or not self.is_generative(other) or other.effect == "none":
            return False
        is_part = "region" in (other.changed or ()) or (
            other.action not in GENERATING_ACTIONS and other.extent not in WHOLE
        )
        measured = self.files.measured.get(other.id) if self.files else None
        if is_part or (measured is not None and measured.extent in ("technical", "minor", "local")):
            return False
        does = self._tools.get(other.tool or "")
        if (step.action == "write") is not (does in TEXT_TOOLS) or does == "video":
            return False  # a picture, a sound or a film made from words leaves the words
        if self._continues(other, step):
            return True
        continued = any(self._continues(s, step) for s in self._after(step))
        is_beside = step.parent is not None and self._shares_root(other, step)
        arranged = any(s.action == "arrange" for s in self.record.steps)
        return is_beside and not continued and not arranged and other.parent is not None

    def _continues(self, other: Step, step: Step) -> bool:
        """Whether a step goes on from an act, at once or after others."""
        return other.id != step.id and any(s.id == step.id for s in self._line(other))

    def _shares_root(self, one: Step, other: Step) -> bool:
        return list(self._line(one))[-1].id == list(self._line(other))[-1].id

    def _line(self, step: Step) -> Iterator[Step]:
        """A step and those that it continues, the first one last."""
        at: Step | None = step
        while at is not None:
            yield at
            at = self._by_id.get(at.parent or "")
