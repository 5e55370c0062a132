"""The desk of the person who is signed in, for what works beside it: scans and the switch to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from j3032calc.domain.administration import Draft
    from j3032calc.domain.history import PatientLog
    from j3032calc.services.session import Session
    from j3032calc.ui.giving import Giving
    from j3032calc.ui.patient_page import Unfinished
    from j3032calc.ui.shift import Shift


class SignedInDesk(Protocol):
    """The work of the person who is signed in, as those see it who serve it."""

    giving: Giving | None
    shift: Shift

    @property
    def draft(self) -> Draft | None:
        """The dose that is given now."""

    @property
    def unfinished(self) -> Unfinished | None:
        """The form about a patient that nobody has sent or cancelled yet."""

    @property
    def patient_log(self) -> PatientLog | None:
        """The log of the patient who is open."""

    def open_patient(self, patient_id: str) -> None:
        """Open a patient."""

    def show_record(self, dose_id: str) -> None:
        """Show one record of the patient who is open."""

    def begin_dose(self, order_id: str) -> Giving:
        """Begin a dose by an order of the patient who is open, or go on with it."""

    def go_on(self, draft_id: str) -> None:
        """Go on with a dose that is under way."""

    def ask_who_goes_on(self) -> None:
        """Ask who takes over from the person who is signed in."""

    def take_over(self, session: Session) -> bool:
        """Begin the work of somebody else; say whether they may work already, or must choose a password first."""
