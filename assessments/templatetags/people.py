"""Names of people in templates."""

from __future__ import annotations

from django import template

from assessments.person_names import person_name

register = template.Library()
register.filter("person_name", person_name)
