"""The log: how long it is, whether it is whole, and the check of every entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from j3032calc.ui.background import Job
from j3032calc.ui.facts import Facts
from j3032calc.ui.settings_part import SettingsPart
from j3032calc.ui.text import Quiet, Strong, show_or_hide
from j3032calc.ui.unlock_page import Panel
from j3032calc.wording import settings_labels as say

if TYPE_CHECKING:
    from j3032calc.domain.entries import Verification
    from j3032calc.services.services import Services
    from j3032calc.ui.settings_part import Tell


class LogPart(SettingsPart):
    """How the log stands. ``below`` is the place for the backups."""

    def __init__(self, services: Services, tell: Tell) -> None:
        super().__init__("log", services, tell)
        self._job: Job | None = None
        panel = Panel(self)
        panel.setObjectName("settings.log.panel")
        self._facts = Facts("settings.log.facts", panel)
        self._result = Strong(parent=self)
        self._result.setObjectName("settings.log.result")
        self._result.hide()
        self._actions = self.make_actions("log", say.LOG_ACTIONS, self._press)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(22, 18, 22, 20)
        inside.setSpacing(10)
        inside.addWidget(self._facts)
        inside.addWidget(Quiet(say.VERIFY_TELLS, panel))
        self.below = QVBoxLayout()
        self.below.setSpacing(12)
        for widget in (self._actions, self._result, panel):
            self.column.addWidget(widget)
        self.column.addLayout(self.below)
        self.column.addStretch(1)
        self._actions.offer({"verify"})

    def refresh(self) -> None:
        """Show how the log stands now."""
        from j3032calc.wording.settings_words import log_facts

        log = self._services.session.log
        self._facts.show_facts(log_facts(log.head, log.fault))

    # --- Verifying ---

    def _press(self, name: str) -> None:
        if name == "verify":
            self._verify()
        elif self._job is not None:
            self._job.cancel()

    def _verify(self) -> None:
        from j3032calc.services.verifying import verify
        from j3032calc.wording.settings_words import progress_sentence

        session = self._services.session
        job = Job(lambda: verify(session, job.tell), self)
        job.progressed.connect(lambda done, of: self._say(progress_sentence(done, of)))
        job.done.connect(self._found)
        job.stopped.connect(lambda: self._end(say.STOPPED))
        job.failed.connect(self._failed)
        self._job = job
        self._say(say.VERIFYING)
        self._actions.offer({"stop"})
        self._actions.buttons["stop"].setFocus()
        job.start()

    def _found(self, found: Verification) -> None:
        from j3032calc.wording.settings_words import verified_sentence

        self._end(verified_sentence(found, self._services.session.clock.now()))

    def _failed(self, error: Exception) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.wording.problems import sentence

        self._end(sentence(error) if isinstance(error, Problem) else "")
        if not isinstance(error, Problem):
            raise error

    def _end(self, said: str) -> None:
        self._job = None
        if not self._services.session.is_open:
            # Locked meanwhile: nothing of the log is shown any more.
            return
        had_focus = self._actions.buttons["stop"].hasFocus()
        self._actions.offer({"verify"})
        if had_focus:
            self._actions.buttons["verify"].setFocus()
        self._say(said)
        self.refresh()

    def _say(self, said: str) -> None:
        self._result.setText(said)
        show_or_hide(self._result, shown=bool(said))
