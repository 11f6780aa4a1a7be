"""A server of S3's protocol on loopback, reached over HTTP like any other.

It is moto: a reimplementation in Python for tests, not a product. It keeps objects in memory,
checks signatures and permissions, and knows conditional writes.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

ALL_OF_S3 = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}


class Bucket:
    """Where all stored files of a test are; harmed from behind the application's back."""

    def __init__(
        self,
        address: str,
        key: dict[str, str],
        settings: Settings,
        environment: pytest.MonkeyPatch,
    ) -> None:
        self._address, self._key = address, key
        self._settings, self._environment = settings, environment
        self.name = f"files-{uuid.uuid4()}"
        self._client = client("s3", address, key)
        self._client.create_bucket(Bucket=self.name)
        self.open_with(key["SecretAccessKey"])

    def open_with(self, secret: str) -> None:
        """The application goes on with this key."""
        self._environment.setenv("AWS_ACCESS_KEY_ID", self._key["AccessKeyId"])
        self._environment.setenv("AWS_SECRET_ACCESS_KEY", secret)
        options = {"bucket_name": self.name, "endpoint_url": self._address}
        objects = {
            "BACKEND": "aigc_copyright.object_storage.WriteOnceS3Storage",
            "OPTIONS": options,
        }
        self._settings.S3_BUCKET = self.name
        self._settings.STORAGES = {**self._settings.STORAGES, "default": objects}

    def lock(self) -> None:
        self.open_with("wrong")

    def unlock(self) -> None:
        self.open_with(self._key["SecretAccessKey"])

    def names(self) -> list[str]:
        """The names of the stored files; not of the file that marks the storage as the one."""
        return [name for name in self._all_names() if not name.startswith("storage/")]

    def _all_names(self) -> list[str]:
        listed = self._client.list_objects_v2(Bucket=self.name)
        return [entry["Key"] for entry in listed.get("Contents", ())]

    def write(self, name: str, data: bytes) -> None:
        self._client.put_object(Bucket=self.name, Key=name, Body=data)

    def remove(self, name: str) -> None:
        self._client.delete_object(Bucket=self.name, Key=name)

    def delete_bucket(self) -> None:
        for name in self._all_names():
            self.remove(name)
        self._client.delete_bucket(Bucket=self.name)


@pytest.fixture(scope="session")
def object_server() -> Iterator[tuple[str, dict[str, str]]]:
    """Its address, and the one key that opens it."""
    # Imported where they are needed: it takes longer than most tests.
    import moto.settings
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    people = client("iam", address, {"AccessKeyId": "first", "SecretAccessKey": "first"})
    people.create_user(UserName="application")
    policy = json.dumps({"Version": "2012-10-17", "Statement": [ALL_OF_S3]})
    people.put_user_policy(UserName="application", PolicyName="files", PolicyDocument=policy)
    key = people.create_access_key(UserName="application")["AccessKey"]
    moto.settings.INITIAL_NO_AUTH_ACTION_COUNT = 0  # from now on it looks at keys
    yield address, key
    server.stop()


@pytest.fixture
def bucket(
    object_server: tuple[str, dict[str, str]],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Bucket:
    """Where all stored files of this test are."""
    """In place of the disk."""
    return Bucket(*object_server, settings, monkeypatch)


def client(service: str, address: str, key: dict[str, str]) -> Any:
    import boto3

    return boto3.client(
        service,
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
