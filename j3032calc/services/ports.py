"""The outside world as the services see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Clock(Protocol):
    """What time it is at this workstation."""

    def now(self) -> datetime:
        """Give the local time, with its zone."""


class Renderer(Protocol):
    """Makes pages from a template and its data."""

    def pdf(self, template: str, data: Mapping[str, object]) -> bytes:
        """Give a PDF; raises ``DocumentFailed`` when the template cannot be used."""
