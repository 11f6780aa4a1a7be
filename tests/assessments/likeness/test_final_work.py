"""Which file may be the final work: three voices, and none is believed alone that says little."""

from __future__ import annotations

import pytest

from assessments.likeness.final_names import is_called_reference, read_names
from assessments.likeness.final_work import FileTraces, FinalProposal, propose_final


def traces(name: str, at: str | None = None, *sources: str, leads: tuple[str, ...] = (), **more):
    return FileTraces(
        key=name,
        name=name,
        at=at,
        sources=frozenset(sources),
        made_from_it=frozenset(leads),
        **more,
    )


def stances(proposal: FinalProposal, key: str) -> dict[str, str]:
    (one,) = (found for found in proposal.candidates if found.key == key)
    return {opinion.voice: opinion.stance for opinion in one.opinions}


def test_three_voices_for_one_file_propose_it():
    base = traces("lantern_v1.png", "2026-01-01", leads=("lantern_final.png",))
    last = traces("lantern_final.png", "2026-02-01", "lantern_v1.png")
    proposal = propose_final([base, last])

    assert proposal.proposed == "lantern_final.png"
    assert set(stances(proposal, "lantern_final.png").values()) == {"for"}
    assert stances(proposal, "lantern_v1.png")["likeness"] == "against"


@pytest.mark.parametrize(("has_prompt", "proposed"), [(True, ""), (False, "00002.png")])
def test_a_draft_of_a_tool_is_not_the_work_beside_a_file_that_no_tool_saved(has_prompt, proposed):
    drafts = [
        traces("00001.png", leads=("00002.png",), has_prompt=True),
        traces("00002.png", None, "00001.png", has_prompt=has_prompt),
    ]
    assert propose_final([*drafts, traces("fox.psd")]).proposed == proposed
    assert propose_final(drafts).proposed == "00002.png"


@pytest.mark.parametrize("name", ["定稿.docx", "final.png", "成片.mp4", "story published.pdf"])
def test_a_name_alone_proposes_nothing(name):
    assert propose_final([traces(name), traces("other.png")]).proposed == ""


def test_a_time_alone_proposes_nothing():
    files = [traces("a.png", "2026-01-01"), traces("b.png", "2026-03-01")]
    assert propose_final(files).proposed == ""


def test_where_voices_disagree_it_is_not_known():
    files = [
        traces("one.png", "2026-01-01", leads=("two.png",)),
        traces("two.png", "2026-02-01", "one.png"),
        traces("poster final.png", "2026-01-15"),
    ]
    proposal = propose_final(files)

    assert (proposal.proposed, proposal.disagree) == ("", True)


@pytest.mark.parametrize("kept", ["final.png", "参考 final.png"])
def test_what_was_given_to_a_tool_is_never_proposed(kept):
    given = traces(kept, "2026-03-01", "a.png", "b.png", is_reference=True)
    assert propose_final([traces("a.png"), traces("b.png"), given]).proposed == ""


def test_of_several_variants_none_is_proposed():
    files = [traces("base.png", leads=("x.png", "y.png"))]
    files += [traces("x.png", None, "base.png"), traces("y.png", None, "base.png")]
    assert propose_final(files).proposed == ""


def test_a_film_that_holds_most_clips_is_proposed_without_a_name():
    clips = [traces(f"clip_{at}.mp4", leads=("cut.mp4",)) for at in range(3)]
    proposal = propose_final([*clips, traces("cut.mp4", None, "clip_0.mp4", "clip_2.mp4")])
    assert proposal.proposed == "cut.mp4"


def test_times_of_uncertain_zones_say_nothing():
    files = [traces("a.png", "2026-01-01T10:00:00+08:00"), traces("b.png", "2026-01-01T12:00:00")]
    assert stances(propose_final(files), "b.png")["time"] == "silent"


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (["a_v2.psd", "a_v10.psd"], [{"older_version": False}, {"newest_version": True}]),
        (
            ["小说第1稿.docx", "小说第3稿.docx"],
            [{"older_version": False}, {"newest_version": True}],
        ),
        (["book.docx", "book.pdf"], [{}, {"export": True}]),
        (["not final.png"], [{"draft": False}]),
        (["finalist.png", "semifinal.png"], [{}, {}]),
        (["clip_1.mp4", "clip_2.mp4", "cat (1).png"], [{}, {}, {}]),
        (["灯笼_定稿.png", "灯笼_草图.png"], [{"mark": True}, {"draft": False}]),
        (["ref_final.png"], [{"reference": False}]),
        (["a_v1.docx", "a_v2.docx", "final.mp4"], [{"older_version": False}, {}, {"mark": True}]),
    ],
)
def test_names_are_read_in_both_languages(names, codes):
    assert read_names(names) == codes


def test_only_a_word_of_its_own_calls_a_file_a_reference():
    assert is_called_reference("参考图.jpg")
    assert is_called_reference("street-ref.jpg")
    assert not is_called_reference("preferred.jpg")


def test_a_file_later_than_the_dated_ones_says_nothing_while_others_state_no_time():
    dinner = traces("dinner.jpg", "2026-03-09")
    base = traces("a.png", "2026-03-01", leads=("b.png",))
    proposal = propose_final([dinner, base, traces("b.png", None, "a.png")])

    assert stances(proposal, "dinner.jpg")["time"] == "silent"
    assert proposal.proposed == "b.png"


def test_a_later_file_of_another_matter_does_not_speak_against_one():
    base = traces("a.png", "2026-03-01", leads=("b.png",))
    work = traces("b.png", "2026-03-02", "a.png")
    proposal = propose_final([base, work, traces("dinner.jpg", "2026-03-09")])
    assert stances(proposal, "b.png")["time"] == "silent"


def test_a_file_that_is_like_another_is_not_called_unrelated():
    proposal = propose_final([traces("a.png"), traces("b.png", alike=frozenset({"a.png"}))])
    (one,) = (found for found in proposal.candidates if found.key == "b.png")
    assert [(o.code, o.of) for o in one.opinions if o.voice == "likeness"] == [
        ("alike", ("a.png",))
    ]


def test_a_file_that_another_may_have_been_made_from_is_not_said_to_be_the_last():
    base = traces("a.png", leads=("b.png",))
    middle = traces("b.png", None, "a.png", alike=frozenset({"final.png"}))
    proposal = propose_final([base, middle, traces("final.png", alike=frozenset({"b.png"}))])
    assert stances(proposal, "b.png")["likeness"] == "silent" and not proposal.disagree
