"""The form that requests a memo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.exhibits.snapshot import Matter
from assessments.memo.matters import OF_FIRM
from assessments.memo.models import CREATOR, Form
from assessments.works.access import OPINION, PAPERS

MAX_LAWYERS = 10
MAX_NAME_CHARS = 100
DESCRIBED: dict[Form, Any] = {
    OPINION: _("Opinion memo: a draft for a lawyer to check and sign"),
    PAPERS: _(
        "Working papers for yourself: what the sources leave doubtful and what each finding rests "
        "on; the client does not see them"
    ),
    CREATOR: _("In brief: what you can say, what you can prove, what to do and secure first"),
}


class MemoForm(forms.Form):
    """Form and language of the memo; who it is for and who answers for it, which may stay blank.

    A creator needs none of the details, so the page folds them. Only the opinion names them.
    """

    form = forms.ChoiceField(label=_("What to make"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the memo"), choices=settings.LANGUAGES)
    client = forms.CharField(
        label=_("Client"),
        help_text=_("The full name, as it stands in the engagement."),
        max_length=200,
        required=False,
    )
    addressee = forms.CharField(
        label=_("Addressed to"),
        help_text=_("Only where the memo goes to somebody else than the client."),
        max_length=200,
        required=False,
    )
    purpose = forms.CharField(
        label=_("Purpose"),
        help_text=_("What the memo is to be used for; it is for nothing else."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reference = forms.CharField(label=_("Reference number"), max_length=100, required=False)
    firm = forms.CharField(
        label=_("Firm"),
        help_text=_("Leave it blank where no firm issues the memo."),
        max_length=200,
        required=False,
    )
    principal = forms.CharField(label=_("Principal"), max_length=MAX_NAME_CHARS, required=False)
    lawyers = forms.CharField(
        label=_("Responsible lawyers"),
        help_text=_("One name on each line."),
        max_length=MAX_LAWYERS * (MAX_NAME_CHARS + 2),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        offered: Sequence[Form] = (OPINION,),
        **kwargs: Any,
    ) -> None:
        if data is not None and "form" not in data:  # of one there is nothing to choose
            data = data.copy()
            data["form"] = OPINION
        super().__init__(data, **kwargs)
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(form, DESCRIBED[form]) for form in offered]
        self.is_choice = len(offered) > 1  # whether there is anything to choose
        self.lacks_papers = PAPERS not in offered
        if self.initial.get("form") not in offered:
            self.initial["form"] = OPINION

    def clean_lawyers(self) -> tuple[str, ...]:
        lines = str(self.cleaned_data["lawyers"]).splitlines()
        names = tuple(line.strip() for line in lines if line.strip())
        if len(names) > MAX_LAWYERS or any(len(name) > MAX_NAME_CHARS for name in names):
            raise forms.ValidationError(
                _("At most %(names)s names of at most %(length)s characters each."),
                params={"names": MAX_LAWYERS, "length": MAX_NAME_CHARS},
            )
        return names

    def matter(self) -> Matter:
        """Return the matter of a valid form."""
        asked = {name: self.cleaned_data[name] for name in MATTER_FIELDS}
        return Matter(**asked)

    @property
    def details(self) -> list[forms.BoundField]:
        """The fields that the page folds."""
        return [self[name] for name in MATTER_FIELDS]

    @property
    def is_unfolded(self) -> bool:
        """Whether a folded field holds something, or a mistake, that must be seen."""
        return any(field.errors or field.value() for field in self.details)


MATTER_FIELDS = tuple(name for name in MemoForm.base_fields if name not in ("form", "language"))


def remembered(of_work: Mapping[str, Any], of_any: Mapping[str, Any]) -> dict[str, str]:
    """Return what a user asked with before, for the next request.

    The firm and its people are remembered for every work; client, number, addressee and purpose
    for the same work only, so that no client's name gets into another's memo.
    """
    kept = {name: of_any.get(name, "") for name in OF_FIRM}
    kept |= {name: of_work[name] for name in MATTER_FIELDS if name in of_work}
    return {n: "\n".join(v) if isinstance(v, list) else v for n, v in kept.items() if v}
