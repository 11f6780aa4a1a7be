"""Prints every expression of the application that can take more than quadratic time.

Runs in a process of its own, so that what is compiled while modules are imported is seen, too:

    python -m tests.support.compiled_expressions
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from datetime import date
from typing import Any, get_args

APPLICATION = ("aigc_copyright", "assessments", "cases")
RECORD = {
    "schema": "creation-record/1",
    "title": "A song",
    "kind": "audio",
    "summary": "Made with Suno, not copied from anybody.",
    "parties": [
        {"id": "p", "name": "Li Na", "kind": "person", "role": "author"},
        {"id": "q", "name": "A company", "kind": "organisation", "role": "employer"},
    ],
    "tools": [{"id": "t", "name": "Suno", "does": "audio"}],
    "inputs": [{"id": "i", "what": "text", "made_by": "own", "note": "My own poem."}],
    "steps": [
        {"id": "s1", "by": "p", "tool": "t", "action": "generate", "prompt": "[Verse 1] A river"},
        {"id": "s2", "by": "p", "parent": "s1", "action": "edit", "intent": "fixed a typo"},
    ],
    "contracts": [{"id": "c", "kind": "employment", "parties": ["p", "q"], "clause": "All ours."}],
    "evidence": [{"id": "e", "what": "witness", "made": "later", "shows": "Li Na wrote it."}],
    "published": {"on": "2026-10-01", "label_text": "AI生成"},
}

found: dict[re.Pattern[Any], str] = {}
_compile = re._compile  # type: ignore[attr-defined]


def _noting(pattern: Any, flags: int) -> Any:
    compiled = _compile(pattern, flags)
    frame = sys._getframe(1)
    while frame.f_back is not None and "/re/" in frame.f_code.co_filename:
        frame = frame.f_back
    found.setdefault(compiled, str(frame.f_globals.get("__name__")))
    return compiled


def _compile_all() -> None:
    import django

    django.setup()
    for name in APPLICATION:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    from assessments.engine import CaseBase, HeldFiles, assess, load_rules
    from assessments.prompts import read_prompt
    from cases.record import CreationRecord
    from cases.record.schema import Kind

    rules = load_rules()
    record, base = CreationRecord.model_validate(RECORD), CaseBase.build([], rules)
    for files in (None, HeldFiles()):
        assess(record, base, rules, date(2026, 11, 30), files)
    for kind in get_args(Kind):
        read_prompt("a red cat by Foo, no dogs? 请再画一张，红色的猫，或者狗", kind)


if __name__ == "__main__":
    re._compile = _noting  # type: ignore[attr-defined]
    _compile_all()
    re._compile = _compile  # type: ignore[attr-defined]
    from tests.support.expressions import why_slow

    ours = {p: module for p, module in found.items() if module.split(".")[0] in APPLICATION}
    for pattern, module in ours.items():
        if reason := why_slow(pattern.pattern, pattern.flags):
            print(f"{module}: {pattern.pattern[:80]!r} {reason}")
    print(f"{len(ours)} expressions")
