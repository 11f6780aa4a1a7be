"""Files changed at random: each ends in a reading, within a bound of memory and of time.

`python -m tests.assessments.intake.fuzzing COUNT [SEED]` tries so many, each from another seed,
and writes a file that ends otherwise to the current folder. `test_fuzz` tries some of every kind.
"""

from __future__ import annotations

import io
import json
import random
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import brotli
from PIL import Image

from assessments.intake import read
from assessments.intake.core import limits
from assessments.intake.core.bounding import encode_report
from assessments.intake.core.problems import SENTENCES, Rejected
from assessments.labelling.write import Label, write_label
from tests.assessments.intake import test_carriers as carriers
from tests.assessments.intake import test_chat_exporters as exporters
from tests.assessments.intake import test_chat_pages as activity
from tests.assessments.intake import test_code_history as code
from tests.assessments.intake import test_conversations as chats
from tests.assessments.intake import test_conversations_more as pages
from tests.assessments.intake import test_documents as office
from tests.assessments.intake import test_documents_layered as layered
from tests.assessments.intake import test_documents_more as documents
from tests.assessments.intake import test_saved_pages as saved_pages
from tests.support import made_files as support_made_files
from tests.support import made_media
from tests.support.made_files import RESOURCES

MAX_REAL_BYTES = 60_000  # bytes of a real file; larger ones are only slower
MEMORY = 256 * limits.MIB  # beyond what the process has when it begins
SECONDS = 5.0  # of processor time for one file
DEFECTS = {"reader_failed", "reader_died"}
NUMBERS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\1", b"\x80\0\0\0")
MARKS = (b"{", b"[", b'"', b"<", b"]]>", b"1e999", b"-", b"\\u0000", b"&", b"\r", b"<!DOCTYPE a>")
LABEL = Label(label="1", producer="001-TEST", produce_id="P-1")
HEAD = 600  # bytes at the beginning, where most of the structure is


def real() -> dict[str, bytes]:
    """The files of the tests' resources, by name."""
    folders = (RESOURCES, RESOURCES.parent / "evidence-cases")
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    paths = (path for path in found if path.is_file())
    files = {path.name: path.read_bytes() for path in paths if path.name != "README.md"}
    return {name: data for name, data in files.items() if 0 < len(data) < MAX_REAL_BYTES}


def made_files() -> dict[str, bytes]:
    """One file of each kind that has no small real one."""
    stack = '<image><stack><layer name="a" src="b"/><stack name="c"/></stack></image>'
    layers = '<layers><layer name="L" nodetype="paintlayer"/></layers>'
    main = f'<DOC><IMAGE name="n">{layers}</IMAGE></DOC>'
    tracked = office.change("ins", "new words") + office.change("del", "old")
    claude, webui = json.dumps([chats.claude()]), json.dumps([chats.webui({"content": "a"}, "glm")])
    chatgpt = json.dumps([pages.chat()])
    export = io.BytesIO()
    with zipfile.ZipFile(export, "w") as archive:
        archive.writestr("conversations.json", chatgpt)
        archive.writestr(
            "a.png",
            support_made_files.png(support_made_files.text("parameters", "a\nSteps: 2, Seed: 1")),
        )
    return {
        "made.rtf": documents.RTF.encode(),
        "made.odt": documents.odt(),
        "made.docx": office.docx(f"<w:p>{tracked}</w:p>"),
        "made.psd": layered.psd(layered.layer("a"), layered.layer("b")),
        "made.ora": layered.archive("image/openraster", stack=stack),
        "made.kra": layered.archive("application/x-krita", maindoc=main),
        "chat.html": pages.page([pages.chat()]),
        "MyActivity.json": pages.activity(pages.entry()),
        "chatgpt.json": chatgpt.encode(),
        "claude.json": claude.encode(),
        "webui.json": webui.encode(),
        "export.zip": export.getvalue(),
        "graph.json": b'{"3": {"class_type": "KSampler", "inputs": {"seed": 1, "steps": [1, 0]}}}',
        "beside.txt": b"a cat\nNegative prompt: b\nSteps: 2, Sampler: Euler, Seed: 1, Size: 8x8",
        "git.log": code.LOG.encode(),
        "turns.md": b"**User:**\nhi\n\n**ChatGPT:**\nyo\n" * 5,
        "MyActivity.html": activity.SAVED_ACTIVITY.encode(),
        "page.html": b"<!doctype html><title>A</title><meta name='AIGC' content='{}'><p>x</p>",
        "made.glb": carriers.glb(
            {"asset": {"version": "2.0", "extras": {"prompt": carriers.GRAPH}}}
        ),
        "exporter.md": exporters.EXPORTED.encode(),
        "perplexity.md": exporters.PERPLEXITY.encode(),
        "specstory.md": exporters.SPECSTORY.encode(),
        "page.mhtml": saved_pages.mhtml(saved_pages.PAGE.encode(), "binary"),
        "made.xcf": b"gimp xcf v011\0\0\0\2\x80\0\0\1\xe0\0\0\0\0",
        "made.mp3": made_media.mp3(),
        "made.wav": made_media.wav(),
        "made.avi": made_media.avi(),
        "made.mp4": made_media.film(first=True),
        "pieces.mp4": made_media.make_fragmented(),
        "made.opus": made_media.opus(made_media.comments("AIGC={}")),
    }


def pictures() -> dict[str, bytes]:
    """Pictures of the kinds that no real file of the tests is of."""
    settings = b"a cat\nSteps: 2, Sampler: Euler, Seed: 1"
    exif = support_made_files.tiff({0x010E: settings}, {0x9286: b"ASCII\0\0\0" + settings})
    record = b"\x1c\2\x78" + len(settings).to_bytes(2, "big") + settings
    resource = b"8BIM\4\4\0\0" + len(record).to_bytes(4, "big") + record
    avif = io.BytesIO()
    Image.new("RGB", (16, 16)).save(avif, "AVIF", exif=exif)
    jxl = made_media.box(b"JXL ", b"\r\n\x87\n") + made_media.box(b"ftyp", b"jxl \0\0\0\0jxl ")
    packet = support_made_files.xmp("<xmp:CreatorTool>Draw Things</xmp:CreatorTool>")
    return {
        "made.avif": avif.getvalue(),
        "compressed.jxl": jxl
        + made_media.box(b"brob", b"Exif" + brotli.compress(b"\0\0\0\0" + exif)),
        "made.jxl": jxl + made_media.box(b"Exif", b"\0\0\0\0" + exif),
        "made.gif": b"GIF89a\1\0\1\0\0\0\0!\xfe" + bytes([len(settings)]) + settings + b"\0;",
        "made.tif": exif,
        "iptc.jpg": support_made_files.jpeg(
            (0xED, b"Photoshop 3.0\0" + resource), (0xE1, b"Exif\0\0" + exif)
        ),
        "made.webp": support_made_files.webp(VP8X=bytes(10), EXIF=exif, XMP=packet),
    }


def mutate(data: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed; of an archive, half the time, those of a member."""
    if data.startswith(b"PK") and chance.random() < 0.5:
        return _repacked(data, chance)
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        _change(out, chance)
    return bytes(out)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            content = bytearray(old.read(name))
            if name == hit:
                _change(content, chance)
            new.writestr(name, bytes(content))
    return out.getvalue()


def _change(out: bytearray, chance: random.Random) -> None:
    reach = len(out) if chance.random() < 0.5 else min(len(out), HEAD)
    at = chance.randrange(reach or 1)
    match chance.randrange(7):
        case 0:
            out[at : at + 1] = bytes([chance.randrange(256)])
        case 1:
            out[at : at + 4] = chance.choice(NUMBERS)
        case 2:
            del out[at : at + chance.randint(1, 40)]
        case 3:
            out[at:at] = out[at : at + chance.randint(1, 400)]
        case 4:
            del out[at:]
        case 5:
            out[at:at] = chance.choice(MARKS) * chance.choice((1, 1, 2, 300))
        case _:
            other = chance.randrange(len(out) or 1)
            out[at : at + 16], out[other : other + 16] = (
                out[other : other + 16],
                out[at : at + 16],
            )


def fault(name: str, data: bytes, *, labelled: bool) -> str | None:
    """What is wrong with how the file ends: with its reading, or with its labelled copy."""
    started = time.process_time()
    reading = read(data, name=name)
    codes = {problem.code for problem in reading.problems}
    if codes & DEFECTS or not codes <= SENTENCES.keys():
        return "; ".join(problem.message() for problem in reading.problems)
    json.dumps(reading.as_json())
    if len(encode_report(reading, len(data))) > limits.report_limit(len(data)).value:
        return "the report is larger than a file of this size may have"
    if labelled:
        try:
            with suppress(Rejected):
                write_label(data, LABEL)
        except Exception as error:
            return f"the label's writer failed: {error!r}"
    if time.process_time() - started > SECONDS:
        return "it took too long"
    return None


@contextmanager
def bounded_memory() -> Iterator[None]:
    """A reader that takes more meets MemoryError, which the door reports as `reader_died`."""
    pages_now = int(Path("/proc/self/statm").read_text().split()[0])
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages_now * resource.getpagesize() + MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))


def try_mutations(
    name: str, data: bytes, count: int, seed: int | str, *, report: Callable[[bytes, str], None]
) -> None:
    """So many mutations of a file; every fourth is labelled as well."""
    chance = random.Random(seed)
    with bounded_memory():
        for number in range(count):
            content = mutate(data, chance)
            if wrong := fault(name, content, labelled=number % 4 == 0):
                report(content, wrong)


def main(count: int, seed: int) -> int:
    """Tries `count` files in turns over all kinds; how many ended otherwise than they should."""
    faults = 0

    def report(content: bytes, wrong: str) -> None:
        nonlocal faults
        faults += 1
        place = Path(f"fuzz-{seed}-{faults}-{name}")
        place.write_bytes(content)
        print(f"{place}: {wrong}", flush=True)

    files = {**real(), **made_files(), **pictures()}
    per_file = -(-count // len(files))
    for name, data in files.items():
        try_mutations(name, data, per_file, f"{seed}-{name}", report=report)
    print(f"{per_file * len(files)} files tried, {len(files)} kinds, seed {seed}: {faults} faults")
    return faults


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(bool(main(given[0], given[1] if len(given) > 1 else random.randrange(1 << 32))))
