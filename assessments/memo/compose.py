"""Compose a memo: its sections as values in the order of the language, then their HTML.

The language of the memo is active while it is composed, whatever the language of the interface.
The same snapshot gives the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from assessments.engine import canonical_json
from assessments.exhibits.drawing import positions
from assessments.exhibits.snapshot import Snapshot
from assessments.memo import opening
from assessments.memo.build import MAX_TITLE_CHARS, MemoBuilder, shorten
from assessments.memo.document import Blocks, Document, Section
from assessments.memo.render_html import Renderer
from assessments.memo.sections import annexes, decided, fact_sheet, front, outcome, reasoning
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

_BUILDERS: Mapping[str, Callable[[MemoBuilder], Blocks]] = {
    "introduction": front.introduction,
    "terms": front.defined_terms,
    "questions": front.questions,
    "answers": front.answers,
    "documents": front.documents,
    "assumptions": front.assumptions,
    "facts": fact_sheet.relevant_facts,
    "law": reasoning.law,
    "analysis": reasoning.elements,
    "claims": outcome.claim_table,
    "comparison": decided.decided_works,
    "drawing": decided.position,
    "layers": outcome.layers,
    "ownership": outcome.owner,
    "duties": outcome.duties,
    "conclusion": outcome.conclusion,
    "risks": outcome.risks,
}


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
        html = _html(snapshot, ())
        missing = glyphs.find_unprintable(html)
        if missing:
            html = _html(snapshot, missing)
            html = glyphs.substitute(html, [item.character for item in missing])
        return ComposedMemo(
            html=html,
            title=memo_title(snapshot),
            attachments=attachments(snapshot),
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


def document(snapshot: Snapshot, missing: Sequence[Substitution] = ()) -> Document:
    """Build the sections and annexes; the language of the snapshot must be active."""
    build = MemoBuilder(snapshot)
    sections = _sections(build)
    return Document(
        language=snapshot.language,
        sections=sections,
        annexes=_annexes(build, sections, missing),
    )


def _html(snapshot: Snapshot, missing: Sequence[Substitution]) -> str:
    built = document(snapshot, missing)
    renderer = Renderer(snapshot.language, _drawings(snapshot))
    return render_to_string(
        "memo/memo.html",
        {
            "language": "zh-CN" if snapshot.language == "zh-hans" else "en",
            "title": memo_title(snapshot),
            "running_title": memo_title(snapshot, max_chars=MAX_RUNNING_TITLE_CHARS),
            "snapshot": snapshot,
            "cover": opening.cover(MemoBuilder(snapshot)),
            "sections": built.sections,
            "annexes": built.annexes,
            "body": [renderer.section(section) for section in built.sections],
            "back": [renderer.section(section) for section in built.annexes],
        },
    )


def _drawings(snapshot: Snapshot) -> dict[str, SafeString]:
    picture = positions(snapshot.result, snapshot.places)
    svg = render_to_string("components/drawing_svg.html", {"picture": picture})
    return {decided.POSITIONS: SafeString(svg)}


def _sections(build: MemoBuilder) -> tuple[Section, ...]:
    language, titles = build.snapshot.language, _titles()
    return tuple(
        Section(
            id=key,
            number=numbering.section(language, number),
            title=titles[key],
            blocks=_BUILDERS[key](build),
        )
        for number, key in enumerate(SECTIONS[language], 1)
    )


def _titles() -> dict[str, str]:
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
    build: MemoBuilder, sections: tuple[Section, ...], missing: Sequence[Substitution]
) -> tuple[Section, ...]:
    """Build the annexes; one without a block is left out."""
    blocks: dict[str, Blocks] = {
        "evidence": annexes.exhibit_list(build),
        "search": decided.search_report(build),
        "ledger": annexes.ledger(build),
        "storyboard": annexes.pictures(build),
        "authorities": (),
        "method": annexes.method(build),
        "verify": annexes.verification(build, attachments(build.snapshot)),
        "substitutes": annexes.substitutes(missing) if missing else (),
    }
    keys = [key for key, found in blocks.items() if found or key == "authorities"]
    language = build.snapshot.language
    numbers = {key: numbering.annex(language, n) for n, key in enumerate(keys, 1)}
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
    found = tuple(
        Section(id=f"annex-{key}", number=numbers[key], title=titles[key], blocks=blocks[key])
        for key in keys
    )
    places = _places((*sections, *found))
    blocks["authorities"] = annexes.authorities(build, (*sections, *found), places)
    return tuple(
        replace(s, blocks=blocks["authorities"]) if s.id == "annex-authorities" else s
        for s in found
    )


def _places(sections: Sequence[Section]) -> dict[str, str]:
    """Return the names of sections, parts and annexes in the table of authorities, by their id."""
    names = {section.id: section.number.rstrip(".、　") for section in sections}
    for section in sections:
        for part in section.parts:
            number = section.number.rstrip(".、")
            names[part.id] = (
                f"{number}{part.number}"
                if "（" in part.number
                else (f"{number}.{part.number.rstrip('.')}")
            )
    return names
