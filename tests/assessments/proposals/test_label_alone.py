"""A page on which a label is all that was read says what the label says, and nothing more."""

from __future__ import annotations

import json
import re

import pytest

from tests.support.made_files import png, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
VALUES = {
    "1": ("label of generated content.", "Labelled as generated"),
    "2": ("label of content that may be generated.", "Labelled as possibly generated"),
    "3": ("of content that is suspected to be generated.", "Labelled as suspected to be generated"),
    "0": ("does not say, by a value of the standard", "Carries a label of another form"),
}
# What a label does not say: by which program, from which words, when, and by whom.
NEVER = ("Generate", "The AI made", "prompt", "made at the time", "signed", "no generator")


@pytest.fixture
def labelled(maker):
    """A file for each value of the label, with nothing else in it."""
    for value in VALUES:
        label = {"Label": value, "ContentProducer": "00119111", "ProduceID": "x1"}
        maker.upload((f"{value}.png", png(text("AIGC", json.dumps(label)))))
    return maker


def words_of(page: str) -> str:
    main = page[page.index("<main") : page.index("</main")]
    main = re.sub(r"<(script|svg|select)\b.*?</\1>", " ", main, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def cards_of(page: str) -> dict[str, str]:
    """The words of each file's card by its name."""
    parts = re.split(r'data-file="', page)[1:]
    return {part.partition('"')[0]: words_of(f"<main {part}</main") for part in parts}


def test_the_page_of_proposals_says_of_each_what_its_label_says(labelled):
    cards = cards_of(labelled.get("proposals/"))
    assert len(cards) == len(VALUES)
    for value, (sentence, _) in VALUES.items():
        card = cards[f"{value}.png"]
        assert sentence in card
        others = [other for other, _ in VALUES.values() if other != sentence]
        assert not any(other in card for other in others)
        assert not any(word in card for word in NEVER), card
        assert "not known when made" in card


def test_no_step_is_proposed_and_nothing_enters_the_answers(labelled):
    labelled.post("proposals/")
    assert labelled.steps == []
    assert not labelled.draft.answers.get("tools")
    assert not labelled.draft.answers.get("published.metadata_label")


def test_the_page_of_labels_says_the_same(labelled):
    page = words_of(labelled.get("labels/"))
    for value, (_, word) in VALUES.items():
        assert f"{value}.png Picture {word}" in page


def test_the_page_of_rounds_asks_what_they_are(labelled):
    page = words_of(labelled.get("making/"))
    for value, (sentence, _) in VALUES.items():
        at = page.index(f"{value}.png")
        assert sentence in page[at : at + 200]
