"""What there was to choose from and to arrange, and whether anybody chose."""

from __future__ import annotations

from functools import cached_property
from itertools import takewhile
from typing import Literal

from assessments.engine.codes import Basis
from assessments.engine.held_files import normalise_words
from assessments.engine.lyrics import PHRASE_ENDS
from assessments.engine.own_words import GENERATING_ACTIONS, HAND_ACTIONS, RESULT_ACTIONS
from assessments.engine.rules import Rules
from assessments.engine.survival import Survival
from assessments.prompts import read_prompt
from cases.record import Input, Step
from cases.record.schema import Kind

Bound = Literal["given", "lowest", "highest"]
# `parts_only`: the order follows of itself, and which parts are in it was chosen.
Order = Literal["chosen", "parts_only", "of_itself", "unknown"]
SEVERAL = 2  # parts, at least; how many there are carries nothing
CHOOSING_ACTIONS = frozenset({"select", "review"})
# What writing adds to a text; writing that adds none of it is made to be seen or heard.
TEXT_ADDED = frozenset({"wording", "structure", "order", "cut", "other"})


def names_feature(criteria: str, kind: Kind, rules: Rules) -> bool:
    """Whether a reason for a choice names anything of the result, not only that it pleases."""
    if not criteria.strip():
        return False
    phrases = read_prompt(criteria, kind).phrases
    pleases = rules.appraisal.criteria_that_name_nothing
    return not phrases or any(
        phrase.kind != "aside" and phrase.text.casefold() not in pleases for phrase in phrases
    )


class Choices(Survival):
    """What a record shows of choices among results, and of the parts that were arranged."""

    def names_feature(self, criteria: str) -> bool:
        """Whether a reason for a choice names anything of the result, not only that it pleases."""
        return names_feature(criteria, self.record.kind, self.rules)

    def is_bare(self, item: Step | Input) -> bool:
        """Whether an act or an input is recorded by its makers' labels and nothing else.

        No words of what was done or what it is, no settings, nothing compared and no evidence; a
        file that is only named is none where files are asked for.
        """
        linked = self.evidence_of(item)
        held = linked if self.files is None else self.files.files.keys() & set(linked)
        if self._own == "decider" or held or self.is_presumed:
            return False
        if isinstance(item, Input):
            compared = self.files is not None and item.id in self.files.measured_inputs
            return not compared and not (item.note or "").strip()
        told = f"{item.intent or ''}{item.criteria or ''}".strip()
        compared = self.files is not None and item.id in self.files.measured
        return not (told or compared or item.parameters or self.with_words(item))

    def order_of(self, step: Step, basis: Basis = "claimed") -> Order:
        """Whether the reasons of an arrangement name something of its parts, or nobody chose it.

        An order by date or of a programme is nobody's; which parts are in it may be (art. 15).
        """
        reasons = (step.intent, step.criteria)
        parts = [part for reason in reasons for part in PHRASE_ENDS.split(reason or "") if part]
        admissions, lots = self.rules.admissions, self.rules.appraisal.by_lot
        chosen = [
            part
            for part in parts
            if self.names_feature(part)
            and "order_of_itself" not in admissions.read(part)
            and not lots.search(normalise_words(part))
        ]
        by_lot = any(lots.search(normalise_words(reason or "")) for reason in reasons)
        if "order_of_itself" not in self.admissions_of(step) and not by_lot:
            return "chosen" if chosen else "unknown"
        places = self.rules.appraisal.placing
        if any(places.search(normalise_words(part)) for part in chosen):
            return "unknown"
        if self._kept_all(step):
            return "of_itself"
        return "parts_only" if chosen or self._chose_parts(basis) else "of_itself"

    def _kept_all(self, step: Step) -> bool:
        """Whether an arrangement has all the parts that there were: none was chosen."""
        if self._own == "decider" or step.outputs is None or step.kept is None:
            return False
        return step.kept >= step.outputs > 1

    def chooses_parts_only(self, step: Step, basis: Basis) -> bool:
        """Whether all that a person chose of an arrangement is which parts are in it."""
        is_own = step.action == "arrange" and self._own != "decider"
        return is_own and self.order_of(step, basis) == "parts_only"

    def _chose_parts(self, basis: Basis) -> bool:
        return any(
            step.action in CHOOSING_ACTIONS | GENERATING_ACTIONS
            and self.gives_criteria(step, basis)
            for step in self.steps
        )

    def gives_criteria(self, step: Step, basis: Basis) -> bool:
        """Whether a step gives a reason for a choice among several that counts for one answer."""
        by = self.by(step, basis)
        if not (step.criteria or "").strip() or by == "decider":
            return bool((step.criteria or "").strip())
        if basis == "proved" and by == "maker":
            return False  # why a result was kept is the makers' word
        return not self.had_no_choice(step) and self.names_feature(step.criteria or "")

    def had_no_choice(self, step: Step) -> bool:
        """Whether the record shows that there was one result only to choose from."""
        if step.outputs is not None:
            return step.outputs <= max(step.kept or 1, 1)
        if step.action not in CHOOSING_ACTIONS:
            return False
        parent = self._by_id.get(step.parent or "")
        return (
            parent is not None
            and parent.outputs is not None
            and parent.outputs * parent.repeat <= 1
            and self._number <= 1
        )

    @cached_property
    def _number(self) -> int:
        return sum(step.repeat for step in self.record.steps if self.is_generative(step))

    @cached_property
    def kept_parts(self) -> int | None:
        """How many parts there were to arrange; None where the record does not tell.

        What others made is a part where nothing was generated; else it may have gone into the tool.
        """
        chains = self._chains
        others = sum(
            item.in_output not in (None, "none") and (item.made_by == "own" or not chains)
            for item in self.record.inputs
        ) + sum(step.action == "write" for step in self.steps)
        kept = [step.kept for step in self.steps if step.kept is not None]
        if chains + others > 1:
            return chains + others
        if kept:
            return max(kept) + others
        return max(map(self._parts_in_words, self.steps), default=0) or None

    def _parts_in_words(self, step: Step) -> int:
        """The least number of parts that words of an arrangement name: 87 shots, 十二个片段."""
        if step.action != "arrange" or self._own == "decider":
            return 0
        words = normalise_words(f"{step.intent or ''} {step.criteria or ''}")
        return SEVERAL if self.rules.appraisal.numbered_parts.search(words) else 0

    @cached_property
    def _chains(self) -> int:
        """Runs of different instructions that do not continue one another."""
        roots = [
            step
            for step in self.steps
            if step.action in GENERATING_ACTIONS and self.generating_parent(step) is None
        ]
        return len({(root.prompt, root.intent, root.detail, root.layer) for root in roots})

    def limit_arranging(self, step: Step, extent: str, basis: Basis, bound: Bound = "given") -> str:
        """One part alone cannot be arranged (Copyright Law art. 15: a collection)."""
        if step.action != "arrange" or self._has_parts(step, basis, bound):
            return extent
        return self.rules.appraisal.scales["extent"][0]

    def _has_parts(self, step: Step, basis: Basis, bound: Bound) -> bool:
        if self._own == "decider":
            return True
        parts = self.kept_parts
        if parts is not None:
            return parts > 1
        if bound != "given":
            return bound == "highest"
        named = bool(self.rules.appraisal.adds.parts_named_by & set(step.adds or ()))
        return named and (basis == "claimed" or self.by(step, basis) == "lawyer")

    def is_performance(self, step: Step) -> bool:
        """Whether the makers' own words say that an act sings, plays or speaks what there is.

        Of an act recorded as writing they may tell how it was found: they are asked about.
        """
        return step.action != "write" and self.is_told_as_performed(step)

    def places_stock(self, step: Step) -> bool:
        """Whether an act placed ready-made material, by its field or by its maker's own words."""
        return bool(step.stock) or self.admits_stock(step)

    def admits_stock(self, step: Step) -> bool:
        """Whether the makers' own words say of an act that it placed ready-made material."""
        if self._own == "decider" or step.action not in HAND_ACTIONS | {"arrange"}:
            return False
        return "stock" in self.admissions_of(step)

    def is_trifle(self, step: Step) -> bool:
        """Whether the makers' own words of an edit tell a trifle only: two commas, a border."""
        if self._own == "decider" or step.action not in HAND_ACTIONS:
            return False
        if step.id not in self._trifles:
            words = normalise_words(step.intent or "")
            self._trifles[step.id] = self.rules.appraisal.trifles.match(words)
        return self._trifles[step.id]

    def only_readies_tool(self, step: Step) -> bool:
        """Whether the makers' own words of a preparation tell of an account or an installation."""
        if self._own == "decider" or step.action != "prepare":
            return False
        words = normalise_words(f"{step.intent or ''};{step.criteria or ''}")
        return self.rules.appraisal.trifles.is_only_readiness(words)

    def writes_words(self, step: Step) -> bool:
        """Whether an act of writing made words; a decider who calls it so saw them."""
        adds = self.rules.appraisal.adds
        if step.adds:
            known = self.record.kind in adds.wording_of
            return bool(set(step.adds) & (TEXT_ADDED if known else {"wording"}))
        if self._own == "decider" or self.record.kind in adds.wording_of:
            return True
        return any(name in (step.layer or "").casefold() for name in adds.named_wording)

    def without_effect(self, step: Step, basis: Basis) -> frozenset[str]:
        """Changes that show no control by themselves: the makers may say so, results must show it.

        Of steps 30 and 31, or of sizes, nobody who looks at an exhibit can tell what they did.
        """
        measured = self.files is not None and step.id in self.files.measured
        if basis == "claimed" or measured or self._own == "decider":
            return frozenset()
        return frozenset({"parameters"}) if self.has_slight_changes(step) else frozenset()

    def makes_from_nothing(self, step: Step) -> bool:
        """Whether an act made something where nothing was: writing, or an edit of nothing.

        That it had no effect is then said of the only thing that there is, and cannot be so.
        """
        if step.action != "edit":
            return step.action == "write"
        before = takewhile(lambda other: other.id != step.id, self.record.steps)
        return (
            step.parent is None
            and self._is_made_by_hand
            and not self.record.inputs
            and not any(s.action in GENERATING_ACTIONS | RESULT_ACTIONS for s in before)
        )
