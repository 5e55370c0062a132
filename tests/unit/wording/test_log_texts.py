"""What the log's commands say."""

from __future__ import annotations

from datetime import UTC, datetime

from j3032calc.domain.backups import Backup, Occasion
from j3032calc.domain.entries import Fault, FaultKind, Head, NewAnchor, Verification
from j3032calc.domain.exporting import ExportFormat
from j3032calc.wording.exporting import exported
from j3032calc.wording.log_texts import (
    backup_text,
    progress_text,
    rebuilt_text,
    restored_text,
    resumed_text,
    set_up_text,
    settled_text,
    verification_text,
)

HEAD = Head(sequence=1234, fingerprint="ab" * 32)
BACKUP = Backup(
    name="monday.backup",
    log_id="log",
    head=HEAD,
    made_at=datetime(2026, 11, 23, 14, 5, tzinfo=UTC),
    occasion=Occasion.ASKED,
    app_version="0.1.0",
)


def test_a_check_without_a_fault_says_so() -> None:
    assert verification_text(Verification(entries=1234, head=HEAD, ahead=1, fault=None)).splitlines() == [
        "Entries: 1,234",
        "Newest entry: 1,234",
        f"Fingerprint: {'ab' * 32}",
        "Entries ahead of the anchor: 1",
        "First fault: no fault",
    ]


def test_a_check_names_the_entry_of_the_first_fault() -> None:
    fault = Fault(sequence=1000, kind=FaultKind.EDITED)

    text = verification_text(Verification(entries=1234, head=HEAD, ahead=0, fault=fault))

    assert text.splitlines()[-1] == "First fault: entry 1,000 was changed after it was written"


NEW_ANCHOR = NewAnchor(
    sequence=1200,
    at=datetime(2026, 11, 23, 14, 5, tzinfo=UTC),
    name="Ada Boss, MBA",
    reason="the disk broke",
    found=Fault(sequence=1000, kind=FaultKind.EDITED),
)


def test_a_check_tells_of_every_new_anchor_first() -> None:
    found = Verification(entries=1234, head=HEAD, ahead=0, fault=None, new_anchors=(NEW_ANCHOR,))

    assert verification_text(found).splitlines()[0] == (
        "A new anchor began at entry 1,200 on 23-Nov-2026 14:05, by Ada Boss, MBA. Reason: the disk broke. "
        "Found then: entry 1,000 was changed after it was written. What stands before it is as it was then."
    )


def test_a_new_anchor_says_from_where_on_the_log_is_whole() -> None:
    assert settled_text(1200).startswith("A new anchor began at entry 1,200. From there on the log is whole")


def test_what_was_made_anew_is_said() -> None:
    assert rebuilt_text(None) == "What finds the entries agrees with them. Nothing was changed."
    assert rebuilt_text(Fault(sequence=1, kind=FaultKind.INDEX_WRONG)).startswith("What finds the entries was made")


def test_progress_is_counted() -> None:
    assert progress_text(5000, 12000) == "5,000 of 12,000 entries"


def test_a_backup_says_up_to_where_it_goes() -> None:
    assert backup_text(BACKUP) == (
        f"Backup made, and checked by opening it. Newest entry: 1,234\nFingerprint: {'ab' * 32}"
    )


def test_a_restore_says_what_was_left_behind_and_what_comes_next() -> None:
    said = restored_text(BACKUP, 1).splitlines()

    assert said[0] == "The log is restored from the backup of 23-Nov-2026 14:05, up to entry 1,234."
    assert said[1] == ("1 entry was left behind. A log that was here before is kept beside it in the data folder.")
    assert said[2] == "Automatic backups are paused. Look at the log, then run: j3032calc log resume-backups"
    assert restored_text(BACKUP, 1000).splitlines()[1].startswith("1,000 entries were left behind.")


def test_the_recovery_key_stands_alone_on_the_first_line() -> None:
    assert set_up_text("H4Y2-CYN5").splitlines() == [
        "H4Y2-CYN5",
        "This is the recovery key. It is shown once and kept nowhere: write it on paper, and lock that away.",
        "Without it and without a password, nobody can open the log.",
    ]


def test_whether_backups_were_paused() -> None:
    assert resumed_text(were_paused=True) == "Automatic backups are made again."
    assert resumed_text(were_paused=False) == "Automatic backups were not paused."


def test_an_export_says_what_it_holds_and_what_not() -> None:
    assert exported(ExportFormat.JSONL, 1234) == (
        "1,234 entries exported. Left out: the hashes of PINs, administrations under way, and the seals of the entries."
    )
    assert exported(ExportFormat.CSV, 1).startswith("1 version of a dose exported. Left out: every entry but doses")
