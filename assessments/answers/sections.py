"""The sections of the interview in their order, and the section that asks for a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.answers import questions as q
from assessments.answers.questions import Question

# The headings of long sections: (heading, name of the first question under it).
WORK_GROUPS = (
    (_("What it is"), "title"),
    (_("What you want protected"), "claim"),
    (_("The result"), "distinctiveness"),
    (_("When it was made"), "created_from"),
)
STEP_GROUPS = (
    (_("What happened"), "action"),
    (_("What you wanted and typed"), "intent"),
    (_("What came out"), "changed"),
    (_("Evidence"), "evidence"),
)
PUBLICATION_GROUPS = (
    (_("Publication"), "published.on"),
    (_("Labels and names"), "published.visible_label"),
    (_("Registration and notes"), "registration.authority"),
)


@dataclass(frozen=True, kw_only=True)
class Section:
    """One page of the interview: fields of the record, or a list of items. Texts are lazy."""

    slug: str
    title: Any
    lede: Any
    questions: tuple[Question, ...]
    is_list: bool = False
    item_noun: Any = ""  # what one item is called
    none_text: Any = ""  # the text of the answer that the list is empty on purpose
    groups: tuple[tuple[Any, str], ...] = ()

    @property
    def none_name(self) -> str:
        """The name under which the answers hold whether `none` was chosen."""
        return f"{self.slug}.none"

    def relevant_questions(self, answers: Mapping[str, Any]) -> tuple[Question, ...]:
        """Return the questions that are relevant to these answers of the same part."""
        return tuple(question for question in self.questions if question.is_asked(answers))


SECTIONS: tuple[Section, ...] = (
    Section(
        slug="work",
        title=_("The work"),
        lede=_("What kind of work it is, and what you want protected."),
        questions=q.WORK,
        groups=WORK_GROUPS,
    ),
    Section(
        slug="parties",
        title=_("Who took part"),
        lede=_("Everyone who took part: who made it, for whom, in whose name."),
        questions=q.PARTY,
        is_list=True,
        item_noun=_("person or organisation"),
    ),
    Section(
        slug="contracts",
        title=_("Agreements"),
        lede=_("Contracts of employment, commissions, assignments: what they say of copyright."),
        questions=q.CONTRACT,
        is_list=True,
        item_noun=_("agreement"),
        none_text=_("There is no agreement"),
    ),
    Section(
        slug="tools",
        title=_("Tools and their terms"),
        lede=_("What you made it with, and what the terms of use say about the output."),
        questions=q.TOOL,
        is_list=True,
        item_noun=_("tool"),
    ),
    Section(
        slug="inputs",
        title=_("What went in besides prompts"),
        lede=_("Sketches, photos, texts, models: your own and other people’s."),
        questions=q.INPUT,
        is_list=True,
        item_noun=_("input"),
        none_text=_("Nothing but prompts"),
    ),
    Section(
        slug="steps",
        title=_("The process"),
        lede=_(
            "Step by step, in order of time: what you planned, typed, changed, chose and edited."
        ),
        questions=q.STEP,
        groups=STEP_GROUPS,
        is_list=True,
        item_noun=_("step"),
    ),
    Section(
        slug="evidence",
        title=_("Evidence"),
        lede=_("Files and records that a court could look at."),
        questions=q.EVIDENCE,
        is_list=True,
        item_noun=_("piece of evidence"),
        none_text=_("There is no evidence"),
    ),
    Section(
        slug="publication",
        title=_("Publication and labels"),
        lede=_("Where you published it, how it was labelled, and whether it is registered."),
        questions=q.PUBLICATION,
        groups=PUBLICATION_GROUPS,
    ),
)
BY_SLUG = {section.slug: section for section in SECTIONS}


def section_of_field(name: str) -> Section | None:
    """Return the section that asks for a field of the record, such as `title` or `steps`."""
    for section in SECTIONS:
        if not section.is_list and any(
            name in (question.name, question.name.partition(".")[0])
            for question in section.questions
        ):
            return section
    return BY_SLUG.get(name)
