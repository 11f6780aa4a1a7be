"""Who appraises a fact, and what of it is accepted: nothing is taken at its word.

An appraiser turns the steps and inputs of a record into accepted values, once for each answer and
each bound of what is unknown. As claimed, the makers' word counts except where the words, values
and results recorded contradict it. As proved, a value counts only where it is read in the record
and shown by evidence, measured, or appraised by a lawyer or the decider. What a decider left out
was not found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assessments.engine.choices import Bound, Choices
from assessments.engine.codes import FULL_LEVEL, Basis
from assessments.engine.own_words import GENERATING_ACTIONS, HAND_ACTIONS
from assessments.engine.rules import UNKNOWN, Expression
from cases.record import Input, Step
from cases.record.codes import Extent

GIVEN_FIELDS = ("intent", "criteria", "parameters")
WORDS_CHANGED = frozenset({"prompt", "negative_prompt"})
EXTENT_ACTIONS = frozenset({"edit", "write", "arrange", "prepare"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """A step with the values that are accepted of it."""

    id: str
    action: str
    generative: bool
    follows: bool
    detail: str
    effect: str
    extent: str
    expression: Expression
    adds_unknown: bool
    changed: frozenset[str]
    effective: frozenset[str]  # of these changes, those to which an effect may be put down
    has: frozenset[str]
    carries: int  # the level that its evidence carries; the highest for what is claimed
    evidence: tuple[str, ...]
    is_unread: bool  # what its words fix is not known
    is_doubted: bool  # the makers' own words leave open whether it adds anything
    is_bare: bool  # labels are all that is recorded of it
    parts_only: bool  # an order of itself, of parts that were chosen

    @property
    def places_parts(self) -> bool:
        """Whether it puts parts together in more than a technical way, in an order of its own."""
        return self.extent not in ("", "technical") and not self.parts_only


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnedInput:
    """An input with the values that are accepted of it."""

    id: str
    what: str
    made_by: str
    in_output: str
    carries: int
    evidence: tuple[str, ...]
    is_bare: bool


class Appraiser(Choices):
    """The values accepted of the steps and inputs of a record, for one answer and bound."""

    # Accepted values of steps

    def act(self, step: Step, basis: Basis, bound: Bound = "given") -> Act:
        """The step with the values accepted for one answer, what is unknown at a bound."""
        extent = self._extent(step, basis, bound)
        fixed = self._fixed_values(step, basis)
        carries, generative = fixed["carries"], fixed["generative"]
        expression, adds_unknown = self._expression(step, extent, basis, bound)
        changed = self._changed(step, basis, bound, carries, generative)
        return Act(
            **fixed,
            detail=self._detail(step, basis, bound, carries),
            effect=self._effect(step, basis, bound, generative),
            extent=extent,
            expression=expression,
            adds_unknown=adds_unknown,
            changed=changed,
            effective=changed - self.without_effect(step, basis),
        )

    def is_the_same_at_bounds(self, step: Step, basis: Basis) -> bool:
        """Whether nothing of an act is unknown that a bound could supply."""
        if step.action in EXTENT_ACTIONS:
            return False
        return basis == "proved" or None not in (step.detail, step.effect, step.changed)

    def _fixed_values(self, step: Step, basis: Basis) -> Mapping[str, Any]:
        """The values of an act that are the same whatever is supposed of what is unknown."""
        if self._by_id.get(step.id) is not step:
            return self._find_fixed_values(step, basis)
        key = (step.id, basis)
        if key not in self._fixed:
            self._fixed[key] = self._find_fixed_values(step, basis)
        return self._fixed[key]

    @cached_property
    def _fixed(self) -> dict[tuple[str, Basis], Mapping[str, Any]]:
        return {}

    def _find_fixed_values(self, step: Step, basis: Basis) -> Mapping[str, Any]:
        return {
            "id": step.id,
            "action": step.action,
            "generative": self.is_generative(step),
            "follows": self.follows(step),
            "has": self._has(step, basis),
            "carries": FULL_LEVEL if basis == "claimed" else self.step_carries(step),
            "evidence": self.evidence_of(step),
            "is_unread": self._own != "decider" and self.is_unread(step),
            "is_doubted": self.is_doubted(step)
            or self.is_replaced_perhaps(step, basis)
            or (basis == "proved" and self.is_asked_as_proved(step)),
            "is_bare": self.is_bare(step),
            "parts_only": self.chooses_parts_only(step, basis),
        }

    def _has(self, step: Step, basis: Basis) -> frozenset[str]:
        given = {name for name in GIVEN_FIELDS if _is_given(getattr(step, name))}
        by = self.by(step, basis)
        # What only names the tool is no setting that somebody gave.
        if "parameters" in given and by != "decider":
            named = self.settings(step.parameters or {}).keys()
            if self.is_rerun(step) or named <= self.rules.appraisal.tool_names:
                given.discard("parameters")
        if not self.gives_criteria(step, basis):
            given.discard("criteria")
        if by != "decider" and self.had_no_choice(step):
            return frozenset(given)
        return frozenset(given | {"choice"})

    def _detail(self, step: Step, basis: Basis, bound: Bound, carries: int) -> str:
        step = self.first_with_these_words(step)
        by, stated, typed = self.by(step, basis), step.detail, self.typed(step)
        if by == "decider":
            return stated or typed or "none"
        if self.prompt_is_others(step) or self.has_words_of_another(step):
            return "none"
        if typed is not None:  # the words are there to be read: nobody's word about them counts
            shown = basis == "claimed" or (carries and self._are_words_shown(step))
            return typed if shown else "none"
        if basis == "proved" and self._own != "lawyer" and self.is_unread(step):
            return "none"  # no label speaks for words that nobody here can read
        if by == "lawyer" and stated:
            return stated
        if basis == "proved":
            return "none"
        if stated is None:
            return "rich" if bound == "highest" and _takes_detail(step) else "none"
        return stated

    def _are_words_shown(self, step: Step) -> bool:
        """Whether the prompt is read in a held file; what is described is taken as described."""
        if self.files is None:
            return True
        source = self.with_words(step) or step
        words = source.prompt or ""
        return self.are_words_shown(step, words) or self.are_words_shown(source, words)

    def _effect(self, step: Step, basis: Basis, bound: Bound, generative: bool) -> str:
        by, stated = self.by(step, basis), step.effect
        lowest = "random" if generative or step.action not in HAND_ACTIONS else "none"
        measured = self.files.measured.get(step.id) if self.files else None
        if by != "decider" and stated == "as_intended" and self.record.foreseeability == "random":
            stated = "visible"  # who says that it was left to chance did not bring it about
        if by == "decider":
            # How far an act by hand went says that it shows; a run of the tool must say so itself.
            return stated or ("visible" if not generative and step.extent else lowest)
        is_admitted = generative and step.action in HAND_ACTIONS and not step.prompt
        if is_admitted and (step.tool or "") not in self.generators:
            return "random"  # the words of work by hand say nothing of how a tool was used
        if self.is_rerun(step) or self.came_by_chance(step):
            return "random"
        if measured is not None:
            shown = "visible" if measured.changed else "none"
            meant = basis == "claimed" or by == "lawyer"
            return stated if meant and measured.changed and stated == "as_intended" else shown
        if self.makes_from_nothing(step) and not generative:
            return "visible"
        if by == "lawyer" and stated:
            return stated
        if basis == "proved":
            return lowest
        if stated is None:
            return "as_intended" if bound == "highest" else lowest
        return stated

    def _extent(self, step: Step, basis: Basis, bound: Bound) -> str:
        if step.action not in EXTENT_ACTIONS:
            return ""
        by, stated = self.by(step, basis), self._stated_extent(step, basis, bound)
        scale = self.rules.appraisal.scales["extent"]
        measured = self.files.measured.get(step.id) if self.files else None
        shown = measured.extent if measured else None
        if by == "decider":
            return self.limit_arranging(step, stated or scale[0], basis)
        if by == "lawyer" and stated and not self.overstates_extent(step):
            return self.limit_arranging(step, stated, basis, bound)
        if basis == "proved" and not self.is_presumed:
            return self.limit_arranging(step, shown or scale[0], basis, bound)
        value = stated or shown or (scale[-1] if bound == "highest" else scale[0])
        if self.overstates_extent(step):
            assert shown is not None
            value = shown
        return self.limit_arranging(step, value, basis, bound)

    def _stated_extent(self, step: Step, basis: Basis, bound: Bound) -> Extent | None:
        """How far an act is said to have gone; an order of stock, or of itself, goes less far."""
        if self._own == "decider" or step.extent is None:
            return step.extent
        if self.is_trifle(step) or self.only_readies_tool(step):
            return "technical"
        if step.action != "arrange":
            return step.extent
        adds = self.rules.appraisal.adds
        scale = self.rules.appraisal.scales["extent"]
        order = self.order_of(step, basis)
        if (
            order == "of_itself"
            or (order == "unknown" and bound == "lowest")
            or self.copies(step)
            or (step.adds is not None and set(step.adds) <= adds.technical)
        ):
            return "technical"
        limits: list[Extent] = [step.extent]
        if order == "parts_only":
            limits.append(adds.parts_only_at_most)
        if self.places_stock(step):
            limits.append(adds.stock_at_most)
        return min(limits, key=scale.index)

    def overstates_extent(self, step: Step) -> bool:
        """Whether the results compared contradict how far an act is said to have gone."""
        measured = self.files.measured.get(step.id) if self.files else None
        if measured is None or measured.extent is None or step.extent is None:
            return False
        scale = self.rules.appraisal.scales["extent"]
        return self._own != "decider" and (
            scale.index(step.extent) > scale.index(measured.extent) + 1
        )

    def _expression(
        self, step: Step, extent: str, basis: Basis, bound: Bound
    ) -> tuple[Expression, bool]:
        """What the act adds to the work, and whether the record leaves that unknown."""
        if step.action not in HAND_ACTIONS or self.is_generative(step):
            return "none", False
        adds = self.rules.appraisal.adds
        scale = self.rules.appraisal.scales["extent"]
        if self.copies(step) or self.is_performance(step) or self.is_trifle(step):
            return "none", False
        if self.is_left_out(step, basis):
            return "none", False
        if "technical" in self.admissions_of(step):
            return "none", False
        if self.places_stock(step):
            return "stock", False
        named = set(step.adds or ())
        if named & adds.expressive:
            return "expressive", False
        for name, least in adds.by_extent.items():
            if name in named and scale.index(extent) >= scale.index(least):
                return "expressive", False
        is_written = step.action == "write" and step.adds is None
        if is_written and (self.writes_words(step) or bound == "highest"):
            return "expressive", False
        if step.adds is not None and "other" not in named:
            return "none", False
        if self._own == "decider":
            bound = "given"  # there is no range of what a decider found
        if bound == "highest":
            return "expressive", True
        is_local = scale.index(extent) >= scale.index("local")
        return ("expressive" if is_local and bound == "given" else "none"), True

    def _changed(
        self, step: Step, basis: Basis, bound: Bound, carries: int, generative: bool
    ) -> frozenset[str]:
        by, stated = self.by(step, basis), step.changed
        if self.is_rerun(step):
            return frozenset(stated or ()) & {"seed"}
        not_theirs = self._changes_not_theirs(step)
        if stated:
            stated = tuple(name for name in stated if name not in not_theirs)
        implied = {"region"} if generative and step.action == "edit" and stated is None else set()
        if by == "decider":
            return frozenset({*(stated or ()), *implied})
        shown = self.shown_changes(step)
        seen = {name for name, differs in shown.items() if differs}
        seen -= not_theirs
        parent = self.generating_parent(step)
        refuted = {name for name, differs in shown.items() if not differs}
        if basis == "proved":
            both = carries and parent is not None and self.step_carries(parent)
            if not both or parent is None:
                seen = set()
            seen = {name for name in seen if parent and self.is_change_shown(name, parent, step)}
            if by == "maker":
                return frozenset(seen)
            recorded = self.rules.appraisal.changes_that_are_recorded
            return frozenset(({*(stated or ()), *implied} - refuted - recorded) | seen)
        is_first = not self.follows(step)
        is_told = step.detail is not None or self.typed(step) is not None
        if is_first and stated is None and is_told:
            return frozenset(implied)  # nothing went before it
        if stated is None and not shown and bound == "highest":
            return frozenset({"prompt", "parameters", *implied})
        return frozenset(({*(stated or ()), *implied} - refuted) | seen)

    def _changes_not_theirs(self, step: Step) -> frozenset[str]:
        """Changes of words that others wrote or that were taken back, and of unknown settings."""
        if self._own == "decider":
            return WORDS_CHANGED if self.prompt_is_others(step) else frozenset()
        unknown = {"parameters"} if self.has_unknown_changes(step) else set()
        if self.prompt_is_others(step):
            return frozenset(WORDS_CHANGED | unknown)
        return frozenset({"prompt", *unknown} if self.is_taken_back(step) else unknown)

    # Accepted values of inputs and of the whole

    def owned_input(self, item: Input, basis: Basis, bound: Bound = "given") -> OwnedInput:
        """The input with the values accepted for one answer, what is unknown at a bound."""
        return OwnedInput(
            id=item.id,
            what=item.what,
            made_by=self.accepted_maker(item),
            in_output=self._in_output(item, basis, bound),
            carries=FULL_LEVEL if basis == "claimed" else self.input_carries(item),
            evidence=self.evidence_of(item),
            is_bare=self.is_bare(item),
        )

    def accepted_maker(self, item: Input) -> str:
        """Whose expression an input may be; nobody's where no person expressed anything in it."""
        return "public" if self.is_without_expression(item) else self.made_by(item)

    def licence(self, item: Input) -> str:
        """By what right an input was used: "own" says nothing of what is another's after all."""
        is_taken = item.licence == "own" and self.made_by(item) != item.made_by
        return "unknown" if is_taken else item.licence

    def _in_output(self, item: Input, basis: Basis, bound: Bound) -> str:
        by, scale = self.by(item, basis), self.rules.appraisal.scales["in_output"]
        measured = self.files.measured_inputs.get(item.id) if self.files else None
        if self.is_without_expression(item):
            return scale[0]
        # What is someone else's counts against the work and needs no proof of the makers.
        if item.in_output and (by != "maker" or basis == "claimed" or self.made_by(item) != "own"):
            return item.in_output
        if by == "decider":
            return scale[0]
        if measured is not None:
            return measured
        if basis == "proved" and not self.is_presumed:
            return scale[0]
        if self._is_made_by_hand and item.in_output:
            return item.in_output
        return scale[-1] if bound == "highest" and item.made_by == "own" else scale[0]

    def distinctiveness(self, basis: Basis) -> str:
        """What is accepted of the result beside earlier works."""
        stated = "copied" if self.is_copied else self.record.distinctiveness
        if stated is None:
            return UNKNOWN
        above = stated in ("different", "striking")
        return UNKNOWN if above and basis == "proved" and self._own != "decider" else stated

    def foreseeability(self, basis: Basis) -> str:
        """What is accepted of how far the makers could foresee the result."""
        stated = self.record.foreseeability
        if stated is None or (basis == "proved" and self._own != "decider" and stated != "random"):
            return "broad_at_most" if stated == "broad" else UNKNOWN
        return stated


def _takes_detail(step: Step) -> bool:
    return step.action in GENERATING_ACTIONS or bool(step.prompt_terms)


def _is_given(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
