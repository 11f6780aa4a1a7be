"""When the decisions of an assessment were last verified, in templates."""

from __future__ import annotations

from django import template

from assessments.precedents.verified import verified_days, verified_text
from assessments.works.models import Assessment

register = template.Library()


@register.filter
def verified(assessment: Assessment) -> str:
    """Say when the sources of the decisions of an assessment were last looked at."""
    return verified_text(verified_days(assessment.library))
