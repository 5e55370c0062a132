"""A child process that works with a log for a while, as a whole day would, while everything it lets out is collected.

Usage: secret_session.py FOLDER. Every logger writes everything to standard error; every problem is printed with its
traceback; a socket ends the process. It ends without closing, so that the journal stays.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SOCKET_OPENED = 77


def refuse_sockets(event: str, _: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        os.write(2, f"\nopened a socket: {event}\n".encode("ascii"))
        os._exit(SOCKET_OPENED)


sys.addaudithook(refuse_sockets)
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
for name in ("sqlalchemy.engine", "sqlalchemy.pool", "alembic", "filelock"):
    logging.getLogger(name).setLevel(logging.DEBUG)

from j3032calc.domain.entries import Kind  # noqa: E402 - what importing lets out is looked at too
from j3032calc.domain.search import PatientSearch  # noqa: E402
from j3032calc.storage.sqlite import connect  # noqa: E402
from tests.invented_log import FixedKey, draft, entry, open_log, order, patient, recorded, store_in  # noqa: E402


def provoke(call: Callable[[], object]) -> None:
    try:
        call()
    except Exception:  # noqa: BLE001 - whatever it is, it is printed and looked at
        traceback.print_exc()
    else:
        print("NOT REFUSED", file=sys.stderr)


def main(folder: Path) -> None:
    log = store_in(folder).create(FixedKey())
    log.append([entry(Kind.PATIENT_ADDED, patient()), entry(Kind.ORDER_WRITTEN, order())])
    log.append([recorded(number) for number in range(30)])
    log.append([entry(Kind.PATIENT_AMENDED, patient(family="Underwood-Lark"), reason="married Underwood-Lark")])
    log.keep_draft(draft(90, entered=(("note", "Quillfeather feels well"),)))
    log.find_patients(PatientSearch(names=("quill",)), most=5)
    log.verify()

    provoke(lambda: log.append([entry(Kind.PATIENT_ADDED, patient())]))
    provoke(lambda: log.append([entry(Kind.PATIENT_ADDED, patient(2, given=patient().given + "\ud800"))]))
    provoke(lambda: open_log(folder))
    provoke(lambda: store_in(folder).create(FixedKey()))
    provoke(lambda: connect(folder / "data" / "log.db", FixedKey("5b" * 32)))
    log.close()
    provoke(lambda: log.append([entry(Kind.PATIENT_ADDED, patient(3))]))
    provoke(lambda: store_in(folder).open(FixedKey("5b" * 32)))

    log = open_log(folder)
    damaged = connect(folder / "data" / "log.db", FixedKey())
    damaged.execute("DROP TRIGGER entry_stays_as_it_is")
    damaged.execute('UPDATE entry SET body = \'{"family":"Quillfeather"}\' WHERE sequence = 5')
    damaged.close()
    provoke(lambda: log.of_patient("p1"))
    provoke(log.rebuild_indexes)
    log.append([recorded(100)])
    print(Path("/proc/self/cmdline").read_bytes() + Path("/proc/self/environ").read_bytes())
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
