"""Where things lie on this computer: the data folder, and apart from it the folder of the anchors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.log import AnchorsInDataFolder, LogDamaged, LogNotWritten
from j3032calc.storage.files import make_private_folder, reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATA: Final = "J3032CALC_HOME"
_ANCHORS: Final = "J3032CALC_ANCHORS"
# An id that a damaged or hostile file of keys could hold must not lead to another folder.
_LOG_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Places:
    """The data folder, and the folder that holds one folder of anchors for each log."""

    data: Path
    anchors: Path

    @property
    def backups(self) -> Path:
        """Where the automatic backups lie."""
        return self.data / "backups"

    def anchor_of(self, log_id: str) -> Path:
        """Give the folder of one log's anchor, so that several data folders do not mix.

        An old copy of a whole data folder has the id of its log, and so meets the anchor that is further on.

        Raises:
            LogDamaged: it is no id.
        """
        if not _LOG_ID.fullmatch(log_id):
            raise LogDamaged("the keys")
        return self.anchors / log_id

    def make_anchor_of(self, log_id: str) -> Path:
        """Give that folder, with the one above it made, which nobody else may look into.

        Raises:
            LogDamaged: it is no id.
            LogNotWritten: the system refuses.
        """
        folder = self.anchor_of(log_id)
        try:
            make_private_folder(self.anchors)
        except OSError as error:
            raise LogNotWritten(reason_of(error)) from None
        return folder


def find_places(environment: Mapping[str, str]) -> Places:
    """Give the platform's folders, or those that the environment names.

    Raises:
        AnchorsInDataFolder: whoever takes or puts back the data folder would take its anchors along.
    """
    import platformdirs

    named, named_anchors = environment.get(_DATA), environment.get(_ANCHORS)
    data = Path(named) if named else platformdirs.user_data_path("j3032calc", appauthor=False)
    # A name of its own: on Windows and macOS the state folder of a program is its data folder.
    anchors = (
        Path(named_anchors) if named_anchors else platformdirs.user_state_path("j3032calc-anchors", appauthor=False)
    )
    places = Places(data.resolve(), anchors.resolve())
    if places.anchors.is_relative_to(places.data):
        raise AnchorsInDataFolder
    return places
