"""The vault: opens the store's key with a password or with the printed recovery key, and keeps both from guessing."""

from __future__ import annotations

import secrets
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.domain.problems.log import LogExists, LogLocked, LogNotWritten
from j3032calc.domain.problems.people import RecoveryKeyWrong, SignInRefused
from j3032calc.domain.sign_in import Way
from j3032calc.storage import recovery_key
from j3032calc.storage.failed_sign_ins import SignInFile
from j3032calc.storage.files import make_private_folder, may_be_there, reason_of
from j3032calc.storage.keys_file import FILE, KEY_BYTES, AccountCopy, Box, Cost, Keys, read_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    from j3032calc.domain.sign_in import FailedSignIns
    from j3032calc.services.ports import Clock, StoreKey

_ID_BYTES: Final = 16
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_ACCOUNT: Final = "account"
_RECOVERY: Final = "recovery"
# A PIN signs in an unlocked session, many times a day: some 30 ms. Its hash lies inside the encrypted store.
_PIN_COST: Final = Cost(memory_kib=19 << 10, iterations=2, lanes=1)


class HeldKey:
    """The store's key in memory, until it is wiped. It never shows itself."""

    def __init__(self, key: bytearray) -> None:
        self._key: bytearray | None = key

    def __repr__(self) -> str:
        return "<HeldKey>"

    def hex(self) -> str:
        """Give the 32 bytes as 64 hexadecimal digits, to the store alone.

        Raises:
            LogLocked: the key was wiped.
        """
        if self._key is None:
            raise LogLocked
        return self._key.hex()

    def wipe(self) -> None:
        """Overwrite the key."""
        if self._key is not None:
            _zero(self._key)
            self._key = None


class FileVault:
    """The keys in a data folder. Whoever changes them holds the open log, and with it the only window on them."""

    def __init__(self, folder: Path, clock: Clock, cost: Cost | None = None, *, pin_cost: Cost = _PIN_COST) -> None:
        self._path = folder / FILE
        self._cost = cost or Cost()
        self._pin_cost = pin_cost
        self._sign_ins = SignInFile(folder, clock)

    def exists(self) -> bool:
        """Whether there are keys already, readable or not."""
        return may_be_there(self._path)

    def create(self, account_id: str, user: str, password: str) -> tuple[HeldKey, str]:
        """Make the store's key, locked by a first account's password and by a new recovery key.

        Raises:
            LogExists: there are keys already.
            LogNotWritten: the folder refuses.
        """
        if self.exists():
            raise LogExists
        key = HeldKey(bytearray(secrets.token_bytes(KEY_BYTES)))
        log_id = self.new_id()
        recovery, printed = _new_recovery(log_id, key)
        keys = Keys(log_id, (self._new_copy(log_id, key, account_id, user, password),), recovery)
        with _write_problems():
            make_private_folder(self._path.parent)
            keys.write_new(self._path)
        return key, printed

    def unlock(self, user: str, password: str) -> tuple[HeldKey, str]:
        """Give the store's key and the account's id.

        Raises:
            SignInRefused: user and password do not fit; which of them is not said.
            SignInDelayed: too many failures.
            FileUnreadable: the system refuses to read the keys or the file of failed sign-ins.
            LogUnusable: the keys are not there or damaged, or the try cannot be kept.
        """
        keys = read_keys(self._path)
        self._sign_ins.refuse_early_try(Way.PASSWORD)
        copy = keys.of_user(user)
        # An unknown user takes as long as a wrong password, so that nobody learns who works here.
        salt, cost = (copy.box.salt, copy.cost) if copy else (secrets.token_bytes(_SALT_BYTES), self._cost)
        lock = _from_password(password, salt, cost)
        key = _opened(copy.box, lock, _bound(keys.log_id, copy.account_id, _ACCOUNT)) if copy else None
        _zero(lock)
        if copy is None or key is None:
            self._sign_ins.failed(Way.PASSWORD, copy.user if copy else None)
            raise SignInRefused
        self._sign_ins.succeeded(Way.PASSWORD)
        return key, copy.account_id

    def unlock_with_recovery_key(self, text: str) -> HeldKey:
        """Give the store's key.

        Raises:
            RecoveryKeyMisread: a letter is misread or left out; it was not tried.
            RecoveryKeyWrong: another log's key, or an old one.
            SignInDelayed: too many failures.
            FileUnreadable: the system refuses to read the keys or the file of failed sign-ins.
            LogUnusable: the keys are not there or damaged, or the try cannot be kept.
        """
        keys = read_keys(self._path)
        self._sign_ins.refuse_early_try(Way.RECOVERY_KEY)
        lock = _from_recovery_key(recovery_key.read(text), keys.recovery.salt)
        key = _opened(keys.recovery, lock, _bound(keys.log_id, "", _RECOVERY))
        _zero(lock)
        if key is None:
            self._sign_ins.failed(Way.RECOVERY_KEY, None)
            raise RecoveryKeyWrong
        self._sign_ins.succeeded(Way.RECOVERY_KEY)
        return key

    def lock_for(self, key: StoreKey, account_id: str, user: str, password: str) -> None:
        """Add an account's locked copy, or replace it for a new password.

        Raises:
            FileUnreadable: the system refuses to read the keys.
            LogUnusable: the keys are damaged or cannot be written; the old ones are untouched.
        """
        keys = read_keys(self._path)
        self._write(keys.with_account(self._new_copy(keys.log_id, key, account_id, user, password)))

    def drop(self, account_id: str) -> None:
        """Take an account's locked copy away, if there is one.

        Raises:
            FileUnreadable: the system refuses to read the keys.
            LogUnusable: the keys are damaged or cannot be written; the old ones are untouched.
        """
        self._write(read_keys(self._path).without_account(account_id))

    def replace_recovery_key(self, key: StoreKey) -> str:
        """Make a new recovery key and forget the old; gives it as it is printed.

        Raises:
            FileUnreadable: the system refuses to read the keys.
            LogUnusable: the keys are damaged or cannot be written; the old ones are untouched.
        """
        keys = read_keys(self._path)
        recovery, printed = _new_recovery(keys.log_id, key)
        self._write(Keys(keys.log_id, keys.accounts, recovery))
        return printed

    def _write(self, keys: Keys) -> None:
        with _write_problems():
            keys.write(self._path)

    def _new_copy(self, log_id: str, key: StoreKey, account_id: str, user: str, password: str) -> AccountCopy:
        salt = secrets.token_bytes(_SALT_BYTES)
        lock = _from_password(password, salt, self._cost)
        box = _closed(key, lock, salt, _bound(log_id, account_id, _ACCOUNT))
        return AccountCopy(account_id, user.strip(), self._cost, box)

    def hash_pin(self, pin: str) -> str:
        """Give the salted, slow hash of a PIN, as text that names its own cost."""
        return _argon2id(secrets.token_bytes(_SALT_BYTES), self._pin_cost).derive_phc_encoded(pin.encode())

    def pin_fits(self, pin: str, hashed: str) -> bool:
        """Say whether a PIN is the one that was hashed; takes as long for each wrong one."""
        from cryptography.exceptions import InvalidKey
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        try:
            Argon2id.verify_phc_encoded(_as_bytes(pin), hashed)
        except InvalidKey:
            return False
        return True

    def new_id(self) -> str:
        """Give 128 random bits, as text that may stand in a file name or an address."""
        return secrets.token_urlsafe(_ID_BYTES)

    def failures(self, since: int) -> FailedSignIns:
        """Read the file of failed sign-ins from a place in it on.

        Raises:
            FileUnreadable: it cannot be read.
        """
        return self._sign_ins.since(since)


@contextmanager
def _write_problems() -> Iterator[None]:
    """Say of every refusal to write that the keys were not written.

    Raises:
        LogNotWritten: always.
    """
    try:
        yield
    except FileUnreadable as refused:
        raise LogNotWritten(refused.reason) from None
    except OSError as error:
        raise LogNotWritten(reason_of(error)) from None


def _as_bytes(typed: str) -> bytes:
    """Give typed text in one form, whatever keyboard composed it and whatever rubbish is in it."""
    return unicodedata.normalize("NFC", typed).encode("utf-8", errors="surrogatepass")


def _argon2id(salt: bytes, cost: Cost) -> Argon2id:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )


def _from_password(password: str, salt: bytes, cost: Cost) -> bytearray:
    lock = bytearray(KEY_BYTES)
    _argon2id(salt, cost).derive_into(_as_bytes(password), lock)
    return lock


def _from_recovery_key(secret: bytes, salt: bytes) -> bytearray:
    """Derive without slowness: nobody guesses 160 random bits."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    lock = bytearray(KEY_BYTES)
    HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"j3032calc recovery key").derive_into(secret, lock)
    return lock


def _new_recovery(log_id: str, key: StoreKey) -> tuple[Box, str]:
    secret, salt = secrets.token_bytes(recovery_key.BYTES), secrets.token_bytes(_SALT_BYTES)
    box = _closed(key, _from_recovery_key(secret, salt), salt, _bound(log_id, "", _RECOVERY))
    return box, recovery_key.printed(secret)


def _bound(log_id: str, account_id: str, purpose: str) -> bytes:
    """Give what a copy is bound to: elsewhere it does not open. Ids have no line breaks."""
    return f"j3032calc store key\n{log_id}\n{purpose}\n{account_id}".encode()


def _closed(key: StoreKey, lock: bytearray, salt: bytes, bound: bytes) -> Box:
    """Lock the store's key, and overwrite what it was locked with."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    box = Box(salt, nonce, AESGCM(lock).encrypt(nonce, bytes.fromhex(key.hex()), bound))
    _zero(lock)
    return box


def _opened(box: Box, lock: bytearray, bound: bytes) -> HeldKey | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = bytearray(KEY_BYTES)
    try:
        AESGCM(lock).decrypt_into(box.nonce, box.locked, bound, key)
    except InvalidTag:
        return None
    return HeldKey(key)


def _zero(secret: bytearray) -> None:
    secret[:] = bytes(len(secret))
