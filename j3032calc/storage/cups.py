"""Printers by CUPS, the print system of Linux and macOS: ``lp`` takes the PDF as it is, from memory.

Through Qt a stopped server looks like a valid printer, and pages would become pictures. ``lp`` reads its standard
input and keeps no file; its arguments name a kind of document and a record, and nobody.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.printing import PrinterGone, PrinterPaused, PrinterRefused, PrintingOff

if TYPE_CHECKING:
    from j3032calc.documents.paper import Ticket

# A print system that does not answer by then is not going to.
_PATIENCE_S: Final = 20.0
# PWG 5101.1 names, which every CUPS queue knows, keyed by the values of ``Paper``.
_MEDIA: Final = {"us-letter": "na_letter_8.5x11in", "a4": "iso_a4_210x297mm"}
_PAUSED: Final = ("disabled since", "not accepting requests")


class CupsPrinter:
    """The queues of CUPS, wherever ``CUPS_SERVER`` or the system says that it is."""

    def names(self) -> tuple[str, ...]:
        """Give the queues.

        Raises:
            PrintingOff: CUPS is stopped or not installed.
        """
        self._need_running()
        return tuple(_run("lpstat", "-e").stdout.decode(errors="replace").split())

    def send(self, pdf: bytes, ticket: Ticket) -> None:
        """Hand a PDF to a queue, and come back once CUPS has all of it.

        Raises:
            PrintingOff: CUPS does not answer.
            PrinterGone: there is no such queue.
            PrinterPaused: the queue prints nothing or takes nothing now; the page would lie on the disk.
            PrinterRefused: CUPS did not take it.
        """
        name = ticket.printer
        if name not in self.names():
            raise PrinterGone(name)
        state = _run("lpstat", "-p", name, "-a", name).stdout.decode(errors="replace")
        if any(word in state for word in _PAUSED):
            raise PrinterPaused(name)
        options = [f"media={_MEDIA[ticket.paper]}", *(["print-color-mode=monochrome"] if ticket.is_grey else [])]
        arguments = ["-d", name, "-t", ticket.title, *(part for option in options for part in ("-o", option)), "-"]
        if _run("lp", *arguments, given=pdf).returncode != 0:
            self._need_running()
            raise PrinterRefused(name)

    def _need_running(self) -> None:
        # Asked for its queues, a stopped server gives none and says that all went well.
        if b"is running" not in _run("lpstat", "-r").stdout:
            raise PrintingOff


def _run(program: str, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a program of CUPS, in the language that its answers are read in."""
    environment = os.environ | {"LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - two programs of the system, named above; no shell
            [program, *arguments], input=given, capture_output=True, timeout=_PATIENCE_S, env=environment, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        # Without what was given: a traceback must not hold the pages.
        raise PrintingOff from None
