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
    from collections.abc import Callable

    from j3032calc.domain.entries import Entry, Verification
    from j3032calc.services.services import Services
    from j3032calc.ui.forms import Form
    from j3032calc.ui.settings_part import Tell


class LogPart(SettingsPart):
    """How the log stands. ``below`` is the place for the backups."""

    def __init__(self, services: Services, tell: Tell) -> None:
        super().__init__("log", services, tell)
        self._job: Job | None = None
        self._is_search_wrong = False
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
        for widget in (self._actions, self.holder, self._result, panel):
            self.column.addWidget(widget)
        self.column.addLayout(self.below)
        self.column.addStretch(1)
        self._offer()

    def refresh(self) -> None:
        """Show how the log stands now."""
        from j3032calc.domain.entries import Kind
        from j3032calc.wording.settings_words import log_facts

        log = self._services.session.log
        begun = next(iter(log.noted((Kind.ANCHOR_BEGUN,), newest=1)), None)
        self._facts.show_facts(log_facts(log.head, log.fault, None if begun is None else begun.sequence))
        if self._job is None:
            self._offer()

    def _offer(self) -> None:
        """Offer the way out of a fault to somebody who may take it."""
        from j3032calc.domain.people import Right

        session = self._services.session
        offered = {"verify"}
        if session.may(Right.SETTLE):
            offered |= ({"new_anchor"} if session.log.fault is not None else set()) | (
                {"rebuild"} if self._is_search_wrong else set()
            )
        self._actions.offer(offered)

    def _press(self, name: str) -> None:
        does = {
            "verify": self._verify,
            "stop": self._stop,
            "new_anchor": self._ask_new_anchor,
            "rebuild": self._rebuild,
        }
        does[name]()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # --- The ways out of a fault ---

    def _ask_new_anchor(self) -> None:
        from j3032calc.services.settling import begin_anchor
        from j3032calc.wording.log_texts import settled_text

        session = self._services.session
        panel = self.holder.ask("new_anchor", say.NEW_ANCHOR_FORM)

        def prepare(form: Form) -> Callable[[], object]:
            entries = form.entries()
            return lambda: begin_anchor(session, entries["password"], entries["reason"])

        def then(entry: Entry) -> None:
            self.holder.close_form()
            self._end(settled_text(entry.sequence))

        panel.on_send(prepare, then)
        panel.go_to_first()

    def _rebuild(self) -> None:
        from j3032calc.services.settling import rebuild_indexes
        from j3032calc.wording.log_texts import rebuilt_text

        session = self._services.session
        self._is_search_wrong = False
        job = Job(lambda: rebuild_indexes(session), self)
        job.done.connect(lambda fault: self._end(rebuilt_text(fault)))
        self._start(job, say.REBUILDING)

    # --- Verifying ---

    def _verify(self) -> None:
        from j3032calc.services.verifying import verify
        from j3032calc.wording.settings_words import progress_sentence

        session = self._services.session
        job = Job(lambda: verify(session, job.tell), self)
        job.progressed.connect(lambda done, of: self._say(progress_sentence(done, of)))
        job.done.connect(self._found)
        job.stopped.connect(lambda: self._end(say.STOPPED))
        self._start(job, say.VERIFYING, offered="stop")

    def _start(self, job: Job, said: str, offered: str = "") -> None:
        """Begin work that takes long, and offer nothing meanwhile but to stop it."""
        job.failed.connect(self._failed)
        self._job = job
        self._say(said)
        # Else Qt would look for another place for the focus, and scroll there.
        self.setFocus()
        self._actions.offer({offered})
        if offered:
            self._actions.buttons[offered].setFocus()
        job.start()

    def _found(self, found: Verification) -> None:
        from j3032calc.domain.entries import FaultKind
        from j3032calc.wording.settings_words import verified_sentence

        self._is_search_wrong = found.fault is not None and found.fault.kind is FaultKind.INDEX_WRONG
        self._end(verified_sentence(found, self._services.session.clock.now()))

    def _failed(self, error: Exception) -> None:
        from j3032calc.domain.problems import Problem
        from j3032calc.wording.problems import sentence

        # How the log stands is not read again: it may be what failed.
        self._end(sentence(error) if isinstance(error, Problem) else "", is_read_again=False)
        if not isinstance(error, Problem):
            raise error

    def _end(self, said: str, *, is_read_again: bool = True) -> None:
        self._job = None
        if not self._services.session.is_open:
            # Locked meanwhile: nothing of the log is shown any more.
            return
        had_focus = self.hasFocus() or self._actions.buttons["stop"].hasFocus()
        self._offer()
        if had_focus:
            self._actions.buttons["verify"].setFocus()
        self._say(said)
        if is_read_again:
            self.refresh()

    def _say(self, said: str) -> None:
        self._result.setText(said)
        show_or_hide(self._result, shown=bool(said))
