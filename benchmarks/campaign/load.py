"""People who hand in files and ask for memos, dossiers and timestamps, whatever happens to them."""

from __future__ import annotations

import hashlib
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from benchmarks.campaign.client import Answer, Client
from benchmarks.campaign.site import ServedSite
from tests.support.made_files import chunk, png, text

UPLOADERS, ASKERS = 3, 2
UPLOAD_PAUSE, ASK_PAUSE = (0.1, 0.6), (0.5, 2.0)
LANGUAGES = ("en", "zh-hans")
PROOFS = {"memos": "memos", "dossiers": "dossier", "timestamps": "timestamp"}  # and their addresses
FILLING = 200_000  # bytes, so that a reader lives for some milliseconds


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One request: when it ended, what it was for, what came back, and after how many seconds."""

    ended: float  # by time.monotonic
    action: str
    outcome: str  # a status, or why none came
    seconds: float


class Load:
    """Threads that ask on behalf of people, and what they were promised."""

    def __init__(self, site: ServedSite, people: list[dict[str, Any]], seed: int) -> None:
        self.site, self.people, self._seed = site, people, seed
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self.samples: list[Sample] = []
        self.uploads: dict[str, tuple[str, str]] = {}  # id: draft, digest
        self.unanswered: list[tuple[str, str]] = []  # draft, digest
        self.proofs: dict[str, set[str]] = {kind: set() for kind in PROOFS}
        self._allowed: dict[str, threading.Semaphore] = {}  # by action; without one, any number

    def limit(self, **counts: int) -> None:
        """Let these actions be done so many times, until `allow` adds to that."""
        for action, count in counts.items():
            self._allowed[action] = threading.Semaphore(count)

    def allow(self, **counts: int) -> None:
        """Let each of these actions be done so many times more."""
        for action, count in counts.items():
            for _ in range(count):
                self._allowed[action].release()

    def actions(self) -> Sequence[Callable[[random.Random], tuple[float, float]]]:
        """What each thread does again and again; returns the range of its pause in seconds."""
        return [*[self.upload] * UPLOADERS, *[self.ask_proof] * ASKERS]

    def start(self) -> None:
        for number, action in enumerate(self.actions()):
            thread = threading.Thread(target=self._repeat, args=[action, number], daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Ask for nothing more; what was sent is still answered."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def outcomes(self) -> Counter[str]:
        """How often each status came."""
        return Counter(sample.outcome for sample in self.samples)

    def asked(self) -> dict[str, Any]:
        """Everything that must be there, as JSON."""
        return {
            "uploads": self.uploads,
            "unanswered": self.unanswered,
            **{name: sorted(numbers) for name, numbers in self.proofs.items()},
        }

    def upload(self, chance: random.Random) -> tuple[float, float]:
        """Upload a file that nobody has uploaded before."""
        person = chance.choice(self.people)
        draft = chance.choice(person["works"])["draft"]
        name, data = new_file(chance)
        digest = hashlib.sha256(data).hexdigest()
        client = self.client(person)
        answer = self.sample(
            "upload", lambda: client.upload(f"/interview/{draft}/files/", name, data)
        )
        self.note_upload(draft, digest, answer)
        if answer is None:
            self._allow_again("upload")
        return UPLOAD_PAUSE

    def note_upload(self, draft: str, digest: str, answer: Answer | None) -> None:
        """Keep that a file must be there, or may be there where no answer came."""
        if answer is None:
            self.unanswered.append((draft, digest))
        elif answer.status == 200:
            [received] = answer.json()["files"]
            self.uploads[received["id"]] = (draft, digest)

    def ask_proof(self, chance: random.Random) -> tuple[float, float]:
        """Ask for a memo, a dossier or a timestamp, and look at a page."""
        person = chance.choice(self.people)
        work = chance.choice(person["works"])
        assessment = work["assessment"]
        client = self.client(person)
        has_file = work["draft"] in {draft for draft, _ in list(self.uploads.values())}
        kind = chance.choice([kind for kind in PROOFS if has_file or kind != "timestamps"])
        language = chance.choice(LANGUAGES)
        path = f"/assessments/{assessment}/"
        answer = self.sample(kind, lambda: client.post(f"{path}{PROOFS[kind]}/", language=language))
        if answer is None:
            self._allow_again("ask_proof")
        elif answer.status == 302:
            self.proofs[kind].add(f"{assessment} {language}" if kind == "memos" else assessment)
        page = chance.choice(("", "evidence/", "memos/", "log/"))
        self.sample("page", lambda: client.get(f"{path}{page}"))
        return ASK_PAUSE

    def client(self, person: dict[str, Any]) -> Client:
        return Client(self.site.port, session=person["session"])

    def sample(self, action: str, ask: Callable[[], Answer]) -> Answer | None:
        """Ask and note what came; None where no whole answer did."""
        begun = time.monotonic()
        answer, outcome = None, ""
        try:
            answer = ask()
            outcome = str(answer.status)
            if answer.status == 503 and "Retry-After" not in answer.headers:
                outcome += " without Retry-After"
        except (OSError, HTTPException) as error:
            outcome = f"no answer ({type(error).__name__})"
        ended = time.monotonic()
        self.samples.append(
            Sample(ended=ended, action=action, outcome=outcome, seconds=ended - begun)
        )
        return answer

    def _allow_again(self, action: str) -> None:
        """Where actions are counted, one that got no answer does not count."""
        if action in self._allowed:
            self._allowed[action].release()

    def _repeat(self, action: Callable[[random.Random], tuple[float, float]], number: int) -> None:
        chance = random.Random(f"{self._seed}-{number}")
        allowed = self._allowed.get(action.__name__)
        while not self._stopping.is_set():
            if allowed is None or allowed.acquire(timeout=1):
                self._stopping.wait(chance.uniform(*action(chance)))


def new_file(chance: random.Random) -> tuple[str, bytes]:
    """A picture or a text that nobody has sent before."""
    number = chance.getrandbits(64)
    if chance.random() < 0.2:
        return f"{number}.txt", f"A lantern at dusk, number {number}.\n".encode() * 50
    settings = text("parameters", f"a lantern\nSteps: 30, Sampler: Euler, Seed: {number}")
    return f"{number}.png", png(settings, chunk(b"juNk", chance.randbytes(FILLING)))
