"""An export holds many conversations: a person chooses, nothing is joined across them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessments.answers import to_assess
from assessments.answers.services import draft_save, item_add
from assessments.audit.models import AuditEntry
from assessments.intake import read
from assessments.proposals.conversations import key_of, list_conversations
from assessments.proposals.from_files import propose
from assessments.proposals.likely import likenesses, traces_of
from assessments.proposals.matching import proposed_files
from assessments.proposals.models import Confirmation
from cases.record import load_data
from tests.support.uploads import DUCK, SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]


def chat(name: str, title: str, *said: tuple[str, str], begins: str = "2026-03-01") -> Any:
    """A conversation of ChatGPT; a turn is its text and its answer, a minute after the other."""
    mapping: dict[str, Any] = {}
    parent = None
    for number, (asked, answer) in enumerate(said):
        for role, text, second in (("user", asked, 0), ("assistant", answer, 9)):
            key = f"{role[0]}{number}"
            mapping[key] = {
                "id": key,
                "parent": parent,
                "message": {
                    "author": {"role": role},
                    "create_time": at(begins, number, second),
                    "content": {"content_type": "text", "parts": [text]},
                },
            }
            parent = key
    return {"conversation_id": name, "title": title, "mapping": mapping, "current_node": parent}


def at(day: str, minute: int, second: int) -> float:
    from datetime import UTC, datetime

    return datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() + 60 * minute + second


SOUP = chat("soup", "Soup", ("a recipe for soup", "take leeks"), begins="2026-02-01")
FILM = chat(
    "film",
    "Lantern film",
    ("a shot of a lantern swaying", "here"),
    ("now with rain", "done"),
    begins="2026-03-01",
)
TAX = chat("tax", "", ("how do I file taxes", "with a form"), begins="2026-01-01")
EXPORT = json.dumps([FILM, SOUP, TAX]).encode()


def choose(maker, upload, *names: str, shown=("soup", "film", "tax")) -> None:
    sent = {"shown": [key_of(name) for name in shown], "chosen": [key_of(name) for name in names]}
    maker.post(f"proposals/{upload.pk}/conversations/", **sent)


def record_of(maker) -> Any:
    """The record of the answers; raises where it is not valid."""
    return load_data(to_assess(maker.draft.answers))


@pytest.fixture
def titled(maker):
    draft_save(maker.draft, part="work", sent={"title": "Lantern", "kind": "video"}, version=0)
    return maker


def test_of_several_conversations_none_is_proposed_until_somebody_chooses(titled):
    titled.upload(("conversations.json", EXPORT))
    page = titled.get("proposals/")
    titled.post("proposals/")

    assert "This file holds 3 conversations" in page
    assert "a recipe for soup" not in page
    assert titled.steps == []


def test_what_was_chosen_becomes_steps_and_the_rest_never_does(titled):
    (upload,) = titled.upload(("conversations.json", EXPORT))
    choose(titled, upload, "film")
    titled.post("proposals/", made="contemporaneous")

    assert [step["prompt"] for step in titled.steps] == [
        "a shot of a lantern swaying",
        "now with rain",
    ]
    assert [step.get("parent", "") for step in titled.steps] == ["", titled.steps[0]["id"]]


def test_nothing_is_joined_across_conversations_and_all_stands_in_the_order_of_time(titled):
    (upload,) = titled.upload(("conversations.json", EXPORT))
    choose(titled, upload, "film", "soup", "tax")
    titled.post("proposals/", made="contemporaneous")

    by_prompt = {step["prompt"]: step for step in titled.steps}
    assert list(by_prompt) == [
        "how do I file taxes",
        "a recipe for soup",
        "a shot of a lantern swaying",
        "now with rain",
    ]
    parents = {prompt: step.get("parent", "") for prompt, step in by_prompt.items()}
    assert parents.pop("now with rain") == by_prompt["a shot of a lantern swaying"]["id"]
    assert set(parents.values()) == {""}
    assert len(record_of(titled).steps) == 4


def test_a_choice_can_be_taken_back_and_is_in_the_log(titled):
    (upload,) = titled.upload(("conversations.json", EXPORT))
    choose(titled, upload, "film", "soup")
    choose(titled, upload, "film")

    (file,) = proposed_files(titled.draft)
    assert (file.conversations, file.chosen, len(file.steps)) == (3, 1, 2)
    assert Confirmation.objects.filter(section="conversations").count() == 3
    assert AuditEntry.objects.filter(act="conversations.chosen").count() == 2


def test_what_was_not_shown_stays_as_it_was_decided(titled):
    (upload,) = titled.upload(("conversations.json", EXPORT))
    choose(titled, upload, "film")
    choose(titled, upload, "soup", shown=("soup", "tax"))

    (file,) = proposed_files(titled.draft)
    assert file.chosen == 2


def test_the_steps_keep_their_decisions_when_more_is_chosen(titled):
    (upload,) = titled.upload(("conversations.json", EXPORT))
    choose(titled, upload, "soup")
    titled.post("proposals/")
    choose(titled, upload, "soup", "film", "tax")
    titled.post("proposals/")
    titled.post("proposals/")

    prompts = [step["prompt"] for step in titled.steps]
    assert sorted(prompts) == sorted(set(prompts)) and len(prompts) == 4
    assert all(step.is_settled for file in proposed_files(titled.draft) for step in file.steps)


def test_one_conversation_needs_no_choice(titled):
    titled.upload(("conversations.json", json.dumps([FILM]).encode()))
    titled.post("proposals/")

    assert len(titled.steps) == 2


def test_the_page_can_be_searched_and_shows_dates_and_first_words(titled):
    (upload,) = titled.upload(("conversations.json", EXPORT))
    place = f"proposals/{upload.pk}/conversations/"
    whole, found = (
        titled.get(place),
        titled.get(f"{place}?q=LEEKS"),
    )
    searched = titled.get(f"{place}?q=Soup")

    assert "how do I file taxes" in whole and "2026" in whole
    assert "No conversation has these words" in found  # the answers are not searched
    assert "a recipe for soup" in searched and "taxes" not in searched


def test_the_likely_conversation_is_marked_with_what_it_shares_and_stands_first(titled):
    (upload, _) = titled.upload(("conversations.json", EXPORT), ("lantern.png", DUCK.read_bytes()))
    draft_save(
        titled.draft, part="work", sent={"summary": "a lantern in the rain, swaying"}, version=1
    )
    page = titled.get(f"proposals/{upload.pk}/conversations/")

    assert "words in common: lantern, rain, swaying" in page
    assert page.index("Lantern film") < page.index("a recipe for soup")
    assert page.count("may belong") == 2  # the mark, and the line above that counts them


def test_a_word_of_every_conversation_marks_none():
    chats = [chat(f"c{n}", "", (f"a lantern and a fox number {n}", "yes")) for n in range(12)]
    listed = list_conversations(read(json.dumps(chats).encode()).as_json())
    alike = likenesses(listed, traces_of({"title": "a lantern and a fox"}, []))
    assert not any(likeness.is_likely for likeness in alike.values())


def test_a_file_named_in_a_conversation_marks_it():
    asked = chat("c", "", ("look at lantern_v2.png please", "I see"))
    listed = list_conversations(read(json.dumps([asked, SOUP]).encode()).as_json())
    alike = likenesses(listed, traces_of({}, [("stills/lantern_v2.png", {})]))
    assert [likeness.names for likeness in alike.values()] == [("stills/lantern_v2.png",), ()]


def test_a_conversation_of_another_draft_is_not_shown(titled, client, django_user_model):
    (upload,) = titled.upload(("conversations.json", EXPORT))
    other = django_user_model.objects.create_user("other")
    client.force_login(other)
    assert client.get(f"{titled.url}proposals/{upload.pk}/conversations/").status_code == 404


def test_ids_that_repeat_in_several_conversations_are_told_apart():
    text = "# {0}\n_Exported on 1/2/2026 at 1:00 from Cursor (2.0)_\n\n**User**\n\n{0} one\n\n"
    text += "**Cursor**\n\nyes\n\n**User**\n\n{0} two\n\n**Cursor**\n\nno\n"
    report = read("\n".join(text.format(name) for name in ("a", "b")).encode()).as_json()
    found = propose([report], ["c.md"])
    assert [(s.get("prompt"), s.get("outputs"), s.continues) for s in found.steps] == [
        ("a one", None, 0),  # a text does not show answers that were replaced
        ("a two", None, 1),
        ("b one", None, 0),
        ("b two", None, 3),
    ]


LOG = b"""commit 1111111111111111111111111111111111111111
Author: Li Mei <mei@example.invalid>
Date:   3 days ago

    Tune by hand

commit 2222222222222222222222222222222222222222
Author: Li Mei <mei@example.invalid>
Date:   Sun Mar 1 11:00:00 2026 +0800

    Rain

    Co-authored-by: Claude <noreply@anthropic.com>

commit 3333333333333333333333333333333333333333
Author: copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>
Date:   Sun Feb 1 12:00:00 2026 +0800

    Fix
"""


def test_what_a_tool_committed_is_no_writing_of_a_person():
    found = propose([read(LOG).as_json()], ["log.txt"])
    tools = {tool.id: tool.get("name") for tool in found.tools}
    assert [(s.get("action"), s.get("by"), tools.get(s.get("tool"))) for s in found.steps] == [
        ("generate", None, "GitHub Copilot"),
        ("generate", "Li Mei", "Claude"),
        ("write", "Li Mei", None),
    ]
    assert [s.get("at") for s in found.steps] == [
        "2026-02-01T12:00:00+08:00",
        "2026-03-01T11:00:00+08:00",
        None,
    ]


def test_accepting_everything_never_gives_a_record_that_is_not_valid(titled):
    """Files of many kinds, in any order, beside steps that were typed out of their order."""
    item_add(titled.draft, part="steps", values={"action": "conceive", "at": "2026-02-15"})
    files = titled.upload(
        ("conversations.json", EXPORT),
        ("log.txt", LOG),
        DUCK,
        SAMPLES / "tracked_changes" / "license_reviewed.docx",
        SAMPLES / "comfyui" / "lora.png",
        SAMPLES / "sd-parsers" / "novelai1_cropped.png",
    )
    choose(titled, files[0], "film", "soup", "tax")
    for _ in range(2):
        titled.post("proposals/", made="later")

    record = record_of(titled)
    assert len(record.steps) > 6  # what is only inferred was left open
    times = [step.at for step in record.steps if step.at]
    assert len(times) > 4


def test_a_time_that_would_put_a_typed_step_out_of_order_is_left_for_a_decision(titled):
    (upload,) = titled.upload(("conversations.json", json.dumps([FILM]).encode()))
    item_add(titled.draft, part="steps", values={"action": "conceive", "at": "2026-05-01"})
    late = item_add(titled.draft, part="steps", values={"action": "generate", "parent": ""})
    titled.post("proposals/", step=f"{upload.pk}/1", target=late, **{"d.prompt": "read0"})
    titled.post("proposals/")

    by_id = {step["id"]: step for step in titled.steps}
    assert not by_id[late].get("at")
    record_of(titled)


def test_posts_of_an_account_are_chosen_like_conversations(maker):
    posts = [
        {"id": f"p{n}", "original_prompt": f"a lantern, take {n}", "create_time": f"2026-01-0{n}"}
        for n in (1, 2)
    ]
    (upload,) = maker.upload(("backend.json", json.dumps({"media_posts": posts}).encode()))
    (file,) = proposed_files(maker.draft)
    assert (file.steps, file.conversations, file.what) == ((), 2, "chat_export")

    choose(maker, upload, "media post p2", shown=("media post p1", "media post p2"))
    maker.post("proposals/", made="contemporaneous")

    assert [step["prompt"] for step in maker.steps] == ["a lantern, take 2"]
