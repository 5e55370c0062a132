"""What somebody can do to a log who has the store's key, and what is found of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from j3032calc.domain.entries import Fault, FaultKind
from j3032calc.storage.audit_chain import BEGINNING, chained
from j3032calc.storage.rows import Row, new_row
from j3032calc.storage.sqlite import connect
from tests.invented_log import FixedKey, note, open_log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COUNT = 450
OLD = 430
FIRST, MIDDLE, LAST = 1, 225, COUNT
GUESS = b"a secret that somebody guessed!!"
EDITED, MISSING, REWRITTEN = FaultKind.EDITED, FaultKind.MISSING, FaultKind.REWRITTEN
FORGED, TAIL_CUT = FaultKind.FORGED, FaultKind.TAIL_CUT

Rows = list[Row]
if TYPE_CHECKING:
    TableRow = tuple[str, Callable[[Rows, int], Rows], FaultKind, FaultKind]


@contextmanager
def key_in_hand(folder: Path) -> Iterator[Any]:
    """Open the store as somebody does who has its key and takes the triggers away."""
    connection = connect(folder / "data" / "log.db", FixedKey())
    for trigger in ("entry_stays_as_it_is", "entry_stays", "entry_follows"):
        connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    connection.execute("BEGIN")
    yield connection
    connection.execute("COMMIT")
    connection.close()


def put_rows(folder: Path, change: Callable[[Rows], Rows]) -> None:
    with key_in_hand(folder) as connection:
        rows = [Row(*row) for row in connection.execute("SELECT * FROM entry ORDER BY sequence").fetchall()]
        connection.execute("DELETE FROM entry")
        connection.executemany("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?)", change(rows))


def faults(folder: Path) -> tuple[Fault | None, Fault | None]:
    """Give what the start finds and what the whole check finds; reading goes on with either."""
    log = open_log(folder)
    try:
        assert log.is_whole == (log.fault is None)
        at_the_start = log.fault
        found = log.verify().fault
        assert log.is_whole == (found is None)
        return at_the_start, found
    finally:
        log.close()


# --- What is done to the rows; ``at`` counts from 1 -----------------------------------------------------------------


def chain_anew(rows: Rows, at: int, *, seal: bool) -> Rows:
    """Work the chain out anew from an entry on; the seals as they were, or with a guessed secret."""
    before = BEGINNING if at == 1 else rows[at - 2].fingerprint
    anew = list(chained(before, GUESS, rows[at - 1 :]))
    if not seal:
        anew = [new._replace(seal=old.seal) for new, old in zip(anew, rows[at - 1 :], strict=True)]
    return rows[: at - 1] + anew


def renumbered(rows: Rows) -> Rows:
    return [row._replace(sequence=number) for number, row in enumerate(rows, start=1)]


def changed(rows: Rows, at: int, /, **columns: object) -> Rows:
    rows = list(rows)
    rows[at - 1] = rows[at - 1]._replace(**columns)  # type: ignore[arg-type]
    return rows


def other_body(rows: Rows, at: int) -> Rows:
    return changed(rows, at, body=rows[at - 1].body.replace('"', '" ', 1))


def edit_and_chain(rows: Rows, at: int) -> Rows:
    return chain_anew(other_body(rows, at), at, seal=False)


def edit_chain_and_seal(rows: Rows, at: int) -> Rows:
    return chain_anew(other_body(rows, at), at, seal=True)


def delete(rows: Rows, at: int) -> Rows:
    return rows[: at - 1] + rows[at:]


def delete_and_chain(rows: Rows, at: int) -> Rows:
    return chain_anew(renumbered(delete(rows, at)), at, seal=True)


def other_of(at: int) -> int:
    """Give the entry that is swapped with this one: the next, or the one before the last."""
    return at + 1 if at < COUNT else at - 1


def swap(rows: Rows, at: int) -> Rows:
    rows = list(rows)
    one, other = at - 1, other_of(at) - 1
    rows[one], rows[other] = rows[other], rows[one]
    return renumbered(rows)


def swap_and_chain(rows: Rows, at: int) -> Rows:
    return chain_anew(swap(rows, at), min(at, other_of(at)), seal=True)


def insert_and_chain(rows: Rows, at: int) -> Rows:
    return chain_anew(renumbered([*rows[: at - 1], new_row(at, note("forged")), *rows[at - 1 :]]), at, seal=True)


def leave_a_gap(rows: Rows, at: int) -> Rows:
    return rows[: at - 1] + [row._replace(sequence=row.sequence + 1) for row in rows[at - 1 :]]


TABLE: tuple[TableRow, ...] = (
    # what is done, and what is found: at the first and a middle entry, at the last
    ("body", other_body, EDITED, EDITED),
    *(
        (f"column-{column}", lambda rows, at, column=column: changed(rows, at, **{column: "2020"}), EDITED, EDITED)
        for column in ("at", "by", "kind", "subject", "patient_id", "reason", "fingerprint")
    ),
    ("column-seal", lambda rows, at: changed(rows, at, seal="0" * 64), FORGED, FORGED),
    ("seal-that-is-no-seal", lambda rows, at: changed(rows, at, seal="é"), FORGED, FORGED),
    ("account-taken-away", lambda rows, at: changed(rows, at, by=None), EDITED, EDITED),
    ("bytes-for-text", lambda rows, at: changed(rows, at, subject=b"\xff\x00"), EDITED, EDITED),
    ("bytes-for-the-body", lambda rows, at: changed(rows, at, body=rows[at - 1].body.encode()), EDITED, EDITED),
    ("edit-and-chain", edit_and_chain, REWRITTEN, REWRITTEN),
    ("edit-chain-and-seal", edit_chain_and_seal, REWRITTEN, REWRITTEN),
    ("delete", delete, MISSING, TAIL_CUT),
    ("delete-renumber-and-chain", delete_and_chain, REWRITTEN, TAIL_CUT),
    ("swap", swap, EDITED, EDITED),
    ("swap-and-chain", swap_and_chain, REWRITTEN, REWRITTEN),
    ("insert-renumber-and-chain", insert_and_chain, REWRITTEN, REWRITTEN),
    ("gap", leave_a_gap, MISSING, MISSING),
)
ENDS_ELSEWHERE = {"edit-and-chain", "edit-chain-and-seal", "delete-renumber-and-chain", "swap-and-chain"} | {
    "insert-renumber-and-chain",
    "gap",
    "delete",
}
