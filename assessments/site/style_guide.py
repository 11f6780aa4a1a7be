"""Samples for the style guide: each component with usual, long, empty and failing content.

The texts are samples without legal meaning; no other page uses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.exhibits.marked_prompt import MarkedPrompt, marked_prompt
from cases.library.schema import ElementFinding, Mark

LADDER = ("protected", "likely", "arguable", "unlikely", "not_protected")
ELEMENT_STATUS: tuple[str, ...] = get_args(ElementFinding)
OTHER_STATUS = ("partly", "missing", "unknown", "draft", "published", "withdrawn", "undecided")
MARKS: tuple[str, ...] = get_args(Mark)
COLOURS = (
    "paper",
    "surface",
    "sunken",
    "ink",
    "ink-soft",
    "ink-faint",
    "line-strong",
    "accent",
    "seal",
    *("protected", "likely", "arguable", "unlikely", "refused", "unknown"),
)


class SampleForm(forms.Form):
    """A form with each kind of field."""

    title = forms.CharField(
        label=gettext_lazy("Title of the work"),
        help_text=gettext_lazy("As you would name it to a friend."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of work"),
        choices=[("image", gettext_lazy("Picture")), ("text", gettext_lazy("Text"))],
    )
    made = forms.ChoiceField(
        label=gettext_lazy("Who chose the final version?"),
        choices=[
            ("me", gettext_lazy("I did, by my own criteria")),
            ("tool", gettext_lazy("The tool's first result was used")),
            ("unknown", gettext_lazy("I do not know")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("“I do not know” is an answer; we keep it as it is."),
    )
    prompt = forms.CharField(
        label=gettext_lazy("Prompt, as typed"), widget=forms.Textarea, required=False
    )
    file = forms.FileField(label=gettext_lazy("A file that shows it"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("I have checked these answers"))


@dataclass(frozen=True, kw_only=True)
class Samples:
    """The template context of the style guide."""

    ladder: tuple[str, ...]
    element_status: tuple[str, ...]
    other_status: tuple[str, ...]
    marks: tuple[str, ...]
    colours: tuple[str, ...]
    form: SampleForm
    refused_form: SampleForm
    long: str
    table: dict[str, Any]
    timeline: list[dict[str, str]]
    terms: list[tuple[str, str | None]]
    steps: list[dict[str, str]]
    failed_steps: list[dict[str, str]]
    tabs: list[dict[str, object]]
    marked_prompts: list[MarkedPrompt | None]
    page_obj: Page[int]


def samples(request: HttpRequest) -> Samples:
    """Return the context of the style guide in the active language."""
    return Samples(
        ladder=LADDER,
        element_status=ELEMENT_STATUS,
        other_status=OTHER_STATUS,
        marks=MARKS,
        colours=COLOURS,
        form=SampleForm(),
        refused_form=SampleForm({"title": "", "kind": "song"}, prefix="refused"),
        long=_build_long_text(),
        table=_build_table(),
        timeline=_build_timeline(),
        terms=_build_terms(),
        steps=_build_steps(),
        failed_steps=[_build_steps()[0], {"label": _("Failed"), "state": "failed"}],
        tabs=_build_tabs(),
        marked_prompts=_build_marked_prompts(),
        page_obj=_build_page(request),
    )


def _build_long_text() -> str:
    return _(
        "A title that runs on and on, as titles of competition entries and of long stories "
        "tend to do, with aVeryLongWordWithoutAnyPlaceToBreakItThatComesFromAFileName_final_v27.psd"
    )


def _build_table() -> dict[str, Any]:
    return {
        "caption": _("Shared facts and differences"),
        "head": [_("Decision"), _("Stronger here"), _("Weaker here")],
        "rows": [
            [_("Li v Liu"), _("Editing by hand"), _("Conception, instruction")],
            [_build_long_text(), _("Nothing"), _("Nothing")],
        ],
    }


def _build_timeline() -> list[dict[str, str]]:
    return [
        {"when": "2024-03-01", "title": _("Sketch"), "text": _("A pencil drawing of the scene.")},
        {
            "title": _build_long_text(),
            "text": _build_long_text(),
            "status": "met",
            "status_word": _("Evidence kept"),
        },
        {
            "when": "2024-03-04",
            "title": _("Chosen"),
            "status": "missing",
            "status_word": _("No evidence"),
        },
    ]


def _build_terms() -> list[tuple[str, str | None]]:
    return [
        (_("Court"), _("Beijing Internet Court")),
        (_("Finality"), None),
        (_("Title"), _build_long_text()),
    ]


def _build_steps() -> list[dict[str, str]]:
    return [
        {"label": _("Queued"), "state": "done"},
        {"label": _("Composing"), "state": "current"},
        {"label": _("Rendering"), "state": "to_come"},
        {"label": _("Ready"), "state": "to_come"},
    ]


def _build_tabs() -> list[dict[str, object]]:
    return [
        {"label": _("Result"), "href": "#tabs", "current": True},
        {"label": _("Record as read"), "href": "#tabs-record", "current": False},
        {"label": _("Memo"), "href": "#tabs-memo", "current": False},
    ]


def _build_marked_prompts() -> list[MarkedPrompt | None]:
    """Return a prompt full of details, one of boilerplate only, and the beginning of a long one."""
    full = _(
        "Two foxes asleep on a rusted swing, low winter sun behind them, seen from the gate, "
        "gouache, masterpiece, 8k"
    )
    return [
        marked_prompt(full, "image"),
        marked_prompt("masterpiece, best quality, 8k", "image"),
        marked_prompt(_build_long_text(), "image", 40),
    ]


def _build_page(request: HttpRequest) -> Page[int]:
    return Paginator(range(90), 10).get_page(request.GET.get("page", "4"))
