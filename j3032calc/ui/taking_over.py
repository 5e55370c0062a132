"""Fast user switch: somebody else goes on with what is on screen, under their own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from j3032calc.ui.log_scans import SignedInDesk
from j3032calc.wording import way_in_labels as say

if TYPE_CHECKING:
    from j3032calc.services.session import Session
    from j3032calc.ui.frame import Frame
    from j3032calc.ui.shift import Shift


class Place(NamedTuple):
    """Where a person was: the page, whose log was open there, and which dose was in hand."""

    page: str
    patient_id: str
    draft_id: str


class SharedDesk(SignedInDesk, Protocol):
    """The work of one person that another one takes over."""

    shift: Shift

    def ask_who_goes_on(self) -> None:
        """Ask who takes over from the person who is signed in."""

    def take_over(self, session: Session) -> bool:
        """Begin the work of somebody else; say whether they may work already, or must choose a password first."""

    def go_on(self, draft_id: str) -> None:
        """Go on with a dose that is under way."""


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
        unfinished = self._desk.unfinished
        if unfinished is not None:
            self._window.message.tell(say.SWITCH_HELD.format(form=unfinished.what))
            return
        front = self._window.pages.front
        if front != "unlock":
            log, draft = self._desk.patient_log, self._desk.draft
            self._place = Place(front, "" if log is None else log.patient.id, "" if draft is None else draft.id)
        self._desk.ask_who_goes_on()

    def stay(self) -> None:
        """Go back: nobody else came."""
        self._window.show_page(self._place.page)

    def _take_over(self, session: Session) -> None:
        if self._desk.take_over(session):
            self._go_on(session)

    def _go_on(self, session: Session) -> None:
        """Show the person who came what was on screen, as far as they may see it."""
        from j3032calc.domain.people import Right

        place, desk = self._place, self._desk
        self._window.message.tell(say.TAKEN_OVER.format(name=session.account.name))
        if place.page == "settings" or not session.may(Right.READ):
            self._window.show_page("settings")
            return
        if place.patient_id:
            desk.open_patient(place.patient_id)
        if place.draft_id and session.may(Right.CHART):
            desk.go_on(place.draft_id)
        if place.page == "sign" and desk.giving is not None and desk.draft is not None:
            desk.giving.look()
        else:
            self._window.show_page("give" if place.page == "sign" else place.page)
