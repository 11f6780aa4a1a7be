"""Two hundred pictures are dropped at once: how long until all are read, with their previews?

    .venv/bin/python benchmarks/dropped.py [COUNT]                       the embedded worker
    .venv/bin/python scripts/services.py .venv/bin/python benchmarks/dropped.py --services [COUNT]

A visitor without an account begins a draft and uploads COUNT pictures (200 by default) of 512 by
512 pixels, each with the settings of one generation in it, three at a time as the page's script
does. Shown are the seconds until the last upload is answered, until every file is read, and until
every preview and the tree of outputs are made, by the clock and in processor time of all processes
of the server; and what sd-parsers takes for the texts of the same files in one process, in the same
run.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.crowd_services import SeparateServices  # noqa: E402
from benchmarks.processes import tree_seconds  # noqa: E402
from tests.browser.site import LiveSite  # noqa: E402

COUNT = 200
AT_ONCE = 3  # `upload.js`
GIVE_UP_SECONDS = 900
SIDE = 512
BOUNDARY = "----pictures"
PEER = """
import sys, time
from sd_parsers import ParserManager
manager = ParserManager()
started = time.process_time()
for name in sys.argv[1:]:
    manager.parse(name)
print(time.process_time() - started)
"""


def pictures(folder: Path, count: int) -> list[Path]:
    """Different pictures, each with the settings of its generation as WebUI writes them."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    paths = []
    for number in range(count):
        image = Image.effect_noise((SIDE, SIDE), 40 + number % 50).convert("RGB")
        texts = PngInfo()
        texts.add_text("parameters", f"a lantern at dusk\nSteps: 30, CFG scale: 7, Seed: {number}")
        out = io.BytesIO()
        image.save(out, "PNG", pnginfo=texts)
        paths.append(folder / f"{number:04}.png")
        paths[-1].write_bytes(out.getvalue())
    return paths


class Visitor:
    """A browser without an account that has begun a draft."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        page = self.get("/interview/")
        self.token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
        sent = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, "kind": "image"})
        with self.opener.open(f"{address}/interview/", sent.encode()) as answer:
            self.draft = urllib.parse.urlsplit(answer.url).path.split("/")[2]

    def get(self, path: str) -> str:
        with self.opener.open(self.address + path) as answer:
            return str(answer.read().decode())

    def upload(self, path: Path) -> None:
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f"{self.token}\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; "
            f'name="files"; filename="{path.name}"\r\nContent-Type: image/png\r\n\r\n'
        )
        body = head.encode() + path.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()
        request = urllib.request.Request(
            f"{self.address}/interview/{self.draft}/files/",
            body,
            {
                "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
                "Accept": "application/json",
                "Referer": self.address,
            },
        )
        with self.opener.open(request) as answer:
            json.load(answer)


STATES = """
SELECT (SELECT count(*) FROM assessments_filereading WHERE state = 'ready'),
       (SELECT count(*) FROM assessments_pictureview WHERE state = 'ready'),
       (SELECT count(*) FROM assessments_tree WHERE state = 'ready')
"""


def states(site: LiveSite) -> tuple[int, int, int]:
    """Files read, previews made and trees grown, from the database itself."""
    if os.environ.get("POSTGRES_HOST"):
        import psycopg2

        connection = psycopg2.connect(
            host=os.environ["POSTGRES_HOST"],
            port=os.environ["POSTGRES_PORT"],
            dbname=os.environ["POSTGRES_DB"],
            user=os.environ["POSTGRES_USER"],
            password=os.environ.get("POSTGRES_PASSWORD"),
        )
    else:
        connection = sqlite3.connect(site.folder / "db.sqlite3")
    with closing(connection), closing(connection.cursor()) as cursor:
        cursor.execute(STATES)
        num_read, num_seen, num_trees = cursor.fetchone()
    return num_read, num_seen, num_trees


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("--services", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = pictures(Path(folder), options.count)
        kind = SeparateServices if options.services else LiveSite
        data = Path(folder) / "data"
        data.mkdir()
        site = kind(data).prepare(with_library=False)
        site.start(processes=2)
        try:
            measure(site, paths)
        finally:
            site.stop()
        command = [sys.executable, "-c", PEER, *map(str, paths)]
        peer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(f"sd-parsers, texts alone, one process   {float(peer):6.2f} s of processor time")


def measure(site: LiveSite, paths: list[Path]) -> None:
    visitor = Visitor(site.address)
    used, started = tree_seconds(os.getpid()), time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(visitor.upload, paths))
    show("all received", started, used)
    read = False
    while time.monotonic() - started < GIVE_UP_SECONDS:
        num_read, num_seen, num_trees = states(site)
        if not read and num_read == len(paths):
            read = True
            show("all read", started, used)
        if read and num_seen == len(paths) and num_trees:
            show("all previews and the tree", started, used)
            return
        time.sleep(0.2)
    sys.exit(
        f"Not done after {GIVE_UP_SECONDS} s: {states(site)}\n{site.log_file.read_text()[-2000:]}"
    )


def show(what: str, started: float, used: float) -> None:
    seconds = time.monotonic() - started
    print(
        f"{what:38} {seconds:6.1f} s   {tree_seconds(os.getpid()) - used:6.1f} s of processor time"
    )


if __name__ == "__main__":
    main()
