"""What holds of the owners of any record, whoever took part and whatever was agreed."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from assessments.engine import Case, CaseBase, assess, load_rules
from assessments.engine.judging import RANK
from assessments.engine.result import Result
from assessments.engine.result_ownership import bases_together, layers_alike, owners_alike
from assessments.engine.result_reasons import Facts
from cases.record import CreationRecord, schema
from tests.support.records import records

RULES = load_rules()
BASE = CaseBase.build([], RULES)
PARTY = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(get_args(schema.PartyKind)),
        "role": st.sampled_from(get_args(schema.Role)),
        "roles": st.lists(st.sampled_from(get_args(schema.Role)), max_size=1),
        "signs_work": st.sampled_from([None, True]),
    }
)
CONTRACT = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(get_args(schema.ContractKind)),
        "says": st.sampled_from(get_args(schema.ContractSays)),
        "scope": st.sampled_from([None, "this work"]),
        "on": st.sampled_from([None, "2025-01-01", "2025-06-01"]),
        "parties": st.lists(st.sampled_from(["p1", "p2", "p3"]), max_size=3, unique=True),
    }
)


@st.composite
def of_several(draw: st.DrawFn) -> CreationRecord:
    """Any record with up to three parties, who took its steps, and up to two contracts."""
    plain = draw(records()).model_dump(mode="json", by_alias=True, exclude_none=True)
    parties = draw(st.lists(PARTY, min_size=3, max_size=3))
    contracts = draw(st.lists(CONTRACT, max_size=2))
    pieces = [piece["id"] for piece in plain["evidence"]]
    linked = st.lists(st.sampled_from(pieces), max_size=1) if pieces else st.just([])

    def item(values: dict[str, Any], id: str) -> dict[str, Any]:
        known = {name: value for name, value in values.items() if value is not None}
        return {**known, "id": id, "evidence": draw(linked)}

    plain["kind"] = draw(st.sampled_from(["image", "text", "video", "code"]))
    plain["parties"] = [
        {**item(party, f"p{n}"), "name": f"Party {n}"} for n, party in enumerate(parties, 1)
    ]
    plain["contracts"] = [item(values, f"c{n}") for n, values in enumerate(contracts, 1)]
    for step in plain["steps"]:
        by = draw(st.sampled_from([None, "p1", "p2", "p3"]))
        step.pop("by", None)
        if by:
            step["by"] = by
    return CreationRecord.model_validate(plain)


def of(made: CreationRecord) -> Result:
    return assess(made, BASE, RULES)


@given(of_several())
def test_nobody_owns_what_cannot_be_a_work(made: CreationRecord) -> None:
    # That a style or an idea is nobody's says nothing of the work: its layers answer by themselves.
    alone = made.claim in ("style", "idea")
    work = made.model_copy(update={"claim": "output"}) if alone else made
    case, owned = Case(work, BASE, RULES), of(made).ownership
    readings = {reading.shape.id: reading for reading in case.reading("claimed")}
    for layer in owned.layers:
        highest = case.range_of(readings[layer.layer], "claimed")[1]
        if not case.is_open and RANK[highest] <= RANK["unlikely"]:
            assert (layer.bases, layer.owner) == ((), "")
    if not any(layer.bases for layer in owned.layers):
        assert (owned.owner, owned.basis, owned.proved_owner) == ("", "none", "")


@given(of_several())
def test_what_is_met_as_proved_is_met_as_claimed(made: CreationRecord) -> None:
    for layer in of(made).ownership.layers:
        for claim in layer.bases:
            statuses = [(claim.claimed, claim.proved)]
            statuses += [(c.claimed, c.proved) for c in claim.conditions]
            assert all(claimed == "met" for claimed, proved in statuses if proved == "met")
            assert all(claimed == "not_met" for claimed, proved in statuses if proved == "not_met")


@given(of_several())
def test_a_condition_that_is_met_names_the_fact_that_meets_it(made: CreationRecord) -> None:
    for layer in of(made).ownership.layers:
        for claim in layer.bases:
            assert claim.parties and claim.owner and claim.conditions
            decisive = [c for c in claim.conditions if not c.of_use]
            assert (claim.claimed == "met") is all(c.claimed == "met" for c in decisive)
            for condition in claim.conditions:
                assert condition.claimed != "met" or condition.facts != Facts()
                assert condition.claimed != "not_met" or condition.against != Facts()


@given(of_several())
def test_an_owner_stands_on_a_basis_that_is_met(made: CreationRecord) -> None:
    owned = of(made).ownership
    for layer in owned.layers:
        met = {(c.owner, c.basis) for c in layer.bases if c.claimed == "met"}
        proved = {(c.owner, c.basis) for c in layer.bases if c.proved == "met"}
        assert (layer.owner, layer.basis) in met or layer.basis == "none"
        assert (layer.proved_owner, layer.proved_basis) in proved or layer.proved_basis == "none"
        if layer.layer == owned.layer and owned.owner:
            assert (owned.owner, owned.basis) == (layer.owner, layer.basis)
    machines = {party.id for party in made.parties if party.kind == "machine"}
    assert not machines & set(owned.parties)


@given(of_several())
def test_no_author_owns_beside_whom_a_contract_gives_the_rights_to(made: CreationRecord) -> None:
    for layer in of(made).ownership.layers:
        given_away = [c for c in layer.bases if c.basis == "assignment" and c.claimed == "met"]
        for claim in layer.bases:
            if claim.basis in ("author", "joint_work") and given_away:
                takers = {taker.parties for taker in given_away}
                assert claim.claimed != "met" or takers == {claim.parties}


@given(of_several())
def test_layers_that_are_shown_together_keep_all_they_have(made: CreationRecord) -> None:
    owned = of(made).ownership
    with_bases = [layer.layer for layer in owned.layers if layer.bases]
    for groups in (layers_alike(owned), owners_alike(owned)):
        assert sorted(x.layer for layers in groups for x in layers) == sorted(with_bases)
    for layers in layers_alike(owned):
        for n, claim in enumerate(bases_together(layers)):
            assert all(layer.bases[n].owner == claim.owner for layer in layers)


@given(of_several())
def test_a_question_is_asked_once(made: CreationRecord) -> None:
    codes = [(q.code, q.facts) for q in of(made).ownership.open_questions]
    assert len(codes) == len(set(codes))


@given(of_several())
def test_every_layer_without_an_owner_says_why(made: CreationRecord) -> None:
    for layer in of(made).ownership.layers:
        assert layer.because.startswith("ownership.")
        assert (layer.because == f"ownership.{layer.basis}") or layer.basis == "none"
        if layer.basis == "none" and layer.because == "ownership.none":
            assert not any(c.claimed == "met" for c in layer.bases)


@given(of_several())
def test_only_organisations_stand_on_bases_of_organisations(made: CreationRecord) -> None:
    kinds = {party.id: party.kind for party in made.parties}
    for layer in of(made).ownership.layers:
        for claim in layer.bases:
            if claim.basis in ("legal_entity_work", "special_employee_work"):
                assert {kinds[name] for name in claim.parties} == {"organisation"}


@given(of_several())
def test_no_co_author_is_left_out_in_silence(made: CreationRecord) -> None:
    owned = of(made).ownership
    told = {name for q in owned.open_questions for name in q.facts.parties}
    for layer in owned.layers:
        raised = {name for c in layer.bases for name in c.parties}
        for party in made.parties:
            if party.kind == "person" and "co_author" in {party.role, *party.roles}:
                assert not layer.bases or party.id in raised | told


@given(of_several())
def test_contracts_that_contradict_each_other_are_named(made: CreationRecord) -> None:
    owned = of(made).ownership
    if len(made.contracts) < 2 or not any(layer.bases for layer in owned.layers):
        return
    one, other = made.contracts
    is_between_the_same = set(one.parties) == set(other.parties) and len(one.parties) > 1
    words = {one.says, other.says}
    uses = {"licence", "tool_terms"} & {one.kind, other.kind}
    is_told = "author_owns" in words and len(words - {"silent", "unknown"}) > 1
    if is_between_the_same and is_told and not uses:
        named = {q.code for q in owned.open_questions if q.facts.contracts}
        assert named & {"question.later_contract", "question.contracts_conflict"}
