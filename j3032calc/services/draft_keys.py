"""Names under which a draft keeps what more than one floor asks for. Light on purpose: the first paint reads it."""

from __future__ import annotations

from typing import Final

YES: Final = "yes"
# Whether each container is charted for itself.
EACH: Final = "each_lot"
# The record that a draft amends.
AMENDS: Final = "amends"
