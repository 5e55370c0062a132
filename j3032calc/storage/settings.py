"""What this workstation remembers outside of the log: printers and the like, in one small file. Never a patient."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.storage.files import make_private_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FILE: Final = "workstation.json"


class FileSettings:
    """Names and values by what they are about. Losing them costs a question, so no trouble with the file is told."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE

    def read(self, about: str) -> Mapping[str, str]:
        """Give what is remembered, nothing where it cannot be read."""
        return self._all().get(about, {})

    def keep(self, about: str, values: Mapping[str, str]) -> None:
        """Remember this in the place of what stood there; where the disk refuses, it is asked again next time."""
        everything = self._all() | {about: dict(values)}
        with suppress(FileUnreadable, OSError):
            make_private_folder(self._file.parent)
            write_whole(str(self._file), json.dumps(everything, indent=1, sort_keys=True).encode())

    def _all(self) -> dict[str, dict[str, str]]:
        try:
            read = json.loads(self._file.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        groups = read.items() if isinstance(read, dict) else ()
        return {
            name: {key: value for key, value in values.items() if isinstance(value, str)}
            for name, values in groups
            if isinstance(values, dict)
        }
