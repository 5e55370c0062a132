"""A vault whose passwords and PINs cost next to nothing, for tests that are not about that cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.storage.keys_file import Cost
from j3032calc.storage.vault import FileVault

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.services.ports import Clock

CHEAP = Cost(memory_kib=8, iterations=1, lanes=1)


def cheap_vault(folder: Path, clock: Clock) -> FileVault:
    return FileVault(folder, clock, CHEAP, pin_cost=CHEAP)
