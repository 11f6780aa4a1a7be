"""Files for `reading.py` with what they state, known before any reader looks at them.

`cases`: real pictures whose values were taken down by hand, labelled files that were made with
known fields, and pictures written here with Pillow in the form that each program writes; all small.
`large`: the texts of a real ComfyUI picture, prompt and workflow, in pictures of 0.2 to 1.2 MB.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

RESOURCES = Path(__file__).resolve().parent.parent / "tests" / "resources" / "intake"
PICTURE = Image.effect_mandelbrot((96, 64), (-2, -1, 1, 1), 40).convert("RGB")
PRODUCE_ID = "P-0001"
LABELLED = "labelled-"  # how the names of files begin that are there for their label
SIDES = (272, 352, 448, 544, 640)  # of square pictures of noise, which hardly compress
PROMPTS = ("a lighthouse in fog, oil on canvas", "雨夜里的灯塔，水墨，留白", "neon tram depot")
EXIF_IFD, USER_COMMENT, MAKE, MODEL = 0x8769, 0x9286, 0x10F, 0x110


@dataclass(frozen=True, kw_only=True)
class Case:
    """One file and the values a reader should give; `label` is the number in an AIGC label."""

    name: str
    content: bytes
    values: dict[str, Any] = field(default_factory=dict)
    label: str | None = None


def cases() -> list[Case]:
    return [*_real(), *_labelled_cases(), *_written_cases()]


def large() -> list[Case]:
    real = next(case for case in _real() if case.name == "img2img_cropped.png")
    info = PngInfo()
    for key, text in Image.open(io.BytesIO(real.content)).text.items():  # type: ignore[attr-defined]
        info.add_text(key, text)
    found = []
    for side in SIDES:
        picture = Image.merge("RGB", [Image.effect_noise((side, side), 60) for _ in "RGB"])
        content = _save("PNG", picture, pnginfo=info, compress_level=4)
        found.append(Case(name=f"comfyui-{side}.png", content=content, values=real.values))
    return found


def _values(prompt: str, negative: str, *rest: Any) -> dict[str, Any]:
    names = ("prompt", "negative", "steps", "cfg", "seed", "sampler", "model")
    return dict(zip(names, (prompt, negative, *rest), strict=True))


def _real() -> Iterator[Case]:
    duck = ("photo of a duck", "monochrome", 15, 5, 235284042, "UniPC")
    duck_values = _values(*duck, "realistic_realisticVisionV20_v20")
    circle = ("a circle", "a square", 20, 7, 2015833630, "Euler", "realisticVisionV51_v51VAE")
    oil = (
        "digital artwork, oil painting. painterly brushstrokes, holidays,",
        "grainy+, photo, oversaturated, overexposed, blurry, compressed jpg+, noisy++, "
        "unfocused , black and white",
    )
    known = {
        "automatic1111_cropped.png": duck_values,
        "automatic1111_cropped.jpg": duck_values,
        "text_after_idat.png": duck_values,
        "automatic1111_stealth.png": _values(*circle),
        "invokeai_imeta1.png": _values(*oil, 35, 8, 3293022630, "euler", "juggernautXL"),
        "fooocus1_cropped.png": _values(
            "a smiling goldfish",
            "",
            30,
            4,
            6952411511246973023,
            "dpmpp_2m_sde_gpu",
            "juggernautXL_v8Rundiffusion",
        ),
        "img2img_cropped.png": _values(
            "photograph of victorian woman with wings, sky clouds, meadow grass",
            "watermark, text",
            20,
            8,
            280823642470253,
            "dpmpp_2m",
            "v1-5-pruned-emaonly.ckpt",
        ),
    }
    for name, values in known.items():
        yield Case(name=name, content=(RESOURCES / "sd-parsers" / name).read_bytes(), values=values)
    for name in ("empty_image.png", "empty_image.jpg"):
        yield Case(name=name, content=(RESOURCES / "sd-parsers" / name).read_bytes())


def _labelled_cases() -> Iterator[Case]:
    for folder in ("aigc-label", "labelled"):
        for path in sorted((RESOURCES / folder).iterdir()):
            number = "c1" if "tencent" in path.name else PRODUCE_ID
            if path.suffix != ".md" or path.name.startswith("md_"):
                name = f"{LABELLED}{path.name}"
                yield Case(name=name, content=path.read_bytes(), label=number)


def _written_cases() -> Iterator[Case]:
    for at, prompt in enumerate(PROMPTS):
        values = _values(prompt, "blurry, 水印", 20 + at, 7.5, 1000 + at, "Euler a", "model-x")
        for name, content in _files(values):
            own = {**values, **({"sampler": "euler"} if "a1111" not in name else {})}
            yield Case(name=f"{name}-{at}{_ending(content)}", content=content, values=own)


def _ending(content: bytes) -> str:
    return {b"\x89PNG": ".png", b"RIFF": ".webp"}.get(content[:4], ".jpg")


def _files(values: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    text = a1111(values)
    graph, swarm = comfyui(values), swarmui(values)
    yield "a1111-png", png(parameters=text)
    yield "a1111-png-utf8", png_utf8("parameters", text)
    yield "a1111-jpeg", with_comment("JPEG", text)
    yield "a1111-webp", with_comment("WEBP", text)
    yield "comfyui-png", png(prompt=json.dumps(graph))
    yield "comfyui-png-utf8", png_utf8("prompt", json.dumps(graph, ensure_ascii=False))
    yield "comfyui-webp", in_camera_fields(json.dumps(graph))
    yield "swarmui-png", png(parameters=json.dumps(swarm))
    yield "swarmui-jpeg", with_comment("JPEG", json.dumps(swarm), "utf-16-le")
    yield "novelai-png", novelai(values)
    yield "invokeai-png", png(invokeai_metadata=json.dumps(invokeai(values)))
    yield "fooocus-png", png(parameters=json.dumps(fooocus(values)), fooocus_scheme="fooocus")


def a1111(values: dict[str, Any]) -> str:
    return (
        f"{values['prompt']}\nNegative prompt: {values['negative']}\n"
        f"Steps: {values['steps']}, Sampler: {values['sampler']}, CFG scale: {values['cfg']}, "
        f"Seed: {values['seed']}, Size: 512x512, Model hash: abcdef1234, Model: {values['model']}, "
        "Version: v1.10.1"
    )


def comfyui(values: dict[str, Any]) -> dict[str, Any]:
    def node(kind: str, **inputs: Any) -> dict[str, Any]:
        return {"class_type": kind, "inputs": inputs}

    sampler = {
        "seed": values["seed"],
        "steps": values["steps"],
        "cfg": values["cfg"],
        "sampler_name": "euler",
        "scheduler": "normal",
        "denoise": 1,
    }
    links = {
        "model": ["4", 0],
        "positive": ["6", 0],
        "negative": ["7", 0],
        "latent_image": ["5", 0],
    }
    return {
        "3": node("KSampler", **sampler, **links),
        "4": node("CheckpointLoaderSimple", ckpt_name=values["model"]),
        "5": node("EmptyLatentImage", width=512, height=512, batch_size=1),
        "6": node("CLIPTextEncode", text=values["prompt"], clip=["4", 1]),
        "7": node("CLIPTextEncode", text=values["negative"], clip=["4", 1]),
        "8": node("VAEDecode", samples=["3", 0], vae=["4", 2]),
        "9": node("SaveImage", filename_prefix="x", images=["8", 0]),
    }


def swarmui(values: dict[str, Any]) -> dict[str, Any]:
    params = {
        "prompt": values["prompt"],
        "negativeprompt": values["negative"],
        "model": values["model"],
        "seed": values["seed"],
        "steps": values["steps"],
        "cfgscale": values["cfg"],
        "width": 512,
        "height": 512,
        "sampler": "euler",
    }
    return {"sui_image_params": params}


def invokeai(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "positive_prompt": values["prompt"],
        "negative_prompt": values["negative"],
        "seed": values["seed"],
        "steps": values["steps"],
        "cfg_scale": values["cfg"],
        "scheduler": "euler",
        "width": 512,
        "height": 512,
        "model": {"name": values["model"], "hash": "blake3:00", "base": "sd-1"},
    }


def fooocus(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "prompt": values["prompt"],
        "negative_prompt": values["negative"],
        "base_model": values["model"],
        "seed": str(values["seed"]),
        "steps": values["steps"],
        "guidance_scale": values["cfg"],
        "sampler": "euler",
        "scheduler": "karras",
        "resolution": "(512, 512)",
        "loras": [],
        "styles": "[]",
        "version": "Fooocus v2.5.5",
    }


def novelai(values: dict[str, Any]) -> bytes:
    comment = {
        "prompt": values["prompt"],
        "uc": values["negative"],
        "steps": values["steps"],
        "scale": values["cfg"],
        "seed": values["seed"],
        "sampler": "euler",
        "width": 512,
        "height": 512,
    }
    return png(Software="NovelAI", Source=values["model"], Title="", Comment=json.dumps(comment))


def png(**texts: str) -> bytes:
    info = PngInfo()
    for key, value in texts.items():
        info.add_text(key, value)
    return _save("PNG", pnginfo=info)


def png_utf8(key: str, value: str) -> bytes:
    """UTF-8 in a tEXt chunk, whose encoding should be Latin-1, as several programs write it."""
    info = PngInfo()
    info.add(b"tEXt", key.encode() + b"\0" + value.encode())
    return _save("PNG", pnginfo=info)


def with_comment(kind: str, text: str, encoding: str = "utf-16-be") -> bytes:
    exif = Image.Exif()
    exif.get_ifd(EXIF_IFD)[USER_COMMENT] = b"UNICODE\0" + text.encode(encoding)
    return _save(kind, exif=exif)


def in_camera_fields(graph: str) -> bytes:
    exif = Image.Exif()
    exif[MODEL] = f"prompt:{graph}"
    return _save("WEBP", exif=exif)


def _save(kind: str, picture: Image.Image = PICTURE, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
