"""A grade has one name in each register and language, and nothing says it in other words."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from django.utils import translation

from assessments import wording
from assessments.wording import plain
from assessments.wording.ladder import NAMES, PHRASES
from tests.support.pages import LANGUAGES

ROOT = Path(__file__).resolve().parents[3]
MEMO = ROOT / "assessments" / "memo"
# How pages once said a grade otherwise.
OTHER_WORDINGS = re.compile(
    r"more likely than not|probably (yes|not?)\b|uncertain, probably|on this material\"|"
    r"可能性较大|较难认定|存在争议|存有争议|很可能是\"|很可能否",
    re.IGNORECASE,
)


def normal(text: object) -> str:
    """A text in which 受著作权保护 and 受保护 are the same words."""
    return str(text).lower().replace("著作权", "")


def grades_named(text: object, names: dict[str, str]) -> set[str]:
    """The grades that a text names; the word "protected" alone stands in most of them."""
    found = {word for word, name in names.items() if name in normal(text)}
    return found - {"protected"} if len(found) > 1 else found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", wording.REGISTERS)
def test_each_grade_has_a_name_of_its_own(register: str, language: str) -> None:
    with translation.override(language):
        names = [str(name) for name in NAMES[register].values()]
    assert len(set(names)) == 6


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", wording.REGISTERS)
def test_a_sentence_of_the_ladder_names_its_grade_and_no_other(
    register: str, language: str
) -> None:
    with translation.override(language):
        names = {word: normal(name) for word, name in NAMES[register].items()}
        wrong = [
            (word, str(text))
            for basis, phrases in PHRASES[register].items()
            for word, text in phrases.items()
            # What nobody has shown is not said to be unprotected; that it is no protected work yet
            # may be said with the word, and with no other grade.
            if grades_named(text, names)
            not in (
                ({"protected"}, set())
                if (basis, word) == ("proved", "not_protected")
                else ({word},)
            )
        ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reason_of_a_layer_names_no_other_grade(language: str) -> None:
    with translation.override(language):
        wrong = [
            (code, str(text))
            for register, table in (("formal", wording.SENTENCES), ("plain", plain.SENTENCES))
            for code, text in table.items()
            if code.startswith("layer.")
            and grades_named(text, {w: normal(n) for w, n in NAMES[register].items()})
            - set(code.split(".")[2:3])
        ]
    assert wrong == []


def texts_of_the_memo() -> set[str]:
    """The texts in the sources of the memo, which has the levels of lawyers' opinions besides."""
    trees = [ast.parse(path.read_text("utf-8")) for path in MEMO.rglob("*.py")]
    constants = (
        node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)
    )
    return {node.value for node in constants if isinstance(node.value, str)}


def test_no_message_says_a_grade_in_other_words() -> None:
    catalogue = (ROOT / "locale/zh_Hans/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    entries = re.sub(r'"\n"', "", catalogue).split("\n\n")
    found = [entry for entry in entries if OTHER_WORDINGS.search(entry)]
    memo = {json.dumps(text, ensure_ascii=False) for text in texts_of_the_memo()}
    assert [entry for entry in found if not any(f"msgid {text}" in entry for text in memo)] == []
