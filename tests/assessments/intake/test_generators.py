"""Each generator's own shape, in the carriers it writes."""

from __future__ import annotations

import json

import pytest

from assessments.intake import Lora, read
from tests.assessments.intake.test_comfyui import simple
from tests.support import made_files
from tests.support.made_files import chunk, itxt, jpeg_comment, png, text

NOVELAI = {
    "prompt": "a cat",
    "steps": 28,
    "height": 1216,
    "width": 832,
    "scale": 5.0,
    "uc": "rain",
    "seed": 9,
    "sampler": "k_euler",
    "noise_schedule": "karras",
    "v4_prompt": {
        "caption": {"base_caption": "a cat", "char_captions": [{"char_caption": "a girl"}]}
    },
}
SWARM = {
    "sui_image_params": {
        "prompt": "a 猫",
        "negativeprompt": "",
        "model": "m/x",
        "seed": 3,
        "steps": 20,
        "cfgscale": 7.0,
        "width": 64,
        "height": 32,
        "sampler": "euler",
        "loras": ["ink", "fog"],
        "loraweights": ["0.5", "1"],
    },
    "sui_extra_data": {"date": "2025-01-02"},
}


def values(reading):
    found = reading.parameters
    return found.steps, found.cfg_scale, found.seed, found.sampler, found.model


def test_novelai_writes_png_texts():
    data = png(
        text("Software", "NovelAI"),
        text("Source", "NovelAI Diffusion V4 1"),
        text("Comment", NOVELAI),
    )
    reading = read(data)
    assert (reading.generator, reading.prompt, reading.negative_prompt) == (
        "NovelAI",
        "a cat",
        "rain",
    )
    assert values(reading) == (28, 5.0, 9, "k_euler", "NovelAI Diffusion V4 1")
    assert (reading.parameters.width, reading.parameters.height) == (832, 1216)
    assert reading.extra["characters"] == ["a girl"]


def test_novelai_writes_webp_with_its_model_as_software():
    comment = b"ASCII\0\0\0" + json.dumps({"Comment": json.dumps(NOVELAI)}).encode()
    exif = made_files.tiff({0x0131: b"NovelAI Diffusion V4.5"}, {0x9286: comment})
    reading = read(made_files.webp(EXIF=exif))
    assert values(reading) == (28, 5.0, 9, "k_euler", "NovelAI Diffusion V4.5")


@pytest.mark.parametrize(
    "data",
    [
        png(text("parameters", SWARM)),
        jpeg_comment(b"UNICODE\0" + json.dumps(SWARM).encode("utf-16-le")),
        jpeg_comment(b"UNICODE\0" + json.dumps(SWARM, ensure_ascii=False).encode("utf-16-le")),
        png(text("parameters", SWARM), text("prompt", simple())),
    ],
)
def test_swarmui_writes_one_object_in_any_carrier(data):
    reading = read(data)
    assert (reading.generator, reading.prompt, reading.negative_prompt) == ("SwarmUI", "a 猫", "")
    assert values(reading) == (20, 7.0, 3, "euler", "m/x")
    assert reading.parameters.loras == (Lora(name="ink", weight=0.5), Lora(name="fog", weight=1))
    assert reading.times[0].value == "2025-01-02"


def test_invokeai_names_model_and_loras_in_two_ways():
    for model, lora in (
        ({"name": "juggernaut", "hash": "blake3:1"}, {"model": {"name": "ink"}, "weight": 0.7}),
        ({"model_name": "juggernaut"}, {"lora": {"model_name": "ink"}, "weight": 0.7}),
    ):
        data = {
            "positive_prompt": "a",
            "seed": 1,
            "scheduler": "euler",
            "model": model,
            "loras": [lora],
        }
        reading = read(png(itxt("invokeai_metadata", json.dumps(data))))
        assert values(reading) == (None, None, 1, "euler", "juggernaut")
        assert reading.parameters.loras == (Lora(name="ink", weight=0.7),)
        assert reading.negative_prompt is None


def test_fooocus_writes_its_scheme_and_its_forks_theirs():
    fooocus = {
        "prompt": "a",
        "negative_prompt": "",
        "base_model": "j",
        "seed": "12",
        "steps": 30,
        "guidance_scale": 4,
        "sampler": "dpmpp",
        "resolution": "(896, 1152)",
        "loras": [["None", 1.0, ""], ["ink", 0.1, "ab"]],
    }
    reading = read(png(text("parameters", fooocus), text("fooocus_scheme", "fooocus")))
    assert values(reading) == (30, 4, 12, "dpmpp", "j")
    assert (reading.parameters.width, reading.parameters.height) == (896, 1152)
    assert reading.parameters.loras == (Lora(name="ink", weight=0.1),)
    ruined = {
        "Prompt": "a, ",
        "Negative": "b",
        "steps": 30,
        "cfg": 8.5,
        "seed": 3,
        "sampler_name": "dpmpp",
        "base_model_name": "j",
        "loras": [["4852", "0.1 - ink.safetensors"]],
        "software": "RuinedFooocus",
    }
    reading = read(png(text("parameters", ruined)))
    assert (reading.generator, reading.prompt) == ("RuinedFooocus", "a,")
    assert reading.parameters.loras == (Lora(name="ink.safetensors", weight=0.1),)
    space = {
        "prompt": "a",
        "num_inference_steps": 28,
        "guidance_scale": 7,
        "resolution": "832 x 1216",
    }
    reading = read(png(text("parameters", space | {"seed": 2, "Model": "anim", "sampler": "E"})))
    assert values(reading) == (28, 7, 2, "E", "anim")
    assert reading.parameters.height == 1216
    nested = read(png(text("parameters", space | {"Model": {"Model": "anim"}}))).parameters
    assert nested.model == "anim"


def test_draw_things_writes_json_into_xmp():
    inner = json.dumps(
        {"c": "a 猫", "uc": "", "seed": 4, "steps": 8, "scale": 1.5, "sampler": "DDIM"}
    )
    inner = (
        inner[:-1]
        + ', "model": "m.ckpt", "size": "960x1280", "lora": [{"model": "i", "weight": 1}]}'
    )
    escaped = inner.replace('"', "&quot;")
    packet = made_files.xmp(
        "<xmp:CreatorTool>Draw Things</xmp:CreatorTool><exif:UserComment><rdf:Alt>"
        f'<rdf:li xml:lang="x-default">{escaped}</rdf:li></rdf:Alt></exif:UserComment>'
    )
    reading = read(png(itxt("XML:com.adobe.xmp", packet.decode())))
    assert (reading.generator, reading.prompt) == ("Draw Things", "a 猫")
    assert values(reading) == (8, 1.5, 4, "DDIM", "m.ckpt")
    assert reading.parameters.loras == (Lora(name="i", weight=1),)


def test_easy_diffusion_writes_one_text_per_field_or_one_object():
    data = {
        "prompt": "a",
        "negative_prompt": "b",
        "seed": "5",
        "use_stable_diffusion_model": "C:\\models\\sd-v1-5",
        "num_inference_steps": "25",
        "guidance_scale": "7.5",
        "sampler_name": "euler_a",
        "width": "512",
        "height": "512",
        "use_lora_model": "['ink']",
        "lora_alpha": "[0.5]",
    }
    for made in (
        png(*[text(key, value) for key, value in data.items()]),
        jpeg_comment(b"UNICODE\0" + json.dumps(data).encode("utf-16-be")),
    ):
        reading = read(made)
        assert values(reading) == (25, 7.5, 5, "euler_a", "sd-v1-5")
        assert reading.parameters.loras == (Lora(name="ink", weight=0.5),)


def test_midjourney_writes_prompt_options_and_job_into_one_line():
    line = "a cat -- in fog --ar 4:3 --no rain, snow --seed 7 --v 6.1 Job ID: 0a-1b"
    reading = read(png(text("Description", line), text("Author", "someone")))
    assert (reading.generator, reading.parameters.seed) == ("Midjourney", 7)
    assert reading.extra["job_id"] == "0a-1b"
    assert reading.extra["options"]["ar"] == "4:3"
    assert reading.negative_prompt == "rain, snow"
    assert reading.prompt == "a cat -- in fog"


def test_tensorart_takes_the_seed_from_its_graph():
    asked = {
        "prompt": "一只猫",
        "negativePrompt": "雨",
        "seed": "-1",
        "baseModel": {"modelFileName": "m"},
    }
    data = json.dumps(asked, ensure_ascii=False) + "\0"
    reading = read(png(text("generation_data", data), text("prompt", simple())))
    assert (reading.generator, reading.prompt) == ("TensorArt", "一只猫")
    assert values(reading) == (20, 7.5, 42, "euler", "m")


def test_stability_matrix_completes_its_graph():
    own = {"PositivePrompt": "猫", "NegativePrompt": "", "ModelName": "m", "Seed": 42}
    reading = read(
        png(text("prompt", simple()), text("parameters-json", own), text("smproj", "{}"))
    )
    assert (reading.generator, reading.prompt) == ("Stability Matrix", "猫")
    assert values(reading) == (20, 7.5, 42, "euler", "m")


def test_civitai_graphs_repeat_what_was_asked_for():
    asked = json.dumps({"prompt": "a dog", "steps": 30, "seed": 8, "workflowId": "img2img-hires"})
    graph = simple() | {"extra": {}, "extraMetadata": asked}
    reading = read(jpeg_comment(b"UNICODE\0" + json.dumps(graph).encode("utf-16-be")))
    assert (reading.generator, reading.prompt) == ("Civitai", "a dog")
    assert reading.parameters.seed == 42
    assert reading.extra["step"] == "img2img-hires"
    assert {"field": "seed", "first": 8, "second": 42} in [
        dict(problem.params) for problem in reading.problems
    ]


UUID = b"0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0"


def test_a_signature_beside_a_persons_name_is_no_mark_of_grok():
    exif = made_files.tiff({0x010E: b"Signature: Li Mei", 0x013B: b"Li Mei"})
    assert read(made_files.jpeg((0xE1, b"Exif\0\0" + exif))).generator is None


def test_grok_leaves_an_id_and_a_signature_nobody_can_check():
    exif = made_files.tiff({0x010E: b"Signature: abc=", 0x013B: UUID})
    reading = read(made_files.jpeg((0xE1, b"Exif\0\0" + exif)))
    assert (reading.generator, reading.prompt) == ("Grok", None)


def test_a_stranger_to_all_readers_is_not_guessed():
    reading = read(png(chunk(b"tEXt", b'parameters\0{"foo": 1}')))
    assert reading.generator is None and reading.raw[0].text == '{"foo": 1}'


def test_draw_things_own_text_is_told_from_the_web_interfaces():
    line = "Steps: 20, Sampler: Euler A, Guidance Scale: 3.5, Seed: 7, Size: 64x32, Model: m.ckpt, "
    line += "Seed Mode: Scale Alike, LoRA Model: ink.ckpt, LoRA Weight: 0.5"
    said = f"<dc:description>a cat\n-rain\n{line}</dc:description>"
    reading = read(png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + made_files.xmp(said))))
    assert (reading.generator, reading.prompt, reading.negative_prompt) == (
        "Draw Things",
        "a cat",
        "rain",
    )
    assert values(reading) == (20, 3.5, 7, "Euler A", "m.ckpt")
    assert reading.parameters.loras == (Lora(name="ink.ckpt", weight=0.5),)


def test_mflux_writes_one_object_without_a_guidance_scale():
    own = {"mflux_version": "0.4.0", "model": "dev", "seed": 7, "steps": 14, "guidance": 3.5}
    own |= {"prompt": "a cat", "lora_paths": ["/models/ink.safetensors"], "lora_scales": [0.5]}
    reading = read(jpeg_comment(b"ASCII\0\0\0" + json.dumps(own).encode()))
    assert (reading.generator, reading.prompt) == ("mflux", "a cat")
    assert values(reading) == (14, None, 7, None, "dev")
    assert reading.parameters.loras == (Lora(name="ink.safetensors", weight=0.5),)


def test_a_credit_names_the_maker_where_nothing_else_does():
    credit = '<photoshop:Credit xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
    packet = made_files.xmp(f"{credit}Made with Google AI</photoshop:Credit>")
    assert read(png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet))).generator == (
        "Google AI"
    )


@pytest.mark.parametrize(
    ("caption", "negative"),
    [
        (
            "Include in Image: a cat; a hat; Exclude from Image: rain\\nfog; Model: m; Steps: 20; "
            "Guidance Scale: 7.5; Seed: 9; Size: 64x32; Scheduler: PNDM; Generator: Mochi 4",
            "rain\\nfog",
        ),
        (
            "Metadata Version: 2\nInclude in Image: a cat; a hat\nExclude from Image: rain\\nfog\n"
            "Model: m\nSteps: 20\nGuidance Scale: 7.5\nSeed: 9\nSize: 64x32\nScheduler: PNDM\n"
            "Generator: Mochi 6",
            "rain\nfog",
        ),
    ],
)
def test_mochi_diffusion_writes_a_caption_in_two_forms(caption, negative):
    packet = made_files.xmp(f"<dc:description>{caption}</dc:description>")
    reading = read(png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet)))
    assert (reading.generator, reading.prompt) == ("Mochi Diffusion", "a cat; a hat")
    assert reading.negative_prompt == negative
    assert values(reading) == (20, 7.5, 9, "PNDM", "m")
    assert (reading.parameters.width, reading.parameters.height) == (64, 32)
