"""A backup: one file that holds the encrypted store, the file of the keys, and what the backup says of itself.

A zip whose members are stored as they are (what is encrypted does not shrink): ``log.db``, ``keys.json``, and
``about.json`` with nothing about any patient. Whatever a hostile file holds, these three names and no others are read.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final

from j3032calc.domain.backups import Backup, Occasion
from j3032calc.domain.entries import Head
from j3032calc.domain.problems.backup import BackupDamaged, BackupFromNewerVersion, NotABackup
from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.storage.files import reason_of
from j3032calc.storage.keys_file import FILE as KEYS
from j3032calc.storage.log_store import FILE as STORE
from j3032calc.storage.sqlite import make_private_file

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABOUT: Final = "about.json"
_FORMAT: Final = "j3032calc-backup"
_VERSION: Final = 1
_MEMBERS: Final = (_ABOUT, KEYS, STORE)
# Far above what the two small members need.
_LARGEST_SMALL: Final = 1 << 22
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)


def write_backup(stream: IO[bytes], backup: Backup, store: Path, keys: Path) -> None:
    """Write a backup of a copy of the store.

    Raises:
        OSError: the disk refuses.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(_ABOUT, _NO_DATE), _about(backup))
        archive.writestr(zipfile.ZipInfo(KEYS, _NO_DATE), keys.read_bytes())
        with (
            store.open("rb") as source,
            archive.open(zipfile.ZipInfo(STORE, _NO_DATE), "w", force_zip64=True) as member,
        ):
            shutil.copyfileobj(source, member)


def _about(backup: Backup) -> str:
    return json.dumps(
        {
            "format": _FORMAT,
            "version": _VERSION,
            "log": backup.log_id,
            "entry": backup.head.sequence,
            "fingerprint": backup.head.fingerprint,
            "made_at": backup.made_at.isoformat(),
            "occasion": backup.occasion.value,
            "app_version": backup.app_version,
        },
        indent=1,
    )


@contextmanager
def _open_backup(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a file as a backup.

    Raises:
        FileUnreadable: the system refuses.
        NotABackup: it is something else.
        BackupDamaged: it is not whole.
    """
    try:
        is_zip = zipfile.is_zipfile(path)
        with path.open("rb") as stream:
            # A cut backup has lost its end, by which a zip is known, but not its beginning.
            looks_like_one = stream.read(4) == b"PK\x03\x04" and _ABOUT.encode() in stream.read(64)
        if not is_zip:
            raise (BackupDamaged if looks_like_one else NotABackup)(path.name)
        with zipfile.ZipFile(path) as archive:
            members = [(member.filename, member.compress_type) for member in archive.infolist()]
            if sorted(members) != [(name, zipfile.ZIP_STORED) for name in _MEMBERS]:
                raise NotABackup(path.name)
            yield archive
    except OSError as error:
        raise FileUnreadable(path.name, reason_of(error)) from None
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise BackupDamaged(path.name) from None


def read_about(path: Path) -> Backup:
    """Read what a backup says of itself.

    Raises:
        FileUnreadable: the system refuses.
        NotABackup: it is something else.
        BackupDamaged: it is not whole.
        BackupFromNewerVersion: a newer version made it.
    """
    with _open_backup(path) as archive:
        fields = json.loads(_small(archive, _ABOUT))
        try:
            if fields["format"] != _FORMAT:
                raise NotABackup(path.name)
            if fields["version"] > _VERSION:
                raise BackupFromNewerVersion(path.name)
            return _read_about(path.name, fields)
        except (KeyError, TypeError):
            raise BackupDamaged(path.name) from None


def _read_about(name: str, fields: dict[str, Any]) -> Backup:
    return Backup(
        name=name,
        log_id=str(fields["log"]),
        head=Head(sequence=int(fields["entry"]), fingerprint=str(fields["fingerprint"])),
        made_at=datetime.fromisoformat(fields["made_at"]),
        occasion=Occasion(fields["occasion"]),
        app_version=str(fields["app_version"]),
    )


def unpack(path: Path, folder: Path) -> None:
    """Unpack store and keys into new files of a private folder, safe on the disk when this returns.

    Raises:
        FileUnreadable: the system refuses.
        NotABackup: it is something else.
        BackupDamaged: it is not whole.
    """
    with _open_backup(path) as archive:
        for name in (KEYS, STORE):
            target = folder / name
            make_private_file(target)
            with archive.open(name) as member, target.open("r+b") as stream:
                shutil.copyfileobj(member, stream)
                stream.flush()
                os.fsync(stream.fileno())


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(_LARGEST_SMALL)


@contextmanager
def part_of(path: Path) -> Iterator[IO[bytes]]:
    """Give a new private file beside ``path``; it is removed in the end, unless it has been renamed.

    Raises:
        OSError: the folder refuses.
    """
    part = NamedTemporaryFile(dir=path.parent, prefix=".backup-", delete=False)  # noqa: SIM115 - closed just below
    try:
        with part:
            yield part
    finally:
        Path(part.name).unlink(missing_ok=True)
