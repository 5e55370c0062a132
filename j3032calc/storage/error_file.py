"""The file of this program's own errors: where in the program, never about whom."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from j3032calc.storage.files import make_private_folder

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.services.ports import Clock

FILE: Final = "errors.log"
_BEFORE: Final = "errors-before.log"
_PRIVATE: Final = 0o600
_LARGEST: Final = 1 << 18


class ErrorFile:
    """Two files of limited size in a data folder; where the disk refuses, an error goes unwritten."""

    def __init__(self, folder: Path, clock: Clock, app_version: str) -> None:
        self._path = folder / FILE
        self._clock = clock
        self._app_version = app_version

    def note(self, report: str) -> None:
        """Write one report at the end. It holds no value; see ``ui.crash.report``."""
        with suppress(OSError):
            make_private_folder(self._path.parent)
            if self._path.exists() and self._path.stat().st_size > _LARGEST:
                self._path.replace(self._path.with_name(_BEFORE))
            self._path.touch(_PRIVATE)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{self._clock.now():%Y-%m-%dT%H:%M:%S%z} {self._app_version}\n{report}\n\n")
