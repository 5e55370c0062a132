"""The site: who bills, and how the site wants this workstation to behave."""

from __future__ import annotations

from datetime import date

from j3032calc.domain.patient import Address
from j3032calc.domain.record import record

# HIPAA asks for an automatic logoff and leaves the time to the site.
USUAL_IDLE_MINUTES = 10
# A log has one site: the subject of its entries.
SITE_ID = "site"
# No source gives a number of days ("weight of today" is general knowledge); the site sets its own.
USUAL_WEIGHT_DAYS = 30


@record
class Recall:
    """A lot that must not be given. ``ndc`` is ``None`` where the notice names the lot alone."""

    lot: str
    ndc: str | None = None
    reason: str | None = None


@record
class Site:
    """The site's billing identity and its rules. ``None`` is "not recorded"; a claim export names what is missing.

    ``submitter``, ``receiver`` and ``receiver_name`` are what the clearinghouse gave out for electronic claims.
    ``wants_witness`` asks for a second person at each discard. ``recalls`` is ``None`` while the site keeps no list.
    ``weight_days`` is how old a weight may be for a dose per kg. Weekdays count Monday as 0.
    """

    name: str
    npi: str | None = None
    tax_id: str | None = None
    taxonomy: str | None = None
    address: Address | None = None
    place_of_service: str | None = None
    phone: str | None = None
    submitter: str | None = None
    receiver: str | None = None
    receiver_name: str | None = None
    wants_witness: bool = False
    recalls: tuple[Recall, ...] | None = None
    weight_days: int = USUAL_WEIGHT_DAYS
    idle_minutes: int = USUAL_IDLE_MINUTES
    closed_weekdays: tuple[int, ...] = ()
    closed_dates: tuple[date, ...] = ()
    window_days: int = 0
