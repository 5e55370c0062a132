"""Make the committed log of the newest schema version: log.db, its anchor and the entries as they were written.

Usage: ``python tests/upgrade/make_file.py``, once for each new migration, when ``schema.VERSION`` is new. Nothing that
is there is ever made again: these are the files that a program of that time wrote.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))


from j3032calc.storage.bodies import write_body
from j3032calc.storage.schema import VERSION
from tests.invented_log import draft, new_log
from tests.upgrade.every_value import EVERY_ENTRY

if TYPE_CHECKING:
    from j3032calc.domain.entries import Entry

HERE = Path(__file__).parent


def described(entry: Entry) -> str:
    """Give an entry as lines of plain text, whatever the records look like in the program."""
    columns = (entry.at.isoformat(), entry.by, entry.kind.value, entry.subject, entry.patient_id, entry.reason)
    return f"{entry.sequence} {columns!r}\n{write_body(entry.body)}\n{entry.fingerprint}\n"


def make(folder: Path) -> None:
    log = new_log(folder)
    log.append(EVERY_ENTRY)
    log.keep_draft(draft())
    (folder / "entries.txt").write_text("".join(map(described, log.entries())), "utf-8")
    log.close()
    (folder / "data" / "log.lock").unlink(missing_ok=True)


if __name__ == "__main__":
    target = HERE / VERSION
    if target.exists():
        sys.exit(f"{target} is there already")
    make(target)
