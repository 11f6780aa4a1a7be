"""What is accepted of what a record says: a label is believed by nobody's signature."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given

from assessments.engine import (
    BASES,
    Case,
    CaseBase,
    HeldFile,
    HeldFiles,
    Result,
    assess,
    load_rules,
)
from assessments.engine.appraisal import Appraiser
from assessments.engine.codes import Conclusion
from assessments.engine.judging import RANK
from cases.record import CreationRecord
from tests.support.real_library import real_library
from tests.support.records import PERSON, layers_of_claim, precedent, record, records

RULES = load_rules()
NONE_DECIDED = CaseBase.build([], RULES)
EXAMINED = {"name": "Zhou Wenhua", "on": "2026-11-01"}
HISTORY = {"id": "e1", "what": "account_history", "made": "contemporaneous"}
RICH = (
    "a red lantern hanging from a stone bridge at night, three paper cranes floating to its left, "
    "seen from below, warm light from the windows reflected in the river, watercolour"
)


def run(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "action": "generate", "tool": "t1", "evidence": ["e1"], **fields}


def read(examined_by: dict[str, str] | None = EXAMINED, **fields: Any) -> Result:
    piece = {**HISTORY, "examined_by": examined_by} if examined_by else HISTORY
    return assess(record(evidence=[piece], **fields), NONE_DECIDED, RULES)


def instruction(result: Result) -> tuple[int, int]:
    return result.claimed.findings["instruction"].level, result.proved.findings["instruction"].level


def test_no_examination_makes_a_prompt_richer_than_its_words() -> None:
    result = read(steps=[run("s1", prompt="a cat", detail="rich")])

    assert instruction(result) == (1, 1)
    assert [c.code for c in result.contradictions] == ["contradiction.detail"]


@pytest.mark.parametrize(
    "prompt",
    [
        "старый рыбак чинит рваную сеть на мокром причале, солнце за его спиной",
        "un vieux pêcheur répare un filet déchiré sur le quai mouillé, vu du bateau",
        "霧の中の古い桟橋で、破れた網を繕う老漁師、背後から低い冬の太陽",
    ],
)
def test_words_that_cannot_be_read_contradict_nobody_and_prove_nothing(prompt: str) -> None:
    stated = read(None, steps=[run("s1", prompt=prompt, detail="rich")])
    assert stated.contradictions == ()
    assert instruction(stated)[0] > instruction(stated)[1] == 0

    silent = read(steps=[run("s1", prompt=prompt)])
    examined = read(steps=[run("s1", prompt=prompt, detail="rich")], appraiser="lawyer")
    assert instruction(silent) == (0, 0)
    assert instruction(examined)[1] == 4


def test_words_that_cannot_be_read_are_not_those_of_the_run_before() -> None:
    first, second = run("s1", prompt=RICH), run("s2", prompt="старый рыбак чинит", parent="s1")
    appraiser = Appraiser(record(steps=[first, second], evidence=[HISTORY]), RULES, None)
    assert appraiser.typed(appraiser.steps[0]) is not None
    assert appraiser.typed(appraiser.steps[1]) is None


def test_no_examination_changes_what_is_recorded_as_the_same() -> None:
    same = {"prompt": RICH, "parameters": {"steps": 30, "cfg": 7}}
    result = read(
        steps=[
            run("s1", **same),
            run(
                "s2", **same, parent="s1", effect="as_intended",
                changed=["prompt", "parameters", "model", "weights"],
            ),
        ]
    )  # fmt: skip

    assert result.claimed.findings["refinement"].level == 0
    assert {c.value for c in result.contradictions} == {"prompt", "parameters", "model", "weights"}


def test_weights_that_stand_in_the_prompt_are_compared_there() -> None:
    same = {"parameters": {"steps": 30}}
    first = run("s1", prompt="a red lantern, (paper cranes:1.0)", **same)
    fields = {"parent": "s1", "action": "adjust", "changed": ["weights"], **same}
    other = run("s2", prompt="a red lantern, (paper cranes:1.3)", **fields)
    assert not read(steps=[first, other]).contradictions
    assert read(steps=[first, run("s2", prompt=first["prompt"], **fields)]).contradictions


@pytest.mark.parametrize("name", ["Author", " author ", "p1"])
def test_a_party_examines_nothing_of_its_own(name: str) -> None:
    edit = {"id": "s1", "action": "edit", "extent": "substantial", "adds": ["figure"]}
    fields: dict[str, Any] = {"steps": [{**edit, "effect": "visible", "evidence": ["e1"]}]}
    own = read({"name": name, "on": "2026-11-01"}, **fields)

    assert own.proved == read(None, **fields).proved
    assert own.proved != read(**fields).proved
    assert [c.code for c in own.contradictions] == ["contradiction.examined_by_party"]


def test_a_record_that_a_lawyer_wrote_proves_nothing_without_an_examined_exhibit() -> None:
    edit = {"id": "s1", "action": "edit", "extent": "substantial", "adds": ["figure"]}
    fields: dict[str, Any] = {
        "appraiser": "lawyer",
        "steps": [{**edit, "effect": "visible", "evidence": ["e1"]}],
    }
    named, examined = read(None, **fields), read(**fields)

    assert named.claimed == examined.claimed
    assert RANK[named.proved.conclusion] < RANK[examined.proved.conclusion]


@pytest.mark.parametrize(
    "words", ["best", "the nicest one, I liked it", "最好看的一张", "感觉最好"]
)
def test_a_reason_that_only_pleases_is_no_criterion(words: str) -> None:
    def level(criteria: str) -> int:
        select = {"id": "s2", "action": "select", "parent": "s1", "criteria": criteria}
        result = read(steps=[run("s1", prompt=RICH, outputs=4), {**select, "outputs": 4}])
        return result.claimed.findings["selection"].level

    assert level(words) == 1
    assert level("the lantern light falls on the water") == level("灯光落在水面上的一张") == 2


@pytest.mark.parametrize(
    ("outputs", "kept", "level"),
    [(1, 1, 0), (4, 4, 0), (4, 1, 2), (None, None, 2)],
)
def test_choosing_needs_something_to_choose_from(
    outputs: int | None, kept: int | None, level: int
) -> None:
    select = {"id": "s2", "action": "select", "parent": "s1", "criteria": "the light on the water"}
    counted = {k: v for k, v in {"outputs": outputs, "kept": kept}.items() if v is not None}
    result = read(steps=[run("s1", prompt=RICH), {**select, **counted}])

    assert result.claimed.findings["selection"].level == level


def test_one_run_with_one_result_leaves_no_choice() -> None:
    select = {"id": "s2", "action": "select", "parent": "s1", "criteria": "the light on the water"}
    result = read(steps=[run("s1", prompt=RICH, outputs=1), select])

    assert result.claimed.findings["selection"].level == 0


def test_a_run_without_words_of_its_own_has_those_that_it_continues() -> None:
    again = run("s2", parent="s1", detail="rich", changed=["seed"], effect="random")
    result = read(steps=[run("s1", prompt="a cat"), again])

    assert instruction(result) == (1, 1)
    assert "unknown.detail" not in {unknown.code for unknown in result.unknowns}


def test_what_an_edit_adds_is_not_shown_by_silence() -> None:
    def proved(**fields: Any) -> Conclusion:
        edit = {"id": "s1", "action": "edit", "extent": "substantial", "effect": "visible"}
        return read(steps=[{**edit, "evidence": ["e1"], **fields}]).proved.conclusion

    assert proved(adds=["figure"]) in ("likely", "protected")
    assert proved() == "arguable"
    assert proved(adds=["crop"]) == "unlikely"


def test_calligraphy_is_made_to_be_seen() -> None:
    """Fine art, whatever the four characters say (Implementing Regulations art. 4(8))."""
    brush = {"id": "s1", "action": "write", "extent": "local", "adds": ["figure", "composition"]}

    assert [layer.layer for layer in read(steps=[brush]).layers] == ["hand_editing"]
    assert [x.layer for x in read(steps=[{**brush, "adds": ["wording"]}]).layers] == ["human_text"]


def test_what_a_tool_kept_is_looked_for_only_where_a_tool_generated() -> None:
    novel = {"id": "s1", "action": "write", "extent": "substantial", "by": "p1"}
    written = assess(record(kind="text", tools=[], steps=[novel]), NONE_DECIDED, RULES)
    looked_for = {improvement.do for improvement in written.improvements}

    assert "secure.account_history" not in looked_for


def test_acts_that_a_refusal_covers_say_nothing_of_the_whole_and_keep_their_own_word() -> None:
    """A refusal of the picture held the same retouching, and decided nothing of it by itself."""
    plain = [run("s1", prompt="a cat"), {"id": "s2", "action": "edit", "extent": "technical"}]
    decided = record(steps=plain, parties=[PERSON])
    refusal = precedent("refusal", decided, "not_protected")
    result = assess(record(steps=plain), CaseBase.build([refusal], RULES), RULES)

    picture, retouching = (layer.as_claimed for layer in result.layers)
    assert picture and retouching
    assert (picture.word, picture.bound_by) == ("not_protected", ("refusal",))
    assert (retouching.word, retouching.bound_by) == ("unlikely", ())
    assert (result.claimed.conclusion, result.claimed.bound_by) == ("not_protected", ("refusal",))


@given(records())
def test_the_whole_has_the_word_of_its_strongest_layer(of: CreationRecord) -> None:
    """Of those of which anything is stated or shown."""
    refusal = precedent("refusal", record(steps=[run("s1", prompt="a cat")]), "not_protected")
    base = CaseBase.build([refusal], RULES)
    case, result = Case(of, base, RULES), assess(of, base, RULES)
    asked = layers_of_claim(of, result)
    if asked and result.claimed.conclusion != "open":
        for basis in BASES:
            answer = getattr(result, basis)
            silent = {r.shape.id for r in case.reading(basis) if not r.speaks}
            counted = [getattr(x, basis) for x in asked if x.id not in silent]
            if counted:
                assert answer.conclusion == max(counted, key=RANK.__getitem__)
            else:
                assert RANK[answer.conclusion] <= RANK["unlikely"]


CHATGPT = {"id": "t9", "name": "ChatGPT", "does": "other"}


@pytest.mark.parametrize(
    ("tools", "step"),
    [
        ([CHATGPT], {"tool": "t9"}),
        ([CHATGPT], {}),
        ([], {"prompt": "write a novel"}),
        ([{**CHATGPT, "name": "某平台 豆包大模型"}], {"tool": "t9"}),
    ],
)
def test_what_a_generator_wrote_is_nobodys_own_text(
    tools: list[dict[str, str]], step: dict[str, str]
) -> None:
    write = {"id": "s1", "action": "write", "extent": "substantial", "by": "p1", **step}
    found = assess(
        record(kind="text", tools=tools, steps=[write], published={"signature": True}),
        NONE_DECIDED,
        RULES,
    )
    assert RANK[found.proved.conclusion] <= RANK["unlikely"]
    if tools:
        assert "contradiction.tool" in {c.code for c in found.contradictions}


@pytest.mark.parametrize("name", ["Photoshop", "Procreate", "Word", "A camera"])
def test_a_tool_of_the_hand_stays_one(name: str) -> None:
    write = {"id": "s1", "action": "write", "extent": "substantial", "by": "p1", "tool": "t9"}
    tools = [{**CHATGPT, "name": name}]
    found = assess(record(kind="text", tools=tools, steps=[write]), NONE_DECIDED, RULES)
    assert [layer.layer for layer in found.layers] == ["human_text"]
    assert found.contradictions == ()


def test_authorship_is_presumed_only_on_a_copy_that_shows_the_name() -> None:
    novel = {"id": "s1", "action": "write", "extent": "substantial", "by": "p1"}

    def proved(*evidence: dict[str, str], held: bool = True) -> Conclusion:
        made = record(
            kind="text", tools=[], steps=[novel], evidence=list(evidence),
            published={"signature": True, "on": "2026-01-01"},
        )  # fmt: skip
        file = HeldFile(text="Author: a novel", existed_on=dt.date(2026, 1, 2))
        files = HeldFiles(files={piece["id"]: file for piece in evidence}) if held else None
        return assess(made, NONE_DECIDED, RULES, files=files).proved.conclusion

    copy = {"id": "e1", "what": "original_file", "made": "contemporaneous"}
    assert RANK[proved()] <= RANK["unlikely"]
    assert RANK[proved({**copy, "what": "statement"})] <= RANK["unlikely"]
    assert RANK[proved(copy, held=False)] <= RANK["unlikely"]
    assert proved(copy) == "protected"


def test_a_change_is_proved_only_where_both_sides_are_read() -> None:
    steps = [
        run("s1", prompt=RICH, parameters={"cfg": 7}),
        run("s2", prompt=f"{RICH}, a torn crane", parameters={"cfg": 9}, parent="s1",
            effect="as_intended"),
    ]  # fmt: skip
    made = record(evidence=[{**HISTORY, "examined_by": EXAMINED}], steps=steps)

    def changed(*prompts: str, settings: tuple[dict[str, int], ...] = ()) -> str | None:
        file = HeldFile(prompts=prompts, settings=settings, anchored=True, made="contemporaneous")
        found = assess(made, NONE_DECIDED, RULES, files=HeldFiles(files={"e1": file}))
        return next(a.accepted_as_proved for a in found.appraisals if a.field == "steps[1].changed")

    assert changed(RICH) == ""
    assert changed(RICH, f"{RICH}, a torn crane") == "prompt"
    both = ({"cfg": 7}, {"cfg": 9})
    assert changed(RICH, f"{RICH}, a torn crane", settings=both) == "parameters, prompt"


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        ({"filename": "a.png"}, {"filename": "b.png"}, False),
        ({"batch_size": 1}, {"batch_size": 4}, False),
        ({"cfg": 7}, {"cfg": 7.001}, False),
        ({"cfg": 7}, {"cfg": "7.0"}, False),
        ({"size": "512x512"}, {"size": "512 x 512"}, False),
        ({"Seed": 1}, {"seed": 2}, False),
        ({"cfg": 7}, {"cfg": 9}, True),
        ({"sampler": "Euler a"}, {"sampler": "DPM++ 2M"}, True),
    ],
)
def test_a_setting_changed_only_where_it_shapes_the_result(
    before: dict[str, Any], after: dict[str, Any], differs: bool
) -> None:
    result = read(
        steps=[
            run("s1", prompt=RICH, parameters=before),
            run("s2", prompt=RICH, parameters=after, parent="s1", effect="as_intended",
                changed=["parameters"]),
        ]
    )  # fmt: skip
    assert (result.proved.findings["control"].level == 4) is differs


def test_an_examination_before_the_step_shows_nothing() -> None:
    def proved(at: str) -> Conclusion:
        edit = {"id": "s1", "action": "edit", "extent": "substantial", "effect": "visible"}
        return read(
            steps=[{**edit, "adds": ["figure"], "at": at, "evidence": ["e1"]}]
        ).proved.conclusion

    assert proved("2026-10-01") in ("likely", "protected")
    assert RANK[proved("2026-12-01")] <= RANK["unlikely"]


def test_a_witness_remembers_no_wording() -> None:
    piece = {"id": "e1", "what": "witness", "made": "later", "examined_by": EXAMINED}
    steps = [
        run("s1", prompt=RICH),
        run("s2", prompt=f"{RICH}, a torn crane", parent="s1", effect="as_intended"),
    ]
    found = assess(record(evidence=[piece], steps=steps), NONE_DECIDED, RULES)
    assert found.proved.findings["instruction"].level <= 1


ARRANGED = {
    "id": "s9",
    "action": "arrange",
    "extent": "substantial",
    "evidence": ["e1"],
    "criteria": "the light, from morning to night",
}


@pytest.mark.parametrize("more", [{"stock": True}, {"adds": ["crop"]}, {"adds": []}])
def test_an_order_of_stock_or_of_nothing_is_no_compilation(more: dict[str, Any]) -> None:
    result = read(kind="mixed", steps=[{**ARRANGED, "kept": 20, **more}])
    assert RANK[result.proved.conclusion] <= RANK["arguable"]
    plain = read(kind="mixed", steps=[{**ARRANGED, "kept": 20}])
    assert plain.claimed.conclusion == "protected"


def test_the_number_of_parts_is_not_left_to_silence() -> None:
    cat = run("s1", prompt="a cat")
    silent = read(steps=[cat, {**ARRANGED, "adds": ["order"]}])
    one = read(steps=[cat, {**ARRANGED, "adds": ["order"], "kept": 1}])

    assert silent.claimed.conclusion == "arguable"
    assert [t.field for t in silent.claimed.turns_on] == ["steps[1].kept"]
    assert RANK[one.claimed.conclusion] <= RANK["unlikely"]
    assert "tell.kept" not in {i.do for i in one.improvements}


def test_how_much_of_others_material_shows_is_not_left_to_silence() -> None:
    rounds = [
        run("s1", prompt=RICH),
        run("s2", prompt=f"{RICH}, a torn crane", parent="s1", effect="as_intended"),
    ]

    def answer(**item: str) -> Result:
        return read(
            steps=rounds,
            inputs=[{"id": "i1", "what": "reference", "made_by": "third_party", **item}],
        )

    silent = answer()
    assert answer(in_output="none").proved.conclusion == "likely"
    assert (silent.claimed.conclusion, silent.proved.conclusion) == ("arguable", "arguable")
    assert "inputs[0].in_output" in [t.field for t in silent.proved.turns_on]
    assert answer(in_output="dominant").proved.conclusion == "unlikely"
    assert "unknown.in_output_of_others" in {u.code for u in silent.unknowns}
    assert answer(in_output="dominant").proved.scope == "part"


def test_who_left_it_to_chance_did_not_steer_it() -> None:
    rounds = [
        run("s1", prompt=RICH),
        run("s2", prompt=f"{RICH}, a torn crane", parent="s1", effect="as_intended"),
    ]
    result = read(steps=rounds, foreseeability="random")
    assert result.claimed.findings["refinement"].level == 2
    assert "contradiction.chance" in {c.code for c in result.contradictions}


def test_a_commonplace_result_is_not_the_case_that_was_granted() -> None:
    rounds = [
        run("s1", prompt=RICH),
        run("s2", prompt=f"{RICH}, a torn crane", parent="s1", effect="as_intended"),
    ]
    grant = precedent("grant", record(steps=rounds), "protected")
    base = CaseBase.build([grant], RULES)
    plain, common = (
        assess(record(steps=rounds, **fields), base, RULES).claimed
        for fields in ({}, {"distinctiveness": "commonplace"})
    )
    assert (plain.conclusion, plain.bound_by) == ("likely", ("grant",))
    assert (common.conclusion, common.bound_by) == ("arguable", ())


def test_what_a_machine_rewrote_by_itself_is_no_part_of_the_whole() -> None:
    machine = {"id": "m1", "name": "A model", "kind": "machine", "role": "author"}
    write = {"id": "s1", "action": "write", "extent": "substantial", "by": "p1",
             "intent": "wrote the three acts"}  # fmt: skip
    rewritten = {"id": "s2", "action": "edit", "extent": "substantial", "by": "m1"}
    result = read(kind="text", tools=[], parties=[PERSON, machine], steps=[write, rewritten])

    assert (result.claimed.conclusion, result.claimed.scope) == ("protected", "part")
    assert read(kind="text", tools=[], steps=[write]).claimed.scope == "whole"


def test_the_files_of_what_is_named_come_first() -> None:
    edit = {"id": "s1", "action": "edit", "extent": "substantial", "effect": "visible"}
    made = record(
        evidence=[{"id": "e1", "what": "layered_file", "made": "contemporaneous"}],
        steps=[{**edit, "adds": ["figure"], "evidence": ["e1"]}],
    )
    found = assess(made, NONE_DECIDED, RULES, files=HeldFiles())
    assert found.improvements[0].do == "hold.files_examined"
    assert found.improvements[0].evidence == ("e1",)


def test_a_signed_novel_is_told_to_show_its_published_copy() -> None:
    novel = {"id": "s1", "action": "write", "extent": "substantial", "by": "p1"}
    made = record(kind="text", tools=[], steps=[novel], evidence=[], published={"signature": True})
    found = assess(made, NONE_DECIDED, RULES, files=HeldFiles())
    best = next(i for i in found.improvements if i.do == "secure.published_copy")

    assert (best.from_, best.to) == ("unlikely", "protected")


def test_a_decider_saw_the_work_that_bears_the_name() -> None:
    novel = {"id": "s1", "action": "write", "extent": "substantial", "by": "p1"}
    made = record(
        kind="text", tools=[], steps=[novel], evidence=[], published={"signature": True},
        appraiser="decider",
    )  # fmt: skip
    assert assess(made, NONE_DECIDED, RULES).proved.conclusion == "protected"


@pytest.mark.parametrize(
    ("words", "admitted"),
    [
        ("AI wrote it all; I pressed save", True),
        ("全文由AI生成，我只点了保存", True),
        ("typed out ChatGPT's answer word for word", True),
        ("把豆包给出的文字抄写到文档里", True),
        ("the machine drew the figure", True),
        ("no AI wrote any of this", False),
        ("本文未使用AI生成", False),
        ("personal lyrics, written without a tool", False),
        ("a poem about a machine that draws", False),
    ],
)
def test_what_the_makers_admit_outweighs_their_label(words: str, admitted: bool) -> None:
    write = {"id": "s1", "action": "write", "extent": "substantial", "by": "p1", "intent": words}
    result = read(kind="text", tools=[], steps=[{**write, "evidence": ["e1"]}])

    assert ("contradiction.admission" in {c.code for c in result.contradictions}) is admitted
    assert (RANK[result.proved.conclusion] <= RANK["unlikely"]) is admitted


@pytest.mark.parametrize("name", ["我自己", "n/a", "ChatGPT", "Some Author", "Author Some"])
def test_who_is_nobody_or_oneself_or_a_machine_examines_nothing(name: str) -> None:
    party = {**PERSON, "name": "Some Author"}
    edit = {"id": "s1", "action": "edit", "extent": "substantial", "adds": ["figure"]}
    steps = [{**edit, "effect": "visible", "evidence": ["e1"]}]
    found = read({"name": name, "on": "2026-11-01"}, parties=[party], steps=steps)
    assert RANK[found.proved.conclusion] <= RANK["unlikely"]


def test_an_exhibit_in_which_nothing_can_be_seen_shows_nothing() -> None:
    edit = {"id": "s1", "action": "edit", "extent": "substantial", "adds": ["figure"]}
    piece = {**HISTORY, "examined_by": EXAMINED, "shows": "The file could not be opened."}
    made = record(evidence=[piece], steps=[{**edit, "effect": "visible", "evidence": ["e1"]}])
    assert RANK[assess(made, NONE_DECIDED, RULES).proved.conclusion] <= RANK["unlikely"]


@pytest.mark.parametrize(
    "why", ["random shuffle by the plug-in", "sorted by file date", "按文件名先后"]
)
def test_an_order_that_nobody_chose_is_no_compilation(why: str) -> None:
    result = read(kind="mixed", steps=[{**ARRANGED, "kept": 20, "criteria": why}])
    assert RANK[result.claimed.conclusion] <= RANK["unlikely"]


@pytest.mark.parametrize("setting", ["gpu", "credits", "随机种子"])
def test_a_setting_that_nobody_knows_shows_no_change(setting: str) -> None:
    result = read(
        steps=[
            run("s1", prompt=RICH, parameters={setting: 1}),
            run("s2", prompt=RICH, parameters={setting: 2}, parent="s1", effect="as_intended"),
        ]
    )
    assert result.proved.findings["control"].level <= 1
    assert result.proved.findings["refinement"].level == 0


def test_what_cannot_be_said_yet_rests_on_nothing_and_has_an_open_range() -> None:
    result = assess(record(steps=[run("s1")], evidence=[HISTORY]), NONE_DECIDED, RULES)
    for answer in (result.claimed, result.proved):
        assert answer.conclusion == "open"
        assert (answer.basis, answer.bound_by) == ("scale", ())
        assert answer.range is not None
        assert RANK[answer.range[0]] < RANK["likely"] <= RANK[answer.range[1]]


def test_what_a_machine_wrote_alone_is_refused_by_the_law() -> None:
    machine = {"id": "m1", "name": "A model", "kind": "machine", "role": "author"}
    write = {"id": "s1", "action": "write", "extent": "substantial", "by": "m1"}
    result = read(kind="text", tools=[], parties=[machine], steps=[write])

    assert (result.proved.conclusion, result.proved.basis) == ("not_protected", "bound")
    assert result.proved.bound_by == ("prc-copyright-law-11",)
    assert result.proved.elements["intellectual_achievement"].status == "not_met"


FRENCH = (
    "une vieille femme au manteau bleu rapiécé donne son dernier morceau de pain à un corbeau "
    "borgne posé sur la chaise de son mari mort"
)


@pytest.mark.parametrize("detail", [None, "rich"])
def test_words_in_a_language_that_is_not_read_are_said_to_be_so(detail: str | None) -> None:
    seen = {"examined_by": {"name": "Wang Fang", "on": "2026-05-01"}}
    history = {"id": "e1", "what": "account_history", "made": "contemporaneous", **seen}
    run = {"by": "p1", "tool": "t1", "evidence": ["e1"], "effect": "visible", "detail": detail}
    made = record(
        evidence=[history],
        steps=[
            {**run, "id": "s1", "action": "generate", "prompt": FRENCH},
            {
                **run,
                "id": "s2",
                "parent": "s1",
                "action": "adjust",
                "changed": ["prompt"],
                "prompt": f"{FRENCH}, la lumière du matin tombe de gauche",
            },
        ],
    )
    found = assess(made, real_library().base, RULES)

    assert found.proved.findings["instruction"].level == 0
    assert "not_protected" not in (found.claimed.conclusion, found.proved.conclusion)
    assert found.proved.conclusion not in ("likely", "protected")
    if detail is None:
        assert found.claimed.findings["instruction"].because == "instruction.not_read"
        assert found.claimed.range is not None and found.claimed.range[1] in ("likely", "protected")
