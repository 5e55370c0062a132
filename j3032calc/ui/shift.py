"""Who is at work in this window: signing in and out, the idle lock, and the session that every page asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from j3032calc.ui.background import Job
from j3032calc.wording import way_in_labels as say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from j3032calc.domain.people import NewAccount
    from j3032calc.domain.problems import Problem
    from j3032calc.services.demonstration import Demonstration
    from j3032calc.services.session import Session
    from j3032calc.ui.desk import Desk

# Often enough that nobody reads a screen long after its time.
_LOOK_MS: Final = 10_000
# Between two signs of life that are told to the session.
_TELL_MS: Final = 2_000
# After what the page itself says of a save.
_TELL_AFTER_SAVE_MS: Final = 700
_SIGNS_OF_LIFE: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class Shift(QObject):
    """The signed-in session, or none.

    ``began`` comes with a session, ``taken_over`` with that of somebody who goes on in place of another, and ``ended``
    when it is over, with whether it was locked (unfinished work is kept for the same person). ``refused`` gives the
    problem of a sign-in, ``recovery_key`` the key that a set-up shows once. ``leaving`` comes before a session ends, so
    that pages keep what is unfinished. ``busy`` says what is being done with the log, and nothing when that is over.
    ``left`` comes when the log is closed after a sign-out, with the problems of its end; ``backing_up`` before and
    after the day's backup; ``complained`` gives a problem of neither.
    """

    began = Signal(object)
    taken_over = Signal(object)
    leaving = Signal()
    ended = Signal(bool)
    refused = Signal(object)
    recovery_key = Signal(str)
    busy = Signal(str)
    left = Signal(object)
    backing_up = Signal(bool)
    complained = Signal(object)

    def __init__(self, app: Desk, window: QObject) -> None:
        super().__init__(window)
        self._app = app
        self._session: Session | None = None
        self._is_leaving = False
        self._backed_up_on: date | None = None
        self._everything = QApplication.instance() or self
        # Between two signs of life nothing is filtered: Python would be asked about each of the hundreds of events of a
        # keystroke.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TELL_MS)
        self._rest.timeout.connect(lambda: self._everything.installEventFilter(self))
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self.look_at_the_clock)
        self._not_anchored: str | None = None
        self._anchor_watch = QTimer(self)
        self._anchor_watch.setInterval(_TELL_AFTER_SAVE_MS)
        self._anchor_watch.timeout.connect(self.look_at_the_anchor)

    @property
    def session(self) -> Session | None:
        """The session, while somebody is signed in."""
        return self._session

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is signed in, and the last session has ended for good."""
        return self._session is None and not self._is_leaving

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
        self.busy.emit(say.OPENING)
        job = Job(work, self)
        job.done.connect(lambda _: self.busy.emit(""))
        job.failed.connect(lambda _: self.busy.emit(""))
        job.done.connect(then)
        job.failed.connect(self._refuse)
        job.start()

    def _refuse(self, problem: object) -> None:
        if self._session is not None:
            # Whoever was there before is still.
            self._watch.start()
        self.refused.emit(problem)

    # --- Switching ---

    def switch(self, user: str, password: str) -> None:
        """Let somebody else take over; the log stays open, and whoever is refused changes nothing."""
        session = self._session
        if session is None:
            return
        self.leaving.emit()
        self._watch.stop()
        self._try(lambda: session.switch(user, password), self._take_over)

    def _take_over(self, session: Session) -> None:
        self._session = session
        self._watch.start()
        self.taken_over.emit(session)

    def _begin(self, session: Session) -> None:
        self._session = session
        self._watch.start()
        self._anchor_watch.start()
        self._rest.start()
        self.began.emit(session)
        self.look_at_the_day()

    # --- While somebody works ---

    def look_at_the_clock(self) -> None:
        """Lock where nobody has been there for as long as the site allows; back up where a new day has begun."""
        session = self._session
        if session is not None and (session.is_idle() or not session.is_open):
            self.lock()
        else:
            self.look_at_the_day()

    def look_at_the_anchor(self) -> None:
        """Say once that what was saved could not be anchored: a save that is no failure, and not a quiet one."""
        from j3032calc.domain.problems.log import AnchorNotWritten

        why = None if self._session is None else self._session.not_anchored
        if why is not None and why != self._not_anchored:
            self.complained.emit(AnchorNotWritten(why))
        self._not_anchored = why

    def look_at_the_day(self) -> None:
        """Make the day's backup in the background, once on each day that somebody is signed in."""
        session, today = self._session, self._app.clock.now().date()
        if session is None or today == self._backed_up_on or session.account.must_change_password:
            return
        self._backed_up_on = today
        self.backing_up.emit(True)  # noqa: FBT003 - a signal's own argument
        job = Job(lambda: self._app.back_up_daily(session), self)
        job.done.connect(lambda _: self.backing_up.emit(False))  # noqa: FBT003 - a signal's own argument
        job.failed.connect(lambda error: self._not_backed_up(session, error))
        job.start()

    def _not_backed_up(self, session: Session, error: Exception) -> None:
        from j3032calc.domain.problems import Problem

        self.backing_up.emit(False)  # noqa: FBT003 - a signal's own argument
        if not session.is_open:
            # The lock came first, and closed what was being copied: the next to sign in makes it.
            self._backed_up_on = None
        elif isinstance(error, Problem):
            self.complained.emit(error)
        else:
            raise error

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Know from keys and presses that somebody is there."""
        if event.type() in _SIGNS_OF_LIFE:
            self._everything.removeEventFilter(self)
            self._rest.start()
            self.look_at_the_clock()
            self._touch()
        return False

    def _touch(self) -> None:
        # No error may leave an event filter: see ``Closing``.
        for problem in () if self._session is None else _problems_of(self._session.touch):
            self.complained.emit(problem)

    # --- Ending ---

    def lock(self) -> None:
        """Hide the patients and forget the key; unfinished work is kept first."""
        session = self._let_go()
        if session is not None:
            problems = _problems_of(session.lock)
            self.ended.emit(True)  # noqa: FBT003 - a signal's own argument
            for problem in problems:
                self.complained.emit(problem)

    def sign_out(self) -> None:
        """End the work of this person; the log is backed up and closed in the background, and nobody waits for it."""
        session = self._let_go()
        if session is None:
            return
        self._is_leaving = True
        self.ended.emit(False)  # noqa: FBT003 - a signal's own argument
        self.busy.emit(say.LEAVING)
        job = Job(lambda: self._back_up_and_sign_out(session), self)
        job.done.connect(self._leave)
        job.failed.connect(self._leave_after_error)
        job.start()

    def _back_up_and_sign_out(self, session: Session) -> tuple[Problem, ...]:
        problems: tuple[Problem, ...] = ()
        try:
            if session.is_open:
                problems = _problems_of(lambda: self._app.back_up(session))
        finally:
            problems += _problems_of(session.sign_out)
        return problems

    def _let_go(self) -> Session | None:
        """Have the pages keep what is unfinished; no session is here any more."""
        session = self._session
        if session is not None:
            self._watch.stop()
            self._anchor_watch.stop()
            self._not_anchored = None
            self._everything.removeEventFilter(self)
            self._rest.stop()
            if session.is_open:
                self.leaving.emit()
            self._session = None
        return session

    def _leave(self, problems: tuple[Problem, ...]) -> None:
        self._is_leaving = False
        self.busy.emit("")
        self.left.emit(problems)

    def _leave_after_error(self, error: Exception) -> None:
        self._leave(())
        raise error


def _problems_of(work: Callable[[], object]) -> tuple[Problem, ...]:
    """Do something that has to be done whatever comes of it; give what a person should hear of."""
    from j3032calc.domain.problems import Problem

    try:
        work()
    except Problem as problem:
        return (problem,)
    return ()
