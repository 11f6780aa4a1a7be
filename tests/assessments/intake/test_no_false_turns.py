"""What only looks like a conversation, a run or a list of commits is not stated as one."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from assessments.intake import read

STORY = "第三章\n\n用户：你好，机器人。\n\n助手：您好，主人。\n\n他关上了灯，窗外的雪还在下。\n"
GLOSSARY = "User: who uses the program.\nAssistant: who helps.\nModel: who poses.\n"
SUBTITLES = "1\n00:00:01,000 --> 00:00:02,000\nUser: open the door\n\n" \
            "2\n00:00:03,000 --> 00:00:04,000\nAI: I can't\n"  # fmt: skip


def of(text: str | bytes, name: str = "a.txt"):
    return read(text.encode() if isinstance(text, str) else text, name=name)


def codes(reading) -> list[str]:
    return [fault.code for fault in reading.problems]


def turns(reading) -> list[tuple[str, str]]:
    return [(turn.role, turn.text) for turn in reading.messages]


@pytest.mark.parametrize(
    ("text", "suspected"), [(STORY, True), (GLOSSARY, False), (SUBTITLES, False)]
)
def test_a_story_a_glossary_and_subtitles_are_no_conversation(text, suspected):
    reading = of(text)
    assert reading.messages == ()
    assert ("conversation_suspected" in codes(reading)) is suspected


def test_subtitles_that_a_person_gave_stay_in_the_conversation():
    pasted = f"用户：翻译这段字幕\n{SUBTITLES}\n助手：好的。\n用户：谢谢\n"
    assert [role for role, _ in turns(of(pasted))][0] == "user"


def test_names_with_the_word_for_said_are_speakers_and_speech_in_a_story_is_none():
    asked = "我说：\n写一段秋雨\n\n豆包说：\n秋雨像旧信。\n"
    assert of(asked).generator == "豆包"
    assert turns(of(asked)) == [("user", "写一段秋雨"), ("assistant", "秋雨像旧信。")]
    assert of("我说：“写一段秋雨。”\n豆包说：“秋雨像旧信。”\n").messages == ()


def test_three_turns_of_a_named_author_look_like_a_conversation():
    said = "a sentence that is long enough to be said by somebody, number"
    listed = [{"author": who, "text": f"{said} {n}"} for n, who in enumerate(("me", "shop", "me"))]
    assert codes(of(json.dumps({"messages": listed}))) == ["conversation_suspected"]
    unnamed = [{"kind": turn["author"], "text": turn["text"]} for turn in listed]
    assert codes(of(json.dumps({"rows": unnamed}))) == []


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "Bo", "is_user": true, "mes": "hi"}\n{"name": "Li", "is_user": true, "mes": "o"}',
        json.dumps({"conversation": {"id": 7},
                    "responses": [{"sender": "human", "message": "I like red"}]}),
        json.dumps({"requests": [{"message": {"text": "GET /a"}, "response": {"status": 200}}],
                    "responderUsername": "proxy"}),
    ],
)  # fmt: skip
def test_usual_names_show_no_program_where_no_machine_speaks(text):
    reading = of(text, "a.json")
    assert (reading.generator, reading.messages) == (None, ())


def test_such_a_file_names_its_program_as_soon_as_a_machine_speaks():
    lines = '{"is_user": true, "mes": "hi"}\n{"is_user": false, "mes": "hello"}'
    assert of(lines).generator == "SillyTavern"


def test_an_entry_of_gemini_that_is_no_request_is_no_persons_words():
    made = {
        "header": "Gemini Apps",
        "title": "Created Gemini Canvas titled Fox",
        "products": ["Gemini Apps"],
        "safeHtmlItem": [{"html": "<p>Here it is.</p>"}],
    }
    asked = {**made, "title": "已输入提示：画一只白鹭", "text": "画一只白鹭"}  # fmt: skip
    assert turns(of(json.dumps([made]))) == [("assistant", "Here it is.")]
    reading = of(json.dumps([asked]))
    assert turns(reading)[0] == ("user", "画一只白鹭")
    assert "activity_verb_kept" not in codes(reading)


def test_texts_that_cells_hold_themselves_are_read_with_their_spaces_and_not_as_spoken():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<worksheet xmlns="{main}"><sheetData><row><c t="inlineStr"><is><t>一只猫</t></is></c>'
        '<c><v>5</v></c><c t="inlineStr"><is><r><t>in </t></r><r><t>rain</t></r></is></c></row>'
        "</sheetData></worksheet>"
    )
    shared = f'<sst xmlns="{main}"><si><t>猫</t><rPh sb="0" eb="1"><t>ねこ</t></rPh></si></sst>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}"/>')
        book.writestr("xl/sharedStrings.xml", shared)
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    reading = of(out.getvalue(), "a.xlsx")
    assert reading.extra["text"].split("\n") == ["猫", "一只猫", "in rain"]


def test_counts_of_commits_are_said_not_to_be_read():
    counts = "     3\t王芳 <wf@example.cn>\n     1\tbot <b@example.cn>\n"
    heads = "王芳 (2):\n      first\n      second\n\nBo (1):\n      third\n"
    assert [codes(of(text)) for text in (counts, heads)] == [["git_form_unread"]] * 2
    assert codes(of("Chapter (2):\n      a line\n")) == []
    assert codes(of("     3\tpears\n     1\tplum\n")) == []


def test_a_page_of_a_chat_without_turns_says_so():
    page = "<!DOCTYPE html><html><head><title>{}</title></head><body>…</body></html>"
    assert codes(of(page.format("ChatGPT - 灯笼"), "a.html")) == ["page_without_turns"]
    assert codes(of(page.format("灯笼 | 豆包"), "a.html")) == ["page_without_turns"]
    assert codes(of(page.format("ChatGPTs and I"), "a.html")) == []


def test_settings_without_words_and_seed_made_nothing_that_is_known():
    defaults = {"prompt": "", "negative_prompt": "", "steps": 20, "seed": -1, "model": "sd15"}
    reading = of(json.dumps(defaults), "config.json")
    assert codes(reading) == ["settings_alone"]
    assert (reading.parameters.steps, reading.confidence) == (None, "none")
    assert of(json.dumps({**defaults, "seed": 7})).parameters.steps == 20
    assert of(json.dumps({**defaults, "prompt": "a fox"})).parameters.steps == 20


@pytest.mark.parametrize(
    "text",
    [
        "问：谁画的？\n答：我画的。\n问：何时？\n答：昨天。\n",
        "**提问：** 谁画的？\n\n**回答：** 我。\n\n**提问：** 何时？\n\n**回答：** 昨天。\n",
    ],
)
def test_questions_and_answers_may_be_those_of_people(text):
    reading = of(text)
    assert (reading.messages, codes(reading)) == ((), ["conversation_suspected"])


@pytest.mark.parametrize(("is_error", "speaker"), [(True, "system"), (False, "assistant")])
def test_an_error_of_the_program_is_no_answer(is_error, speaker):
    asked = {"id": "1", "role": "user", "content": "画"}
    answered = {"id": "2", "role": "assistant", "content": "timeout", "isError": is_error}
    backup = {"chat-next-web-store": {"sessions": [{"id": "s", "messages": [asked, answered]}]}}
    assert turns(of(json.dumps(backup)))[1][0] == speaker


FROM = "From 4444444444444444444444444444444444444444 Mon Sep 17 00:00:00 2001\n"
WHO = "From: Li <l@example.org>\nDate: Sun, 1 Mar 2026 10:00:00 +0800\n"
CHANGE = "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n x\n+y\n-- \n2.43.0\n"


def test_the_letter_before_a_series_of_patches_is_no_commit():
    cover = f"{FROM}{WHO}Subject: [PATCH 0/1] Rain\n\n*** BLURB ***\n\n-- \n2.43.0\n\n"
    patch = f"{FROM}{WHO}Subject: [PATCH 1/1] Rain\n\n---\n a | 1 +\n\n{CHANGE}"
    (edit,) = of(cover + patch).edits
    assert edit.text == "Rain" and edit.extra["added"] == 1


@pytest.mark.parametrize(
    "line",
    [
        "41e4800 HEAD@{0}: merge side: Merge made\n",
        "c8ca7d5 (HEAD -> main) HEAD@{1}: checkout: moving\n",
        "^944f9d0 (Li Mei 2026-01-02 10:00:00 +0800 1) first\n",
        "41e4800|Li Mei|2026-01-02|first\n",
    ],
)
def test_other_lists_of_git_are_no_commits_and_said_not_to_be_read(line):
    reading = of(line * 3)
    assert (reading.edits, codes(reading)) == ((), ["git_form_unread"])


@pytest.mark.parametrize(
    "unset", ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1970-01-01T08:00:00+08:00"]
)
def test_the_zero_of_a_clock_is_no_time(unset):
    chat = {"title": "x", "created_at": unset, "messages": [
        {"role": "user", "content": "hi", "created_at": unset},
        {"role": "assistant", "content": "ho", "created_at": "2026-01-02T00:00:00Z"}]}  # fmt: skip
    reading = of(json.dumps(chat))
    assert [turn.at for turn in reading.messages] == [None, "2026-01-02T00:00:00Z"]
    assert unset not in [time.value for time in reading.times]
    (fault,) = (each for each in reading.problems if each.code == "placeholder")
    assert fault.params == {"field": "time", "value": unset}


def test_an_old_day_is_a_time():
    front = "---\ndate: 1970-01-01\n---\n\nA letter.\n"
    assert [time.value for time in of(front).times] == ["1970-01-01"]
