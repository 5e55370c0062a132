"""Names and values under which a draft keeps what more than one module asks for."""

from __future__ import annotations

from typing import Final

YES: Final = "yes"
# Whether each container is charted for itself.
EACH: Final = "each_lot"
