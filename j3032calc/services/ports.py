"""The outside world as the services see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime, timedelta

    from j3032calc.documents.paper import Ticket
    from j3032calc.domain.administration import Draft
    from j3032calc.domain.backups import Backup, Occasion
    from j3032calc.domain.entries import DueDose, Entry, Fault, Head, Kind, NewEntry, Verification
    from j3032calc.domain.patient import Patient
    from j3032calc.domain.search import PatientSearch
    from j3032calc.domain.sign_in import FailedSignIns
    from j3032calc.exports.plain_entry import PlainDose, PlainEntry

    Progress = Callable[[int, int], None]
    """Told how much of how much is done; raises ``Cancelled`` to stop the work."""


class Clock(Protocol):
    """What time it is at this workstation."""

    def now(self) -> datetime:
        """Give the local time, with its zone."""

    def running(self) -> timedelta:
        """Give the time since some fixed moment, which nobody can set; it may stand still while the computer sleeps."""


class Renderer(Protocol):
    """Makes pages from a template and its data."""

    def pdf(self, template: str, data: Mapping[str, object]) -> bytes:
        """Give a PDF; raises ``DocumentFailed`` when the template cannot be used."""

    def png(self, template: str, data: Mapping[str, object], *, ppi: int) -> tuple[bytes, ...]:
        """Give a picture of each page of that PDF; raises ``DocumentFailed`` as it does."""


class Printer(Protocol):
    """The printers of this workstation. Every call may take seconds."""

    def names(self) -> tuple[str, ...]:
        """Give the printers that are set up.

        Raises:
            PrintingOff: nothing answers, or there is no print system.
        """

    def send(self, pdf: bytes, ticket: Ticket) -> None:
        """Hand the pages of a PDF to a printer, and come back once they were taken.

        Raises:
            PrintingOff: nothing answers any more.
            PrinterGone: the printer is not there.
            PrinterPaused: it prints nothing now.
            PrinterRefused: it did not take the pages.
        """


class Settings(Protocol):
    """What this workstation remembers outside of the log, such as printers; never anything about a patient."""

    def read(self, about: str) -> Mapping[str, str]:
        """Give what is remembered, nothing where it cannot be read."""

    def keep(self, about: str, values: Mapping[str, str]) -> None:
        """Remember this in the place of what stood there; where the disk refuses, it is asked again next time."""


class StoreKey(Protocol):
    """The key of the encrypted store, while the workstation is unlocked."""

    def hex(self) -> str:
        """Give the 32 bytes as 64 hexadecimal digits, to the store alone; raises ``LogLocked`` once it is wiped."""

    def wipe(self) -> None:
        """Overwrite the key; whoever still holds this object can no longer open anything."""


class Log(Protocol):
    """The open log. Every call raises ``LogUnusable`` or a kind of it when the store cannot do what is asked.

    Nothing is ever changed or deleted but drafts, which are not part of the record.
    """

    def append(self, entries: Sequence[NewEntry], *, ends_draft: str | None = None) -> tuple[Entry, ...]:
        """Write entries all together or not at all, and come back only when they are safe on the disk and anchored.

        Where only the anchor refuses, they are written, ``not_anchored`` says why, and the next entry tries again.

        Args:
            entries: one or more, in the order in which they happened.
            ends_draft: the id of a draft that these entries turn into a record, or abandon.
        """

    @property
    def head(self) -> Head:
        """The newest entry's number and fingerprint."""

    @property
    def is_whole(self) -> bool:
        """Whether the log agreed with its anchor when it was opened; signing waits while it does not."""

    @property
    def not_anchored(self) -> str | None:
        """Why the newest entries, which are in the log, are not kept outside yet; ``None`` while they are."""

    @property
    def fault(self) -> Fault | None:
        """What was wrong with the log when it was opened or last verified; ``None`` while it is whole."""

    def latest(self, subject: str) -> Entry | None:
        """Give the newest entry that carries the value of one thing (patient, order, dose, account, ...)."""

    def versions(self, subject: str) -> tuple[Entry, ...]:
        """Give every entry about one thing, oldest first; may be empty."""

    def latest_of(self, kinds: Sequence[Kind], patient_id: str | None = None) -> tuple[Entry, ...]:
        """Give the newest entry of each thing that entries of these kinds are about, oldest thing first.

        Args:
            kinds: all kinds that one type of thing has, such as the three of orders.
            patient_id: only the things of this patient.
        """

    def of_patient(self, patient_id: str) -> tuple[Entry, ...]:
        """Give every entry of one patient's log, oldest first; may be empty."""

    def noted(self, kinds: Sequence[Kind], *, newest: int) -> tuple[Entry, ...]:
        """Give the newest so many entries of these kinds, newest first; may be empty."""

    def find_patients(self, search: PatientSearch, *, most: int) -> tuple[Patient, ...]:
        """Give the patients that fit, at most so many; an empty search gives nobody."""

    def due(self, *, first: date | None, last: date, most: int) -> tuple[DueDose, ...]:
        """Give the doses that are due from ``first`` to ``last``, both included, earliest first, at most so many."""

    def keep_draft(self, draft: Draft) -> None:
        """Keep an administration under way, in place of the draft with its id; safe on the disk when it returns."""

    def draft(self, draft_id: str) -> Draft | None:
        """Give one draft."""

    def drafts(self) -> tuple[Draft, ...]:
        """Give every administration under way, oldest first; may be empty."""

    def entries(self, first: int = 1, last: int | None = None) -> Iterator[Entry]:
        """Give the entries by number, one at a time, so that memory does not grow."""

    def plain_entries(self, first: int, last: int, patient_id: str | None = None) -> Iterator[PlainEntry]:
        """Give the entries of a stretch of the log as plain values, oldest first, one at a time.

        Args:
            first: the number of the first entry of the stretch.
            last: the number of its last entry; the whole stretch is read at once.
            patient_id: only the entries of this patient's log.
        """

    def plain_doses(self, first: int, last: int, patient_id: str | None = None) -> Iterator[PlainDose]:
        """Give the versions of administrations in a stretch of the log, each with its patient of now."""

    def verify(self, progress: Progress | None = None) -> Verification:
        """Check the whole chain against its anchor, from the first entry to the last."""

    def begin_anchor(self, entry: NewEntry) -> Entry:
        """Begin a new anchor where the log has a fault; the entry's note also gets what was found.

        Raises:
            LogIsWhole: the log agrees with its anchor.
            AnchorNotBegun: the entry is in the log, but the anchor could not be begun, and the fault stays.
        """

    def copy_to(self, name: str) -> None:
        """Write an encrypted copy of everything into a new file, while others read and write."""

    def check_copy(self, name: str) -> Head:
        """Open such a copy, look at every page of it, and give the newest entry that it holds."""

    def check_indexes(self) -> Fault | None:
        """Compare what helps to find entries with the entries; gives the newest entry of what differs (0: of none)."""

    def rebuild_indexes(self) -> None:
        """Make what helps to find entries anew from the entries."""

    def close(self) -> None:
        """Close the store and forget its key; every later call raises ``LogLocked``."""


class Store(Protocol):
    """Where the log is kept."""

    def exists(self) -> bool:
        """Whether a log is there, readable or not."""

    def create(self, key: StoreKey) -> Log:
        """Make an empty log; raises ``LogExists`` over anything that is there."""

    def open(self, key: StoreKey) -> Log:
        """Open the log.

        Raises:
            LogMissing: there is none.
            LogInUse: another window has it open.
            LogKeyWrong: the key does not open it; that is not damage.
            LogDamaged: it cannot be read.
            LogNotEncrypted: encryption is not there, or the file is not encrypted.
        """


class Vault(Protocol):
    """The keys: one locked copy of the store's key for each account, and one for the recovery key."""

    def exists(self) -> bool:
        """Whether there are keys already."""

    def create(self, account_id: str, user: str, password: str) -> tuple[StoreKey, str]:
        """Make the store's key, locked by a first account's password and by a new recovery key.

        Returns:
            The key, and the recovery key as it is printed; it is shown once and kept nowhere.

        Raises:
            LogExists: there are keys already.
        """

    def unlock(self, user: str, password: str) -> tuple[StoreKey, str]:
        """Give the store's key and the account's id. Each failure and success is kept in the file of failed sign-ins.

        Raises:
            LogMissing: there are no keys.
            LogDamaged: the keys cannot be read; that is not a wrong password.
            LogFromNewerVersion: a newer version of the program wrote the keys.
            SignInRefused: user and password do not fit; which of them is not said.
            SignInDelayed: too many failures; says when the next try is possible.
        """

    def unlock_with_recovery_key(self, text: str) -> StoreKey:
        """Give the store's key.

        Raises:
            RecoveryKeyMisread: a letter is misread or left out; that is not counted as a failure.
            RecoveryKeyWrong: it is another log's key, or an old one.
            SignInDelayed: too many failures.
        """

    def lock_for(self, key: StoreKey, account_id: str, user: str, password: str) -> None:
        """Add an account's locked copy, or replace it for a new password.

        A user name opens one copy: one that another account left under it goes (as after a restore of an older log).
        """

    def drop(self, account_id: str) -> None:
        """Take an account's locked copy away."""

    def replace_recovery_key(self, key: StoreKey) -> str:
        """Make a new recovery key and forget the old; gives it as it is printed."""

    def hash_pin(self, pin: str) -> str:
        """Give the salted, slow hash of a PIN."""

    def pin_fits(self, pin: str, hashed: str) -> bool:
        """Say whether a PIN is the one that was hashed."""

    def new_id(self) -> str:
        """Give a random id, of which no two are ever the same."""

    def failures(self, since: int) -> FailedSignIns:
        """Read the file of failed sign-ins from a place in it on."""


class Backups(Protocol):
    """Backups in files: the automatic ones of this workstation, and any file that a person names."""

    def make(self, store: Log, occasion: Occasion, name: str | None = None) -> Backup:
        """Make a backup and check it by opening it; without a name it is one of the automatic ones.

        Raises:
            BackupNotMade: it could not be written, or did not open again; whatever was there is untouched.
        """

    def kept(self) -> tuple[Backup, ...]:
        """Give the automatic backups of this log that can be read, oldest first."""

    def drop(self, backup: Backup) -> None:
        """Take an automatic backup away; raises ``BackupNotMade`` when the folder refuses."""

    def stage(self, name: str) -> AbstractContextManager[StagedRestore]:
        """Make a backup ready beside the log, with the data folder locked; what is not put in place goes in the end.

        Raises:
            NotABackup: the file is something else.
            BackupDamaged: it is not what was written.
            BackupFromNewerVersion: a newer version made it.
            BackupOfOtherLog: the log here is another one.
            FileUnreadable: the system refuses to read it.
            LogInUse: a window has the log open.
            LogNotWritten: the disk refuses.
        """


class StagedRestore(Protocol):
    """A backup that is made ready. Nothing of the log is touched before ``put_in_place``."""

    @property
    def backup(self) -> Backup:
        """What the backup says of itself."""

    @property
    def vault(self) -> Vault:
        """The keys that will be in force: today's, or the backup's where there are none."""

    @property
    def is_log_here(self) -> bool:
        """Whether there is a log that would be replaced, readable or not."""

    @property
    def anchored(self) -> Head | None:
        """The newest entry that this computer has anchored of this log, whether or not the log is still there."""

    def open(self, key: StoreKey) -> Log:
        """Open what will be the log, checked page by page and entry by entry, and anchored anew at its newest entry.

        Raises:
            BackupDamaged: it is not what was written.
        """

    def open_present(self, key: StoreKey) -> Log | None:
        """Open the log that would be replaced; ``None`` if it is not there or cannot be opened."""

    def put_in_place(self) -> None:
        """Close both logs, and put the restored one in the place of the present one, which is kept."""


class TextFiles(Protocol):
    """Text files that a person names."""

    def read_whole(self, name: str) -> bytes:
        """Give what is in a file; raises ``FileUnreadable`` when it cannot be read or is larger than any that is."""

    def read_lines(self, name: str) -> Sequence[str]:
        """Give the lines of a text file in UTF-8 or the Windows encoding; raises ``FileUnreadable`` as above."""

    def write_lines(self, name: str) -> AbstractContextManager[Callable[[str], None]]:
        """Give what takes piece after piece of a private new file; the file is there whole in the end, or not at all.

        Raises:
            FileUnreadable: it cannot be written; an older file of that name is untouched.
        """
