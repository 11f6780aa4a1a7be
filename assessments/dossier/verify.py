#!/usr/bin/env python3
"""Verify a dossier offline: python verify.py [FOLDER or ZIP] [ROOT ...]   (离线核验卷宗)

Needs Python 3.9 or later and nothing else; opens no connection and changes no file. Recomputes
every digest, looks for files that are missing, changed or not listed, recomputes the chain of the
custody log, the daily roots that cover it and the way from its entries to them, and compares every
timestamp with what it covers. A ROOT (64 hexadecimal digits) is one that was kept elsewhere, such
as in an e-mail: it must be among the roots here. Exit code 0: no fault; 1: faults, each named.
Whether a timestamp's signature is genuine is for OpenSSL: see README.txt.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

BLOCK = 1 << 20  # bytes read at a time
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
MAX_TEXT_BYTES = 32 * BLOCK
# The fields of the statement whose digest is a daily root of the log.
STATEMENT = ("day", "since", "leaves", "tree", "previous", "made_at")
# What reading a damaged folder or archive may raise.
BROKEN = (OSError, ValueError, LookupError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error)
FAULTS = {
    "no_dossier": "no dossier here / 此处没有卷宗",
    "unreadable": "cannot be read / 无法读取",
    "missing": "listed but missing / 清单列明但缺失",
    "changed": "not the bytes that are listed / 内容与清单不符",
    "unlisted": "not on any list / 未列入任何清单",
    "twice": "stands in the archive more than once / 在压缩包中重复出现",
    "bad_line": "a line of the list cannot be read / 清单中有无法读取的行",
    "other_digest": "the list of files names another digest / 文件列表所载哈希值不同",
    "entry_missing": "an entry of the custody log is missing / 流转记录缺少条目",
    "entry_changed": "an entry of the custody log was changed / 流转记录条目被改动",
    "entry_unlinked": "does not follow the entry before it / 与前一条目不衔接",
    "list_changed": "the timestamp covers another list / 时间戳所覆盖的清单不同",
    "token_other": "the receipt is for another digest / 时间戳回执对应另一哈希值",
    "root_changed": "the root is not that of its statement / 根哈希与其陈述不符",
    "root_unlinked": "the root does not follow from the one before it / 根哈希与前一根哈希不衔接",
    "root_absent": "the kept root is not among the roots here / 本卷宗中没有您保存的根哈希",
    "proof_wrong": "does not lead to its root / 无法推导至其根哈希",
    "entry_rewritten": "is not the entry that the root covers / 与根哈希所覆盖的条目不同",
    "entry_late": "dated to a day whose root was made without it / 所载日期的根哈希未包含此条目",
}


class Folder:
    """An unpacked dossier."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def names(self) -> list[str]:
        return [p.relative_to(self.root).as_posix() for p in self.root.rglob("*") if not p.is_dir()]

    def open(self, name: str) -> BinaryIO:
        path = self.root / name
        if path.is_symlink():
            raise OSError("symbolic link")
        return path.open("rb")


class Archive:
    """A dossier as a ZIP file, read without unpacking it."""

    def __init__(self, path: Path) -> None:
        self.file = zipfile.ZipFile(path)
        members = [m.filename for m in self.file.infolist() if not m.filename.endswith("/")]
        tops = {name.split("/")[0] for name in members}
        self.top = tops.pop() + "/" if len(tops) == 1 else ""
        self.members = members

    def names(self) -> list[str]:
        return [name[len(self.top) :] for name in self.members]

    def open(self, name: str) -> BinaryIO:
        return self.file.open(self.top + name)  # type: ignore[return-value]


class Verifier:
    """Collects the faults of one dossier."""

    def __init__(self, tree: Folder | Archive, kept: tuple[str, ...] = ()) -> None:
        self.tree = tree
        self.kept = kept
        self.names = tree.names()
        self.faults: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self.digests: dict[str, str | None] = {}

    def add_fault(self, code: str, where: str) -> None:
        self.faults.append((code, where))

    def run(self) -> None:
        if "bagit.txt" not in self.names or MANIFEST not in self.names:
            self.add_fault("no_dossier", "")
            return
        for name in sorted({n for n in self.names if self.names.count(n) > 1}):
            self.add_fault("twice", name)
        self.check_files()
        self.run_check("data/custody.json", self.check_custody)
        self.run_check("data/files.json", self.check_file_list)
        self.run_check("data/timestamps.json", self.check_timestamps)
        if "data/roots.json" in self.names:
            self.run_check("data/roots.json", self.check_roots)
        else:  # made before there were daily roots
            self.check_roots({"roots": [], "proofs": []})

    def run_check(self, name: str, check: Callable[[Any], None]) -> None:
        """Run a check on a JSON document; an unreadable document is a fault."""
        if name not in self.names:
            self.add_fault("missing", name)
            return
        try:
            check(json.loads(self.read_text(name)))
        except (KeyError, TypeError, AttributeError, *BROKEN):
            self.add_fault("unreadable", name)

    # Files

    def check_files(self) -> None:
        listed = self.read_manifest(MANIFEST)
        tags = self.read_manifest(TAG_MANIFEST) if TAG_MANIFEST in self.names else {}
        if not tags:
            self.add_fault("missing", TAG_MANIFEST)
        for name, digest in sorted({**listed, **tags}.items()):
            if name not in self.names:
                self.add_fault("missing", name)
            elif self.stored_digest(name) != digest:
                self.add_fault("changed", name)
        for name in sorted(set(self.names) - set(listed) - set(tags) - {TAG_MANIFEST}):
            self.add_fault("unlisted", name)

    def read_manifest(self, name: str) -> dict[str, str]:
        digests: dict[str, str] = {}
        for line in self.read_text(name).splitlines():
            # RFC 8493, 2.1.3: checksum, white space, file path.
            match = re.fullmatch(r"([0-9a-f]{64})[ \t]+(\S.*)", line)
            if match:
                path = match[2].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
                digests[path] = match[1]
            else:
                self.add_fault("bad_line", f"{name}: {line[:80]}")
        return digests

    def stored_digest(self, name: str) -> str | None:
        if name not in self.digests:
            self.digests[name] = self.compute_digest(name)
        return self.digests[name]

    def compute_digest(self, name: str) -> str | None:
        digest = hashlib.sha256()
        try:
            with self.tree.open(name) as file:
                for block in iter(lambda: file.read(BLOCK), b""):
                    digest.update(block)
        except BROKEN:
            return None
        return digest.hexdigest()

    def read_bytes(self, name: str) -> bytes:
        with self.tree.open(name) as file:
            return file.read(MAX_TEXT_BYTES)

    def read_text(self, name: str) -> str:
        try:
            return self.read_bytes(name).decode("utf-8")
        except BROKEN:
            self.add_fault("unreadable", name)
            return ""

    # Consistency of the documents

    def check_file_list(self, file_list: Any) -> None:
        for file in file_list["files"]:
            if self.stored_digest(file["path"]) != file["sha256"]:
                self.add_fault("other_digest", file["path"])
        held = {file["sha256"] for file in file_list["files"]}
        record = json.loads(self.read_text("data/record.json"))
        for piece in record.get("evidence", []):
            if piece.get("sha256") and piece["sha256"].lower() not in held:
                self.notes.append(
                    f"evidence {piece['id']} names a file that is not here / 证据所载文件不在卷宗内"
                )

    def check_custody(self, log: Any) -> None:
        for chain in log["chains"]:
            before, number = "", 0
            for entry in chain["entries"]:
                number += 1
                where = f"{chain['subject']}, {entry['number']}"
                if entry["number"] != number:
                    self.add_fault("entry_missing", where)
                    number = entry["number"]
                elif entry["before"] != before or entry["subject"] != chain["subject"]:
                    self.add_fault("entry_unlinked", where)
                if entry_hash(entry) != entry["hash"]:
                    self.add_fault("entry_changed", where)
                before = entry["hash"]

    def check_roots(self, listed: Any) -> None:
        """Check the daily roots, the proofs that they cover the custody log, and its dates."""
        roots = listed["roots"]
        before = None
        for root in roots:
            self.check_root(root, before)
            before = root
        trees = {root["root"]: root for root in roots}
        covered: dict[str, list[tuple[int, str]]] = {}  # number and the day before the root's
        chains = json.loads(self.read_text("data/custody.json"))["chains"]
        hashes = {
            (entry["subject"], entry["number"]): entry["hash"]
            for chain in chains
            for entry in chain["entries"]
        }
        for proof in listed["proofs"]:
            where = f"{proof['subject']}, {proof['number']}"
            if hashes.get((proof["subject"], proof["number"])) != proof["hash"]:
                self.add_fault("entry_rewritten", where)
            root = trees[proof["root"]]
            if root_by_path(proof, root["leaves"]) != root["tree"]:
                self.add_fault("proof_wrong", where)
            covered.setdefault(proof["subject"], []).append((proof["number"], root["since"]))
        for chain in chains:
            self.check_dates(chain["entries"], covered.get(chain["subject"], []), roots)
        for root in self.kept:
            if root not in trees:
                self.add_fault("root_absent", root)
        if roots:
            self.notes.append(
                f"newest root of the log, to compare with one that was kept / "
                f"最新的日志根哈希，请与所保存的核对: {roots[-1]['root']} ({roots[-1]['day']})"
            )
        else:
            self.notes.append(
                "no daily root covers the log, so its dates are its own word / "
                "尚无根哈希覆盖该日志，其日期仅为日志自身的陈述"
            )

    def check_root(self, root: Any, before: Any) -> None:
        statement = {key: root[key] for key in STATEMENT}
        if hashlib.sha256(canonical(statement)).hexdigest() != root["root"]:
            self.add_fault("root_changed", root["day"])
        follows = before is None or (root["previous"], root["since"]) == (
            before["root"],
            before["day"],
        )
        if not follows or root["since"] >= root["day"]:
            self.add_fault("root_unlinked", root["day"])
        stamp = root["timestamp"]
        if stamp and bytes.fromhex(root["root"]) not in self.read_bytes(stamp["receipt"]):
            self.add_fault("token_other", stamp["receipt"])

    def check_dates(self, entries: Any, covered: list[tuple[int, str]], roots: Any) -> None:
        """An entry must not have a date of a day that was closed before a root covered it."""
        newest = roots[-1]["day"] if roots else ""
        for entry in entries:
            closed = next((since for n, since in sorted(covered) if n >= entry["number"]), newest)
            if entry["at"][: len("2026-01-31")] <= closed:
                self.add_fault("entry_late", f"{entry['subject']}, {entry['number']}")

    def check_timestamps(self, timestamp_list: Any) -> None:
        for stamp in timestamp_list["timestamps"]:
            covered = self.read_bytes(stamp["list"]) if stamp["list"] else None
            if covered is not None and hashlib.sha256(covered).hexdigest() != stamp["sha256"]:
                self.add_fault("list_changed", stamp["list"])
            if bytes.fromhex(stamp["sha256"]) not in self.read_bytes(stamp["receipt"]):
                self.add_fault("token_other", stamp["receipt"])


def entry_hash(entry: dict[str, Any]) -> str:
    """Return the SHA-256 of an entry as canonical JSON without its own hash."""
    hashed = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(canonical(hashed)).hexdigest()


def canonical(value: dict[str, Any]) -> bytes:
    """Return canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def root_by_path(proof: dict[str, Any], size: int) -> str:
    """Return the hash of the tree that a proof leads to, or "" (RFC 9162, 2.1.3.2)."""
    leaf = {key: proof[key] for key in ("subject", "number", "hash")}
    node = hashlib.sha256(b"\x00" + canonical(leaf)).digest()
    at, last = proof["index"], size - 1
    if not 0 <= at <= last:
        return ""
    for text in proof["path"]:
        beside = bytes.fromhex(text)
        if last == 0 or len(beside) != len(node):
            return ""
        if at % 2 or at == last:
            node = hashlib.sha256(b"\x01" + beside + node).digest()
            while at and not at % 2:
                at, last = at >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + beside).digest()
        at, last = at >> 1, last >> 1
    return node.hex() if last == 0 else ""


def verify(
    path: Path, kept: tuple[str, ...] = ()
) -> tuple[list[tuple[str, str]], list[str], str | None]:
    """Return faults as (code, place), notes, and the digest of the manifest."""
    try:
        tree: Folder | Archive = Folder(path) if path.is_dir() else Archive(path)
    except BROKEN:
        return [("no_dossier", str(path))], [], None
    verifier = Verifier(tree, kept)
    verifier.run()
    return verifier.faults, verifier.notes, verifier.compute_digest(MANIFEST)


def shown(text: str) -> str:
    """Return a text on one line: a name in an archive must not write a line of its own."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def main(arguments: list[str]) -> int:
    """Verify the dossier and print the result; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(  # type: ignore[union-attr]
            encoding="utf-8", errors="backslashreplace"
        )
    kept = tuple(text.lower() for text in arguments if re.fullmatch(r"[0-9a-fA-F]{64}", text))
    paths = [Path(text) for text in arguments if text.lower() not in kept]
    path = paths[0] if paths else Path(__file__).resolve().parent
    faults, notes, digest = verify(path, kept)
    for note in notes:
        print(f"note / 说明: {shown(note)}")
    for code, where in faults:
        print(f"FAULT / 错误: {shown(str(where or path))}: {FAULTS[code]}")
    if digest:
        print(f"SHA-256 of the list of files / 文件清单哈希值: {digest}")
    if faults:
        print(f"NOT VERIFIED / 核验未通过: {len(faults)}")
        return 1
    print("VERIFIED / 核验通过: all files, the custody log, its roots and all timestamps match.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
