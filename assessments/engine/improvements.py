"""What to secure or state next, found by running the reasoning again with it.

Nothing here weighs by itself: a candidate counts only by what it would change, and each names the
change that it really gives. The same runs establish which unknown answers could change the result,
up and down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from assessments.engine.case import Case
from assessments.engine.codes import Basis, Conclusion
from assessments.engine.examinations import AFTER_ALL
from assessments.engine.held_files import EXPECTED_SHOWN
from assessments.engine.judging import RANK, STATUS_RANK
from assessments.engine.result import ConclusionChange, Improvement, Unknown
from assessments.engine.rules import EvidenceImprovement, Rules
from assessments.engine.suppositions import Candidate, Rerun, Summary, Tried
from cases.record import CreationRecord, Evidence, Input, Step
from cases.record.codes import EvidenceKind, Made

ORDER: tuple[Basis, ...] = ("proved", "claimed")  # what raises the answer as proved comes first
OPEN_RANK = RANK["unlikely"]  # an answer that cannot be given yet is no better than this one


def improvements(
    case: Case, now: Summary, rerun: Rerun, answers: Sequence[Tried]
) -> tuple[Improvement, ...]:
    """The changes that raise a conclusion or an element, those with the greatest effect first."""
    ranked: list[tuple[tuple[int, int, int, int, str], Improvement]] = []
    general = {rule.do for rule in case.rules.improvements.secure if rule.general}
    best = dict.fromkeys(ORDER, 0)  # what one thing by itself gives
    for candidate, then in [*_evidence_tried(case, now, rerun), *answers]:
        basis = next((basis for basis in ORDER if _gain(now, then, basis) > 0), None)
        if basis is not None:
            size = len(candidate.steps) + len(candidate.inputs)
            gain = _gain(now, then, basis)
            # What is named already and only has to be added comes first.
            first = 0 if candidate.held else 1
            rank = (first, ORDER.index(basis), -gain, size, candidate.do)
            lowest = rerun(candidate.worst).on(basis).conclusion if candidate.worst else None
            ranked.append((rank, _improvement(candidate, basis, now, then, lowest)))
            if candidate.do not in general:
                best[basis] = max(best[basis], gain)
    # Securing everything is named only where no single thing gives as much.
    return tuple(
        improvement
        for rank, improvement in sorted(ranked, key=lambda pair: pair[0])
        if improvement.do not in general or -rank[2] > best[improvement.changes]
    )


def unknowns(now: Summary, rerun: Rerun, answers: Sequence[Tried]) -> tuple[Unknown, ...]:
    """Every relevant answer that is open, and what it could change, tried both ways."""
    return tuple(
        _unknown(candidate, now, best, rerun(candidate.worst) if candidate.worst else now)
        for candidate, best in answers
    )


def _unknown(candidate: Candidate, now: Summary, best: Summary, worst: Summary) -> Unknown:
    changes = {
        basis: ConclusionChange(
            from_=now.on(basis).conclusion,
            to=best.on(basis).conclusion,
            lowest=worst.on(basis).conclusion,
        )
        for basis in ORDER
    }
    raises = any(_gain(now, best, basis) > 0 for basis in ORDER)
    lowers = any(_gain(now, worst, basis) < 0 for basis in ORDER)
    return Unknown(
        code=candidate.do.replace("tell.", "unknown."),
        steps=candidate.steps,
        inputs=candidate.inputs,
        fields=candidate.fields,
        matters=raises or lowers or any(c.from_ != c.to for c in changes.values()),
        raises=raises,
        lowers=lowers,
        claimed=changes["claimed"],
        proved=changes["proved"],
    )


def _gain(now: Summary, then: Summary, basis: Basis) -> int:
    """By how much an answer rises: its word first, then its elements."""
    before, after = now.on(basis).conclusion, then.on(basis).conclusion
    change = RANK.get(after, OPEN_RANK) - RANK.get(before, OPEN_RANK)
    if change:
        return change * 10
    if after == "not_protected" or before != after:
        return 0  # no element helps where a statute or a decision refuses the whole
    return sum(map(STATUS_RANK.__getitem__, then.on(basis).statuses.values())) - sum(
        map(STATUS_RANK.__getitem__, now.on(basis).statuses.values())
    )


def _improvement(
    candidate: Candidate, basis: Basis, now: Summary, then: Summary, lowest: Conclusion | None
) -> Improvement:
    statuses = now.on(basis).statuses
    return Improvement(
        do=candidate.do,
        when=candidate.when,
        changes=basis,
        from_=now.on(basis).conclusion,
        to=then.on(basis).conclusion,
        lowest=lowest,
        elements=tuple(
            e for e, status in then.on(basis).statuses.items() if status != statuses.get(e)
        ),
        steps=candidate.steps,
        inputs=candidate.inputs,
        fields=candidate.fields,
        evidence=candidate.evidence,
    )


# Proof to secure


def _evidence_tried(case: Case, now: Summary, rerun: Rerun) -> Iterator[Tried]:
    if case.record.appraiser == "decider" and case.appraiser.files is None:
        rules = [rule for rule in case.rules.improvements.secure if rule.what]
    else:
        rules = list(case.rules.improvements.secure)
    secured = _Secured(case.record)
    for rule in rules:
        if rule.held:
            yield from _missing_files(case, rule, now, rerun)
            continue
        if rule.copy_of_work:
            yield from _published_copy(case, rule, now, rerun)
            continue
        steps, inputs = _unproved_items(case, rule)
        if not steps and not inputs or (rule.account and not case.appraiser.is_generated):
            continue
        goal = rerun(secured.by(rule, steps, inputs))
        if _gain(now, goal, "proved") > 0:
            steps, inputs = _smallest(secured, rule, case.rules, steps, inputs, goal, rerun)
            candidate = Candidate(
                do=rule.do,
                when=rule.when,
                record=secured.by(rule, steps, inputs),
                steps=steps,
                inputs=inputs,
                evidence=_examined(case.record, steps, inputs) if not rule.what else (),
            )
            yield candidate, rerun(candidate.record)


def _missing_files(
    case: Case, rule: EvidenceImprovement, now: Summary, rerun: Rerun
) -> Iterator[Tried]:
    """The files of evidence that the record names and nobody holds; alone, or the whole of them."""
    if case.appraiser.files is None:
        return
    named = frozenset(piece.id for piece in case.record.evidence)
    missing = named.difference(case.appraiser.files.files)
    if not missing:
        return
    unexamined, goal = rerun(case.record, missing), None
    record = case.record
    if rule.examined:
        record = _examined_record(record, missing)
        goal = rerun(record, missing)
        if _gain(unexamined, goal, "proved") <= 0:
            return  # the files alone give as much
    goal = goal or unexamined
    if _gain(now, goal, "proved") <= 0:
        return
    for name in sorted(missing) if len(missing) <= case.rules.improvements.minimise_up_to else ():
        fewer = missing - {name}
        changed = _examined_record(case.record, fewer) if rule.examined else record
        if fewer and rerun(changed, fewer).proved == goal.proved:
            missing, record = fewer, changed
    linked = case.appraiser.evidence_of
    candidate = Candidate(
        do=rule.do,
        when=rule.when,
        record=record,
        held=missing,
        steps=tuple(s.id for s in case.appraiser.steps if missing & set(linked(s))),
        inputs=tuple(i.id for i in case.record.inputs if missing & set(linked(i))),
        evidence=tuple(p.id for p in case.record.evidence if p.id in missing),
    )
    yield candidate, rerun(candidate.record, candidate.held)


def _published_copy(
    case: Case, rule: EvidenceImprovement, now: Summary, rerun: Rerun
) -> Iterator[Tried]:
    """A copy of a published work that shows who made it, where authorship is then presumed."""
    published = case.record.published
    if case.appraiser.is_generated or published is None or not published.signature:
        return
    record = _Secured(case.record).by(rule, (), ())
    if published.on is None:  # the day is told with the copy
        told = published.model_copy(update={"on": dt.date.min})
        record = record.model_copy(update={"published": told})
    candidate = Candidate(do=rule.do, when=rule.when, record=record)
    then = rerun(candidate.record)
    if _gain(now, then, "proved") > 0:
        yield candidate, then


def _unproved_items(
    case: Case, rule: EvidenceImprovement
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps and own inputs of a group of which more could be proved."""
    appraiser, proof = case.appraiser, case.rules.proof
    full = max(proof.carries.values())

    def could_gain(item: Step | Input, carries: int) -> bool:
        if not rule.what:
            return appraiser.by(item, "proved") == "maker" and bool(appraiser.evidence_of(item))
        if rule.examined and _is_waiting(item):
            return False  # such a file is there: what it lacks is a lawyer who examines it
        return carries < full or (rule.examined and appraiser.by(item, "proved") == "maker")

    def _is_waiting(item: Step | Input) -> bool:
        pieces = appraiser.evidence_of(item)
        return any(
            piece.id in pieces
            and piece.what == rule.what
            and piece.made == rule.made
            and piece.examined_by is None
            for piece in case.record.evidence
        )

    steps = tuple(
        step.id
        for step in appraiser.steps
        if rule.group in ("all", proof.group_of(step.action))
        and (rule.of_text is None or rule.of_text is _is_of_text(case.record, step))
        and could_gain(step, appraiser.step_carries(step))
    )
    inputs = tuple(
        item.id
        for item in case.record.inputs
        if rule.group in ("all", "own_input")
        and item.made_by == "own"
        and could_gain(item, appraiser.input_carries(item))
    )
    return steps, inputs


def _is_of_text(record: CreationRecord, step: Step) -> bool:
    return step.action == "write" or record.kind in ("text", "code")


def _examined(
    record: CreationRecord, steps: Sequence[str], inputs: Sequence[str]
) -> tuple[str, ...]:
    """Ids of the evidence linked to these steps and inputs."""
    linked = [piece for step in record.steps if step.id in steps for piece in step.evidence]
    linked += [piece for item in record.inputs if item.id in inputs for piece in item.evidence]
    linked += [p.id for p in record.evidence if set(p.shows_steps) & set(steps)]
    return tuple(dict.fromkeys(linked))


class _Secured:
    """A record with what rules secure; each version, each piece and each copy is made once."""

    def __init__(self, record: CreationRecord) -> None:
        self._record = record
        self._versions: dict[tuple[object, ...], CreationRecord] = {}
        self._pieces: dict[tuple[object, ...], Evidence] = {}
        self._copies: dict[tuple[int, int], Step | Input] = {}

    def by(
        self, rule: EvidenceImprovement, steps: Sequence[str], inputs: Sequence[str]
    ) -> CreationRecord:
        """The record with what a rule secures for these steps and inputs."""
        key = (rule.what, rule.made, rule.examined, tuple(steps), tuple(inputs))
        if key not in self._versions:
            if rule.what:
                piece = self._piece(rule.what, rule.made, rule.examined)
                version = self._with_piece(piece, steps, inputs)
            else:
                examined = frozenset(_examined(self._record, steps, inputs))
                version = _examined_record(self._record, examined)
            self._versions[key] = version
        return self._versions[key]

    def _piece(self, what: EvidenceKind, made: Made, examined: bool) -> Evidence:
        key = (what, made, examined)
        if key not in self._pieces:
            self._pieces[key] = Evidence(
                id=_new_id(self._record),
                what=what,
                made=made,
                examined_by=AFTER_ALL if examined else None,
                shows=EXPECTED_SHOWN,
            )
        return self._pieces[key]

    def _with_piece(
        self, new: Evidence, steps: Sequence[str], inputs: Sequence[str]
    ) -> CreationRecord:
        record = self._record
        return record.model_copy(
            update={
                "evidence": (*record.evidence, new),
                "steps": tuple(
                    self._link_exhibit(s, new) if s.id in steps else s for s in record.steps
                ),
                "inputs": tuple(
                    self._link_exhibit(i, new) if i.id in inputs else i for i in record.inputs
                ),
            }
        )

    def _link_exhibit(self, thing: Step | Input, piece: Evidence) -> Step | Input:
        key = (id(thing), id(piece))
        if key not in self._copies:
            evidence = (*thing.evidence, piece.id)
            self._copies[key] = thing.model_copy(update={"evidence": evidence})
        return self._copies[key]


def _examined_record(record: CreationRecord, examined: frozenset[str]) -> CreationRecord:
    """The record with some of its evidence examined by a lawyer, who recorded what it shows."""

    def seen(piece: Evidence) -> Evidence:
        shows = piece.shows or EXPECTED_SHOWN
        return piece.model_copy(update={"examined_by": AFTER_ALL, "shows": shows})

    pieces = (seen(piece) if piece.id in examined else piece for piece in record.evidence)
    return record.model_copy(update={"evidence": tuple(pieces)})


def _new_id(record: CreationRecord) -> str:
    taken = {piece.id for piece in record.evidence}
    return next(name for i in range(len(taken) + 1) if (name := f"new{i}") not in taken)


def _smallest(
    secured: _Secured,
    rule: EvidenceImprovement,
    rules: Rules,
    steps: tuple[str, ...],
    inputs: tuple[str, ...],
    goal: Summary,
    rerun: Rerun,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps and inputs without those that the goal does not need, tried one after the other."""
    if len(steps) + len(inputs) > rules.improvements.minimise_up_to:
        return steps, inputs
    facts = frozenset(goal.facts_of_strongest())
    likely = tuple(s for s in steps if s in facts), tuple(i for i in inputs if i in facts)
    if any(likely) and rerun(secured.by(rule, *likely)).proved == goal.proved:
        steps, inputs = likely
    for name in (*steps, *inputs):
        fewer_steps = tuple(other for other in steps if other != name)
        fewer_inputs = tuple(other for other in inputs if other != name)
        if not fewer_steps and not fewer_inputs:
            break
        reached = rerun(secured.by(rule, fewer_steps, fewer_inputs))
        if reached.proved == goal.proved:
            steps, inputs = fewer_steps, fewer_inputs
    return steps, inputs
