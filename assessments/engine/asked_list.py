"""The words of a record that are asked about, each at its place: do they speak against it?"""

from __future__ import annotations

from collections.abc import Iterator

from assessments.engine.appraisal import Appraiser
from assessments.engine.contrary import ACT_KINDS
from assessments.engine.result import Contradiction
from cases.record import Evidence, Step

LONGEST_QUOTE = 80  # characters


def questions_of(appraiser: Appraiser) -> Iterator[Contradiction]:
    """One question for each place whose words or values may speak against what is recorded."""
    record = appraiser.record
    if record.appraiser == "decider":
        return
    for n, step in enumerate(record.steps):
        for field, quote, code in appraiser.asked_of_step(step):
            yield _question(f"steps[{n}].{field}", quote, code)
        is_open = appraiser.is_replaced_perhaps(step, "proved") or (
            appraiser.is_left_out(step, "proved") and not appraiser.is_left_out(step)
        )
        if is_open:
            yield _question(f"steps[{n}].action", step.action, "asked_survival")
        yield from _of_prompts(appraiser, n, step)
    for n, item in enumerate(record.inputs):
        if (found := appraiser.asked_of_input(item)) is not None:
            yield _question(f"inputs[{n}].note", found.quote, "asked_input")
    yield from _of_parties(appraiser)
    yield from _of_exhibits(appraiser)
    kinds = {appraiser.act_kind(step) for step in record.steps}
    kinds |= {"input"} if any(item.made_by == "own" for item in record.inputs) else set()
    in_notes = (appraiser.asked_of_whole(act) for act in ACT_KINDS if act in kinds)
    of_whole = next((found for found in in_notes if found is not None), None)
    if of_whole is not None:
        yield _question("notes", of_whole.quote, "asked_notes")


def _of_prompts(appraiser: Appraiser, n: int, step: Step) -> Iterator[Contradiction]:
    """Words that ask for what another asked for before, or perhaps for the same as before."""
    parent = appraiser.generating_parent(step)
    if parent is None or not (step.prompt and parent.prompt):
        return
    shown = appraiser.shown_changes(step)
    if appraiser.repeats_words_of_another(step):
        yield _question(f"steps[{n}].prompt", step.prompt, "asked_same_words")
    elif "prompt" not in shown and "prompt" in (step.changed or ()):
        yield _question(f"steps[{n}].changed", "prompt", "asked_change")


def _of_parties(appraiser: Appraiser) -> Iterator[Contradiction]:
    for n, party in enumerate(appraiser.record.parties):
        if party.kind == "machine":
            continue
        field, said = f"parties[{n}].contribution", party.contribution or ""
        acts = any(step.by == party.id for step in appraiser.record.steps)
        found = appraiser.asked_of_party(party)
        if appraiser.only_paid(party) and (acts or appraiser.is_sole_maker(party)):
            yield _question(field, said, "asked_only_paid")
        elif appraiser.may_be_machine(party):
            yield _question(f"parties[{n}].kind", party.name, "asked_machine")
        elif party.id in appraiser.acts_of_others:
            yield _question(field, said, "asked_acts")
        elif found is not None:
            yield _question(field, found.quote, "asked_party")


def _of_exhibits(appraiser: Appraiser) -> Iterator[Contradiction]:
    for n, piece in enumerate(appraiser.record.evidence):
        if appraiser.is_against(piece):
            continue  # named as what speaks against it
        found = next(
            (
                each
                for item in appraiser.items_beside(piece)
                if (each := appraiser.contrary_of(piece, item)) is not None
            ),
            None,
        )
        field = f"evidence[{n}].shows"
        if found is not None:
            code = "asked_file" if found.of_file else "asked_exhibit"
            yield _question(field, found.quote, code if found.quote else "asked_undescribed")
        elif _is_of_doubtful_contract(appraiser, piece):
            yield _question(field, piece.shows or "", "asked_contract")


def _is_of_doubtful_contract(appraiser: Appraiser, piece: Evidence) -> bool:
    contracts = (c for c in appraiser.record.contracts if piece.id in c.evidence)
    return any(appraiser.contrary_contract(contract, piece) for contract in contracts)


def _question(field: str, quote: str, code: str) -> Contradiction:
    if len(quote) > LONGEST_QUOTE:
        quote = f"{quote[: LONGEST_QUOTE - 1]}…"
    return Contradiction(field=field, value=quote, shown="none", code=f"contradiction.{code}")
