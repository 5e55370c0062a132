"""How each dose on Today stands, worked out in the background: hundreds of patients must not hold the window up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from j3032calc.ui.background import Job

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.entries import DueDose
    from j3032calc.services.drafts import UnderWay
    from j3032calc.services.services import Services


class Standing(NamedTuple):
    """How a dose stands, with the severity of the sign beside it: nothing where it is ready."""

    text: str
    severity: str = ""


class Standings(QObject):
    """What is known of the rows by their keys. ``known`` follows when a look has ended."""

    known = Signal()

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._is_looking = False
        self._next: Mapping[str, DueDose | UnderWay] | None = None
        self.of: dict[str, Standing] = {}

    def look(self, wanted: Mapping[str, DueDose | UnderWay]) -> None:
        """Work out how these rows stand now; of several looks that are wanted meanwhile only the last one follows."""
        if self._is_looking:
            self._next = wanted
            return
        self._is_looking = True
        job = Job(lambda: self._standings(wanted), self)
        job.done.connect(self._take)
        job.failed.connect(self._fail)
        job.start()

    def _standings(self, wanted: Mapping[str, DueDose | UnderWay]) -> dict[str, Standing]:
        from j3032calc.domain.entries import DueDose
        from j3032calc.ui.finding_texts import severity_of
        from j3032calc.wording.readiness import write_standing

        checks, today = self._services.checks, self._services.today
        standings = {}
        for key, row in wanted.items():
            readiness = checks.due(row, today) if isinstance(row, DueDose) else checks.under_way(row, today)
            standings[key] = Standing(write_standing(readiness), severity_of(readiness))
        return standings

    def _take(self, standings: dict[str, Standing]) -> None:
        self.of = standings
        self.known.emit()
        self._go_on()

    def _fail(self, error: Exception) -> None:
        from j3032calc.domain.problems import Problem

        self._go_on()
        # A session that ended meanwhile, or a log that cannot be read: whoever uses the page is told of that there.
        if not isinstance(error, Problem):
            raise error

    def _go_on(self) -> None:
        """Begin the look that was wanted meanwhile, whatever became of the last one."""
        self._is_looking = False
        wanted, self._next = self._next, None
        if wanted is not None:
            self.look(wanted)
