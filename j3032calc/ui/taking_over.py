"""Fast user switch: somebody else goes on with what is on screen, under their own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from j3032calc.wording import way_in_labels as say

if TYPE_CHECKING:
    from j3032calc.services.session import Session
    from j3032calc.ui.frame import Frame
    from j3032calc.ui.shift import Shift
    from j3032calc.ui.signed_in import SignedIn


class Place(NamedTuple):
    """Where a person was: the page, whose log was open there, and which dose was in hand."""

    page: str
    patient_id: str
    draft_id: str


class SharedDesk(Protocol):
    """A desk where one person takes over the work of another."""

    shift: Shift
    work: SignedIn | None

    def ask_who_goes_on(self) -> None:
        """Ask who takes over from the person who is signed in."""

    def take_over(self, session: Session) -> SignedIn | None:
        """Begin the work of somebody else; give it, or nothing where they must choose a password first."""


class TakingOver:
    """Remembers the place while somebody is asked for user name and password, and goes back to it.

    Nobody sees a patient meanwhile. What is typed about a patient and not sent would be lost, so it holds the switch.
    """

    def __init__(self, desk: SharedDesk, window: Frame) -> None:
        self._desk = desk
        self._window = window
        self._place = Place("today", "", "")
        window.nav.switch.connect(self._ask)
        desk.shift.taken_over.connect(self._take_over)

    def _ask(self) -> None:
        """Remember the place and ask who comes; say what stands in the way where something does."""
        work = self._desk.work
        unfinished = None if work is None else work.unfinished
        if unfinished is not None:
            self._window.message.tell(say.SWITCH_HELD.format(form=unfinished.what))
            return
        front = self._window.pages.front
        if front != "unlock" and work is not None:
            log, draft = work.patient_log, work.draft
            self._place = Place(front, "" if log is None else log.patient.id, "" if draft is None else draft.id)
        self._desk.ask_who_goes_on()

    def stay(self) -> None:
        """Go back: nobody else came."""
        self._window.show_page(self._place.page)

    def _take_over(self, session: Session) -> None:
        work = self._desk.take_over(session)
        if work is not None:
            self._go_on(session, work)

    def _go_on(self, session: Session, work: SignedIn) -> None:
        """Show the person who came what was on screen, as far as they may see it."""
        from j3032calc.domain.people import Right

        place = self._place
        self._window.message.tell(say.TAKEN_OVER.format(name=session.account.name))
        if place.page == "settings" or not session.may(Right.READ):
            self._window.show_page("settings")
            return
        if place.patient_id:
            work.open_patient(place.patient_id)
        if place.draft_id and session.may(Right.CHART):
            work.go_on(place.draft_id)
        if place.page == "sign" and work.giving is not None and work.draft is not None:
            work.giving.look()
        else:
            self._window.show_page("give" if place.page == "sign" else place.page)
