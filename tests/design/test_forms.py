"""Forms as crispy-forms writes them here: label, help, error and control belong together."""

from __future__ import annotations

import re

import pytest
from crispy_forms.utils import render_crispy_form

from assessments.site.style_guide import SampleForm


@pytest.fixture
def refused():
    return render_crispy_form(SampleForm({"title": "", "kind": "song"}))


def test_every_control_has_a_label():
    html = render_crispy_form(SampleForm())
    ids = re.findall(r"<(?:input|select|textarea)[^>]*\sid=\"([^\"]+)\"", html)
    assert len(ids) >= 7
    for control in ids:
        assert f'for="{control}"' in html


def test_help_and_error_are_tied_to_the_control(refused):
    control = re.search(r'<input[^>]*id="id_title"[^>]*>', refused).group()
    described = re.search(r'aria-describedby="([^"]+)"', control).group(1).split()
    assert described == ["id_title_helptext", "id_title_error"]
    for target in described:
        assert refused.count(f'id="{target}"') == 1
    assert 'aria-invalid="true"' in control


def test_a_group_of_choices_carries_its_help_and_error_once(refused):
    group = re.search(r"<fieldset[^>]*>.*?</fieldset>", refused, re.DOTALL).group()
    assert 'aria-describedby="id_made_helptext id_made_error"' in group
    assert group.count('id="id_made_error"') == 1


def test_the_summary_takes_the_focus_and_links_to_each_field(refused):
    summary = re.search(r'<section class="error-summary".*?</section>', refused, re.DOTALL).group()
    assert 'tabindex="-1"' in summary and "autofocus" in summary
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == 4
    for target in targets:
        assert f'id="{target}"' in refused


def test_no_summary_without_a_problem():
    assert "error-summary" not in render_crispy_form(SampleForm())


def test_what_may_be_left_out_says_so():
    html = render_crispy_form(SampleForm())
    assert html.count("(optional)") == 2
