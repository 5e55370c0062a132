"""The patient log in the window: the way in, one person's work after another's, and what happens when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from j3032calc.ui.closing import Closing
from j3032calc.ui.shift import Shift
from j3032calc.ui.signed_in import SignedIn
from j3032calc.ui.taking_over import TakingOver
from j3032calc.ui.unlock_page import UnlockPage
from j3032calc.wording import way_in_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.services.session import Session
    from j3032calc.ui.desk import Desk
    from j3032calc.ui.frame import Frame
    from j3032calc.ui.paper_desk import PaperDesk


class LogDesk(QObject):
    """Leads a person in, opens their work, and takes everything away again. ``work`` is of whoever is signed in."""

    def __init__(self, app: Desk, window: Frame) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self.shift = Shift(app, self)
        self.closing = Closing(self.shift, window, self.keep)
        self._unlock: UnlockPage | None = None
        self._paper: PaperDesk | None = None
        self.work: SignedIn | None = None
        self.shift.began.connect(self._begin)
        self.shift.leaving.connect(self.keep)
        self.shift.ended.connect(self._end)
        self.shift.backing_up.connect(window.status.show_backup)
        self._taking_over = TakingOver(self, window)
        window.nav.lock.connect(self.shift.lock)
        window.nav.sign_out.connect(self.closing.sign_out)
        window.bar.gave.connect(self._do)

    def ask_who(self, said: str = "") -> None:
        """Show the way in."""
        if self._unlock is None:
            self._unlock = UnlockPage(self.shift, self._window, is_set_up=self._app.has_log())
            self._unlock.skipped.connect(lambda: self._window.show_page("give"))
            self._unlock.stayed.connect(self._taking_over.stay)
            self._unlock.paper.connect(self._ask_on_paper)
            self._window.pages.keep("unlock", self._unlock)
        elif self._app.has_log():
            self._unlock.ask_sign_in(said)
        self._window.show_page("unlock")
        self._unlock.go_to_first()

    def ask_who_goes_on(self) -> None:
        """Ask who takes over from the person who is signed in."""
        if self._unlock is not None:
            self._unlock.ask_switch()
            self._window.show_page("unlock")

    def scale(self, percent: int) -> None:
        """Follow the text size."""
        for page in self._window.pages.of_log():
            page.scale(percent)

    # --- A session ---

    def _begin(self, session: Session) -> None:
        services = self._app.services(session)
        if session.account.must_change_password and self._unlock is not None:
            self._unlock.ask_new_password(services.people)
            return
        self.work = work = SignedIn(self._app, self._window, services, self.paper, self)
        work.catalogue_changed.connect(lambda: self._offer(services.catalogue))
        self._offer(services.catalogue)
        work.open()

    @property
    def paper(self) -> PaperDesk:
        """What prints for this session: from its first moment, for a set-up shows its recovery key before any page."""
        from j3032calc.ui.paper_desk import PaperDesk

        if self._paper is None:
            assert self.shift.session is not None  # noqa: S101 - nothing is printed without a session
            self._paper = PaperDesk(self._app, self._window, self.shift.session)
        return self._paper

    def keep(self) -> str:
        """Keep the dose that is under way as it is entered now; give why it could not be kept."""
        return "" if self.work is None else self.work.keep()

    def take_over(self, session: Session) -> SignedIn | None:
        """Begin the work of somebody else; give it, or nothing where they must choose a password first."""
        self._clear()
        self._begin(session)
        return self.work

    def _clear(self) -> None:
        if self.work is not None:
            self.work.close()
        if self._paper is not None:
            self._paper.deleteLater()
        self.work = self._paper = None

    def _end(self, was_locked: bool) -> None:  # noqa: FBT001 - a slot takes what its signal gives
        window = self._window
        if self.work is not None:
            if self.work.giving is not None:
                self.work.giving.forget()
            self._offer(self.work.services.site_catalogue.shipped)
        self._clear()
        window.nav.show_who("")
        window.status.show_log(is_open=False)
        self.ask_who(way_in_labels.LOCKED if was_locked else way_in_labels.SIGNED_OUT)

    def _offer(self, catalogue: Catalogue) -> None:
        """Answer on the Give page from this catalogue: the site's own while somebody is signed in."""
        self._app.calculator.use(catalogue)
        self._window.page.offer_anew()

    def _ask_on_paper(self, name: str, subjects: Sequence[str]) -> None:
        # Whoever is signed in by then.
        self.paper.ask(name, subjects)

    def _do(self, action: str) -> None:
        if self.work is not None:
            self.work.do(action)
