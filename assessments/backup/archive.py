"""The form of a backup: a tar archive, written and read as a stream, encrypted as age does it.

Members, in this order: `header.json`, the dump of the database, `files/NAME` for each stored file,
`manifest.json` with the size and the SHA-256 of all others. It stands at the end, so that the
archive is written in one pass, and an archive without it was cut off.

Encryption is the format of age (age-encryption.org/v1), by its library: a key for the file, wrapped
for each recipient (X25519), and chunks of 64 KiB, numbered and with a mark on the last one (the
STREAM construction), each authenticated. So `age --decrypt --identity KEY BACKUP | tar x` opens a
backup without this application, and no chunk can be changed, left out or cut off unseen.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tarfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

BLOCK = 1 << 20  # bytes read at a time
TAR_BLOCK = 512  # POSIX.1-2017, pax, "ustar Interchange Format": all is written in such blocks
AGE_MAGIC = b"age-encryption.org/v1\n"


class BackupError(Exception):
    """A backup that cannot be made, read or restored; the sentence says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """A file to be written: its name in the archive, its size in bytes, its bytes in blocks."""

    name: str
    size: int
    blocks: Iterable[bytes]


class HashedBlocks:
    """Iterates over the blocks of an open file and computes their SHA-256 on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        while block := self._file.read(BLOCK):
            self._digest.update(block)
            yield block

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def digest_of(file: IO[bytes]) -> str:
    """Return the SHA-256 of what an open file still holds, in hexadecimal."""
    blocks = HashedBlocks(file)
    for _ in blocks:
        pass
    return blocks.sha256


def write_archive(out: IO[bytes], members: Iterable[Member], recipients: list[Any]) -> None:
    """Write the members to `out`, encrypted for the recipients where there are any."""
    reader = _BlockReader(_tar_blocks(members))
    if not recipients:
        shutil.copyfileobj(reader, out, BLOCK)
        return
    import pyrage

    # The library answers an error of its reader with one of its own, and ignores an error of its
    # last write: both are kept here and raised again.
    writer = _NotingWriter(out)
    try:
        pyrage.encrypt_io(reader, writer, recipients)
    except Exception:
        raise (reader.error or writer.error or BackupError("Encryption failed.")) from None
    if writer.error:
        raise writer.error


@contextmanager
def open_archive(path: Path, identities: list[Any]) -> Iterator[tarfile.TarFile]:
    """Open a backup for reading from its beginning to its end.

    Raises `BackupError` where it is no backup, is damaged or cut off, or has another key. What was
    read may only be relied on when the block has ended without an error.
    """
    with path.open("rb") as file:
        is_encrypted = file.read(len(AGE_MAGIC)) == AGE_MAGIC
        file.seek(0)
        if not is_encrypted:
            with _open_tar(path, file) as tar:
                yield tar
            return
        if not identities:
            raise BackupError(f"{path} is encrypted. Name the file of its key with --identity.")
        with _decrypted(path, file, identities) as plain, _open_tar(path, plain) as tar:
            yield tar
            while plain.read(BLOCK):  # to the end, so that the last chunk is checked, too
                pass


def read_recipient(text: str) -> Any:
    """Return the recipient of an age public key, such as `age1…`; raises `BackupError`."""
    from pyrage import RecipientError, x25519

    try:
        return x25519.Recipient.from_str(text.strip())
    except RecipientError as error:
        raise BackupError(
            f"{text} is no public key of age, which begins with age1 ({error})."
        ) from None


def read_identities(path: Path) -> list[Any]:
    """Return the secret keys of a file as `age-keygen` writes it; raises `BackupError`."""
    from pyrage import IdentityError, x25519

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        keys = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        identities = [x25519.Identity.from_str(key) for key in keys]
    except OSError as error:
        raise BackupError(f"{path} cannot be read ({error.strerror}).") from None
    except (IdentityError, UnicodeDecodeError):
        identities = []
    if not identities:
        raise BackupError(f"{path} must hold secret keys of age, one a line (AGE-SECRET-KEY-1…).")
    return identities


def _tar_blocks(members: Iterable[Member]) -> Iterator[bytes]:
    for member in members:
        info = tarfile.TarInfo(member.name)
        info.size, info.mode = member.size, 0o600
        yield info.tobuf(tarfile.PAX_FORMAT)
        size = 0
        for block in member.blocks:
            size += len(block)
            yield block
        if size != member.size:
            raise BackupError(f"{member.name} changed while it was read. Make the backup again.")
        yield bytes(-size % TAR_BLOCK)
    yield bytes(2 * TAR_BLOCK)  # the end of the archive


class _BlockReader(io.RawIOBase):
    """A readable file of blocks that are made as they are read."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._rest = memoryview(b"")
        self.error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            while not self._rest:
                self._rest = memoryview(next(self._blocks))
        except StopIteration:
            return 0
        except Exception as error:
            self.error = error
            raise
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


class _NotingWriter(io.RawIOBase):
    """Writes to a file and keeps the error of a write that failed."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self.error: Exception | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        try:
            return self._out.write(data)
        except Exception as error:
            self.error = error
            raise


@contextmanager
def _open_tar(path: Path, file: IO[bytes]) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(fileobj=file, mode="r|") as tar:
            yield tar
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"{path} is no backup, or is damaged or cut off ({error}).") from error


@contextmanager
def _decrypted(path: Path, file: IO[bytes], identities: list[Any]) -> Iterator[IO[bytes]]:
    """Decrypt in a thread that writes to a pipe, since the library writes and tarfile reads."""
    import pyrage

    read_end, write_end = os.pipe()
    errors: list[Exception] = []

    def decrypt() -> None:
        with os.fdopen(write_end, "wb", buffering=0) as out:
            try:
                pyrage.decrypt_io(file, out, identities)
            except Exception as error:
                errors.append(error)  # before the pipe is closed, so that its end is explained

    thread = threading.Thread(target=decrypt, name="decrypt", daemon=True)
    thread.start()
    try:
        with os.fdopen(read_end, "rb") as plain:
            try:
                yield plain
            except BackupError:
                if not errors:
                    raise
            if errors:
                raise BackupError(_explain(path, errors[0])) from errors[0]
    finally:
        thread.join()


def _explain(path: Path, error: Exception) -> str:
    if "No matching keys" in str(error):
        return f"{path} was encrypted for another key than the one given, or its head is damaged."
    return f"{path} is damaged or cut off ({error}). Nothing was changed; take another backup."
