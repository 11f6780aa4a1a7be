"""What employment makes of a layer (Copyright Law art. 18; Software Regulations art. 13).

The rule is art. 18(1): the employee owns what was a task of the job. The cases of art. 18(2) are
exceptions to it: each stands open, and keeps the rights from the employee, only where a stated fact
raises it; what is merely possible is asked about, and not proved until it is confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from assessments.engine.codes import ConditionStatus
from assessments.engine.held_files import normalise_words
from assessments.engine.ownership_claims import NOTHING
from assessments.engine.ownership_contracts import NO_CONTRACT, ByContract, receivers_of
from assessments.engine.people import binds, ids
from assessments.engine.result_ownership import OwnershipClaim, OwnershipCondition
from assessments.engine.result_reasons import Facts
from cases.record import Contract, Party

STAFF_OF_PRESS = "condition.staff_of_press"
BY_LAW_OR_CONTRACT = "condition.employers_by_law_or_contract"  # where nothing says which
Press = Literal["stated", "perhaps", "not_stated", "denied"]
PRESS_STATUS: Mapping[Press, ConditionStatus] = {"stated": "met", "denied": "not_met"}


class ByEmployment(ByContract):
    """The bases on which employers stand, and those they leave to employees."""

    def employed(self, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        """Employment, a task of it and what was agreed are conditions of their own (art. 18)."""
        recorded = self.contracts("employment")
        employers = self.organisations("employer") or [
            p
            for p in self.others_in(recorded, makers)
            if p.kind == "organisation" and not self.with_role("employer")
        ]
        if not employers or not makers:
            return
        contracts = [c for c in recorded if binds(c, makers) and binds(c, employers)]
        speaking = self.timely(contracts)
        employed = self.condition(
            "condition.employed",
            self.concerns(makers, speaking, recorded),
            self.proof.shows_agreements(speaking) or self.proof.were_examined(employers),
            Facts(parties=ids(employers), contracts=ids(speaking)),
        )
        # A contract recorded for this work that gives it to the employer, or names the works that
        # it covers, states that it was a task; employment alone does not (art. 18(1)).
        stated = [c for c in speaking if self.first_statement(c) == "organisation_owns"]
        tasking = [c for c in speaking if c in stated or c.scope]
        task = self._of_job("condition.task_of_work", employers, tasking)
        giving = self.speaking_first(c for c in contracts if c.says == "organisation_owns")
        for taking, by, rivals in receivers_of(employers, giving):
            gives = self.agreed_by_all("condition.contract_gives_employer", by, makers, rivals)
            limits = self.reservations(by)
            yield self.claim("special_employee_work", taking, [employed, task, gives, *limits])
        decided = self.deciding(speaking)
        if not giving and not any(c.says == "author_owns" for c in decided):
            yield from self._by_law(employers, employed, task, tasking, decided)
        none = self._not_agreed(giving, makers, decided) if recorded else self.no_contract()
        yield self.claim("employee_work", makers, [employed, task, none])

    def _of_job(
        self, code: str, employers: Sequence[Party], tasking: Sequence[Contract]
    ) -> OwnershipCondition:
        return self.condition(
            code,
            "met" if tasking else "open",
            self.proof.shows_scope([c for c in tasking if c.scope])
            or self.proof.shows_contracts(tasking),
            Facts(parties=ids(employers), contracts=ids(tasking)),
        )

    def _by_law(
        self,
        employers: Sequence[Party],
        employed: OwnershipCondition,
        task: OwnershipCondition,
        tasking: Sequence[Contract],
        decided: Sequence[Contract],
    ) -> Iterator[OwnershipClaim]:
        """What the law itself gives to the employer (art. 18(2)(1) and (2)).

        Of an employer of whom nothing says that it is of the press, a contract is asked for first.
        """
        of = Facts(parties=ids(employers))
        if self.record.kind in self.rules.software_kinds:
            of_job = self._of_job("condition.software_of_job", employers, tasking)
            yield self.claim("special_employee_work", employers, [employed, of_job])
            return
        is_drawing = self._may_be_technical_drawing()
        if is_drawing:
            means = self.condition("condition.drawing_of_its_means", "open", False, NOTHING)
            yield self.claim("special_employee_work", employers, [employed, task, means])
        press = self.is_press(employers)
        may_be = press in ("stated", "perhaps") or not is_drawing
        if self.record.kind in self.rules.press_kinds and may_be and press == "not_stated":
            silent = Facts(contracts=ids([c for c in decided if c.says == "silent"]))
            either = self.condition(BY_LAW_OR_CONTRACT, "open", False, of, against=silent)
            yield self.claim("special_employee_work", employers, [employed, task, either])
        elif self.record.kind in self.rules.press_kinds and may_be:
            # A name states what the employer is; it shows nothing of it.
            by_name = press == "stated" and any(p.is_press is None for p in employers)
            shown = not by_name and self.proof.were_examined(employers)
            status = PRESS_STATUS.get(press, "open")
            staff = self.condition(STAFF_OF_PRESS, status, shown, of)
            yield self.claim("special_employee_work", employers, [employed, task, staff])

    def _may_be_technical_drawing(self) -> bool:
        """Whether it may be a drawing, map or diagram of art. 18(2)(1), by kind and words."""
        return self.record.kind in self.rules.drawing_kinds and (
            self.record.subject_matter == "functional" or self.says_of_work(self.rules.drawings)
        )

    def is_press(self, employers: Sequence[Party]) -> Press:
        """What the record says on whether an employer is one of those of art. 18(2)(2).

        It is stated by the field of the party, or by the words of the law in the name or in what is
        said of the employer; where these say different things, neither is believed.
        """
        by_words = self._is_press_by_words(employers)
        fields = {party.is_press for party in employers}
        if fields <= {None}:
            return by_words
        if fields == {True}:
            return "perhaps" if by_words == "denied" else "stated"
        return "denied" if fields == {False} and by_words != "stated" else "perhaps"

    def _is_press_by_words(self, employers: Sequence[Party]) -> Press:
        rules = self.rules
        words = [normalise_words(f"{p.name}; {p.contribution or ''}") for p in employers]
        if words and all(rules.no_press.search(text) for text in words):
            return "denied"
        if words and all(rules.press.search(text) for text in words):
            return "stated"
        found = any(rules.press.search(t) or rules.press_perhaps.search(t) for t in words)
        return "perhaps" if found else "not_stated"

    def is_raised(self, claim: OwnershipClaim) -> bool:
        """Whether stated facts raise a basis that takes the rights by law.

        That an employer is of the press, of whom nothing says so or who is said to be none of them,
        is only possible, as is a contract that nobody recorded.
        """
        codes = {condition.code for condition in claim.conditions}
        return claim.claimed != "not_met" and BY_LAW_OR_CONTRACT not in codes

    def is_denied_unproved(self, claim: OwnershipClaim) -> bool:
        """Whether it fails as the employer is stated, but not proved, to be none of the press."""
        return any(
            c.code == STAFF_OF_PRESS and (c.claimed, c.proved) == ("not_met", "open")
            for c in claim.conditions
        )

    def _not_agreed(
        self, giving: Sequence[Contract], makers: Sequence[Party], decided: Sequence[Contract]
    ) -> OwnershipCondition:
        """That no contract gives the rights to the employer (art. 18(2)(3))."""
        leaving = [c for c in decided if c.says in ("author_owns", "silent")]
        return self.condition(
            "condition.no_contract_for_employer",
            self.counted_against(giving, makers) if giving else "met" if leaving else "open",
            self.proof.shows_contracts(giving or leaving),
            Facts(contracts=() if giving else ids(leaving)),
            against=Facts(contracts=ids(giving)),
        )

    def no_contract(self) -> OwnershipCondition:
        """That no contract on the rights is recorded: the rule stands until that is confirmed."""
        return self.condition("condition.no_contract_recorded", "met", False, NO_CONTRACT)
