"""Fakes for paper: a printer that keeps what it was sent, and settings that forget when the test ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.domain.problems.printing import PrinterGone, PrintingOff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.documents.paper import Ticket
    from j3032calc.domain.problems import Problem


class PaperTray:
    """Printers that take everything, until there is trouble."""

    def __init__(self, *names: str) -> None:
        self.printers = names
        self.sent: list[tuple[bytes, Ticket]] = []
        self.trouble: Problem | None = None
        self.is_off = False

    def names(self) -> tuple[str, ...]:
        if self.is_off:
            raise PrintingOff
        return self.printers

    def send(self, pdf: bytes, ticket: Ticket) -> None:
        self.names()
        if self.trouble is not None:
            raise self.trouble
        if ticket.printer not in self.printers:
            raise PrinterGone(ticket.printer)
        self.sent.append((pdf, ticket))


class PlainSettings:
    """Settings in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Mapping[str, str]] = {}

    def read(self, about: str) -> Mapping[str, str]:
        return self.kept.get(about, {})

    def keep(self, about: str, values: Mapping[str, str]) -> None:
        self.kept[about] = dict(values)
