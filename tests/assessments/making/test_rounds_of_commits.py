"""Commits are one round in however many files they stand; what no time orders is said to be so."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.intake import read
from assessments.making.strip import strip_of
from assessments.proposals.from_files import propose
from assessments.proposals.from_files.edits import MAX_STEPS, edits_of_step
from assessments.wording.times import moment_text
from tests.assessments.making.test_short_path import FOX, begin, picture

pytestmark = pytest.mark.django_db
IDS = {name: f"{name}1" * 20 for name in "abc"}
TIME = "2026-03-01T10:00:00+08:00"


def log(*names: str, author: str = "Li Mei") -> bytes:
    return "\n".join(
        f"commit {IDS[name]}\nAuthor: {author} <mei@example.invalid>\nDate: {TIME}\n\n"
        f"    Add {name}\n\n    More of it.\n"
        for name in names
    ).encode()


def proposed(*files: bytes) -> list[tuple[int, list[str]]]:
    """How many commits each proposed step has, and its evidence."""
    found = propose(
        [read(data).as_json() for data in files], [f"{n}.txt" for n in range(len(files))]
    )
    return [(step.get("repeat"), step.get("evidence")) for step in found.steps]


def test_a_commit_in_two_files_is_proposed_once_with_both_as_evidence() -> None:
    assert proposed(log("a", "b"), log("a", "b")) == [(2, ["e1", "e2"])]


def test_a_file_with_further_commits_proposes_those_alone() -> None:
    assert proposed(log("a"), log("a", "b", "c")) == [(1, ["e1", "e2"]), (2, ["e2"])]


def test_the_file_that_names_the_author_comes_before_one_that_shortens_the_hash() -> None:
    lines = "".join(f"{IDS[name][:7]} Add {name}\n" for name in "ab").encode()
    assert proposed(lines, log("a")) == [(1, ["e1"]), (1, ["e2", "e1"])]


def test_equal_hashes_of_other_authors_are_other_commits() -> None:
    assert len(proposed(log("a"), log("a", author="Bo"))) == 2


def test_what_has_no_time_follows_no_step_of_another_author() -> None:
    timeless = log("b", author="Bo").replace(TIME.encode(), b"3 days ago")
    found = propose([read(log("a") + b"\n" + timeless).as_json()], ["a.txt"])
    assert [step.continues for step in found.steps] == [0, 0]
    dated = propose([read(log("a") + b"\n" + log("b", author="Bo")).as_json()], ["a.txt"])
    assert [step.continues for step in dated.steps] == [0, 1]


def test_what_the_same_author_did_after_somebody_else_is_a_step_of_its_own() -> None:
    days = [TIME.replace("01T", f"0{day}T").encode() for day in (1, 2, 3)]
    logs = [log("a"), log("b", author="Claude"), log("c")]
    dated = [text.replace(TIME.encode(), day) for text, day in zip(logs, days, strict=True)]
    newest_first = b"\n".join(reversed(dated))
    found = propose([read(newest_first).as_json()], ["a.txt"])
    assert [step.get("at") for step in found.steps] == [day.decode() for day in days]
    assert [step.get("author") for step in found.steps] == ["Li Mei", "Claude", "Li Mei"]
    assert [step.number for step in found.steps] == [1, 2, 3]
    assert [step.continues for step in found.steps] == [0, 1, 2]


def test_a_history_of_very_many_turns_between_two_stays_one_step_for_each() -> None:
    edits = [
        {
            "kind": "commit",
            "author": "AB"[at % 2],
            "at": f"2026-03-01T10:{at // 60:02}:{at % 60:02}",
        }
        for at in range(MAX_STEPS + 2)
    ]
    reading = {"edits": edits, "sha256": "a" * 64, "parameters": {}}
    assert len(propose([reading], ["a.txt"]).steps) == 2


@pytest.mark.parametrize(
    ("paths", "does"),
    [(("poem.txt", "诗.md"), "language_model"), (("poem.txt", "a.py"), "code"), ((), None)],
)
def test_what_a_tool_made_of_files_follows_their_kind_and_is_open_without_files(paths, does):
    credit = log("a") + b"\n    Co-authored-by: Claude <noreply@anthropic.com>\n\n"
    numbers = "".join(f"2\t1\t{path}\n" for path in paths).encode()
    (tool,) = propose([read(credit + numbers).as_json()], ["log.txt"]).tools
    assert (tool.get("name"), tool.get("does")) == ("Claude", does)


def test_the_card_names_its_commits(client: Client) -> None:
    maker = begin(client, ("log.txt", log("a", "b")), ("again.txt", log("b", "a")))
    (shown,) = strip_of(maker.draft).rounds
    at = moment_text(TIME)
    named = [f"{IDS[name][:10]} {at} Add {name}" for name in "ab"]
    assert list(shown.commits) == named
    page = maker.get("making/")
    assert named[0] in page and "More of it." not in page
    assert edits_of_step({"edits": []}, 1) == []


def test_rounds_without_a_time_are_said_to_stand_in_no_order_of_time(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1), ("log.txt", log("a")))
    page = maker.get("making/")
    assert page.count("no time stated") == 1
    assert "That shows no order of time." in page


def test_rounds_that_all_have_a_time_say_nothing_of_it(client: Client) -> None:
    maker = begin(client, ("log.txt", log("a")), ("b.txt", log("b", author="Bo")))
    assert len(strip_of(maker.draft).rounds) == 2
    page = maker.get("making/")
    assert "no time stated" not in page and "no order of time" not in page


def test_a_card_says_what_of_its_words_is_uncertain_and_is_accepted_with_all(
    client: Client,
) -> None:
    chat = b"User: draw a fox\nAssistant: Here it is.\nUser: thanks\nAssistant: Gladly.\n"
    maker = begin(client, ("chat.txt", chat))
    strip = strip_of(maker.draft)
    assert "The program that wrote the conversations is not known" in maker.get("making/")
    assert strip.rounds[0].doubts and strip.num_open == sum(r.is_stated for r in strip.rounds)
