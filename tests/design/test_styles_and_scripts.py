"""Style sheets stand in cascade layers, scripts are modules, and nothing of either lies unused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tinycss2
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
LAYERS = ["tokens", "base", "layout", "components", "forms", "room", "print"]
# The administration's own sheets are in no layer and would win; the PDF has this sheet only.
UNLAYERED = {"cases_admin.css", "jobs_admin.css", "memo.css"}
SHEETS = sorted(p for p in (STATIC / "css").glob("*.css") if p.name not in UNLAYERED)
MODULES = sorted((STATIC / "js").glob("*.js"))


def top_level(path):
    text = path.read_text(encoding="utf-8")
    return tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)


def layer_of(rule):
    return tinycss2.serialize(rule.prelude).strip()


def test_the_order_of_layers_is_declared_once_and_first():
    declared = {
        path.name: layer_of(rule)
        for path in SHEETS
        for rule in top_level(path)
        if getattr(rule, "at_keyword", "") == "layer" and rule.content is None
    }
    assert declared == {"tokens.css": ", ".join(LAYERS)}
    base = (TEMPLATES / "base_plain.html").read_text(encoding="utf-8")
    assert re.findall(r"css/(\w+\.css)", base)[0] == "tokens.css"


@pytest.mark.parametrize("path", SHEETS, ids=lambda p: p.name)
def test_each_sheet_stands_in_one_layer(path):
    rules = [rule for rule in top_level(path) if getattr(rule, "at_keyword", "") != "page"]
    layers = {layer_of(rule) for rule in rules if rule.content is not None}
    assert all(rule.type == "at-rule" and rule.at_keyword == "layer" for rule in rules)
    assert len(layers) == 1 and layers <= set(LAYERS)


def test_each_script_of_a_template_is_a_module():
    scripts = [
        script
        for path in TEMPLATES.rglob("*.html")
        for script in re.findall(r"<script\b[^>]*>", path.read_text(encoding="utf-8"))
    ]
    plain = [script for script in scripts if 'type="module"' not in script]
    assert len(scripts) > len(plain)
    assert all("vendor/htmx/" in script for script in plain)


def test_nothing_lies_unused():
    named = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    imported = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert [p.name for p in SHEETS if f"'css/{p.name}'" not in named] == []
    unused = [p.name for p in MODULES if f"'js/{p.name}'" not in named]
    assert [name for name in unused if f'"./{name}"' not in imported] == []
