"""The appointment slip: when and where, in large type, for the patient to take home. No clinical detail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from j3032calc.documents.paper import Sheet
from j3032calc.wording.paper import write_address, write_day_in_words, write_name

if TYPE_CHECKING:
    from j3032calc.documents.paper import Printing
    from j3032calc.domain.administration import NextDue
    from j3032calc.domain.patient import Patient
    from j3032calc.domain.site import Site

TEMPLATE: Final = "appointment_slip"
TITLE: Final = "Your next visit"


def appointment_slip(patient: Patient, next_due: NextDue, site: Site, printing: Printing) -> dict[str, object]:
    """Give the data of the slip. It names the person and the place, and neither drug, dose nor diagnosis."""
    days = [day for day in (next_due.due, next_due.payer_earliest) if day is not None]
    # A date that only the payer gives is no appointment.
    day = next_due.appointment or (max(days) if next_due.due is not None else None)
    phone = site.phone
    # The paper goes home: the log's fingerprint is nothing to the patient.
    return Sheet(title=TITLE, printing=replace(printing, head=None)).data(
        who=write_name(patient),
        when="Not fixed yet. The clinic will call you." if day is None else write_day_in_words(day),
        time="Time:",
        where=[site.name, write_address(site.address)],
        call=f"Questions, or cannot come? {'Ask at the desk' if phone is None else f'Call {phone}'}.",
    )
