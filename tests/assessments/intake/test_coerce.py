"""Plain values out of untrusted text: what JSON is refused, and that it is parsed once."""

from __future__ import annotations

import pytest

from assessments.intake.containers import embedded as module
from assessments.intake.containers.embedded import Embedded, EmbeddedText
from assessments.intake.core import limits
from assessments.intake.core.coerce import parse_json, parse_object
from assessments.intake.core.problems import Rejected

DEEPEST = limits.JSON_DEPTH.value


def nested_json(depth: int, inside: str = "") -> str:
    return "[" * depth + inside + "]" * depth


def test_json_is_read_down_to_the_deepest_level_allowed() -> None:
    assert parse_json(nested_json(DEEPEST)) is not None
    assert parse_json('{"a":' * DEEPEST + "1" + "}" * DEEPEST) is not None
    assert parse_json(f"[{nested_json(DEEPEST - 1)},{nested_json(DEEPEST - 1)}]") is not None


@pytest.mark.parametrize(
    "text",
    [
        nested_json(DEEPEST + 1),
        '{"a":' * (DEEPEST + 1) + "1" + "}" * (DEEPEST + 1),
        f'{{"a": [1, "x"], "b": {nested_json(DEEPEST)}}}',
        nested_json(5000),
        "[" * (DEEPEST + 1),
        nested_json(DEEPEST + 1) + "no JSON",
    ],
    ids=["lists", "objects", "mixed", "beyond_the_parser", "never_closed", "damaged"],
)
def test_json_nested_deeper_is_refused(text: str) -> None:
    with pytest.raises(Rejected) as rejection:
        parse_json(text)
    assert rejection.value.problem.code == "too_deep"


def test_brackets_inside_strings_do_not_count() -> None:
    assert parse_object('{"a": "' + "[{" * 500 + '"}') == {"a": "[{" * 500}
    assert parse_json('"' + "[" * 500 + '"') == "[" * 500


def test_a_text_is_parsed_once_however_many_readers_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str | None] = []

    def counted(text: str | None) -> dict[str, object] | None:
        calls.append(text)
        return parse_object(text)

    monkeypatch.setattr(module, "parse_object", counted)
    found = Embedded(
        media_type="image/png",
        texts=(
            EmbeddedText(key="prompt", text='{"a": 1}', where="PNG tEXt"),
            EmbeddedText(key="prompt", text='{"a": 2}', where="PNG iTXt"),
        ),
    )
    assert found.object("prompt") == found.object("prompt") == {"a": 1}
    assert calls == ['{"a": 1}']
    assert found.object("workflow") is None
