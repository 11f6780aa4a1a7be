"""Requests as a browser sends them behind the proxy of production, each on its own connection."""

from __future__ import annotations

import http.client
import json
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TOKEN = "c" * 32
BOUNDARY = "----campaign"
FORM = "application/x-www-form-urlencoded"
SECONDS = 60
NONE: Mapping[str, str] = {}
# Asked by the machine's own monitoring, without a proxy between.
DIRECT = ("/healthz", "/readyz", "/metrics")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """One browser: a session or none, and the network address that the proxy saw."""

    def __init__(self, port: int, *, session: str = "", address: str = "10.0.0.1") -> None:
        self._port = port
        self.cookies = {"csrftoken": TOKEN} | ({"sessionid": session} if session else {})
        self._address = address

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        return self.ask("POST", path, fields)

    def save(self, path: str, version: str, name: str, value: str) -> Answer:
        """Send one answer of a draft, as the script of the page does."""
        fields = {"csrfmiddlewaretoken": TOKEN, "_version": version, "_fields": name, name: value}
        headers = {"Content-Type": FORM, "Accept": "application/json"}
        return self._send("POST", path, urllib.parse.urlencode(fields).encode(), headers)

    def upload(self, path: str, name: str, data: bytes) -> Answer:
        """Send one file, as the script of the page does."""
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f"{TOKEN}\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; "
            f'name="files"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        )
        body = head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self._send("POST", path, body, {"Content-Type": kind, "Accept": "application/json"})

    def ask(
        self,
        method: str,
        path: str,
        fields: Mapping[str, str] | None = None,
        *,
        with_token: bool = True,
    ) -> Answer:
        """Send a request; with `fields` a form, which has the token unless told otherwise.

        Raises `OSError` or `http.client.HTTPException` where no whole answer comes.
        """
        if fields is None:
            return self._send(method, path, None, NONE)
        token = {"csrfmiddlewaretoken": TOKEN} if with_token else {}
        body = urllib.parse.urlencode({**token, **fields}).encode()
        headers = {"Content-Type": FORM}
        if with_token:  # of methods other than POST, Django looks at the header only
            headers["X-CSRFToken"] = TOKEN
        return self._send(method, path, body, headers)

    def _send(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        all_headers = {
            "Cookie": cookies,
            "Referer": f"https://127.0.0.1:{self._port}/",
            "Connection": "close",
            **({} if path in DIRECT else self._proxy_headers()),
            **headers,
        }
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=SECONDS)
        try:
            connection.request(method, path, body, all_headers)
            answer = connection.getresponse()
            self._keep_session(answer)
            return Answer(status=answer.status, headers=answer.headers, body=answer.read())
        finally:
            connection.close()

    def _proxy_headers(self) -> Mapping[str, str]:
        return {"X-Forwarded-Proto": "https", "X-Forwarded-For": self._address}

    def _keep_session(self, answer: http.client.HTTPResponse) -> None:
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            if name == "sessionid" and not self.cookies.get("sessionid"):
                self.cookies[name] = rest.partition(";")[0]
