"""The anchor of an open log: each new entry is added to it, and it follows what a check finds."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from j3032calc.domain.problems.files import FileUnreadable
from j3032calc.domain.problems.log import AnchorNotBegun, LogNotWritten
from j3032calc.storage import checking
from j3032calc.storage.anchor import SECRET_BYTES, Anchor
from j3032calc.storage.files import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import sqlalchemy as sa

    from j3032calc.domain.entries import Head, Verification


class Anchoring:
    """One log's anchor, if it can be read; ``fault`` is what was wrong when somebody last looked.

    ``refused`` is why the newest lines could not be written; ``None`` once they are.
    """

    def __init__(self, folder: Path, connection: sa.Connection) -> None:
        self.folder = folder
        self.refused: str | None = None
        self._anchor, self.fault = checking.check_end(connection, folder)

    @property
    def secret(self) -> bytes:
        """What new entries are sealed with; nothing where there is no anchor."""
        return b"" if self._anchor is None else self._anchor.secret

    def ahead(self, head: Head) -> int:
        """Say how many entries up to ``head`` the anchor lacks, if it can take them."""
        return 0 if self._anchor is None or self.fault is not None else head.sequence - self._anchor.last.sequence

    def keep(self, written: Sequence[Head], heads_after: Callable[[int], Sequence[Head]]) -> None:
        """Write every line that the anchor lacks; a log that does not agree with its anchor is not anchored further.

        What the disk refuses is tried again with the next entry: the store may be ahead of its anchor.

        Args:
            written: what was just written.
            heads_after: reads every entry's head after one.
        """
        if self._anchor is None or self.fault is not None:
            return
        try:
            if written[0].sequence != self._anchor.last.sequence + 1:
                written = heads_after(self._anchor.last.sequence)
            self._anchor.append(written)
        except OSError as error:
            self.refused = reason_of(error)
        except LogNotWritten as problem:
            self.refused = problem.reason
        else:
            self.refused = None

    def follow(self, found: Verification, connection: sa.Connection) -> None:
        """Believe what a check of the whole log found."""
        if found.fault is None and self._anchor is None:
            # The anchor's folder is there again, and agrees.
            self._anchor, self.fault = checking.check_end(connection, self.folder)
        else:
            self.fault = found.fault

    def new_secret(self) -> bytes:
        """Give what the first entry behind a new anchor is sealed with."""
        return secrets.token_bytes(SECRET_BYTES)

    def begin(self, first: Head, secret: bytes) -> None:
        """Begin a new anchor with an entry; the anchor that is there is kept aside.

        Raises:
            AnchorNotBegun: the folder refuses.
        """
        self.close()
        try:
            self._anchor = Anchor.create(self.folder, first, secret)
        except OSError as error:
            raise AnchorNotBegun(reason_of(error)) from None
        except FileUnreadable as problem:
            raise AnchorNotBegun(problem.reason) from None
        self.fault = self.refused = None

    def close(self) -> None:
        """Let go of the file."""
        if self._anchor is not None:
            self._anchor.close()
