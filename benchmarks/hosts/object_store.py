"""A real object store on a host: OpenStack's Swift with its interface of S3 (Debian's packages).

It refuses conditional writes (`If-None-Match`) with 501, so it shows the fallback of the storage.
One replica on one disk, without background daemons, which nothing here waits for.
"""

from __future__ import annotations

import shutil
import sys
from typing import Any

from benchmarks.hosts.network import Host, run

PORT = 8080
BUCKET = "files"
KEYS = {"AWS_ACCESS_KEY_ID": "test:application", "AWS_SECRET_ACCESS_KEY": "store-secret"}
PROGRAMS = {"account": 6202, "container": 6201, "object": 6200}
PACKAGES = "swift-proxy swift-account swift-container swift-object"
PROXY = """
[DEFAULT]
bind_ip = {address}
bind_port = {port}
user = root
workers = 2
swift_dir = {folder}
[pipeline:main]
pipeline = catch_errors cache s3api tempauth bulk slo proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = {address}:1
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
[filter:tempauth]
use = egg:swift#tempauth
user_test_application = {secret} .admin
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
"""
SERVER = """
[DEFAULT]
bind_ip = {address}
bind_port = {port}
user = root
workers = 1
swift_dir = {folder}
devices = {folder}/disks
mount_check = false
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""
HASHES = "[swift-hash]\nswift_hash_path_suffix = hosts\nswift_hash_path_prefix = hosts\n"


class ObjectStore:
    """Swift's proxy and servers of accounts, containers and objects."""

    def __init__(self, host: Host) -> None:
        if not shutil.which("swift-proxy-server"):
            sys.exit(f"Install Swift: apt-get install --no-install-recommends {PACKAGES}")
        self.host = host
        self.address = f"http://{host.address}:{PORT}"

    def prepare(self) -> None:
        """Write the settings and rings; needed once, since they lie on the host's disk."""
        folder, address = self.host.folder, self.host.address
        (folder / "disks" / "d1").mkdir(parents=True)
        (folder / "swift.conf").write_text(HASHES)
        secret = KEYS["AWS_SECRET_ACCESS_KEY"]
        settings = PROXY.format(address=address, port=PORT, folder=folder, secret=secret)
        (folder / "proxy.conf").write_text(settings)
        for kind, port in PROGRAMS.items():
            settings = SERVER.format(address=address, port=port, folder=folder, kind=kind)
            (folder / f"{kind}.conf").write_text(settings)
            ring = ["swift-ring-builder", str(folder / f"{kind}.builder")]
            run(*ring, "create", "4", "1", "0")  # 2^4 partitions, 1 replica
            run(*ring, "add", f"r1z1-{address}:{port}/d1", "1")
            run(*ring, "rebalance")

    def start(self) -> None:
        for kind in [*PROGRAMS, "proxy"]:
            settings = str(self.host.folder / f"{kind}.conf")
            self.host.start(f"swift-{kind}-server", settings, log=kind)

    def is_up(self) -> bool:
        """Return whether the store answers and has the bucket, which is made where it has none."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            client = self.client()
            names = [bucket["Name"] for bucket in client.list_buckets()["Buckets"]]
            if BUCKET not in names:
                client.create_bucket(Bucket=BUCKET)
        except (BotoCoreError, ClientError):
            return False
        return True

    def objects(self) -> dict[str, int]:
        """Return the size in bytes of each object by its name."""
        pages = self.client().get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return {
            entry["Key"]: int(entry["Size"]) for page in pages for entry in page.get("Contents", ())
        }

    def client(self) -> Any:
        import boto3
        from botocore.config import Config

        quick = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 1})
        return boto3.client(
            "s3",
            endpoint_url=self.address,
            region_name="us-east-1",
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
            config=quick,
        )

    def environment(self) -> dict[str, str]:
        """Return the settings by which the application finds the bucket."""
        return {
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": self.address,
            "S3_REGION": "us-east-1",
            "S3_ADDRESSING": "path",
            **KEYS,
        }
