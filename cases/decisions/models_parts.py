"""The lists of a decision, with one row for each entry."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.decisions.models import SLUG_LENGTH
from cases.decisions.models_columns import (
    DecisionPart,
    MarkedDecisionPart,
    code_column,
    code_constraints,
    order_by_vocabulary,
    text_column,
)
from cases.wording import labels

NUMBER_LENGTH = 200
KEY_LENGTH = 2 * NUMBER_LENGTH  # compatibility forms of a character may be several characters
URL_LENGTH = 2000
MONEY_LENGTH = 20
CURRENCY_LENGTH = 3

money = RegexValidator(r"^\d+(\.\d{1,2})?\Z", _("Write digits only, such as 1500 or 1405.70."))
web_address = RegexValidator(
    r"^https?://\S+\Z", _("Write a web address that begins with http:// or https://.")
)
currency = RegexValidator(r"^[A-Z]{3}\Z", _("Write three capital letters, such as CNY."))


class Docket(MarkedDecisionPart):
    """A docket or registration number, exactly as a source gives it."""

    number = models.CharField(_("number"), max_length=NUMBER_LENGTH)
    # What is equal for two spellings of one number, and whether this row holds it: of the decisions
    # that list it, instances of the same proceedings, one does. `docket_numbers` sets both.
    key = models.CharField(max_length=KEY_LENGTH, editable=False, default="", db_index=True)
    is_holder = models.BooleanField(editable=False, default=False)
    court_en = text_column(_("court in English, if another"))
    court_zh = text_column(_("court in Chinese, if another"))
    note_en = text_column(_("note in English"))
    note_zh = text_column(_("note in Chinese"))

    class Meta(MarkedDecisionPart.Meta):
        verbose_name = _("docket number")
        verbose_name_plural = _("docket numbers")
        constraints = [
            *code_constraints("docket", {"mark": labels.MARK}),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(is_holder=True), name="docket_number_held_once"
            ),
        ]


class Party(DecisionPart):
    """A party, named as the court or the press anonymised it."""

    role = code_column(labels.PARTY_ROLE, _("role"))
    name_en = text_column(_("name in English, as anonymised"))
    name_zh = text_column(_("name in Chinese, as anonymised"))

    class Meta(DecisionPart.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        constraints = code_constraints("party", {"role": labels.PARTY_ROLE})


class Tool(DecisionPart):
    """A tool that the content was made with."""

    name_en = text_column(_("name in English"))
    name_zh = text_column(_("name in Chinese"))

    class Meta(DecisionPart.Meta):
        verbose_name = _("tool")
        verbose_name_plural = _("tools")


class Statement(DecisionPart):
    """A fact, a holding, a remedy, or a discrepancy between sources, in our own words."""

    part = code_column(labels.STATEMENT_PART, _("what it is"), default="fact")
    says_en = text_column(_("in English"))
    says_zh = text_column(_("in Chinese"))
    mark = code_column(labels.MARK, _("confidence"), blank=True)

    class Meta(DecisionPart.Meta):
        verbose_name = _("statement")
        verbose_name_plural = _("facts, holdings, remedies, discrepancies")
        ordering = (order_by_vocabulary("part", labels.STATEMENT_PART), *DecisionPart.Meta.ordering)
        constraints = [
            *code_constraints(
                "statement",
                {"part": labels.STATEMENT_PART},
                optional={"mark": labels.MARK},
            ),
            # A discrepancy reports contradicting sources and has no mark of its own.
            models.CheckConstraint(
                condition=~models.Q(part="discrepancy") | models.Q(mark=""),
                name="statement_discrepancy_unmarked",
                violation_error_message=_("A discrepancy carries no mark of confidence."),
            ),
        ]


class Infringement(MarkedDecisionPart):
    """A right that was pleaded, and the finding on it."""

    right = code_column(labels.RIGHT, _("right"))
    finding = code_column(labels.RIGHT_FINDING, _("finding"))
    note_en = text_column(_("note in English"))
    note_zh = text_column(_("note in Chinese"))

    class Meta(MarkedDecisionPart.Meta):
        verbose_name = _("right pleaded")
        verbose_name_plural = _("rights pleaded")
        constraints = code_constraints(
            "infringement",
            {"right": labels.RIGHT, "finding": labels.RIGHT_FINDING, "mark": labels.MARK},
        )


class Amount(MarkedDecisionPart):
    """Money claimed, awarded or paid."""

    what = code_column(labels.AMOUNT, _("what for"))
    # Text, because "500" and "500.00" must be kept as the sources give them.
    value = models.CharField(_("amount"), max_length=MONEY_LENGTH, validators=[money])
    currency = models.CharField(
        _("currency"), max_length=CURRENCY_LENGTH, default="CNY", validators=[currency]
    )
    note_en = text_column(_("note in English"))
    note_zh = text_column(_("note in Chinese"))

    class Meta(MarkedDecisionPart.Meta):
        verbose_name = _("amount")
        verbose_name_plural = _("amounts")
        constraints = code_constraints("amount", {"what": labels.AMOUNT, "mark": labels.MARK})


class Proof(MarkedDecisionPart):
    """Evidence that convinced the court, or failed to."""

    what_en = text_column(_("evidence, in English"))
    what_zh = text_column(_("evidence, in Chinese"))
    effect = code_column(labels.PROOF_EFFECT, _("effect"))

    class Meta(MarkedDecisionPart.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence that convinced or failed")
        constraints = code_constraints(
            "proof", {"effect": labels.PROOF_EFFECT, "mark": labels.MARK}
        )


class Treatment(MarkedDecisionPart):
    """What another decision or authority did to this one, or this one to another."""

    relation = code_column(labels.TREATMENT, _("relation"))
    direction = code_column(
        labels.DIRECTION,
        _("who treated whom"),
        blank=True,
        help_text=_("Empty: the later of two decisions in the library treated the other."),
    )
    treated_on = models.DateField(
        _("since"),
        null=True,
        blank=True,
        help_text=_("Empty: since the date of the decision that did it."),
    )
    precision = code_column(
        labels.PRECISION, _("date is known"), blank=True, help_text=_("Empty: to the day.")
    )
    by_en = text_column(_("by or of whom, in English"))
    by_zh = text_column(_("by or of whom, in Chinese"))
    slug = models.SlugField(
        _("slug of a decision in the library"), max_length=SLUG_LENGTH, blank=True
    )

    class Meta(MarkedDecisionPart.Meta):
        verbose_name = _("treatment")
        verbose_name_plural = _("treatment")
        constraints = code_constraints(
            "treatment",
            {"relation": labels.TREATMENT, "mark": labels.MARK},
            optional={"direction": labels.DIRECTION, "precision": labels.PRECISION},
        )


class Source(DecisionPart):
    """A source of the facts."""

    url = models.CharField(_("address"), max_length=URL_LENGTH, validators=[web_address])
    what_en = text_column(_("what it is, in English"))
    what_zh = text_column(_("what it is, in Chinese"))
    official = models.BooleanField(_("official"), default=False)

    class Meta(DecisionPart.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
