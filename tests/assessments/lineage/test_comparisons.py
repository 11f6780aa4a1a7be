"""What a comparison shows of two texts, of a conversation and a text, and of films."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from assessments.answers.services import item_add
from assessments.evidence.models import Upload
from assessments.lineage.film_strip import film_strip
from assessments.lineage.models import FileComparison
from assessments.proposals.held_files import held_files
from assessments.proposals.models import Confirmation
from cases.record import load_data
from tests.support.made_films import clip, encode, part
from tests.support.uploads import SAMPLES, run_queued_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
DRAFT = (
    "清晨的薄雾漫过石桥，河面上浮着几片枯叶。老人提着竹篮慢慢走下台阶，篮里装着昨夜摘的莲子。"
    "对岸的茶馆刚刚卸下门板，伙计把炉火拨旺，水汽从铜壶嘴里一缕一缕地升起来。"
)
OTHER = "红烧肉要先焯水，再用小火慢慢炖，最后收汁装盘。"
TYPED = "孩子们背着书包跑过巷口，笑声惊起屋檐下的燕子。"
OWN = "裁缝铺的灯还亮着，师傅低头缝一件青布长衫。"


def conversation(*turns: tuple[str, str]) -> bytes:
    """An export of ChatGPT with these turns, one after the other."""
    mapping, above = {}, None
    for at, (role, text) in enumerate(turns):
        message = {
            "id": f"m{at}",
            "author": {"role": role},
            "content": {"content_type": "text", "parts": [text]},
            "create_time": 1_760_000_000 + at * 60,
        }
        mapping[f"m{at}"] = {"id": f"m{at}", "message": message, "parent": above, "children": []}
        if above:
            mapping[above]["children"] = [f"m{at}"]
        above = f"m{at}"
    talk = {"title": "桥", "conversation_id": "c", "mapping": mapping, "current_node": above}
    return json.dumps([talk], ensure_ascii=False).encode()


def docx(text: str) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{types}"/>')
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>',
        )
    return out.getvalue()


def compare(maker, source: Upload, final: Upload) -> str:
    maker.post("compare/", source=str(source.pk), final=str(final.pk))
    run_queued_jobs()
    return maker.get(f"compare/?source={source.pk}&final={final.pk}")


def measure_of(source: Upload, final: Upload) -> dict:
    pair = {"source": source.original_id, "final": final.original_id}
    return FileComparison.objects.get(**pair).measure


def test_a_final_text_is_compared_with_the_answer_that_it_was_made_from(maker):
    chat, final = maker.upload(
        ("chat.json", conversation(("user", TYPED), ("assistant", OTHER), ("assistant", DRAFT))),
        ("final.docx", docx(f"{DRAFT}\n{TYPED}\n{OWN}")),
    )
    page = compare(maker, chat, final)
    measure = measure_of(chat, final)

    assert (measure["kind"], measure["turns"]) == ("text", [1])
    assert measure["removed"] == 0
    assert measure["new"] == len(TYPED) + len(OWN)
    assert measure["typed"] == len(TYPED)
    assert f"found in what the person wrote in the conversation: {len(TYPED)}." in page
    assert page.count("<rect") == 6  # two ends of the last line
    assert f"Sentence 5: 0 kept, 0 moved, {len(OWN)} not in the source" in page
    assert "human" not in page


def test_a_text_made_from_two_answers_is_compared_with_both(maker):
    chat, final = maker.upload(
        ("chat.json", conversation(("user", "写"), ("assistant", DRAFT), ("assistant", OTHER))),
        ("final.txt", f"{OTHER}\n{DRAFT}\n".encode()),
    )
    compare(maker, chat, final)

    measure = measure_of(chat, final)
    assert (measure["turns"], measure["new"]) == ([0, 1], 0)
    assert measure["moved"] in (len(DRAFT), len(OTHER))


def test_a_document_is_compared_with_itself_before_its_tracked_changes(maker):
    (reviewed,) = maker.upload(SAMPLES / "tracked_changes" / "license_reviewed.docx")
    page = compare(maker, reviewed, reviewed)

    assert measure_of(reviewed, reviewed)["removed"] > 0
    assert "Words inserted" in page


def test_a_file_without_tracked_changes_is_not_compared_with_itself(maker):
    (plain,) = maker.upload(("a.txt", DRAFT.encode()))
    sent = {"source": str(plain.pk), "final": str(plain.pk)}
    assert maker.post("compare/", **sent).status_code == 422


def test_the_comparison_of_a_conversation_measures_the_step_of_writing(maker):
    chat, final = maker.upload(
        ("chat.json", conversation(("user", "写"), ("assistant", DRAFT))),
        ("final.docx", docx(DRAFT + OWN)),
    )
    compare(maker, chat, final)
    sent = {"source": str(chat.pk), "final": str(final.pk), "extent": "local", "made": "later"}
    maker.post("compare/extent/", **sent)
    answers = {"schema": "creation-record/1", "title": "t", "kind": "text"}
    record = load_data(
        {
            **answers,
            "steps": [{"id": "s1", "action": "edit", "evidence": ["e1", "e2"]}],
            "evidence": [
                {"id": "e1", "what": "chat_export", "made": "later", "sha256": chat.sha256},
                {"id": "e2", "what": "original_file", "made": "later", "sha256": final.sha256},
            ],
        }
    )

    assert held_files(maker.draft, record).measured["s1"].extent == "local"


def test_tracked_changes_measure_the_step_that_has_the_document(maker):
    (reviewed,) = maker.upload(SAMPLES / "tracked_changes" / "license_reviewed.docx")
    compare(maker, reviewed, reviewed)
    piece = {"id": "e1", "what": "drafts", "made": "later", "sha256": reviewed.sha256}
    step = {"id": "s1", "action": "edit", "evidence": ["e1"]}
    answers = {"schema": "creation-record/1", "title": "t", "kind": "text"}
    record = load_data({**answers, "steps": [step], "evidence": [piece]})

    assert held_files(maker.draft, record).measured["s1"].changed


@pytest.fixture
def films(maker) -> list[Upload]:
    """Three clips and a film that has parts of two of them, and something else."""
    cut = [*part(2, 0.5, 2.0), *part(1, 0, 3), *clip(7, 1.0)]
    files = [(f"clip {seed}.mp4", encode(clip(seed))) for seed in (1, 2, 3)]
    return maker.upload(*files, ("film.mp4", encode(cut)))


def test_the_longest_film_is_compared_with_every_clip(maker, films):
    strip = film_strip(films[-1])

    assert [clip.upload.name for clip in strip.found] == ["clip 1.mp4", "clip 2.mp4"]
    names = [[clip.upload.name for clip in shot.clips] for shot in strip.shots]
    assert names == [["clip 2.mp4"], ["clip 1.mp4"], []]
    assert strip.unknown == pytest.approx(1.0, abs=0.3)
    assert (strip.is_reordered, strip.is_cut, strip.is_selection) == (True, True, True)


def test_the_page_of_a_film_says_what_is_unknown_and_adds_no_step(maker, films):
    page = maker.get(f"compare/?source={films[1].pk}&final={films[-1].pk}")

    assert "3 clips were compared with this film. 2 of them were found in it." in page
    assert "unknown" in page
    assert "it is not found does not make it new" in page
    assert maker.steps == []


def test_only_what_a_person_ticks_becomes_a_step(maker, films):
    maker.post("compare/film/", final=str(films[-1].pk))
    assert maker.steps == []

    maker.post("compare/film/", final=str(films[-1].pk), did=["select", "order"])
    select, arrange = maker.steps
    assert (select["outputs"], select["kept"]) == ("3", "2")
    assert arrange["adds"] == ["order"]
    assert len(arrange["evidence"]) == 3
    assert Confirmation.objects.filter(proposal=f"{films[-1].pk}/film").count() == 2


def test_what_the_films_do_not_show_cannot_be_ticked(maker):
    one, two = maker.upload(("a.mp4", encode(clip(1))), ("b.mp4", encode(clip(2, 4.0))))
    maker.post("compare/film/", final=str(two.pk), did=["select", "order", "cut"])
    assert maker.steps == []
    assert "0 of them were found" in maker.get(f"compare/?source={one.pk}&final={two.pk}")


def test_two_clips_that_look_alike_are_both_named(maker):
    films = maker.upload(
        ("a.mp4", encode(clip(1))),
        ("b.mp4", encode(clip(1), size=(240, 180))),
        ("film.mp4", encode([*clip(1), *clip(5)])),
    )
    first, *_ = film_strip(films[-1]).shots
    assert len(first.clips) == 2
    assert "undecided" in maker.get(f"compare/?source={films[0].pk}&final={films[-1].pk}")


def test_a_film_that_is_too_large_is_said_to_be(maker, films, monkeypatch):
    from assessments.likeness import limits

    monkeypatch.setattr(
        limits, "FILM_BYTES", limits.Limit(value=9, unit="bytes", code="file_too_large")
    )
    FileComparison.objects.all().delete()
    page = compare(maker, films[0], films[-1])

    assert measure_of(films[0], films[-1])["code"] == "file_too_large"
    assert "clips were compared" not in page


def test_steps_typed_before_stay(maker, films):
    item_add(maker.draft, part="steps", values={"action": "conceive"})
    maker.post("compare/film/", final=str(films[-1].pk), did=["cut"])
    assert [step["action"] for step in maker.steps] == ["conceive", "arrange"]


def test_a_comparison_of_films_made_as_of_pictures_is_made_anew(maker, films):
    pair = {"source": films[0].original_id, "final": films[-1].original_id}
    old = {"kind": "picture", "code": "damaged"}
    FileComparison.objects.filter(**pair).update(measure=old)
    compare(maker, films[0], films[-1])

    assert measure_of(films[0], films[-1])["kind"] == "film"
