"""What the other side would say, from the weak facts of this file, and the reply of fact."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.codes import DimensionName
from assessments.memo.build import MemoBuilder
from assessments.memo.citing import cites
from assessments.memo.document import Block, Group, Inlines, Text
from assessments.memo.issues import current, issue_rules
from assessments.memo.sections.appraised import appraised_values, self_appraised
from assessments.memo.sections.replies import reply_to
from assessments.memo.speaker import by_speaker
from assessments.memo.unclear import place, unclear_words
from assessments.memo.weak_facts import (
    GoodFacts,
    WeakFact,
    WeakFactName,
    good_facts,
    only_seed,
    results_of,
    weak_facts,
)
from assessments.memo.writing import (
    Part,
    bullets,
    exhibits,
    fill,
    in_brackets,
    labelled,
    paragraph,
    quiet,
    run,
    sentences,
    stop,
)
from assessments.wording.numbers import inputs

# What a court found on such facts, by the dimension on which it did.
ASPECT: dict[WeakFactName, DimensionName] = {
    "unshown": "instruction",
    "statement_only": "conception",
    "later_run": "instruction",
    "rerolls": "refinement",
    "random": "foreseeability",
    "thin_instruction": "instruction",
}


def disputes(build: MemoBuilder) -> list[Block]:
    """Set every weak fact beside the reply; empty where there is none."""
    good = good_facts(build)
    given: dict[Inlines, str] = {}
    return [block for fact in weak_facts(build) for block in _dispute(build, fact, good, given)]


def _dispute(
    build: MemoBuilder, fact: WeakFact, good: GoodFacts, given: dict[Inlines, str]
) -> Iterator[Block]:
    said_of_it = paragraph(
        run(Text(title(fact) + pgettext("end of a title in the text", ". "), "strong"),
            charge(build, fact)),
        *_decided(build, fact),
        _rules(build, fact),
    )  # fmt: skip
    if fact.name == "self_appraised":
        yield Group(blocks=(said_of_it, bullets(appraised_values(build, fact))))
    else:
        yield said_of_it
    said = reply_to(build, good, fact, title(fact), given)
    yield paragraph(labelled(pgettext("to a counter-argument", "Reply"), said, emphasis="label"))


def title(fact: WeakFact) -> str:
    """Name a weak fact."""
    return {
        "unread": gettext("Exhibits not yet examined"),
        "unshown": gettext("Steps without evidence"),
        "statement_only": gettext("Steps on a statement"),
        "later_run": gettext("A later run"),
        "rerolls": gettext("Repeated runs without direction"),
        "random": gettext("Chance"),
        "thin_instruction": gettext("Thin instructions"),
        "third_party": gettext("The share of others"),
        "add_on": gettext("The share of an add-on"),
        "self_appraised": gettext("The maker's own appraisal"),
        "contradicted": gettext("Contradictions"),
        "unclear": gettext("Words that need to be cleared up"),
    }[fact.name]


def charge(build: MemoBuilder, fact: WeakFact, *, brief: bool = False) -> Inlines:
    """Say what the other side makes of a weak fact; `brief` counts values and lists none."""
    steps = build.steps_of(fact.steps)
    values: dict[str, Part] = {"steps": steps, "number": str(fact.number)}
    match fact.name:
        case "unread":
            values["exhibits"] = exhibits(build.exhibits.code(name) for name in fact.exhibits)
            text = by_speaker(
                gettext(
                    "The Record names %(exhibits)s; we have not seen the originals, and an exhibit "
                    "that is not produced proves nothing."
                ),
                gettext(
                    "The Record names %(exhibits)s; their files were not read, and an exhibit that "
                    "is not produced proves nothing."
                ),
            )
        case "unshown":
            return _unshown(build, fact)
        case "statement_only":
            text = gettext(
                "On a statement of the maker alone, which carries no fact by itself: %(steps)s."
            )
        case "later_run":
            values["exhibits"] = exhibits(build.exhibits.code(name) for name in fact.exhibits)
            text = gettext(
                "%(exhibits)s was made afterwards; that a tool gives a like result today does not "
                "show how this one came about."
            )
        case "rerolls":
            return _rerolls(build, fact)
        case "random":
            text = (
                gettext("%(steps)s had an effect that the Record itself calls random.")
                if fact.steps
                else gettext(
                    "The makers themselves say that they could foresee the result only broadly or "
                    "not at all."
                )
            )
        case "thin_instruction":
            text = gettext(
                "The instructions of %(steps)s fix no more than a theme; what the result shows "
                "beyond it, the tool supplied."
            )
        case "third_party":
            values["inputs"] = _inputs(build, fact)
            text = gettext(
                "%(inputs)s came from others; what they express shows in the result or may show "
                "there, and that share is not the maker's."
            )
        case "add_on":
            text = gettext(
                "%(steps)s used an add-on to the model (LoRA); the Record does not say who made it "
                "and on whose works, and a part of what the result shows may be its share."
            )
        case "self_appraised":
            return self_appraised(build, fact, brief=brief)
        case "contradicted":
            values["contradictions"] = _contradictions(build)
            text = gettext("The Record contradicts its own words or files: %(contradictions)s")
        case "unclear":
            return unclear_words(build)
    return fill(text, **values)


def _unshown(build: MemoBuilder, fact: WeakFact) -> Inlines:
    """Tell steps without an exhibit from those whose exhibits were not produced."""
    at_issue = [step for step in build.record.steps if step.id in fact.steps]
    named = [step.id for step in at_issue if build.exhibits.support_of(step).not_held]
    bare = [step.id for step in at_issue if step.id not in named]
    return sentences(
        fill(gettext("No exhibit is linked to %(steps)s."), steps=build.steps_of(bare))
        if bare
        else "",
        fill(
            gettext("The exhibits linked to %(steps)s have not been produced."),
            steps=build.steps_of(named),
        )
        if named
        else "",
        gettext("Whoever claims a work has to prove its making."),
    )


def _rerolls(build: MemoBuilder, fact: WeakFact) -> Inlines:
    """Say of each run why it only drew again: by another seed, or from many without a criterion."""
    at_issue = [step for step in build.record.steps if step.id in fact.steps]
    groups = (
        (
            gettext("%(steps)s changed nothing but the random seed (results: %(number)s)."),
            [step for step in at_issue if only_seed(step)],
        ),
        (
            gettext(
                "%(steps)s gave %(number)s results, and why one of them was kept is not stated, or "
                "not by anything that it shows."
            ),
            [step for step in at_issue if not only_seed(step)],
        ),
    )
    return sentences(
        *(
            fill(
                text,
                steps=build.steps_of((s.id for s in found), named=False),
                number=str(results_of(found)),
            )
            for text, found in groups
            if found
        )
    )


def _contradictions(build: MemoBuilder) -> Inlines:
    """Say each contradiction by its sentence, with the field that it concerns."""
    said = dict.fromkeys(
        (place(build, item), item.code)
        for item in build.result.contradictions
        if not item.is_question
    )
    return sentences(
        *(sentences(stop(field), wording.sentence(code)) for field, code in said),
    )


def _inputs(build: MemoBuilder, fact: WeakFact) -> str:
    wanted = set(fact.inputs)
    return inputs([n for n, i in enumerate(build.record.inputs, 1) if i.id in wanted])


def _decided(build: MemoBuilder, fact: WeakFact) -> Iterator[Inlines]:
    """Name the decision that was lost on such facts, with what the court found."""
    aspect = ASPECT.get(fact.name)
    for slug in issue_rules().weak_facts[fact.name].decisions[:1]:
        decision, judged = build.snapshot.decisions_by_slug.get(slug, (None, None))
        if decision is None:
            continue
        if judged is None or aspect is None:
            yield fill(gettext("Compare %(decision)s."), decision=build.cite(slug))
            continue
        held = judged.held.get(aspect)
        if held is None:
            continue
        yield fill(
            gettext("So it was in %(decision)s, where protection was refused: %(found)s"),
            decision=build.cite(slug),
            found=build.localise(held.because),
        )


def _rules(build: MemoBuilder, fact: WeakFact) -> Inlines:
    keys = list(current(issue_rules().weak_facts[fact.name].keys, build.snapshot.dated))
    return (quiet(in_brackets(cites(build.cite_all(keys)))),) if keys else ()
