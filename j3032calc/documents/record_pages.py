"""What a page about one dose is made from: the dose's versions in the log, and what they refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from j3032calc.documents.paper import Sheet, identity_of
from j3032calc.domain.claim import Chargeable
from j3032calc.domain.entries import Kind
from j3032calc.domain.record_code import RecordCode
from j3032calc.wording.paper import write_fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.documents.paper import Printing
    from j3032calc.domain.administration import Administration
    from j3032calc.domain.entries import Entry
    from j3032calc.domain.history import DoseHistory
    from j3032calc.domain.order import Charge, Order
    from j3032calc.domain.patient import Coverage, Patient
    from j3032calc.domain.people import Account
    from j3032calc.domain.product import Product
    from j3032calc.domain.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPages:
    """One dose as the log has it.

    ``order`` is the order as it was when the dose was charted. ``people`` has the account of everyone who wrote a
    version. ``edition`` is the catalogue's today, which may be newer than the record's; ``product`` comes from it,
    ``None`` for a drug that it does not have. ``charge`` is the site's for the code on that day.
    """

    patient: Patient
    order: Order | None
    site: Site
    history: DoseHistory
    people: Mapping[str, Account]
    product: Product | None
    edition: str
    printing: Printing
    charge: Charge | None = None

    @property
    def doses(self) -> tuple[Administration, ...]:
        """The dose as it was first recorded and after each amendment; a void changes nothing of it."""
        return tuple(one.dose for one in self.history.versions if one.entry.kind is not Kind.DOSE_VOIDED)

    @property
    def dose(self) -> Administration:
        """The dose as it stands now."""
        return self.doses[-1]

    @property
    def recorded(self) -> Entry:
        """The first entry: when the dose was charted."""
        return self.history.versions[0].entry

    @property
    def newest(self) -> Entry:
        """The entry that these pages show."""
        return self.history.versions[-1].entry

    @property
    def amendments(self) -> tuple[Entry, ...]:
        """The entries that changed the record."""
        return tuple(one.entry for one in self.history.versions if one.entry.kind is Kind.DOSE_AMENDED)

    @property
    def void(self) -> Entry | None:
        """The entry that took the record back, ``None`` while it stands."""
        return self.newest if self.history.is_voided else None

    @property
    def is_late(self) -> bool:
        """Whether the dose was charted after the day it was given."""
        return self.dose.late_reason is not None or self.recorded.at.date() > self.dose.given_on

    @property
    def marks(self) -> tuple[str, ...]:
        """The words that stand beside the title."""
        facts = ((self.void is not None, "VOID"), (bool(self.amendments), "AMENDED"), (self.is_late, "LATE ENTRY"))
        return tuple(word for is_so, word in facts if is_so)

    @property
    def coverage(self) -> Coverage | None:
        """The patient's coverage by the payer that the dose was charted for; the primary one where none was named."""
        return self.chargeable.coverage

    @property
    def chargeable(self) -> Chargeable:
        """The dose with what its claim is made from."""
        return Chargeable(
            dose=self.dose,
            patient=self.patient,
            order=self.order,
            charges=() if self.charge is None else (self.charge,),
            is_voided=self.void is not None,
        )

    @property
    def code(self) -> RecordCode:
        """What the QR code says."""
        return RecordCode(record_id=self.dose.id, fingerprint=self.newest.fingerprint)

    def writer(self, entry: Entry) -> Account | None:
        """Give the account of who wrote an entry, ``None`` for what the program noted by itself."""
        return None if entry.by is None else self.people[entry.by]


def record_sheet(pages: RecordPages, title: str, reference: str) -> Sheet:
    """Give what stands on each page about one dose."""
    entry = pages.newest
    return Sheet(
        title=title,
        printing=pages.printing,
        identity=identity_of(pages.patient, pages.dose.given_on),
        marks=pages.marks,
        stamp="" if pages.void is None else "VOID",
        reference=reference,
        lines=(f"This record: log entry {entry.sequence:,}, fingerprint {write_fingerprint(entry.fingerprint)}",),
    )
