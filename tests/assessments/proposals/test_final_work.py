"""The final work is proposed with what speaks for it, and chosen by a person."""

from __future__ import annotations

import pytest

from assessments.proposals.final_work import final_work
from assessments.proposals.models import Confirmation
from tests.assessments.lineage.test_comparisons import DRAFT, OTHER, OWN, conversation, docx
from tests.support.drawings import encode_picture, paint_share, scene
from tests.support.made_films import clip, encode, part
from tests.support.uploads import DUCK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]


def proposed(maker) -> str:
    known = final_work(maker.draft)
    key = known.proposal.proposed
    return known.uploads[key].name if key else ""


def pictures(last: str = "灯笼 定稿.png") -> list[tuple[str, bytes]]:
    """A generated picture, the same one painted over, and a photograph of something else."""
    return [
        ("灯笼.png", encode_picture(scene(1))),
        (last, encode_picture(paint_share(scene(1), 0.15))),
        ("参考图.jpg", encode_picture(scene(8), "JPEG")),
    ]


def test_the_edited_picture_is_proposed_with_what_speaks_for_it(maker):
    maker.upload(*pictures("灯笼_edit 定稿.png"))
    page = maker.get("proposals/")

    assert "The name calls it final, finished or published." in page
    assert "The final work" in page
    assert Confirmation.objects.count() == 0


def test_a_film_is_proposed_for_the_clips_in_it(maker):
    cut = [*part(2, 0, 2), *part(1, 0, 2)]
    maker.upload(("1.mp4", encode(clip(1))), ("2.mp4", encode(clip(2))), ("3.mp4", encode(cut)))
    assert proposed(maker) == "3.mp4"
    assert "It may be 3.mp4." in maker.get("proposals/")


def test_a_document_is_proposed_for_the_answer_in_it(maker):
    talk = conversation(("user", "写"), ("assistant", DRAFT))
    maker.upload(("chat.json", talk), ("story.docx", docx(DRAFT + OWN)))
    assert proposed(maker) == "story.docx"


@pytest.mark.parametrize("name", ["final.json", "定稿.json"])
def test_a_conversation_is_never_the_final_work(maker, name):
    (chat,) = maker.upload((name, conversation(("user", "红烧肉怎么做"), ("assistant", OTHER))))
    assert final_work(maker.draft).choices == []
    assert maker.post("proposals/final-work/", final=str(chat.pk)).status_code == 404


def test_a_recipe_is_not_confirmed_with_everything_else(maker):
    maker.upload(
        DUCK, ("chat.json", conversation(("user", "红烧肉怎么做才好吃"), ("assistant", OTHER)))
    )
    assert "shares no words with the other files" in maker.get("proposals/")
    maker.post("proposals/")

    assert [step["prompt"] for step in maker.steps] == ["photo of a duck"]


def test_a_reference_is_not_confirmed_with_everything_else(maker):
    (upload,) = maker.upload(("reference duck.png", DUCK.read_bytes()))
    assert "Its name calls it a reference" in maker.get("proposals/")
    maker.post("proposals/")
    assert maker.steps == []

    maker.post("proposals/", step=f"{upload.pk}/1", **{"d.prompt": "read0"})
    assert len(maker.steps) == 1


def test_the_choice_of_a_person_counts_and_is_kept_with_what_was_proposed(maker):
    cut = [*part(2, 0, 2), *part(1, 0, 2)]
    one, _, _ = maker.upload(
        ("1.mp4", encode(clip(1))), ("2.mp4", encode(clip(2))), ("3.mp4", encode(cut))
    )
    maker.post("proposals/final-work/", final=str(one.pk))

    row = Confirmation.objects.get(section="final")
    assert (row.decision, row.as_read, row.as_typed) == ("as_typed", "3.mp4", "1.mp4")
    assert "You chose 1.mp4." in maker.get("proposals/")
    assert [piece["sha256"] for piece in maker.draft.answers["evidence"]] == [one.sha256]

    maker.post("proposals/final-work/", final="none")
    assert "none of these files is the final work" in maker.get("proposals/")
    assert final_work(maker.draft).chosen is None


def test_the_final_work_can_be_compared_with_what_the_tools_gave(maker):
    _, two = maker.upload(*pictures()[:2])
    maker.post("proposals/final-work/", final=str(two.pk))
    assert f"compare/?final={two.pk}" in maker.get("proposals/")
    assert f'<option value="{two.pk}" selected' in maker.get(f"compare/?final={two.pk}")


def test_a_choice_whose_file_was_removed_is_open_again(maker):
    one, _ = maker.upload(*pictures()[:2])
    maker.post("proposals/final-work/", final=str(one.pk))
    maker.post(f"files/{one.pk}/remove/")
    maker.draft.uploads.filter(pk=one.pk).delete()

    assert not final_work(maker.draft).decided
