"""The facts of a memo, favourable and unfavourable, each with its support.

A fact is a whole sentence built from values of the record. Questions that the record leaves open
are listed as open; no value is assumed for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.exhibits.excerpt import Excerpt, excerpt
from assessments.exhibits.references import Support
from assessments.memo.build import SHORT_EXCERPT, MemoBuilder, shorten
from assessments.typesetting.dates import day, moment
from assessments.wording import labels
from cases.record import Publication, Step, doubts

ON_STATEMENT = Support()
MAX_CLAUSE = 300  # characters
MAX_EFFECTS = 2  # of a stage; the ledger has those of every step


@dataclass(frozen=True, kw_only=True)
class StatedFact:
    """A fact in a sentence, with its support."""

    text: str
    support: Support | None  # None where nothing is stated that could be supported
    # Whether exhibits are linked to the thing as a whole, of which this states several facts.
    of_thing: bool = False


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Steps that follow each other with one act, tool, person and support, told together."""

    steps: tuple[int, ...]
    when: str
    who: str
    action: str
    tool: str
    words: Excerpt | None  # intent or prompt of the first step
    effect: str
    support: Support


@dataclass(frozen=True, kw_only=True)
class RelevantFacts:
    """The facts relied on; `open` and `doubts` list what is not known and what is doubtful."""

    work: list[StatedFact]
    people: list[StatedFact]
    means: list[StatedFact]
    examined: list[StatedFact]
    stages: list[Stage]
    num_steps: int
    publication: list[StatedFact]
    open: list[str]
    doubts: list[str]
    notes: Excerpt | None


def facts(build: MemoBuilder) -> RelevantFacts:
    """Build the facts relied on."""
    return RelevantFacts(
        work=list(_work(build)),
        people=[*_people(build), *_contracts(build), *_clauses(build)],
        means=[*_tools(build), *_inputs(build)],
        examined=list(_examinations(build)),
        stages=list(_stages(build)),
        num_steps=len(build.record.steps),
        publication=list(_publication(build)),
        open=[build.unknown(unknown) for unknown in build.result.unknowns],
        doubts=[str(doubt) for doubt in doubts(build.record)],
        notes=excerpt(build.record.notes),
    )


def _work(build: MemoBuilder) -> Iterator[StatedFact]:
    record = build.record
    yield StatedFact(
        text=gettext("The work is called “%(title)s” and is %(kind)s.")
        % {"title": build.title, "kind": labels.KIND[record.kind]},
        support=ON_STATEMENT,
    )
    if record.summary:
        yield StatedFact(
            text=gettext("The Record describes it so: “%(summary)s”")
            % {"summary": excerpt(record.summary).text},  # type: ignore[union-attr]
            support=ON_STATEMENT,
        )
    yield StatedFact(
        text=gettext("Protection is asked for %(claim)s; the content is %(matter)s.")
        % {
            "claim": labels.CLAIM[record.claim],
            "matter": labels.SUBJECT_MATTER[record.subject_matter],
        },
        support=ON_STATEMENT,
    )
    dates = (record.created_from, record.created_to)
    yield StatedFact(text=_made_when(*dates), support=ON_STATEMENT if any(dates) else None)
    yield StatedFact(
        text=gettext("The work exists in a form that others can perceive and copy.")
        if record.fixed
        else gettext("The work does not yet exist in a form that others can perceive and copy."),
        support=ON_STATEMENT,
    )
    yield StatedFact(
        text=gettext("The genre left %(freedom)s for different choices.")
        % {"freedom": labels.FREEDOM[record.freedom]},
        support=ON_STATEMENT,
    )
    yield from _appraisals(build)


def _appraisals(build: MemoBuilder) -> Iterator[StatedFact]:
    record = build.record
    if record.distinctiveness:
        yield StatedFact(
            text=gettext("Beside works that existed before, the result is %(distinctiveness)s.")
            % {"distinctiveness": labels.DISTINCTIVENESS[record.distinctiveness]},
            support=ON_STATEMENT,
        )
    if record.foreseeability:
        yield StatedFact(
            text=gettext("The makers could foresee and steer the result: %(foreseeability)s.")
            % {"foreseeability": labels.FORESEEABILITY[record.foreseeability]},
            support=ON_STATEMENT,
        )


def _made_when(start: dt.date | None, end: dt.date | None) -> str:
    if start and end:
        return gettext("It was made between %(start)s and %(end)s.") % {
            "start": day(start),
            "end": day(end),
        }
    if start:
        return gettext("Its making began on %(start)s; when it ended is not stated.") % {
            "start": day(start)
        }
    if end:
        return gettext("Its making ended on %(end)s; when it began is not stated.") % {
            "end": day(end)
        }
    return gettext("When it was made is not stated.")


def _people(build: MemoBuilder) -> Iterator[StatedFact]:
    for party in build.record.parties:
        values = {
            "name": party.name,
            "kind": labels.PARTY_KIND[party.kind],
            "role": pgettext("memo list", ", ").join(
                str(labels.ROLE[role]) for role in dict.fromkeys((party.role, *party.roles))
            ),
            "contribution": (party.contribution or "").rstrip(".。 "),
        }
        pattern = (
            gettext("%(name)s, %(kind)s, took part as %(role)s: %(contribution)s.")
            if party.contribution
            else gettext("%(name)s, %(kind)s, took part as %(role)s.")
        )
        yield StatedFact(
            text=pattern % values, support=build.exhibits.support(party.evidence), of_thing=True
        )


def _contracts(build: MemoBuilder) -> Iterator[StatedFact]:
    names = {party.id: party.name for party in build.record.parties}
    for contract in build.record.contracts:
        between = pgettext("memo list", ", ").join(names[name] for name in contract.parties)
        said = {
            "kind": labels.contract_kind(contract.model_dump()),
            "on": day(contract.on) or gettext("date not stated"),
            "between": between or gettext("parties not stated"),
            "says": labels.CONTRACT_SAYS[contract.says],
            "scope": contract.scope or gettext("scope not stated"),
        }
        yield StatedFact(
            text=gettext("Contract (%(kind)s; %(on)s; %(between)s): %(says)s; %(scope)s.") % said,
            support=build.exhibits.support(contract.evidence),
            of_thing=True,
        )


def _clauses(build: MemoBuilder) -> Iterator[StatedFact]:
    """The recorded words of contracts: what a label leaves out, such as a condition of payment."""
    for contract in build.record.contracts:
        if contract.clause:
            said = {
                "kind": labels.contract_kind(contract.model_dump()),
                "clause": shorten(contract.clause, MAX_CLAUSE),
            }
            yield StatedFact(
                text=gettext("Clause of the contract (%(kind)s), as recorded: “%(clause)s”") % said,
                support=build.exhibits.support(contract.evidence),
            )


def _tools(build: MemoBuilder) -> Iterator[StatedFact]:
    for tool in build.record.tools:
        values = {
            "name": " ".join(filter(None, (tool.name, tool.version))),
            "provider": tool.provider,
            "does": labels.DOES[tool.does],
        }
        pattern = (
            gettext("The tool %(name)s of %(provider)s was used (%(does)s).")
            if tool.provider
            else gettext("The tool %(name)s was used (%(does)s).")
        )
        yield StatedFact(text=pattern % values, support=ON_STATEMENT)
        terms = {"name": values["name"], "terms": labels.OUTPUT_TERMS[tool.output_terms]}
        yield StatedFact(
            text=gettext("%(name)s: %(terms)s.") % terms,
            support=build.exhibits.support(tool.terms_evidence),
        )


def _inputs(build: MemoBuilder) -> Iterator[StatedFact]:
    for number, item in enumerate(build.record.inputs, 1):
        values = {
            "number": number,
            "what": labels.INPUT[item.what],
            "made_by": labels.MADE_BY[item.made_by],
            "licence": labels.LICENCE[item.licence],
            "shows": labels.IN_OUTPUT[item.in_output]
            if item.in_output
            else gettext("how much of it shows in the result is not stated"),
        }
        yield StatedFact(
            text=gettext("Input %(number)s: %(what)s, %(made_by)s, %(licence)s; %(shows)s.")
            % values,
            support=build.exhibits.support_of(item),
            of_thing=True,
        )


def _examinations(build: MemoBuilder) -> Iterator[StatedFact]:
    for piece in build.record.evidence:
        if piece.examined_by is not None:
            values = {
                "name": wording.evidence_kind(piece.what),
                "examination": build.examination(piece),
            }
            yield StatedFact(
                text=gettext("%(name)s: %(examination)s.") % values,
                support=Support(carried_by=(build.exhibits.code(piece.id),)),
            )


def _stages(build: MemoBuilder) -> Iterator[Stage]:
    """Yield the steps in their order, those alike together; the ledger has each in full."""
    runs: list[list[Step]] = []
    for step in build.record.steps:
        if runs and _kind(build, runs[-1][-1]) == _kind(build, step):
            runs[-1].append(step)
        else:
            runs.append([step])
    for run in runs:
        yield _stage(build, run)


def _kind(build: MemoBuilder, step: Step) -> tuple[object, ...]:
    return step.action, step.tool, step.by, build.exhibits.support_of(step)


def _stage(build: MemoBuilder, steps: list[Step]) -> Stage:
    record, first = build.record, steps[0]
    moments = list(dict.fromkeys(moment(step.at) for step in steps if step.at))
    effects = list(dict.fromkeys(text for text in map(_effect, steps) if text))
    return Stage(
        steps=tuple(build.exhibits.step_number(step.id) for step in steps),
        when=" – ".join(moments if len(moments) < 3 else [moments[0], moments[-1]]),
        who=next((party.name for party in record.parties if party.id == first.by), ""),
        action=wording.action(first.action),
        tool=next((tool.name for tool in record.tools if tool.id == first.tool), ""),
        words=excerpt((first.intent or first.prompt or "").strip(" .。"), SHORT_EXCERPT),
        effect=pgettext("memo list", "; ").join(effects[:MAX_EFFECTS]),
        support=build.exhibits.support_of(*steps),
    )


def _effect(step: Step) -> str:
    remarks = []
    if step.effect:
        remarks.append(str(labels.EFFECT[step.effect]))
    if step.extent:
        remarks.append(gettext("extent: %(extent)s") % {"extent": labels.EXTENT[step.extent]})
    if step.outputs is not None and step.kept is not None:
        remarks.append(
            gettext("%(kept)s of %(outputs)s results kept")
            % {"kept": step.kept, "outputs": step.outputs}
        )
    elif step.outputs is not None:
        remarks.append(gettext("%(outputs)s results") % {"outputs": step.outputs})
    elif step.kept is not None:
        remarks.append(gettext("%(kept)s kept") % {"kept": step.kept})
    if step.repeat > 1:
        remarks.append(gettext("done %(repeat)s times") % {"repeat": step.repeat})
    return pgettext("memo list", "; ").join(remarks)


def _publication(build: MemoBuilder) -> Iterator[StatedFact]:
    record = build.record
    if record.published is None:
        yield StatedFact(text=gettext("Nothing is stated about publication."), support=None)
    else:
        yield StatedFact(text=_publication_wording(record.published), support=ON_STATEMENT)
        for text in _marking_wording(record.published):
            yield StatedFact(text=text, support=ON_STATEMENT)
    if record.registration:
        values = {
            "authority": record.registration.authority or gettext("an authority not named"),
            "number": record.registration.number or gettext("number not stated"),
            "on": day(record.registration.on) or gettext("date not stated"),
        }
        yield StatedFact(
            text=gettext(
                "The work was registered voluntarily with %(authority)s (%(number)s, %(on)s)."
            )
            % values,
            support=ON_STATEMENT,
        )
    certificates = [
        build.exhibits.code(piece.id) for piece in record.evidence if piece.what == "registration"
    ]
    if certificates:
        yield StatedFact(
            text=gettext("Among the exhibits is said to be a certificate: %(exhibits)s.")
            % {"exhibits": pgettext("memo list", ", ").join(certificates)},
            support=None,
        )


def _publication_wording(publication: Publication) -> str:
    values = {"on": day(publication.on), "where": (publication.where or "").rstrip(".。 ")}
    if publication.on and publication.where:
        return gettext("It was first published on %(on)s (%(where)s).") % values
    if publication.on:
        return gettext("It was first published on %(on)s; where is not stated.") % values
    if publication.where:
        return gettext("It was first published (%(where)s); when is not stated.") % values
    return gettext("It was published; when and where is not stated.")


def _marking_wording(publication: Publication) -> Iterator[str]:
    visible = {
        True: gettext("The publication carried a visible label of generated content."),
        False: gettext("The publication carried no visible label of generated content."),
    }
    metadata = {
        True: gettext("The file carried the label in its metadata."),
        False: gettext("The file carried no label in its metadata."),
    }
    signature = {
        True: gettext("The maker's name or mark stood on the publication."),
        False: gettext("The maker's name or mark did not stand on the publication."),
    }
    for table, value in (
        (visible, publication.visible_label),
        (metadata, publication.metadata_label),
        (signature, publication.signature),
    ):
        if value is not None:
            yield table[value]
    if publication.label_text:
        yield gettext("The label read “%(text)s”.") % {"text": publication.label_text}
