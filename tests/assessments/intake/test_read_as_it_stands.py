"""What files state in forms that are easily misread: each kind from a small file made here."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from assessments.intake import FileReport, read
from assessments.intake.recognition.lines import Line, _surer
from assessments.wording.credited_acts import recorded_acts
from tests.assessments.intake.test_comfyui import extract, node, sampler, simple
from tests.assessments.intake.test_comfyui_editor import drawn, saved, wired
from tests.assessments.intake.test_documents import change, docx
from tests.assessments.intake.test_iptc_ai import GENERATED, packet, picture
from tests.assessments.intake.test_krita_ai import document, generation
from tests.support import made_files
from tests.support.made_files import jpeg, jpeg_comment, png, text


def codes(reading: FileReport) -> list[str]:
    return [fault.code for fault in reading.problems]


def words(reading: FileReport) -> list[str]:
    return [entry["text"] for entry in reading.extra.get("further_words", ())]


def turns(reading: FileReport) -> list[tuple[str, str]]:
    return [(turn.role, turn.text) for turn in reading.messages]


# --- Encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="gbk">', "gbk"),
        ("<meta http-equiv=Content-Type content='text/html; charset=GB2312'>", "gb2312"),
        ('<meta charset="big5">', "big5"),
        ("", "gb18030"),
        ("", "utf-16"),
        ('<meta charset="utf-8">', "gb18030"),  # what it states does not fit
        ('<meta charset="no-such">', "utf-8"),
        ('<meta charset="rot13">', "utf-8"),
        ('<meta charset="iso-8859-1">', "cp1252"),
    ],
)
def test_a_page_is_decoded_as_it_says_or_as_its_bytes_are(head, encoding):
    said = "Smith’s café" if encoding == "cp1252" else "山中小屋"
    page = f"<!doctype html><html><head>{head}<title>{said}</title></head><body>{said}</body>"
    reading = read(page.encode(encoding))
    assert (reading.extra["title"], reading.extra["text"]) == (said, said)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_table_with_chinese_names_of_settings_is_a_log(encoding, separator):
    rows = [
        ["正向提示词", "反向提示词", "随机种子", "采样步数", "模型名称", "文件"],
        ["山中小屋", "模糊", "5", "20", "可图", "a.png"],
        ["海边", "", "6", "20", "可图", "b.png"],
    ]
    reading = read("\n".join(separator.join(row) for row in rows).encode(encoding))
    values = reading.parameters
    assert (reading.prompt, reading.negative_prompt) == ("山中小屋", "模糊")
    assert (values.seed, values.steps, values.model) == (5, 20, "可图")
    assert [run["file"] for run in reading.extra["runs"]] == ["a.png", "b.png"]


@pytest.mark.parametrize("carrier", ["file", "comment", "list"])
def test_an_object_with_chinese_names_of_settings_states_them(carrier):
    stated = {"提示词": "山中小屋", "种子": 5, "步数": 12}
    made = json.dumps(stated, ensure_ascii=False)
    data = {
        "file": made.encode(),
        "comment": jpeg_comment(b"UNICODE\0" + made.encode("utf-16-be")),
        "list": json.dumps([stated, stated | {"种子": 6}], ensure_ascii=False).encode(),
    }[carrier]
    reading = read(data)
    assert (reading.prompt, reading.parameters.seed) == ("山中小屋", 5)


# --- Conversations --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "service", "name"),
    [("用户", "豆包", "豆包"), ("你", "DeepSeek", "DeepSeek"), ("You", "ChatGPT", "ChatGPT")],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_names_alone_on_their_lines_are_speakers_where_they_take_turns(person, service, name, gap):
    said = [person, "画一间小屋", service, "好的。", person, "再小些", service, "完成。"]
    reading = read(gap.join(said).encode())
    assert reading.generator == name
    assert [role for role, _ in turns(reading)] == ["user", "assistant"] * 2
    assert "conversation_form_unknown" in codes(reading)


@pytest.mark.parametrize(
    "said",
    [
        "Kimi\n\nis a girl.\n\n我\n\nam not.\n\nKimi\n\nleft.",  # a service speaks first
        "我\n说。\nKimi\n答。",  # two lines of a story
        "You\nsaid\nChatGPT\nx\nYou\ny\nClaude\nz",  # two services
        "序\n\n用户\n一\nKimi\n二\n用户\n三",  # the text does not begin with a speaker
        "用户\n一\n用户\n二\nKimi\n三",  # one speaks twice
    ],
)
def test_names_alone_on_their_lines_are_words_where_they_do_not(said):
    assert read(said.encode()).messages == ()


def code_line(key: str, role: str, content: Any, **more: Any) -> dict[str, Any]:
    message = {"role": role, "content": content, **more.pop("message", {})}
    return {"type": role, "sessionId": "s", "parentUuid": None, "uuid": key, "message": message,
            "timestamp": f"2026-01-01T00:00:0{key}Z", **more}  # fmt: skip


def test_what_claude_code_adds_is_neither_of_the_person_nor_of_the_model():
    reminder = "<system-reminder>\nnot typed\n</system-reminder>"
    lines = [
        code_line("1", "user", [{"type": "text", "text": f"{reminder}改第二段{reminder}"}]),
        code_line("2", "assistant", "好", message={"model": "claude-x"}),
        code_line("3", "user", "[Request interrupted by user]"),
        code_line("4", "assistant", "API Error: 500", isApiErrorMessage=True),
        code_line("5", "assistant", "No response requested.", message={"model": "<synthetic>"}),
        code_line("6", "user", f"{reminder}"),
        code_line("7", "user", "what does <system-reminder> mean?"),
    ]
    reading = read("\n".join(json.dumps(line) for line in lines).encode())
    assert [said for role, said in turns(reading) if role == "user"] == [
        "改第二段",
        "what does <system-reminder> mean?",
    ]
    assert [said for role, said in turns(reading) if role == "assistant"] == ["好"]


@pytest.mark.parametrize(
    "answer",
    [
        "Error: no such text",
        "Failed to edit: read-only",
        [{"type": "text", "text": "<tool_use_error>not read"}],
    ],
)
def test_a_call_whose_answer_is_an_error_made_no_edit(answer):
    calls = [
        {"type": "tool_use", "id": "a", "name": "create_file",
         "input": {"path": "s.md", "file_text": "One."}},
        {"type": "tool_result", "tool_use_id": "a", "content": "Errors are none; written."},
        {"type": "tool_use", "id": "b", "name": "str_replace",
         "input": {"path": "s.md", "old_str": "Two", "new_str": "2"}},
        {"type": "tool_result", "tool_use_id": "b", "content": answer},
    ]  # fmt: skip
    chat = [{"sender": "human", "text": "write", "uuid": "1"},
            {"sender": "assistant", "text": "", "uuid": "2", "content": calls}]  # fmt: skip
    reading = read(json.dumps([{"uuid": "c", "chat_messages": chat}]).encode())
    assert [edit.text for edit in reading.edits] == ["One."]


def test_two_conversations_of_one_id_stay_two():
    chat = {"uuid": "c", "chat_messages": [{"sender": "human", "text": "hi", "uuid": "1"}]}
    reading = read(json.dumps([chat, chat]).encode())
    assert len({turn.extra["conversation"] for turn in reading.messages}) == 2


@pytest.mark.parametrize(
    ("made", "suspected"),
    [
        ({"history": 20, "font": "Mono", "prompt": "$ "}, False),
        ({"mapping": {"a": "b"}, "width": 3}, False),
        ({"posts": [{"author": "human", "text": "Draw"}, {"author": "X-1", "text": "Done"}]}, True),
    ],
)
def test_an_object_that_holds_no_conversation_is_no_export(made, suspected):
    reading = read(json.dumps(made).encode())
    assert reading.media_type == "text/plain"
    assert codes(reading) == (["conversation_suspected"] if suspected else [])


def test_settings_beside_a_list_called_history_are_settings():
    made = {"prompt": "a hut", "seed": 4, "steps": 9, "history": []}
    assert (read(json.dumps(made).encode()).prompt, read(json.dumps(made).encode()).messages) == (
        "a hut",
        (),
    )


def test_an_archive_of_several_makers_names_none():
    chat = json.dumps(
        [{"uuid": "c", "chat_messages": [{"sender": "human", "text": "hi", "uuid": "1"}]}]
    ).encode()
    settings = "a hut\nSteps: 20, Sampler: Euler, Seed: 1, Size: 8x16"

    def archive(*members: tuple[str, bytes]) -> FileReport:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for name, data in members:
                made.writestr(name, data)
        return read(out.getvalue())

    assert archive(("c.json", chat), ("photo.png", png())).generator == "Claude"
    assert archive(("c.json", chat), ("a.png", png(text("parameters", settings)))).generator is None
    edited = docx(f"<w:p>{change('ins', 'by hand')}</w:p>")
    assert archive(("c.json", chat), ("a.docx", edited)).generator is None


# --- Pictures -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("credit", "generated", "generator", "editor"),
    [
        ("Li Mei; made with Google AI", False, "Google AI", None),
        ("使用 Google AI 生成", False, "Google AI", None),
        ("Agency / Edited with Google AI", False, None, "Google AI"),
        ("Li Mei, Google AI", True, "Google AI", None),
        ("never made with Google AI", False, None, None),
        ("no part made using Google AI tools", True, None, None),
        ("未使用 Google AI 生成", False, None, None),
        ("Not edited with Google AI", False, None, None),
        ("planned in Google AI Studio", True, None, None),
    ],
)
def test_a_line_of_credit_counts_only_by_the_words_of_the_program(
    credit, generated, generator, editor
):
    source = f' Iptc4xmpExt:DigitalSourceType="{GENERATED}"' if generated else ""
    reading = read(picture("", f'photoshop:Credit="{credit}"{source}'))
    assert (reading.generator, reading.extra.get("edited_with")) == (generator, editor)
    assert "no_metadata" not in codes(reading)  # the line names one


@pytest.mark.parametrize("value", ["N/A", "Undisclosed", "未公开", "none.", "No AI used"])
def test_a_text_in_place_of_a_value_is_no_prompt_and_no_generator(value):
    both = f'Iptc4xmpExt:AISystemUsed="{value}" Iptc4xmpExt:AIPromptInformation="{value}"'
    reading = read(picture("", both))
    assert (reading.prompt, reading.generator) == (None, None)
    assert [fault.params["field"] for fault in reading.problems if fault.code == "placeholder"] == [
        "prompt",
        "generator",
    ]


def test_a_version_without_its_system_is_no_generator():
    reading = read(picture("", 'Iptc4xmpExt:AISystemVersionUsed="9.9"'))
    assert (reading.generator, reading.extra["system_version"]) == (None, "9.9")


def test_camera_and_program_are_understood_and_another_program_is_not():
    maker = {0x010F: b"Acme", 0x0110: b"Acme X1", 0x0131: b"Firmware 3"}
    reading = read(jpeg((0xE1, b"Exif\0\0" + made_files.tiff(maker))))
    assert (reading.extra["device"], reading.extra["program"]) == ("Acme X1", "Firmware 3")
    assert "texts_not_understood" not in codes(reading)
    alone = read(jpeg((0xE1, b"Exif\0\0" + made_files.tiff({0x0131: b"Unknown Maker 1"}))))
    assert "texts_not_understood" in codes(alone)


def test_an_entry_of_the_history_says_whether_it_created():
    events = "".join(
        f'<rdf:li stEvt:when="2026-01-0{day}" stEvt:action="{action}"/>'
        for day, action in ((1, "created"), (2, "saved"), (3, "converted"))
    )
    inner = f"<xmpMM:History><rdf:Seq>{events}</rdf:Seq></xmpMM:History>"
    spaces = (
        'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
        'xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"'
    )
    reading = read(jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet(inner, spaces))))
    assert [time.what for time in reading.times] == ["created", "modified", "modified"]


def test_labels_that_differ_are_both_said_wherever_they_stand():
    first = {"Label": "1", "ContentProducer": "p", "ProduceID": "1"}
    inside = {"AIGC": first | {"Label": "2"}}
    reading = read(png(text("AIGC", first), text("Comment", inside)))
    said = [fault.params for fault in reading.problems if fault.code == "label_contradiction"]
    assert [(one["field"], one["first"], one["second"]) for one in said] == [("Label", "1", "2")]
    same = read(png(text("AIGC", first), text("Comment", {"AIGC": first})))
    assert "label_contradiction" not in codes(same)


# --- Generators -----------------------------------------------------------------------------------


def test_words_and_model_of_a_later_pass_stand_apart():
    nodes = simple()
    later = {
        "7": sampler(nodes, latent_image=["sampler", 0], positive=["8", 0], model=["9", 0]),
        "8": node("CLIPTextEncode", text="finer lines", clip=["9", 1]),
        "9": node("CheckpointLoaderSimple", ckpt_name="second.safetensors"),
        "decode": node("VAEDecode", samples=["7", 0], vae=["model", 2]),
    }
    reading = extract(simple(**later))
    assert "finer lines" not in (reading.prompt or "")
    assert words(reading) == ["finer lines"]
    assert reading.extra["further_models"] == ["second.safetensors"]


def test_a_second_program_keeps_its_words_and_model():
    settings = "an old hut\nSteps: 9, Sampler: Euler, Seed: 8, Size: 8x16, Model: other"
    reading = read(png(text("prompt", simple()), text("parameters", settings)))
    assert reading.generator == "ComfyUI"
    assert words(reading) == ["an old hut"]
    assert reading.extra["further_models"] == ["other"]


@pytest.mark.parametrize("mode", [2, 4])
def test_a_graph_whose_sampler_is_turned_off_states_no_prompt(mode):
    encoder = drawn(1, "CLIPTextEncode", ["a hut by the sea"], inputs={"clip": wired("CLIP")})
    settings = [5, "fixed", 20, 7.0, "euler", "normal", 1.0]
    inputs = {"positive": wired("CONDITIONING", 1), "latent_image": wired("LATENT", 9)}
    off = drawn(2, "KSampler", settings, inputs=inputs, mode=mode)
    save = drawn(3, "SaveImage", ["x"], inputs={"images": wired("IMAGE", 2)})
    links = [[1, 1, 0, 2, 0, "CONDITIONING"], [2, 2, 0, 3, 0, "IMAGE"]]
    reading = saved({"nodes": [encoder, off, save], "links": links})
    assert reading.prompt is None
    assert "graph_switched_off" in codes(reading) or "graph_not_understood" in codes(reading)


@pytest.mark.parametrize(
    ("behind", "prompt", "seed"),
    [
        (" --seed 5 - Upscaled (Creative) by @mei (relaxed, stealth)", "a hut", 5),
        (" --seed 5 - Image #3 @mei", "a hut", 5),
        (" - Variations (Strong) by <@12345> (fast)", "a hut", None),
        (" - a view by night --seed 5", "a hut - a view by night", 5),
    ],
)
def test_what_the_bot_writes_behind_a_request_is_no_part_of_it(behind, prompt, seed):
    reading = read(png(text("Description", f"a hut{behind} Job ID: 1-2")))
    assert (reading.prompt, reading.parameters.seed) == (prompt, seed)


def test_the_jobs_of_midjourney_are_runs():
    jobs = [
        {"id": "j1", "full_command": "a hut --no people --seed 5 --v 7", "enqueue_time": "2026"},
        {"id": "j2", "full_command": "a barn"},
    ]
    for data in (json.dumps(jobs), "\n".join(map(json.dumps, jobs))):
        reading = read(data.encode())
        assert (reading.generator, reading.prompt) == ("Midjourney", "a hut")
        assert [run["prompt"] for run in reading.extra["runs"]] == ["a hut", "a barn"]
        assert (reading.negative_prompt, reading.parameters.seed) == ("people", 5)


@pytest.mark.parametrize(
    "made",
    [
        json.dumps({"prompt": "a hut", "seed": -1, "steps": 4}).encode(),
        png(text("parameters", "a hut\nSteps: 9, Sampler: Euler, Seed: -1, Size: 8x16")),
    ],
)
def test_a_seed_that_asks_for_any_is_none(made):
    reading = read(made)
    assert (reading.prompt, reading.parameters.seed) == ("a hut", None)
    assert "placeholder" in codes(reading)


def test_an_enlargement_whose_result_was_used_is_listed():
    enlarged = generation("", 0, {"0": True}) | {"kind": 2, "offsets": [0]}
    reading = document({"history": [generation("a hut", 5, {}), enlarged]})
    assert reading.prompt == "a hut"
    assert reading.extra["upscaled"] == [{"results": 1, "used": [0], "at": None}]


def test_a_log_that_breaks_off_says_so():
    page = (
        '<html><title>Fooocus Log 2026-01-01</title><div class="image-container"><table><tr>'
        "<td class='label'>Prompt</td><td class='value'>a hut</td></tr>"
    )
    assert "truncated" not in codes(read(page.encode()))
    assert "truncated" in codes(read(f"{page}<tr><td class='label'>Se".encode()))


# --- Sentences and recognised lines ---------------------------------------------------------------


def test_each_act_of_credentials_is_said_with_its_own_program():
    acts = [
        {"action": "c2pa.edited", "name": "Fill", "program": "Maker"},
        {"action": "c2pa.cropped", "program": "Editor"},
    ]
    (said,) = recorded_acts({"actions": acts})
    assert "[c2pa.edited] Fill (Maker)" in said and "[c2pa.cropped] (Editor)" in said
    (one,) = recorded_acts({"actions": acts[:1]})
    assert "Maker" not in one


def test_an_unsure_line_is_replaced_by_a_surer_one_at_its_place_only():
    def line(said: str, top: int, confidence: int, left: int = 0) -> Line:
        return Line(text=said, box=(left, top, left + 90, top + 20), confidence=confidence)

    again = [line("山中小屋", 2, 80), line("海边", 60, 90), line("旁边", 0, 99, left=200)]
    assert _surer(line("LU PANE", 0, 40), again).text == "山中小屋"
    assert _surer(line("LU PANE", 0, 85), again).text == "LU PANE"
    assert _surer(line("BR", 30, 40), again).text == "BR"
    assert _surer(line("BR", 60, 69), [line("海", 60, 50)]).text == "BR"
