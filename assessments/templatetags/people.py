"""Names of people in templates."""

from __future__ import annotations

from django import template

from assessments.accounts.names import person_name

register = template.Library()
register.filter("person_name", person_name)
