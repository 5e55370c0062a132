"""What the QR code of a printed record says, so that the paper in the hand finds its record on the screen."""

from __future__ import annotations

import re
from typing import Final

from j3032calc.domain.record import record

_START: Final = "j3032calc:record/"
_WHOLE: Final = re.compile(re.escape(_START) + r"([\w-]+)/([0-9a-f]{64})", re.ASCII)


@record
class RecordCode:
    """Which record was printed, and the fingerprint of the entry that it was printed from."""

    record_id: str
    fingerprint: str

    @property
    def text(self) -> str:
        """What stands in the QR code. It names no patient."""
        return f"{_START}{self.record_id}/{self.fingerprint}"

    @classmethod
    def read(cls, text: str) -> RecordCode | None:
        """Read a scanned text; ``None`` if it is not the code of a printed record."""
        read = _WHOLE.fullmatch(text.strip())
        return None if read is None else cls(record_id=read[1], fingerprint=read[2])
