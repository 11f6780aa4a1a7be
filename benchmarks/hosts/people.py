"""People at browsers, before a load balancer that asks the web hosts in turn.

One session serves for all hosts. Whoever gets no answer, or a 5xx, asks again, the next host
first; what was acknowledged is written down, to be looked for afterwards.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import re
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from itertools import count

from benchmarks.crowd import STEPS, TOKEN, WORK
from benchmarks.hosts.made_files import make_file
from benchmarks.hosts.network import Host
from benchmarks.hosts.site import SITE_ROOT, WEB_PORT

CONNECT_SECONDS = 2.0
ANSWER_SECONDS = 45.0  # as long as a load balancer waits for a host that took a request
PAUSE_SECONDS = 0.5
GIVE_UP_SECONDS = 240.0
NAME = urllib.parse.urlsplit(SITE_ROOT).netloc
BOUNDARY = "----hosts"
REDIRECT, SERVER_ERROR = 302, 500


@dataclass(kw_only=True)
class Answer:
    """What a web host answered; status 0 where nothing came."""

    status: int
    location: str = ""
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


@dataclass(kw_only=True)
class Request:
    """When a request began and ended (None: not yet), and the status of its answer."""

    what: str
    begun: float
    ended: float | None = None
    status: int = 0

    @property
    def seconds(self) -> float:
        """How long it has taken, or takes up to now."""
        return (self.ended or time.monotonic()) - self.begun

    @property
    def is_good(self) -> bool:
        return 0 < self.status < SERVER_ERROR


class LoadBalancer:
    """Asks the web hosts in turn; one that cannot be reached is left out for a moment."""

    AWAY_SECONDS = 3.0

    def __init__(self, webs: list[Host]) -> None:
        self._webs = webs
        self._turn = count()
        self._away: dict[str, float] = {}
        self.served: dict[str, int] = {}
        self.requests: list[Request] = []

    def ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        """Return the answer of one host; another is tried only where no connection came about."""
        request = Request(what=f"{method} {path}", begun=time.monotonic())
        self.requests.append(request)
        answer = Answer(status=0)
        for host in self._in_turn():
            connection = http.client.HTTPConnection(host.address, WEB_PORT, CONNECT_SECONDS)
            try:
                connection.connect()
            except OSError:
                self._away[host.name] = time.monotonic() + self.AWAY_SECONDS
                continue
            answer = _answer(connection, method, path, body, headers)
            if answer.status:
                self.served[host.name] = self.served.get(host.name, 0) + 1
            break
        request.status, request.ended = answer.status, time.monotonic()
        return answer

    def _in_turn(self) -> list[Host]:
        first = next(self._turn)
        hosts = [self._webs[(first + n) % len(self._webs)] for n in range(len(self._webs))]
        here = [host for host in hosts if self._away.get(host.name, 0) < time.monotonic()]
        return here or hosts


def _answer(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes | None,
    headers: dict[str, str],
) -> Answer:
    connection.sock.settimeout(ANSWER_SECONDS)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        location = response.headers.get("Location", "")
        return Answer(status=response.status, location=location, body=response.read())
    except (OSError, http.client.HTTPException):
        return Answer(status=0)
    finally:
        connection.close()


@dataclass(kw_only=True)
class Acknowledged:
    """What one person was told that it is kept."""

    titles: list[str] = field(default_factory=list)
    uploads: dict[str, str] = field(default_factory=dict)  # id of the upload: digest
    # Files of which an answer is missing, so that they may be there more than once.
    sent_again: set[str] = field(default_factory=set)
    memos: set[str] = field(default_factory=set)
    dossiers_asked: int = 0
    dossiers: dict[str, str] = field(default_factory=dict)  # id: digest of what was downloaded
    pdfs: dict[str, str] = field(default_factory=dict)
    assessments: list[str] = field(default_factory=list)


class Person(threading.Thread):
    """One browser with one session, which goes on until it is told to stop."""

    def __init__(self, balancer: LoadBalancer, session: str, number: int) -> None:
        super().__init__(name=f"person-{number}", daemon=True)
        self._balancer = balancer
        self._cookie = f"sessionid={session}; csrftoken={TOKEN}; django_language=en"
        self._random = random.Random(number)
        self._files = count()
        self.number = number
        self.draft = ""
        self.kept = Acknowledged()
        self.wrong: list[str] = []
        self.stopping = threading.Event()
        # Two processors do what is asked for; a dossier or a memo takes them ten seconds.
        self._acts = {
            self._rename: 10,
            self._look: 10,
            self._upload: 10,
            self._download: 10,
            self._ask_for_memo: 2,
            self._ask_for_dossier: 1,
            self._assess: 1,
        }

    def prepare(self) -> None:
        """Fill in an interview and have it assessed, before anything is broken."""
        section = self._post("/interview/", {"anyway": "1"}).location
        self.draft = section.split("/")[2]
        self._save(section, {"title": f"Work {self.number}", **WORK})
        self._add("parties", {"name": f"Person {self.number}", "kind": "person", "role": "author"})
        self._add("tools", {"name": "Stable Diffusion", "does": "text_to_image"})
        for step in STEPS:
            self._add("steps", step)
        self._upload()
        self._assess()

    def run(self) -> None:
        try:
            while not self.stopping.is_set():
                [act] = self._random.choices(list(self._acts), list(self._acts.values()))
                act()
                time.sleep(PAUSE_SECONDS * self._random.uniform(0.5, 1.5))
        except Exception as error:
            self.wrong.append(f"{self.name}: {error!r}")

    def fetch_all(self) -> None:
        """Download every memo and dossier that is ready now."""
        self._download(everything=True)

    def _rename(self) -> None:
        title = f"Work {self.number}, {time.monotonic():.3f}"
        self._save(f"/interview/{self.draft}/work/", {"title": title})
        self.kept.titles.append(title)

    def _upload(self) -> None:
        name, data = make_file(self.number, next(self._files))
        digest = hashlib.sha256(data).hexdigest()
        path = f"/interview/{self.draft}/files/"
        end = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < end and not self.stopping.is_set():
            answer = self._send_file(path, name, data)
            if answer.status == http.client.OK:
                [outcome] = json.loads(answer.body)["files"]
                self.kept.uploads[outcome["id"]] = digest
                return
            if answer.status == 0 or answer.status >= SERVER_ERROR:
                self.kept.sent_again.add(digest)  # it may have arrived
            elif answer.status != http.client.UNPROCESSABLE_ENTITY:  # the bucket is away
                self.wrong.append(f"{self.name}: upload {answer.status} {answer.text[:200]}")
                return
            time.sleep(PAUSE_SECONDS)

    def _assess(self) -> None:
        answer = self._post(f"/interview/{self.draft}/result/", {})
        if answer.status == REDIRECT and "/assessments/" in answer.location:
            self.kept.assessments.append(answer.location)
        elif answer.status:
            self.wrong.append(f"{self.name}: assess {answer.status} {answer.location}")

    def _ask_for_memo(self) -> None:
        language = self._random.choice(["en", "zh-hans"])
        place = self._random.choice(self.kept.assessments)
        answer = self._post(f"{place}memos/", {"language": language})
        if answer.status == REDIRECT:
            self.kept.memos.add(answer.location.strip("/").split("/")[-1])

    def _ask_for_dossier(self) -> None:
        answer = self._post(f"{self._random.choice(self.kept.assessments)}dossier/", {})
        self.kept.dossiers_asked += answer.status == REDIRECT

    def _look(self) -> None:
        pages = ["/assessments/", "/cases/", f"/interview/{self.draft}/files/"]
        pages += [self.kept.assessments[-1], f"/interview/{self.draft}/proposals/"]
        path = self._random.choice(pages)
        if (answer := self._get(path)).status not in (0, http.client.OK):
            self.wrong.append(f"{self.name}: {path} {answer.status} {answer.location}")

    def _download(self, *, everything: bool = False) -> None:
        memos = sorted(self.kept.memos - self.kept.pdfs.keys())
        for memo in memos if everything else memos[:1]:
            answer = self._get(f"/memos/{memo}/memo.pdf")
            if answer.status == http.client.OK:
                self.kept.pdfs[memo] = hashlib.sha256(answer.body).hexdigest()
        places = self.kept.assessments
        for place in places if everything else [self._random.choice(places)]:
            page = self._get(f"{place}evidence/").text
            for dossier in re.findall(r'href="/dossiers/([\w-]+)/dossier.zip"', page):
                if dossier not in self.kept.dossiers:
                    answer = self._get(f"/dossiers/{dossier}/dossier.zip")
                    if answer.status == http.client.OK:
                        digest = hashlib.sha256(answer.body).hexdigest()
                        self.kept.dossiers[dossier] = digest

    def _add(self, section: str, values: dict[str, str]) -> None:
        first = dict(list(values.items())[:1])
        item = self._post(f"/interview/{self.draft}/add/{section}/", first).location
        self._save(item, values)

    def _save(self, path: str, answers: dict[str, str]) -> None:
        """Save each answer as the page's script does, until it is acknowledged."""
        for name, value in answers.items():
            while not self.stopping.is_set():
                found = re.search(r'name="_version" value="(\d+)"', self._get(path).text)
                sent = {"_version": found[1] if found else "0", "_fields": name, name: value}
                accept = {"Accept": "application/json"}
                if self._post(path, sent, accept).status == http.client.OK:
                    break
                time.sleep(PAUSE_SECONDS)

    def _get(self, path: str) -> Answer:
        return self._until_answered("GET", path, None, {})

    def _post(self, path: str, data: dict[str, str], more: dict[str, str] | None = None) -> Answer:
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **data}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._until_answered("POST", path, body, {**kind, **(more or {})})

    def _send_file(self, path: str, name: str, data: bytes) -> Answer:
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f'{TOKEN}\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; '
            f'filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        )
        body = head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self._ask("POST", path, body, {**kind, "Accept": "application/json"})

    def _until_answered(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> Answer:
        end = time.monotonic() + GIVE_UP_SECONDS
        answer = Answer(status=0)
        while time.monotonic() < end:
            answer = self._ask(method, path, body, headers)
            if 0 < answer.status < SERVER_ERROR or self.stopping.is_set():
                return answer
            time.sleep(PAUSE_SECONDS)
        self.wrong.append(f"{self.name}: {method} {path} not within {GIVE_UP_SECONDS:.0f} s")
        return answer

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        always = {"Host": NAME, "Cookie": self._cookie, "X-Forwarded-Proto": "https"}
        always |= {"X-Forwarded-For": f"192.0.2.{self.number + 1}", "Origin": SITE_ROOT}
        return self._balancer.ask(method, path, body, {**always, **headers})
