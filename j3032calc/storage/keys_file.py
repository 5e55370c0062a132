"""The keys file: the store's key, locked once for each account and once for the recovery key. Nothing in it is secret.

Each copy is bound to its log, its account and its purpose, so that no copy opens in another's place. A digest of the
whole tells a damaged file from a wrong password; it protects from nothing else, and need not: the locks do.
"""

from __future__ import annotations

import hashlib
import json
import os
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.domain.problems.log import LogDamaged, LogExists, LogFromNewerVersion, LogMissing
from j3032calc.domain.sign_in import user_key
from j3032calc.storage.files import reason_of, sync_folder, write_whole

FILE: Final = "keys.json"
_FORMAT: Final = 1
KEY_BYTES: Final = 32
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
# A damaged or hostile file must not make the workstation work for hours or fill its memory.
_MOST_MEMORY_KIB: Final = 1 << 20
_MOST_ITERATIONS: Final = 20
_MOST_LANES: Final = 16
_LARGEST_FILE: Final = 1 << 22


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a password costs (Argon2id). The usual one takes about a quarter of a second."""

    memory_kib: int = 128 << 10
    iterations: int = 3
    lanes: int = 2

    def __post_init__(self) -> None:
        within = all(type(number) is int for number in (self.memory_kib, self.iterations, self.lanes)) and (
            8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
            and 1 <= self.iterations <= _MOST_ITERATIONS
            and 1 <= self.lanes <= _MOST_LANES
        )
        if not within:
            message = "no such Argon2id cost"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Box:
    """The store's key, encrypted (AES-256-GCM) with a key that was derived with this salt."""

    salt: bytes
    nonce: bytes
    locked: bytes

    def __post_init__(self) -> None:
        lengths = (len(self.salt), len(self.nonce), len(self.locked))
        if lengths != (_SALT_BYTES, _NONCE_BYTES, KEY_BYTES + _TAG_BYTES):
            message = "no such box"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class AccountCopy:
    """One account's locked copy."""

    account_id: str
    user: str
    cost: Cost
    box: Box


@dataclass(frozen=True, slots=True)
class Keys:
    """Everything that the file holds."""

    log_id: str
    accounts: tuple[AccountCopy, ...]
    recovery: Box

    def of_user(self, user: str) -> AccountCopy | None:
        """Find the copy that a user name opens."""
        return next((copy for copy in self.accounts if user_key(copy.user) == user_key(user)), None)

    def with_account(self, new: AccountCopy) -> Keys:
        """Give the keys with this copy in place of every other one of its account and of its user name."""
        others = (copy for copy in self.accounts if copy.account_id != new.account_id)
        kept = tuple(copy for copy in others if user_key(copy.user) != user_key(new.user))
        return replace(self, accounts=(*kept, new))

    def without_account(self, account_id: str) -> Keys:
        """Give the keys without the copy of an account."""
        return replace(self, accounts=tuple(copy for copy in self.accounts if copy.account_id != account_id))

    def write_new(self, path: Path) -> None:
        """Make the file, and never over one that is there.

        Raises:
            LogExists: it is there.
            OSError: the disk refuses.
        """
        part = NamedTemporaryFile(dir=path.parent, prefix=".", delete=False)  # noqa: SIM115 - closed before it is named
        try:
            with part:
                part.write(_written(self))
                part.flush()
                os.fsync(part.fileno())
            # Unlike a plain rename both refuse where the name is taken: Windows' rename, and a second name elsewhere.
            (os.rename if os.name == "nt" else os.link)(part.name, path)
            sync_folder(path.parent)
        except FileExistsError:
            raise LogExists from None
        finally:
            Path(part.name).unlink(missing_ok=True)

    def write(self, path: Path) -> None:
        """Write the file in place of the one that is there, whole or not at all.

        Raises:
            FileUnreadable: the disk refuses; the old keys are untouched.
        """
        write_whole(str(path), _written(self))


def read_keys(path: Path) -> Keys:
    """Read the file.

    Raises:
        LogMissing: there is none.
        FileUnreadable: the system refuses to read it.
        LogFromNewerVersion: a newer version of the program wrote it.
        LogDamaged: it is not whole.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_FILE)
    except FileNotFoundError:
        raise LogMissing from None
    except OSError as error:
        raise FileUnreadable("The file of the keys", reason_of(error)) from None
    try:
        fields = json.loads(content)
        version = fields["format"]
        if isinstance(version, int) and version > _FORMAT:
            raise LogFromNewerVersion
        return _read_fields(fields)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LogDamaged("the file of its keys is not whole") from None


def log_id_in(folder: Path) -> str:
    """Give the id of the log in a data folder.

    Raises:
        LogMissing: there are no keys.
        FileUnreadable: the system refuses to read them.
        LogFromNewerVersion: a newer version of the program wrote them.
        LogDamaged: they are not whole.
    """
    return read_keys(folder / FILE).log_id


def _written(keys: Keys) -> bytes:
    fields = {
        "format": _FORMAT,
        "log": keys.log_id,
        "accounts": [
            {"account": copy.account_id, "user": copy.user, "argon2id": asdict(copy.cost), **_box_fields(copy.box)}
            for copy in keys.accounts
        ],
        "recovery": _box_fields(keys.recovery),
    }
    return json.dumps({**fields, "digest": _digest(fields)}, ensure_ascii=False, indent=1).encode()


def _digest(fields: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def _box_fields(box: Box) -> dict[str, str]:
    return {name: b64encode(value).decode("ascii") for name, value in asdict(box).items()}


def _read_fields(fields: dict[str, Any]) -> Keys:
    """Read fields of this version; raises ``ValueError``, ``KeyError`` or ``TypeError`` where they are not whole."""
    digest = fields.pop("digest")
    if fields["format"] != _FORMAT or digest != _digest(fields):
        raise ValueError
    return Keys(
        log_id=_text(fields["log"]),
        accounts=tuple(
            AccountCopy(_text(copy["account"]), _text(copy["user"]), Cost(**copy["argon2id"]), _read_box(copy))
            for copy in fields["accounts"]
        ),
        recovery=_read_box(fields["recovery"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _read_box(fields: dict[str, str]) -> Box:
    return Box(*(b64decode(fields[name], validate=True) for name in ("salt", "nonce", "locked")))
