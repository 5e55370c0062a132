"""Export a large log as the program does it: ``export_log.py FOLDER csv|jsonl OUT``, in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from j3032calc.domain.exporting import ExportFormat, LogFilter
from j3032calc.services.exporting import Exporting
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.storage.clock import SystemClock
from j3032calc.storage.files import PlainTextFiles
from tests.invented_log import open_log

if TYPE_CHECKING:
    from j3032calc.services.session import Session


class SignedIn:
    """The session of somebody who may export, without the passwords: signing in takes longer on purpose."""

    def __init__(self, folder: Path) -> None:
        self.log = open_log(folder)

    def need(self, right: object) -> None:
        """Allow everything."""

    def note(self, *_: object, **facts: object) -> None:
        """Note nothing, so that the next run finds the log as it was."""


if __name__ == "__main__":
    folder, form, out = sys.argv[1:]
    session = SignedIn(Path(folder))
    exporting = Exporting(PlainTextFiles(Path(folder)), load_catalogue(), SystemClock(), "0.1.0")
    exporting.export(cast("Session", session), ExportFormat(form), LogFilter(), out, knows_it_is_unencrypted=True)
    session.log.close()
