"""The annexes: ledger of the making, authorities, method, how to verify, substitutes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.exhibits.excerpt import excerpt
from assessments.memo.build import MemoBuilder
from assessments.typesetting.attachments import RECORD_NAME, RESULT_NAME, MemoAttachment
from assessments.typesetting.dates import day, moment
from assessments.typesetting.glyphs import Substitution
from assessments.wording import labels
from cases.record import Step
from cases.wording.labels import MARK, MARK_LEGEND

MIN_SECTIONS_FOR_PASSIM = 6


def ledger(build: MemoBuilder) -> dict[str, Any]:
    """Every step as the record has it; long texts are cut and stand in full in the attachment."""
    rows = [_entry(build, step) for step in build.record.steps]
    return {"steps": rows, "attachment": RECORD_NAME, "cut": any(row["cut"] for row in rows)}


def _entry(build: MemoBuilder, step: Step) -> dict[str, Any]:
    texts = [
        (gettext("Intent"), excerpt(step.intent)),
        (gettext("Prompt"), excerpt(step.prompt)),
        (gettext("Negative prompt"), excerpt(step.negative_prompt)),
        (gettext("Parameters"), excerpt(_parameters(step.parameters))),
        (gettext("Criteria of choice"), excerpt(step.criteria)),
    ]
    typed = [(label, text) for label, text in texts if text is not None]
    return {
        "number": build.exhibits.step_number(step.id),
        "id": step.id,
        "parent": build.exhibits.step_number(step.parent) if step.parent else None,
        "when": moment(step.at),
        "action": wording.action(step.action),
        "tool": next((t.name for t in build.record.tools if t.id == step.tool), ""),
        "who": next((p.name for p in build.record.parties if p.id == step.by), ""),
        "typed": typed,
        "cut": any(text.is_cut for _, text in typed),
        "told": list(_step_details(step)),
        "support": build.exhibits.support(step.evidence),
    }


def _parameters(parameters: Mapping[str, Any] | None) -> str | None:
    if not parameters:
        return None
    return pgettext("memo list", "; ").join(
        f"{name} = {json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value}"
        for name, value in parameters.items()
    )


def _step_details(step: Step) -> Iterator[tuple[str, str]]:
    """The short answers of a step, with their names."""
    if step.prompt_terms is not None:
        yield gettext("Terms of the prompt"), str(step.prompt_terms)
    if step.detail:
        yield gettext("What the instruction fixes"), str(labels.DETAIL[step.detail])
    if step.changed:
        changed = pgettext("memo list", ", ").join(
            str(labels.CHANGED[what]) for what in step.changed
        )
        yield gettext("Changed"), changed
    if step.effect:
        yield gettext("Effect"), str(labels.EFFECT[step.effect])
    if step.extent:
        yield gettext("Extent"), str(labels.EXTENT[step.extent])
    if step.outputs is not None:
        yield gettext("Results"), str(step.outputs)
    if step.kept is not None:
        yield gettext("Kept"), str(step.kept)
    if step.repeat > 1:
        yield gettext("Done so many times"), str(step.repeat)


def authorities(build: MemoBuilder, titles: Mapping[str, str]) -> dict[str, Any]:
    """The table of authorities; it is made when it is written, after all that it counts."""
    return {"groups": lambda: _authority_groups(build, titles)}


def _authority_groups(
    build: MemoBuilder, titles: Mapping[str, str]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Every authority that the memo cites, with the sections and pages where it does."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for key, places in build.citations.first_mentions.items():
        row = {
            "key": key,
            "name": _full_name(build, key),
            "url": _address(build, key),
            "places": [(titles[section], anchor) for section, anchor in places],
            "passim": len(places) >= MIN_SECTIONS_FOR_PASSIM,
        }
        groups.setdefault(_group(build, key), []).append(row)
    order = [gettext("Decisions"), *map(str, labels.AUTHORITY_KIND.values()), gettext("Elsewhere")]
    return [
        (title, sorted(groups[title], key=lambda row: row["name"].casefold()))
        for title in order
        if title in groups
    ]


def _group(build: MemoBuilder, key: str) -> str:
    entry = build.snapshot.authorities.get(key)
    if entry is None:
        return gettext("Decisions")
    if entry["jurisdiction"] != "CN":
        return gettext("Elsewhere")
    return str(labels.AUTHORITY_KIND[entry["kind"]])


def _full_name(build: MemoBuilder, key: str) -> str:
    decision = build.decision(key)
    if decision is not None:
        return build.localise(decision.name)
    return build.name_of(key)


def _address(build: MemoBuilder, key: str) -> str:
    return str(build.snapshot.authorities.get(key, {}).get("url") or "")


def method(build: MemoBuilder) -> dict[str, Any]:
    return {
        "rubric": build.result.rubric,
        "library": build.result.library,
        "as_of": day(build.result.as_of),
        "num_places": len(build.snapshot.places),
        "marks": [(code, MARK[code], MARK_LEGEND[code]) for code in _marks(build)],
    }


def _marks(build: MemoBuilder) -> list[str]:
    """The marks of confidence in the order of the legend."""
    return list(MARK)


def verification(build: MemoBuilder, attached: Sequence[MemoAttachment]) -> dict[str, Any]:
    return {
        "memo_id": build.snapshot.memo_id,
        "record_name": RECORD_NAME,
        "result_name": RESULT_NAME,
        "as_of": build.result.as_of.isoformat() if build.result.as_of else "",
        "library": build.result.library,
        "rubric": build.result.rubric,
        "files": [
            {
                "name": file.name,
                "size": len(file.content),
                "sha256": hashlib.sha256(file.content).hexdigest(),
            }
            for file in attached
        ],
    }


def substitutes(characters: Sequence[Substitution]) -> dict[str, Any]:
    return {
        "rows": [
            {"code": item.code, "name": item.name or gettext("no name"), "count": item.count}
            for item in characters
        ]
    }
