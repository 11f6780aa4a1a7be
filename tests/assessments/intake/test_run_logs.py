"""Logs of runs beside pictures: pages, tables, scripts and lines of JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assessments.intake import Lora, read

CASES = Path(__file__).parents[2] / "resources" / "evidence-cases"
HEADER = (
    "prompt,seed,width,height,sampler,cfgs,steps,filename,negative_prompt,sd_model_name,"
    "sd_model_hash\n"
)


def codes(reading) -> list[str]:
    return [fault.code for fault in reading.problems]


def block(file: str, **cells: str) -> str:
    rows = "".join(
        f"<tr><td class='label'>{name.replace('_', ' ')}</td><td class='value'>{value}</td></tr>\n"
        for name, value in cells.items()
    )
    return (
        f'<div id="x" class="image-container"><hr><table><tr>\n<td><a href="{file}">'
        f"<img src='{file}'/></a></td><td><table class='metadata'>{rows}</table></td></tr></table>"
    )


def page(*blocks: str, title: str = "Fooocus Log 2026-03-01") -> bytes:
    inside = "<!--fooocus-log-split-->" + "".join(blocks) + "<!--fooocus-log-split-->"
    return f"<html><head><title>{title}</title></head><body>{inside}</body></html>".encode()


def test_the_page_of_fooocus():
    reading = read(CASES / "fooocus-log.html")
    assert (reading.media_type, reading.generator) == ("text/html", "Fooocus")
    assert reading.prompt == "a red lantern in the rain, ink wash"
    assert reading.negative_prompt == "blurry, text"
    assert reading.parameters.seed == 1234
    assert reading.parameters.model == "juggernautXL_v8Rundiffusion.safetensors"
    assert [time.value for time in reading.times] == ["2026-03-01T10:00:00"]
    assert (reading.extra["Styles"], codes(reading)) == ("['Fooocus V2']", [])


def test_a_page_of_several_pictures_lists_each_and_says_which_is_given():
    reading = read(
        page(
            block(
                "2026-03-01_11-00-00_2.png",
                Prompt="a <lora:ink:0.5> cat </br> at night",
                Seed="2",
                Resolution="(896, 1152)",
                LoRA_1="ink.safetensors : 0.5",
                Fooocus_V2_Expansion="a cat, cinematic",
            ),
            block("b.png", Prompt="a dog", Seed="3"),
            title="FwdFooocus Log 2026-03-01",
        )
    )
    assert (reading.generator, reading.prompt) == ("FwdFooocus", "a <lora:ink:0.5> cat\nat night")
    values = reading.parameters
    assert (values.seed, values.width, values.height) == (2, 896, 1152)
    assert values.loras == (Lora(name="ink.safetensors", weight=0.5),)
    assert [run["prompt"] for run in reading.extra["runs"]][1] == "a dog"
    assert [time.value for time in reading.times] == ["2026-03-01T11:00:00", "2026-03-01"]
    assert codes(reading) == ["runs_several"]


def test_older_cells_and_names_of_loras():
    made = page(block("a.png", Prompt="a cat", Seed="1")).replace(b"'label'", b"'key'")
    made = made.replace(b">Seed<", b">LoRA [ink.safetensors] weight<")
    assert read(made).parameters.loras == (Lora(name="ink.safetensors", weight=1),)


def test_the_table_of_stable_diffusion_webui():
    row = '"a ""red"" lantern,\nin rain",1234,512,768,Euler a,7.5,20,0001.png,"blurry",m,abc\n'
    reading = read((HEADER + row).encode())
    values = reading.parameters
    assert (reading.media_type, reading.generator) == ("text/csv", "Stable Diffusion WebUI")
    assert reading.prompt == 'a "red" lantern,\nin rain'
    assert (values.seed, values.cfg_scale, values.height, values.model) == (1234, 7.5, 768, "m")
    assert reading.extra["runs"][0]["file"] == "0001.png"
    both = read((HEADER + row + "a dog,2,512,512,Euler,7,20,2.png,,m,abc\n").encode())
    assert ([run["seed"] for run in both.extra["runs"]], codes(both)) == (
        [1234, 2],
        ["runs_several"],
    )


def test_a_table_of_another_program_names_none():
    reading = read(b"prompt;seed;model\na cat;5;m\n")
    assert (reading.generator, reading.prompt, reading.parameters.seed) == (None, "a cat", 5)
    assert read(b"name,age,city\nx,1,y\n").prompt is None


def test_the_script_of_a_grid_of_swarmui():
    params = {"prompt": "a cat", "seed": 5, "steps": 25, "cfgscale": 1.0, "date": "2024-08-07"}
    entry = json.dumps({"sui_image_params": params}, indent=2)
    reading = read(f'all_metadata["a"] = {entry}\nall_metadata["b"] = {{broken\n'.encode())
    assert (reading.generator, reading.prompt, reading.parameters.seed) == ("SwarmUI", "a cat", 5)
    assert [time.value for time in reading.times] == ["2024-08-07"]
    assert codes(reading) == ["json_damaged"]


RUNS = [
    {"prompt": "a cat", "seed": 1, "steps": 20, "model": "m", "file": "a.png"},
    {"prompt": "a dog", "seed": 2, "steps": 20, "model": "m", "file": "b.png"},
]


@pytest.mark.parametrize(
    "made",
    [
        "\n".join(map(json.dumps, RUNS)),
        "\n".join(map(json.dumps, RUNS)) + "\n\n",
        json.dumps(RUNS),
        json.dumps(RUNS, indent=2),
        "\ufeff" + json.dumps(RUNS),
    ],
)
def test_runs_as_json_one_a_line_or_in_a_list(made):
    reading = read(made.encode())
    assert (reading.generator, reading.prompt, reading.parameters.seed) == (None, "a cat", 1)
    assert [run["prompt"] for run in reading.extra["runs"]] == ["a cat", "a dog"]
    assert codes(reading) == ["runs_several"]


def test_entries_that_are_no_runs_are_counted():
    lines = [*map(json.dumps, RUNS), '{"event": "done"}', "{broken"]
    reading = read("\n".join(lines).encode())
    fault = next(p for p in reading.problems if p.code == "runs_unread")
    assert fault.params["count"] == 2


@pytest.mark.parametrize(
    "entry",
    [
        {"prompt": "write a poem", "model": "m"},
        {"prompt": "write a poem", "seed": 1, "completion": "Roses"},
        {"role": "user", "prompt": "a", "seed": 1},
        {"prompt": "a", "seed": 1, "messages": []},
    ],
)
def test_what_a_program_answered_in_words_is_no_log_of_runs(entry):
    reading = read("\n".join([json.dumps(entry)] * 2).encode())
    assert "runs" not in reading.extra


@pytest.mark.parametrize(
    "made",
    [
        b"<title>Fooocus Log 2026-03-01</title>",
        page(),
        page("<td class='label'>" * 500),
        page('<div class="image-container">' * 500),
        HEADER.encode(),
        (HEADER + '"' + "x" * 300_000).encode(),
        b'all_metadata["a"] = ' + b"[" * 5000,
        b"all_metadata[" * 2000,
        b'[{"prompt": "a", "seed": 1}' + b"," * 500,
    ],
)
def test_a_log_without_readable_runs_says_so_or_is_a_text(made):
    reading = read(made)
    assert reading.prompt is None
    assert "runs" not in reading.extra


def test_a_table_that_cannot_be_read_to_its_end_says_where_it_stops():
    head = "prompt,seed,width,height,sampler,cfgs,steps,filename,negative_prompt\n"
    row = "a lantern,1,512,512,Euler a,7,20,1.png,fog\n"
    reading = read(f"{head}{row}{'x' * 200_001},2,512,512,Euler,7,20,2.png,\n{row}".encode())
    assert len(reading.extra["runs"]) == 1
    assert [(fault.code, fault.params) for fault in reading.problems] == [
        ("table_unread", {"line": 3})
    ]
