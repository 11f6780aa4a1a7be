"""Compose a memo: its sections as values in the order of the language, then their HTML.

The language of the memo is active while it is composed, whatever the language of the interface.
The same snapshot gives the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, pgettext

from assessments.engine import canonical_json
from assessments.exhibits.snapshot import Snapshot
from assessments.memo import issues, opening
from assessments.memo.build import MAX_TITLE_CHARS, MemoBuilder, shorten
from assessments.memo.document import (
    Blocks,
    Document,
    Language,
    Section,
    mentions,
    pages_named,
    rows_named,
)
from assessments.memo.models import Form
from assessments.memo.preservation import plan
from assessments.memo.render_html import Renderer
from assessments.memo.sections import (
    analysis_text,
    annexes,
    cases,
    creator,
    exhibit_list,
    fact_sheet,
    front,
    held_facts,
    law,
    letter,
    matrix,
    outcome,
    papers,
    position,
    preservation,
    scope_text,
    search,
)
from assessments.memo.speaker import by_speaker, called, speaking
from assessments.typesetting import glyphs, numbering
from assessments.typesetting.attachments import RECORD_NAME, RESULT_NAME, MemoAttachment
from assessments.typesetting.dates import day
from assessments.typesetting.glyphs import Substitution
from cases.record import dump_json

SECTIONS = (
    "questions",
    "answers",
    "documents",
    "assumptions",
    "facts",
    "law",
    "analysis",
    "comparison",
    "scope",
    "ownership",
    "duties",
    "conclusion",
    "risks",
    "preservation",
)
MAX_RUNNING_TITLE_CHARS = 28  # they fit in the head of a page
LETTER, CREATOR = "letter", "creator"

_BUILDERS: Mapping[str, Callable[[MemoBuilder], Blocks]] = {
    "questions": front.questions,
    "answers": front.answers,
    "documents": front.documents,
    "assumptions": front.assumptions,
    "facts": fact_sheet.relevant_facts,
    "law": law.law,
    "analysis": analysis_text.application,
    "comparison": cases.decided_cases,
    "scope": scope_text.scope_section,
    "ownership": outcome.owner,
    "duties": outcome.duties,
    "conclusion": outcome.conclusion,
    "risks": outcome.risks,
    "preservation": preservation.plan,
    "papers-claims": matrix.claim_table,
    "papers-facts": held_facts.facts_held,
    "papers-appraisals": papers.appraisals,
    "papers-sources": papers.sources,
}
_PAPERS = ("papers-claims", "papers-facts", "papers-appraisals", "papers-sources")


@dataclass(frozen=True, kw_only=True)
class ComposedMemo:
    """The HTML of a memo, with the files that are embedded in its PDF."""

    html: str
    title: str
    attachments: tuple[MemoAttachment, ...]
    substitutions: tuple[Substitution, ...]


def compose_memo(snapshot: Snapshot, form: Form = "opinion") -> ComposedMemo:
    """Compose a form of the memo; characters that no font can print are listed and substituted."""
    with translation.override(snapshot.language):
        html = _html(snapshot, form, ())
        missing = glyphs.find_unprintable(html)
        if missing:
            html = _html(snapshot, form, missing)
            html = glyphs.substitute(html, [item.character for item in missing])
        # Not the head: its title is no part of a line, but the name of the file in a list.
        head, body = html.split("<body>", 1)
        return ComposedMemo(
            html=f"{head}<body>{glyphs.isolate(body)}",
            title=form_title(snapshot, form),
            attachments=attachments(snapshot) if form == "opinion" else (),
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
    """Return the title of the memo; that of the work is cut to `max_chars` characters.

    Only what a firm issues is called an opinion.
    """
    pattern = (
        gettext("Opinion memo on the copyright in “%(title)s”")
        if snapshot.matter.firm
        else gettext("My own assessment of the copyright in “%(title)s”")
    )
    return pattern % {"title": shorten(snapshot.record.title, max_chars)}


def form_title(snapshot: Snapshot, form: Form, max_chars: int = MAX_TITLE_CHARS) -> str:
    """Return the title of a form of the memo; that of the work is cut to `max_chars`."""
    values = {"title": shorten(snapshot.record.title, max_chars)}
    if form == "papers":
        return gettext("Working papers on “%(title)s”") % values
    if form == "creator":
        return gettext("“%(title)s” in brief") % values
    return memo_title(snapshot, max_chars)


def document(
    snapshot: Snapshot, form: Form = "opinion", missing: Sequence[Substitution] = ()
) -> Document:
    """Build the sections and annexes; the language of the snapshot must be active."""
    with speaking(snapshot.matter):
        return _document(MemoBuilder(snapshot), form, missing)


def _document(build: MemoBuilder, form: Form, missing: Sequence[Substitution]) -> Document:
    language = build.snapshot.language
    if form == "creator":
        blocks = creator.creator_page(build)
        page = Section(id=CREATOR, number="", title="", blocks=blocks)
        return Document(language=language, sections=(page,))
    if form == "papers":
        has_facts = build.result.held is not None
        sections = _sections(build, [k for k in _PAPERS if has_facts or k != "papers-facts"])
        annex = _authorities(build, (*sections, _authorities_stub(1, language)))
        exhibits = Section(
            id="annex-evidence",
            number=numbering.annex(language, 2),
            title=gettext("Schedule of evidence"),
            blocks=exhibit_list.exhibit_list(build),
        )
        return Document(language=language, sections=sections, annexes=(annex[-1], exhibits))
    letter_page = Section(id=LETTER, number="", title="", blocks=letter.letter(build))
    sections = _sections(build, _wanted(build))
    back = _annexes(build, sections, missing)
    return Document(language=language, sections=(letter_page, *sections), annexes=back)


def _html(snapshot: Snapshot, form: Form, missing: Sequence[Substitution]) -> str:
    built = document(snapshot, form, missing)
    renderer = Renderer(snapshot.language, rows_named(built), pages_named(built))
    pages = [renderer.section(section) for section in built.sections]
    numbered = [section for section in built.sections if section.number]
    return render_to_string(
        "memo/memo.html",
        {
            "form": form,
            "language": "zh-CN" if snapshot.language == "zh-hans" else "en",
            "title": form_title(snapshot, form),
            "running_title": form_title(snapshot, form, max_chars=MAX_RUNNING_TITLE_CHARS),
            "snapshot": snapshot,
            "cover": opening.cover(MemoBuilder(snapshot)),
            **_letterhead(snapshot),
            "sections": numbered,
            "annexes": built.annexes,
            "letter": pages[0] if len(pages) > len(numbered) else "",
            "body": pages[len(pages) - len(numbered) :],
            "back": [renderer.section(section) for section in built.annexes],
        },
    )


def _letterhead(snapshot: Snapshot) -> dict[str, object]:
    """Return the form of the letter; in Chinese the date stands under the signature of a firm."""
    matter = snapshot.matter
    signs_with_date = bool(matter.firm) and snapshot.language == "zh-hans"
    label, addressee = "%s" + pgettext("after a label", ": "), matter.addressee or matter.client
    state = gettext("ISSUED") if snapshot.state == "issued" else gettext("DRAFT")
    number = label % gettext("Reference number") + matter.reference if matter.reference else ""
    dated = "" if signs_with_date else label % gettext("Date") + day(snapshot.dated)
    lines = (
        " · ".join(filter(None, (number, state if signs_with_date else ""))),
        " · ".join((dated, state)) if dated else "",
        label % pgettext("addressee", "To") + addressee if addressee else "",
    )
    return {
        "particulars": [line for line in lines if line],
        "letterhead": (matter.letterhead or (matter.firm,)) if matter.firm else (),
        "lawyers": pgettext("names", ", ").join(matter.lawyers),
        "closing": pgettext("end of a letter", "Yours faithfully,"),
        "signs_with_date": signs_with_date,
    }


def _sections(build: MemoBuilder, keys: Sequence[str]) -> tuple[Section, ...]:
    language, titles = build.snapshot.language, _titles()
    return tuple(
        Section(
            id=key,
            number=numbering.section(language, number),
            title=titles[key],
            blocks=_BUILDERS[key](build),
        )
        for number, key in enumerate(keys, 1)
    )


def _wanted(build: MemoBuilder) -> tuple[str, ...]:
    """Return the sections of an opinion; a plan of preservation needs something to secure."""
    return SECTIONS if plan(build) else tuple(key for key in SECTIONS if key != "preservation")


def _titles() -> dict[str, str]:
    return {
        "questions": by_speaker(
            gettext("Questions presented"), pgettext("memo of the maker", "Questions presented")
        ),
        "answers": gettext("Short answers"),
        "documents": gettext("Documents reviewed"),
        "assumptions": gettext("Assumptions and limits"),
        "facts": gettext("Facts relied on"),
        "law": gettext("Law"),
        "analysis": gettext("Analysis"),
        "comparison": gettext("Comparison with decided cases"),
        "scope": gettext("Scope of the conclusion"),
        "ownership": gettext("Ownership"),
        "duties": gettext("Duties on publication"),
        "conclusion": gettext("Conclusion"),
        "risks": gettext("Risks and recommendations"),
        "preservation": gettext("Plan of preservation"),
        "papers-claims": gettext("Claim to evidence"),
        "papers-facts": gettext("The facts as the lawyer holds them"),
        "papers-appraisals": gettext("What is not accepted as stated"),
        "papers-sources": gettext("Notes on the decisions"),
    }


def _annexes(
    build: MemoBuilder, sections: tuple[Section, ...], missing: Sequence[Substitution]
) -> tuple[Section, ...]:
    """Build the annexes; one without a block is left out."""
    stated = issues.stated_keys(build.snapshot)
    blocks: dict[str, Blocks] = {
        "evidence": exhibit_list.exhibit_list(build),
        "search": search.search_report(build),
        "elsewhere": law.elsewhere(build),
        "law": law.wordings(build, dict.fromkeys((*stated, *mentions(sections)))),
        "ledger": annexes.ledger(build),
        "storyboard": annexes.pictures(build),
        "authorities": (),
        "method": (*annexes.method(build), *position.position(build)),
        "verify": annexes.verification(build, attachments(build.snapshot)),
        "substitutes": annexes.substitutes(missing) if missing else (),
    }
    titles = {
        "evidence": gettext("Schedule of evidence"),
        "search": gettext("Report on the search for similar cases"),
        "elsewhere": gettext("Law elsewhere"),
        "law": gettext("Wording of the law"),
        "ledger": gettext("Ledger of the making"),
        "storyboard": pgettext("memo annex", "Storyboard"),
        "authorities": gettext("Table of authorities"),
        "method": gettext("Method and version of the rules"),
        "verify": called(gettext("How to verify this memo")),
        "substitutes": gettext("Substituted characters"),
    }
    keys = [key for key, found in blocks.items() if found or key == "authorities"]
    found = tuple(
        Section(
            id=f"annex-{key}",
            number=numbering.annex(build.snapshot.language, number),
            title=titles[key],
            blocks=blocks[key],
        )
        for number, key in enumerate(keys, 1)
    )
    return _authorities(build, (*sections, *found))[len(sections) :]


def _authorities_stub(number: int, language: Language) -> Section:
    return Section(
        id="annex-authorities",
        number=numbering.annex(language, number),
        title=gettext("Table of authorities"),
        blocks=(),
    )


def _authorities(build: MemoBuilder, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Fill the table of authorities, when every other section is built."""
    table = annexes.authorities(build, sections, _places(sections))
    return tuple(replace(s, blocks=table) if s.id == "annex-authorities" else s for s in sections)


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
