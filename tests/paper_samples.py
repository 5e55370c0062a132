"""Every document twice: as it usually is, and with the longest names, six containers and twice the usual text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from j3032calc.documents.administration_record import administration_record
from j3032calc.documents.appointment_slip import appointment_slip
from j3032calc.documents.claim_sheet import claim_sheet
from j3032calc.documents.downtime_sheet import downtime_sheet
from j3032calc.documents.draft_record import DraftPages, draft_record
from j3032calc.documents.due_list import DuePages, due_list
from j3032calc.documents.paper import Letterhead
from j3032calc.documents.patient_history import HistoryPages, patient_history
from j3032calc.documents.recovery_key_sheet import recovery_key_sheet
from j3032calc.domain.administration import Balance, ContainerUsed, Draft, FindingShown, LineBilled, Observation, Stage
from j3032calc.domain.entries import DueDose, Kind
from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.history import PatientLog, dose_history
from j3032calc.domain.order import Authorization, Charge, Prescriber
from j3032calc.domain.people import Meaning
from tests import paper_trail as trail
from tests.unit.services.small_catalogue import CINQAIR, XOLAIR, mg, ml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from j3032calc.documents.paper import Printing
    from j3032calc.documents.record_pages import RecordPages

    Maker = Callable[[Printing], Mapping[str, object]]

KEY = "7K3Q-XW0M-9D2F-HJ4T-ABCD-1234-5678-90EF-GH7K"
CHARGE = Charge(hcpcs="J2786", dollars_per_unit=Fraction("11.25"), first=date(2026, 1, 1))
AUTHORIZATION = Authorization(
    id="authorization-1",
    patient_id="patient-1",
    payer_id="with-ndc",
    drug=trail.DRUG,
    number="AUTH-7781",
    first=date(2026, 1, 1),
    last=date(2026, 12, 31),
    units=3000,
)
DRAFT = Draft(
    id="d41d8cd98f00b204",
    patient_id="patient-1",
    order_id="order-1",
    stage=Stage.RUNNING,
    entered=(("dose", "3 mg/kg"), ("weight", "72.4 kg"), ("lot", "")),
    kept_at=trail.at(10, 6),
    started_at=trail.at(10, 5),
)
DUE = tuple(
    DueDose(
        patient=trail.PATIENT,
        drug_key="cinqair",
        order_id="order-1",
        due=date(2026, 11, 22) + timedelta(days=number),
        payer_earliest=date(2026, 11, 22),
        given_on=date(2026, 10, 26) if number else None,
    )
    for number in range(3)
)
LOG = PatientLog(
    patient=trail.PATIENT,
    entries=(),
    orders=(trail.ORDER,),
    doses=tuple(filter(None, (dose_history((trail.RECORDED,)),))),
    authorizations=(AUTHORIZATION,),
)


def record_pages(printing: Printing) -> RecordPages:
    return trail.pages(printing=printing, charge=CHARGE)


def due_pages(printing: Printing, doses: tuple[DueDose, ...] = DUE) -> DuePages:
    names = {"cinqair": "reslizumab (Cinqair)"}
    return DuePages(doses=doses, drug_names=names, today=date(2026, 11, 23), is_cut=False, printing=printing)


USUAL: dict[str, Maker] = {
    "administration_record": lambda printing: administration_record(record_pages(printing)),
    "claim_sheet": lambda printing: claim_sheet(record_pages(printing)),
    "draft_record": lambda printing: draft_record(
        DraftPages(patient=trail.PATIENT, order=trail.ORDER, draft=DRAFT, printing=printing)
    ),
    "appointment_slip": lambda printing: appointment_slip(trail.PATIENT, trail.DOSE.next_due, trail.SITE, printing),
    "due_list": lambda printing: due_list(due_pages(printing)),
    "patient_history": lambda printing: patient_history(HistoryPages(log=LOG, printing=printing)),
    "downtime_sheet": lambda printing: downtime_sheet(CINQAIR, printing, "2026.1"),
    "recovery_key_sheet": lambda printing: recovery_key_sheet(KEY, printing),
}

# --- As hard as it gets ----------------------------------------------------------------------------------------------

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"
LONG_PATIENT = replace(
    trail.PATIENT,
    family=LONG_NAME,
    given="Maximiliana Alexandrina Theodora Bernadette",
    identifier="MRN-00000000000000000000000000042-ZZ",
)
LONG_TEXT = "The order was changed by telephone after the pharmacy had asked, and read back word by word. " * 2
LONG_PEOPLE = {
    one.id: replace(one, name=f"{one.name} {LONG_NAME}", credential="MSN, APRN, FNP-BC, CRNI")
    for one in trail.PEOPLE.values()
}
LONG_SITE = replace(
    trail.SITE, name=f"{LONG_NAME} Memorial Regional Infusion and Specialty Pharmacy Center of Greater Springfield"
)
SIX = tuple(
    ContainerUsed(
        count=1,
        content=mg(content),
        volume=ml(1),
        form="single-dose syringe or autoinjector",
        ndc=f"50242-0214-{number:02d}",
        is_confirmed=number % 2 == 0,
        lot=f"LOT{number}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        expiry=date(2027, 12, 31),
    )
    for number, content in enumerate((300, 150, 150, 75, 75, 75), start=1)
)
LONG_SIGNATURES = [
    trail.signed(LONG_PEOPLE[who], meaning, trail.at(11, 20))
    for who, meaning in (("nurse", Meaning.GIVEN), ("nurse", Meaning.DISCARDED), ("witness", Meaning.WITNESSED))
]
OVERRIDE = trail.signed(LONG_PEOPLE["lead"], Meaning.OVERRODE, trail.at(12, 0))
LONG_DOSE = replace(
    trail.DOSE,
    given_on=date(2026, 11, 20),
    containers=SIX,
    balance=Balance(ordered=mg(800), opened=mg(825), given=mg(700), discarded=mg(25), kept=mg(0), not_infused=mg(100)),
    calculation=replace(
        trail.CALCULATION,
        administered_units=700,
        discarded_units=25,
        claim_lines=tuple(
            LineBilled(
                hcpcs="J2786",
                modifiers=("JW", "76", "RT", "TB")[: number % 5],
                units=123_456 + number,
                ndc="59310-0610-31",
                ndc_quantity="12345678.125",
                ndc_unit="ML",
            )
            for number in range(8)
        ),
        findings=tuple(
            FindingShown(
                rule=f"R-{number:02d}",
                claim=Claim.STOP if number % 2 else Claim.WARN,
                care=Care.HOLD,
                message=LONG_TEXT,
                source="Payer policy PH-0273, editions of 2020 and 2025",
                reason=LONG_TEXT,
                override=OVERRIDE,
            )
            for number in range(1, 6)
        ),
        working=trail.CALCULATION.working * 2,
        site_override="J9999, because the payer asked for it in writing, by Cara Lund, 01-Nov-2026",
    ),
    diagnoses=tuple(f"J45.{number}" for number in range(50, 63)),
    discard=replace(
        trail.DISCARD, reason=LONG_TEXT, method=LONG_TEXT, confirmed=LONG_SIGNATURES[1], witness=LONG_SIGNATURES[2]
    ),
    observation=Observation(minutes=120, reaction=LONG_TEXT, note=LONG_TEXT),
    stopped_early_reason=LONG_TEXT,
    opened_reason=LONG_TEXT,
    early_reason=LONG_TEXT,
    late_reason=LONG_TEXT,
    given=LONG_SIGNATURES[0],
)
LONG_ORDER = replace(
    trail.ORDER,
    prescriber=Prescriber(name=f"Dana {LONG_NAME}", credential="MD, PhD, FAAAAI", npi="1245319599"),
    indication=LONG_TEXT,
    route="intravenous infusion through a central line",
)


def hardest_pages(printing: Printing) -> RecordPages:
    first = trail.entry(Kind.DOSE_RECORDED, LONG_DOSE, number=17)
    lots = tuple(replace(one, lot=f"B{one.lot}") for one in SIX)
    second = trail.amended(replace(LONG_DOSE, containers=lots), reason=LONG_TEXT)
    third = trail.amended(replace(LONG_DOSE, containers=lots[:5] + SIX[5:], route="subcutaneous"), number=22)
    return trail.pages(
        first,
        second,
        third,
        trail.voided(LONG_DOSE),
        patient=LONG_PATIENT,
        order=LONG_ORDER,
        site=LONG_SITE,
        people=LONG_PEOPLE,
        printing=printing,
        charge=CHARGE,
    )


def _hardest_log() -> PatientLog:
    versions = hardest_pages(trail.PRINTING).history
    return PatientLog(
        patient=LONG_PATIENT,
        entries=(),
        orders=(LONG_ORDER, replace(LONG_ORDER, end_reason=LONG_TEXT)) * 2,
        doses=(versions, *LOG.doses) * 6,
        authorizations=(replace(AUTHORIZATION, number="AUTH-" + "7" * 30),) * 4,
    )


HARDEST: dict[str, Maker] = {
    "administration_record": lambda printing: administration_record(hardest_pages(printing)),
    "claim_sheet": lambda printing: claim_sheet(hardest_pages(printing)),
    "draft_record": lambda printing: draft_record(
        DraftPages(
            patient=LONG_PATIENT,
            order=LONG_ORDER,
            draft=replace(DRAFT, entered=tuple((f"field_{n}", LONG_TEXT) for n in range(16))),
            printing=printing,
        )
    ),
    "appointment_slip": lambda printing: appointment_slip(LONG_PATIENT, trail.DOSE.next_due, LONG_SITE, printing),
    "due_list": lambda printing: due_list(
        due_pages(printing, tuple(replace(one, patient=LONG_PATIENT) for one in DUE) * 6)
    ),
    "patient_history": lambda printing: patient_history(HistoryPages(log=_hardest_log(), printing=printing)),
    "downtime_sheet": lambda printing: downtime_sheet(XOLAIR, printing, "2026.1"),
    "recovery_key_sheet": lambda printing: recovery_key_sheet(KEY, printing),
}
LONG_LETTERHEAD = Letterhead(
    (LONG_SITE.name, "12 Main Street, Suite 3400, Springfield, IL 62701", "Telephone 217-555-0142")
)
