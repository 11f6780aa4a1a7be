"""Compose the HTML of a memo: sections in the order of the language, then templates.

The language of the memo is active while it is composed, whatever the language of the interface.
The same snapshot gives the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, pgettext

from assessments.engine import canonical_json
from assessments.exhibits.drawing import positions
from assessments.exhibits.snapshot import Snapshot
from assessments.memo import (
    analysis,
    claims,
    comparison,
    consequences,
    evidence,
    facts,
    opening,
    ownership,
    schedules,
    storyboard,
)
from assessments.memo.build import MAX_TITLE_CHARS, MemoBuilder, Part, Section, shorten
from assessments.precedents.notices import example_notice, unconfirmed
from assessments.typesetting import glyphs, numbering
from assessments.typesetting.attachments import RECORD_NAME, RESULT_NAME, MemoAttachment
from assessments.typesetting.glyphs import Substitution
from cases.record import dump_json

SECTIONS = {
    "en": (
        "terms",
        "questions",
        "answers",
        "documents",
        "assumptions",
        "facts",
        "law",
        "analysis",
        "claims",
        "comparison",
        "drawing",
        "layers",
        "ownership",
        "duties",
        "conclusion",
        "risks",
    ),
    # An opinion of a Chinese firm opens with its mandate and states its terms there.
    "zh-hans": (
        "introduction",
        "questions",
        "answers",
        "documents",
        "assumptions",
        "facts",
        "law",
        "analysis",
        "claims",
        "comparison",
        "layers",
        "ownership",
        "duties",
        "conclusion",
        "risks",
    ),
}
MAX_RUNNING_TITLE_CHARS = 28  # they fit in the head of a page
ANNEXES = (
    "evidence",
    "search",
    "ledger",
    "storyboard",
    "authorities",
    "method",
    "verify",
    "substitutes",
)


@dataclass(frozen=True, kw_only=True)
class ComposedMemo:
    """The HTML of a memo, with the files that are embedded in its PDF."""

    html: str
    title: str
    attachments: tuple[MemoAttachment, ...]
    substitutions: tuple[Substitution, ...]


def compose(snapshot: Snapshot) -> ComposedMemo:
    """Compose the memo; characters that no font can print are listed in it and substituted."""
    with translation.override(snapshot.language):
        attached = attachments(snapshot)
        html = _html(snapshot, attached, ())
        missing = glyphs.find_unprintable(html)
        if missing:
            html = _html(snapshot, attached, missing)
            html = glyphs.substitute(html, [item.character for item in missing])
        return ComposedMemo(
            html=html,
            title=memo_title(snapshot),
            attachments=attached,
            substitutions=missing,
        )


def attachments(snapshot: Snapshot) -> tuple[MemoAttachment, ...]:
    """Return the record and the result, byte for byte as export and `assess --json` write them."""
    return (
        MemoAttachment(
            name=RECORD_NAME,
            description=gettext("The creation record that this memo stands on"),
            content=dump_json(snapshot.stated or snapshot.record).encode(),
            relationship="Source",
        ),
        MemoAttachment(
            name=RESULT_NAME,
            description=gettext("The result of the assessment"),
            content=(canonical_json(snapshot.result) + "\n").encode(),
            relationship="Data",
        ),
    )


def memo_title(snapshot: Snapshot, max_chars: int = MAX_TITLE_CHARS) -> str:
    """Return the title of the memo; that of the work is cut to `max_chars` characters."""
    return gettext("Opinion memo on the copyright in “%(title)s”") % {
        "title": shorten(snapshot.record.title, max_chars)
    }


def _html(
    snapshot: Snapshot, attached: Sequence[MemoAttachment], missing: Sequence[Substitution]
) -> str:
    build = MemoBuilder(snapshot)
    sections = _sections(build)
    annexes = _annexes(build, sections, attached, missing)
    return render_to_string(
        "memo/memo.html",
        {
            "language": "zh-CN" if build.chinese else "en",
            "chinese": build.chinese,
            "title": memo_title(snapshot),
            "running_title": memo_title(snapshot, max_chars=MAX_RUNNING_TITLE_CHARS),
            "snapshot": snapshot,
            "cover": opening.cover(build),
            "sections": sections,
            "annexes": annexes,
        },
    )


def _sections(build: MemoBuilder) -> list[Section]:
    language = build.snapshot.language
    titles = _titles(build)
    sections = []
    for number, key in enumerate(SECTIONS[language], 1):
        values = _BUILDERS[key](build)
        sections.append(
            Section(
                id=key,
                number=numbering.section(language, number),
                title=titles[key],
                template=f"memo/{key}.html",
                data=values,
                parts=_parts(build, key),
            )
        )
    return sections


def _parts(build: MemoBuilder, key: str) -> tuple[Part, ...]:
    language = build.snapshot.language
    if key != "analysis":
        return ()
    numbers = [numbering.part(language, n) for n in range(1, 10)]
    return analysis.analysis_parts(build, numbers)


def _picture(build: MemoBuilder) -> dict[str, Any]:
    return {"picture": positions(build.result, build.snapshot.places)}


def _comparison(build: MemoBuilder) -> comparison.Comparison:
    section = comparison.comparison(build)
    return replace(section, **_picture(build)) if build.chinese else section


def _documents(build: MemoBuilder) -> dict[str, Any]:
    return {
        "groups": evidence.documents(build),
        "record_name": RECORD_NAME,
        "notices": [
            *example_notice(build.snapshot.example, build),
            *unconfirmed(build.snapshot.stated or build.record, build.record),
        ],
    }


def _empty_context(build: MemoBuilder) -> dict[str, Any]:
    return {}


_BUILDERS: Mapping[str, Callable[[MemoBuilder], object]] = {
    "introduction": opening.terms,
    "terms": opening.terms,
    "questions": opening.questions,
    "answers": opening.answers,
    "documents": _documents,
    "assumptions": _empty_context,
    "facts": facts.facts,
    "law": analysis.law,
    "analysis": _empty_context,
    "claims": claims.claims,
    "comparison": _comparison,
    "drawing": _picture,
    "layers": consequences.layers,
    "ownership": ownership.ownership,
    "duties": consequences.duties,
    "conclusion": consequences.conclusion,
    "risks": consequences.risks,
}


def _titles(build: MemoBuilder) -> dict[str, str]:
    return {
        "introduction": gettext("Introduction"),
        "terms": gettext("Defined terms"),
        "questions": gettext("Questions presented"),
        "answers": gettext("Short answers"),
        "documents": gettext("Documents reviewed"),
        "assumptions": gettext("Assumptions and limits"),
        "facts": gettext("Facts relied on"),
        "law": gettext("Law"),
        "analysis": gettext("Analysis"),
        "claims": gettext("Claim to evidence"),
        "comparison": gettext("Comparison with decided cases"),
        "drawing": gettext("Where the work stands"),
        "layers": gettext("Layers of the work"),
        "ownership": gettext("Ownership"),
        "duties": gettext("Duties on publication"),
        "conclusion": gettext("Conclusion"),
        "risks": gettext("Risks and recommendations"),
    }


def _annexes(
    build: MemoBuilder,
    sections: Sequence[Section],
    attached: Sequence[MemoAttachment],
    missing: Sequence[Substitution],
) -> list[Section]:
    language = build.snapshot.language
    board = storyboard.storyboard(build)
    optional = {"storyboard": bool(board["frames"]), "substitutes": bool(missing)}
    keys = [key for key in ANNEXES if optional.get(key, True)]
    titles = {
        "evidence": gettext("Schedule of evidence"),
        "search": gettext("Report on the search for similar cases"),
        "ledger": gettext("Ledger of the making"),
        "storyboard": pgettext("memo annex", "Storyboard"),
        "authorities": gettext("Table of authorities"),
        "method": gettext("Method and version of the rules"),
        "verify": gettext("How to verify this memo"),
        "substitutes": gettext("Substituted characters"),
    }
    numbers = {key: numbering.annex(language, n) for n, key in enumerate(keys, 1)}
    values: dict[str, object] = {
        "evidence": evidence.schedule(build),
        "search": comparison.search_report(build),
        "ledger": schedules.ledger(build),
        "storyboard": board,
        "method": schedules.method(build),
        "verify": schedules.verification(build, attached),
        "substitutes": schedules.substitutes(missing),
    }
    # Its rows are computed when it is rendered, after every citation has been recorded.
    values["authorities"] = schedules.authorities(build, _places(sections, numbers))
    return [
        Section(
            id=f"annex-{key}",
            number=numbers[key],
            title=titles[key],
            template=f"memo/annex_{key}.html",
            data=values[key],
        )
        for key in keys
    ]


def _places(sections: Sequence[Section], annexes: Mapping[str, str]) -> dict[str, str]:
    """Return the names of sections, parts and annexes in the table of authorities, by their id."""
    names = {section.id: section.number.rstrip(".、") for section in sections}
    for section in sections:
        for part in section.parts:
            number = section.number.rstrip(".、")
            names[part.id] = (
                f"{number}{part.number}"
                if "（" in part.number
                else (f"{number}.{part.number.rstrip('.')}")
            )
    names["search"] = annexes["search"].rstrip(".　")
    return names
