"""Who is at work in this window: signing in and out, the idle lock, and the session that every page asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from j3032calc.ui.background import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.people import NewAccount
    from j3032calc.services.demonstration import Demonstration
    from j3032calc.services.session import Session
    from j3032calc.ui.desk import Desk

# Often enough that nobody reads a screen long after its time.
_LOOK_MS: Final = 10_000
# Between two signs of life that are told to the session.
_TELL_MS: Final = 2_000
_SIGNS_OF_LIFE: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class Shift(QObject):
    """The signed-in session, or none.

    ``began`` comes with a session; ``ended`` when it is over, with whether it was locked (unfinished work is kept for
    the same person). ``refused`` gives the problem of a sign-in, ``recovery_key`` the key that a set-up shows once.
    ``leaving`` comes before a session ends, so that pages keep what is unfinished. ``not_backed_up`` gives why the
    backup at its end failed.
    """

    began = Signal(object)
    leaving = Signal()
    ended = Signal(bool)
    refused = Signal(object)
    recovery_key = Signal(str)
    busy = Signal(bool)
    not_backed_up = Signal(object)

    def __init__(self, app: Desk, window: QObject) -> None:
        super().__init__(window)
        self._app = app
        self._session: Session | None = None
        self._everything = QApplication.instance() or self
        self._told = QElapsedTimer()
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self.look_at_the_clock)

    @property
    def session(self) -> Session | None:
        """The session, while somebody is signed in."""
        return self._session

    # --- Beginning ---

    def sign_in(self, user: str, password: str) -> None:
        """Sign in, in the background: opening the key is slow on purpose."""
        self._try(lambda: self._app.workstation.sign_in(user, password), self._begin)

    def begin_demonstration(self, demonstration: Demonstration) -> None:
        """Open with a demonstration, which signs somebody in by itself."""
        self._try(demonstration.begin, self._begin)

    def recover(self, key: str, name: str, reason: str) -> None:
        """Open the log with the printed recovery key."""
        self._try(lambda: self._app.workstation.sign_in_with_recovery_key(key, name, reason), self._begin)

    def set_up(self, site_name: str, first: NewAccount, password: str) -> None:
        """Make the log; the recovery key is shown before the work begins."""

        def begin(made: tuple[Session, str]) -> None:
            session, key = made
            self._session = session
            self.recovery_key.emit(key)

        self._try(lambda: self._app.workstation.set_up(site_name, first, password), begin)

    def begin_work(self) -> None:
        """Go on once the recovery key is on paper."""
        if self._session is not None:
            self._begin(self._session)

    def _try(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self.busy.emit(True)  # noqa: FBT003 - a signal's own argument
        job = Job(work, self)
        job.done.connect(lambda _: self.busy.emit(False))  # noqa: FBT003 - a signal's own argument
        job.failed.connect(lambda _: self.busy.emit(False))  # noqa: FBT003 - a signal's own argument
        job.done.connect(then)
        job.failed.connect(self.refused)
        job.start()

    def _begin(self, session: Session) -> None:
        self._session = session
        self._everything.installEventFilter(self)
        self._watch.start()
        self._told.start()
        self.began.emit(session)

    # --- Ending ---

    def look_at_the_clock(self) -> None:
        """Lock where nobody has been there for as long as the site allows."""
        session = self._session
        if session is not None and session.is_idle():
            self.lock()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Know from keys and presses that somebody is there."""
        if event.type() in _SIGNS_OF_LIFE and self._told.hasExpired(_TELL_MS):
            self._told.restart()
            self.look_at_the_clock()
            if self._session is not None:
                self._session.touch()
        return False

    def lock(self) -> None:
        """Hide the patients and forget the key; unfinished work is kept first."""
        self._end(lambda session: session.lock(), was_locked=True)

    def sign_out(self) -> None:
        """End the work of this person."""
        self._end(self._back_up_and_sign_out, was_locked=False)

    def _back_up_and_sign_out(self, session: Session) -> None:
        from j3032calc.domain.problems import Problem

        failed: Problem | None = None
        try:
            self._app.back_up(session)
        except Problem as problem:
            failed = problem
        session.sign_out()
        if failed is not None:
            self.not_backed_up.emit(failed)

    def _end(self, end: Callable[[Session], None], *, was_locked: bool) -> None:
        session = self._session
        if session is None:
            return
        self._watch.stop()
        self._everything.removeEventFilter(self)
        try:
            if session.is_open:
                self.leaving.emit()
                end(session)
        finally:
            self._session = None
            self.ended.emit(was_locked)
