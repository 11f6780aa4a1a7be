"""What a file says, what was typed and what was confirmed stay three things."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from django.utils import timezone
from PIL import Image

from assessments.answers.merging import count
from assessments.answers.services import draft_save, item_add
from assessments.audit.models import AuditEntry
from assessments.evidence.models import Upload
from assessments.proposals.dated_files import conflicts
from assessments.proposals.evidence import upload_as_evidence
from assessments.proposals.matching import open_rows
from assessments.proposals.models import Confirmation
from assessments.results.finish import draft_finish, draft_preview
from tests.support.uploads import DUCK, SAMPLES, paint_square, picture, run_queued_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
SEED = 235284042  # what the duck's file says


@pytest.fixture
def typed_step(maker):
    """A step typed with another seed than its file states, and the file handed in for it."""
    step = {"action": "generate", "prompt": "photo of a duck", "parameters": [["seed", "123"]]}
    item = item_add(maker.draft, part="steps", values=step)
    (upload,) = maker.upload(DUCK)
    upload_as_evidence(
        maker.draft, upload=upload, step=item, what="generation_metadata", made="contemporaneous"
    )
    return upload


def seed_of(maker) -> str:
    return dict(maker.steps[0]["parameters"])["seed"]


def decide(maker, upload, **choices: str) -> None:
    sent = {f"d.{name}": choice for name, choice in choices.items()}
    maker.post("proposals/", step=f"{upload.pk}/1", **sent)


def test_nothing_enters_the_answers_before_it_is_confirmed(maker):
    maker.upload(DUCK)
    page = maker.get("proposals/")

    assert "photo of a duck" in page
    assert maker.draft.answers == {}


def test_what_is_confirmed_becomes_a_step_with_its_file_as_evidence(maker):
    (upload,) = maker.upload(DUCK)
    maker.post("proposals/", made="contemporaneous")

    (step,) = maker.steps
    (piece,) = maker.draft.answers["evidence"]
    assert step["prompt"] == "photo of a duck"
    assert ["seed", str(SEED)] in step["parameters"]
    assert (piece["sha256"], piece["what"]) == (upload.sha256, "generation_metadata")
    assert step["evidence"] == [piece["id"]]


def test_only_the_chosen_fields_are_taken(maker):
    (upload,) = maker.upload(DUCK)
    decide(maker, upload, action="read0", prompt="read0", negative_prompt="out")

    (step,) = maker.steps
    assert step["prompt"] == "photo of a duck"
    assert not {"negative_prompt", "parameters", "tool"} & step.keys()


def test_a_confirmation_keeps_which_file_said_it_and_where(maker):
    (upload,) = maker.upload(DUCK)
    maker.post("proposals/")

    confirmation = Confirmation.objects.get(field="parameters.seed")
    assert (confirmation.as_read, confirmation.as_typed, confirmation.upload) == (
        SEED,
        None,
        upload,
    )
    assert confirmation.where == "PNG tEXt parameters"


def test_when_no_clock_says_so_a_file_is_not_called_made_at_the_time(maker):
    maker.upload(DUCK)
    maker.post("proposals/")

    assert maker.draft.answers["evidence"][0]["made"] == ""


def test_what_no_clock_shows_is_not_called_later_nor_made_at_the_time(maker):
    """Its own date lies months before it was received, which shows neither."""
    (upload,) = maker.upload(SAMPLES / "tracked_changes" / "license_reviewed.docx")
    said = {"what": "drafts", "made": "contemporaneous", "target": ""}
    maker.post("proposals/", keep=str(upload.pk), **said)

    assert maker.draft.answers["evidence"][0]["made"] == ""
    assert "file without a time of making" in maker.get("review/")


def test_what_is_only_inferred_is_not_confirmed_with_all_else(maker):
    maker.upload(SAMPLES / "tracked_changes" / "license_reviewed.docx")
    page = maker.get("proposals/")
    assert "The file names AI Reviewer as author: a program." in page
    assert "Only inferred" in page
    maker.post("proposals/", made="contemporaneous")
    assert maker.steps == []


def dated_picture(at: datetime) -> bytes:
    """A picture whose EXIF says when it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = f"{at:%Y:%m:%d %H:%M:%S}"
    out = io.BytesIO()
    Image.open(io.BytesIO(picture())).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_file_of_today_does_not_show_a_step_of_last_year(maker):
    """Its own date and its receipt agree; the step that it is to show lies elsewhere."""
    old, new = (
        item_add(maker.draft, part="steps", values={"action": "edit", "at": at})
        for at in ("2025-01-10", f"{datetime.now():%Y-%m-%d}")
    )
    parent_upload, two = maker.upload(
        ("1.jpg", dated_picture(datetime.now())), ("2.jpg", dated_picture(datetime.now()) + b"\0")
    )
    said = {"what": "original_file", "made": "contemporaneous"}
    maker.post("proposals/", keep=str(parent_upload.pk), target=old, **said)
    maker.post("proposals/", keep=str(two.pk), target=new, **said)

    assert [piece["made"] for piece in maker.draft.answers["evidence"]] == [
        "later",
        "contemporaneous",
    ]
    assert "lies long after the act" in maker.get(f"steps/{old}/")
    assert "our receipt soon after (self-recorded)" in maker.get(f"steps/{new}/")


def test_what_the_clocks_deny_stays_visible_beside_what_was_typed(maker):
    (upload,) = maker.upload(("old.jpg", dated_picture(datetime(2025, 1, 1))))
    upload_as_evidence(
        maker.draft, upload=upload, step="", what="original_file", made="contemporaneous"
    )

    for place in ("proposals/", "evidence/e1/"):
        assert "its dates do not show that" in maker.get(place)
    assert "The dates of 1 file do not match what you said" in maker.get("review/")
    assert "received here long after its own time" in maker.get("review/")


@pytest.mark.parametrize(
    ("at", "made"), [(datetime(2025, 1, 1), "later"), (None, "contemporaneous")]
)
def test_the_result_goes_by_the_clocks_and_the_answer_stays(maker, at, made):
    draft_save(maker.draft, part="work", sent={"title": "Duck", "kind": "image"}, version=0)
    step = item_add(maker.draft, part="steps", values={"action": "edit"})
    (upload,) = maker.upload(("old.jpg", dated_picture(at or datetime.now())))
    said = {"what": "original_file", "made": "contemporaneous"}
    upload_as_evidence(maker.draft, upload=upload, step=step, **said)

    for assessment in (
        draft_preview(maker.draft),
        draft_finish(maker.draft),
    ):
        (piece,) = assessment.record["evidence"]
        assert piece["made"] == made
    maker.draft.refresh_from_db()
    assert maker.draft.answers["evidence"][0]["made"] == "contemporaneous"


def test_bytes_handed_in_again_later_are_judged_by_their_first_receipt(maker):
    early = datetime(2025, 1, 1)
    data = dated_picture(early)
    (first,) = maker.upload(("old.jpg", data))
    Upload.objects.filter(pk=first.pk).update(received_at=timezone.make_aware(early))
    said = {"what": "original_file", "made": "contemporaneous"}
    upload_as_evidence(maker.draft, upload=first, step="", **said)
    maker.upload(("again.jpg", data))

    assert conflicts(maker.draft) == []
    Upload.objects.filter(pk=first.pk).delete()
    assert len(conflicts(maker.draft)) == 1


def test_a_difference_stays_until_somebody_decides(maker, typed_step):
    assert "They differ: decide" in maker.get("proposals/")
    assert "1 answer differs from what a file says" in maker.get("review/")
    assert "you typed “123”" in maker.get("review/")

    maker.post("proposals/")
    assert seed_of(maker) == "123"
    assert "They differ: decide" in maker.get("proposals/")


def test_neither_side_of_a_difference_is_marked_beforehand(maker, typed_step):
    ((_, row),) = open_rows(maker.draft)

    assert row.choice == ""


def test_what_was_typed_can_be_kept(maker, typed_step):
    decide(maker, typed_step, **{"parameters.seed": "typed"})

    assert seed_of(maker) == "123"
    assert open_rows(maker.draft) == []
    assert "differs from what a file says" not in maker.get("review/")


def test_what_was_read_can_replace_what_was_typed(maker, typed_step):
    decide(maker, typed_step, **{"parameters.seed": "read0"})

    assert seed_of(maker) == str(SEED)
    confirmation = Confirmation.objects.get(field="parameters.seed")
    assert (confirmation.as_read, confirmation.as_typed) == (SEED, 123)


def test_a_decision_counts_for_the_values_that_it_was_about(maker, typed_step):
    decide(maker, typed_step, **{"parameters.seed": "typed"})
    item = maker.steps[0]["id"]
    version = count(maker.draft.versions.get(f"steps/{item}"))
    sent = {"parameters": [["seed", "456"]]}
    draft_save(maker.draft, part="steps", item=item, sent=sent, version=version)

    assert [row.field for _, row in open_rows(maker.draft)] == ["parameters.seed"]


def test_a_decision_stands_in_the_log(maker, typed_step):
    decide(maker, typed_step, **{"parameters.seed": "typed"})

    entry = AuditEntry.objects.get(act="proposal.decided")
    assert entry.facts["as_typed"] == ["parameters.seed"]


def test_confirming_twice_makes_one_step(maker):
    maker.upload(DUCK)
    maker.post("proposals/")
    maker.post("proposals/")

    assert len(maker.steps) == 1
    assert len(maker.draft.answers["evidence"]) == 1


def test_a_file_can_belong_to_a_step_that_was_typed(maker):
    item = item_add(maker.draft, part="steps", values={"action": "generate"})
    (upload,) = maker.upload(DUCK)
    maker.post("proposals/", step=f"{upload.pk}/1", target=item, **{"d.prompt": "read0"})

    (step,) = maker.steps
    assert (step["id"], step["prompt"]) == (item, "photo of a duck")


def test_a_step_that_is_gone_is_said_to_be_gone(maker):
    (upload,) = maker.upload(DUCK)
    sent = {"step": f"{upload.pk}/1", "target": "s9", "d.prompt": "read0"}
    response = maker.client.post(f"{maker.url}proposals/", sent, follow=True)

    assert "no longer there" in response.content.decode()
    assert maker.steps == []


def test_another_tool_of_the_same_name_and_version_is_not_made(maker):
    maker.upload(DUCK, ("again.png", DUCK.read_bytes() + b"\0"))
    maker.post("proposals/")

    assert len(maker.steps) == 2
    assert len(maker.draft.answers["tools"]) == 1


def test_proved_rises_with_what_files_show(maker, creator):
    answers = {"title": "Duck", "kind": "image"}
    draft_save(maker.draft, part="work", sent=answers, version=0)
    plain = {"action": "generate", "prompt": "photo of a duck", "detail": "specific"}
    item = item_add(maker.draft, part="steps", values=plain)
    before = draft_preview(maker.draft).typed_result
    (upload,) = maker.upload(DUCK)
    chosen = {"target": item, "made": "contemporaneous", "d.negative_prompt": "read0"}
    maker.post("proposals/", step=f"{upload.pk}/1", **chosen)
    after = draft_preview(maker.draft).typed_result

    assert before.proved.findings["instruction"].level == 0
    assert after.proved.findings["instruction"].level > 0


def test_a_result_continues_the_step_of_the_picture_that_it_came_from(maker):
    """By the tree, as a person placed it: both pictures' files say nothing of each other."""
    first = DUCK.read_bytes()
    parent_upload, two = maker.upload(("1.png", first), ("2.png", first + b"\0"))
    maker.get("tree/")
    run_queued_jobs()
    maker.post("tree/place/", node=str(two.pk), parent=str(parent_upload.pk))
    maker.post("proposals/")

    assert [step.get("parent", "") for step in maker.steps] == ["", maker.steps[0]["id"]]


def test_pages_stand_with_pictures_that_say_nothing(maker):
    data = picture()
    maker.upload(("a.png", data), ("b.png", paint_square(data, (40, 40))))

    assert "Keep it as evidence" in maker.get("proposals/")


def test_what_is_only_not_shown_is_not_marked_as_a_fault(maker):
    maker.upload(("old.jpg", dated_picture(datetime(2025, 1, 1))))
    page = maker.get("proposals/")
    assert "not shown to be made at the time" in page and "tone-unlikely" not in page
