"""An invented patient with one charted dose, as the log would have it, for the tests of everything on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from j3032calc.documents.paper import Letterhead, Printing
from j3032calc.documents.record_pages import RecordPages
from j3032calc.domain.administration import (
    Administration,
    Balance,
    CalculationShown,
    ContainerUsed,
    Discard,
    DrugSource,
    FindingShown,
    LineBilled,
    NextDue,
    Observation,
)
from j3032calc.domain.entries import Entry, Head, Kind
from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.history import dose_history
from j3032calc.domain.order import DrugRef, Order, Prescriber
from j3032calc.domain.patient import Address, Allergy, Coverage, Patient, Relation, Sex, Weight
from j3032calc.domain.people import Account, Meaning, Role, Signature
from j3032calc.domain.quantities import DosePerWeight
from j3032calc.domain.schedule import Interval
from j3032calc.domain.site import Site
from tests.unit.services.small_catalogue import CINQAIR, kg, mg, ml

EASTERN = timezone(timedelta(hours=-5))
NURSE = Account(id="nurse", user="areyes", name="Ana Reyes", credential="RN", roles=(Role.NURSE,))
WITNESS = Account(id="witness", user="bochoa", name="Ben Ochoa", credential="RN", roles=(Role.NURSE,))
LEAD = Account(id="lead", user="clund", name="Cara Lund", credential="PharmD", roles=(Role.LEAD,))
PEOPLE = {one.id: one for one in (NURSE, WITNESS, LEAD)}
CLINIC_ADDRESS = Address(street="12 Main Street", city="Springfield", state="IL", postal_code="62701")
SITE = Site(
    name="Springfield Infusion Clinic",
    npi="1234567893",
    tax_id="12-3456789",
    taxonomy="261QI0500X",
    address=CLINIC_ADDRESS,
    place_of_service="11",
    phone="217-555-0142",
    wants_witness=True,
)
HOME = Address(street="7 Elm Road", city="Springfield", state="IL", postal_code="62704")
PATIENT = Patient(
    id="patient-1",
    identifier="MRN 0042",
    family="García",
    given="María",
    born=date(1960, 2, 2),
    sex=Sex.FEMALE,
    weights=(Weight(amount=kg("72.4"), on=date(2026, 11, 20)),),
    allergies=(Allergy(substance="Latex", reaction="rash"),),
    coverages=(
        Coverage(
            payer_id="with-ndc",
            payer_name="Payer with NDC",
            member_id="XJB123456789",
            relation=Relation.SELF,
            group="80014",
            address=HOME,
        ),
    ),
    address=HOME,
)
DRUG = DrugRef(product_id="cinqair", name="reslizumab (Cinqair)", hcpcs="J2786")
ORDER = Order(
    id="order-1",
    patient_id="patient-1",
    drug=DRUG,
    prescriber=Prescriber(name="Dana Fox", credential="MD", npi="1245319599"),
    dose=DosePerWeight(mg(3)),
    route="intravenous",
    interval=Interval(days=28),
    indication="severe eosinophilic asthma",
    diagnoses=("J45.50",),
    ordered_on=date(2026, 9, 1),
    expires_on=date(2027, 9, 1),
    signed_on=date(2026, 9, 1),
)


def at(hour: int, minute: int, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=EASTERN)


def signed(account: Account, meaning: Meaning, moment: datetime) -> Signature:
    return Signature(
        account_id=account.id, name=account.name, credential=account.credential, at=moment, meaning=meaning
    )


DISCARD = Discard(
    reason="Rest of a single-dose vial",
    method="Pharmaceutical waste container",
    at=at(11, 12),
    is_not_shared=True,
    confirmed=signed(NURSE, Meaning.DISCARDED, at(11, 20)),
    witness=signed(WITNESS, Meaning.WITNESSED, at(11, 21)),
)
CALCULATION = CalculationShown(
    catalogue_edition="2026.1",
    hcpcs="J2786",
    billing_unit=mg(1),
    volume=ml("21.72"),
    discarded_volume=ml("8.28"),
    administered_units=218,
    discarded_units=82,
    claim_lines=(
        LineBilled(hcpcs="J2786", modifiers=(), units=218, ndc="59310-0610-31", ndc_quantity="21.8", ndc_unit="ML"),
        LineBilled(hcpcs="J2786", modifiers=("JW",), units=82, ndc="59310-0610-31", ndc_quantity="8.2", ndc_unit="ML"),
    ),
    findings=(
        FindingShown(
            rule="R-09",
            claim=Claim.WARN,
            care=Care.HOLD,
            message="The last dose was 26 days ago. The label says every 4 weeks. Write down why.",
            source="Product label, checked 23-Nov-2026",
            reason="Patient travels next week",
        ),
        FindingShown(
            rule="R-07",
            claim=Claim.WARN,
            care=Care.NONE,
            message="Prior treatment is not recorded. The payer asks for it.",
        ),
    ),
    working=(
        "3 mg per kg × 72.4 kg = 217.2 mg.",
        "To open: 3 × 100 mg = 300 mg, the least waste, then the fewest containers.",
        "300 mg opened − 217.2 mg for the dose = 82.8 mg discarded.",
        "217.2 mg ÷ 1 mg per billing unit = 218 billing units, a part of a unit rounded up.",
        "300 whole billing units opened − 218 administered = 82 billing units discarded.",
    ),
)
DOSE = Administration(
    id="7f3c9a12e5b84d06a1c29f40de8b7315",
    patient_id="patient-1",
    order_id="order-1",
    drug=DRUG,
    app_version="0.1.0",
    given_on=date(2026, 11, 23),
    started_at=at(10, 5),
    stopped_at=at(10, 45),
    route="intravenous",
    body_site="left forearm",
    weight=Weight(amount=kg("72.4"), on=date(2026, 11, 20)),
    source=DrugSource.PURCHASED,
    containers=(
        ContainerUsed(
            count=3,
            content=mg(100),
            volume=ml(10),
            form="single-dose vial",
            ndc="59310-0610-31",
            is_confirmed=True,
            lot="A1234",
            expiry=date(2027, 12, 31),
        ),
    ),
    balance=Balance(
        ordered=mg("217.2"),
        opened=mg(300),
        given=mg("217.2"),
        discarded=mg("82.8"),
        kept=mg(0),
        not_infused=mg(0),
    ),
    calculation=CALCULATION,
    next_due=NextDue(
        due=date(2026, 12, 21),
        payer_earliest=date(2026, 12, 21),
        appointment=date(2026, 12, 21),
        window=(date(2026, 12, 18), date(2026, 12, 24)),
    ),
    payer_id="with-ndc",
    authorization_number="AUTH-7781",
    diagnoses=("J45.50",),
    discard=DISCARD,
    observation=Observation(minutes=30, reaction="None", note="Tolerated well"),
    early_reason="Patient travels next week",
    given=signed(NURSE, Meaning.GIVEN, at(11, 20)),
)
HEAD = Head(sequence=1234, fingerprint="5e" * 32)
PRINTING = Printing(
    by="Ana Reyes, RN",
    at=at(14, 5),
    app_version="0.1.0",
    letterhead=Letterhead(
        ("Springfield Infusion Clinic", "12 Main Street, Springfield, IL 62701", "Telephone 217-555-0142")
    ),
    head=HEAD,
)


def entry(kind: Kind, body: Any, *, number: int, by: str | None = "nurse", **rest: Any) -> Entry:  # noqa: ANN401 - an entry's fields
    fields: dict[str, Any] = {"at": at(11, 21), "subject": body.id, "patient_id": "patient-1", "reason": None}
    return Entry(kind=kind, body=body, by=by, sequence=number, fingerprint=f"{number:02d}" * 32, **(fields | rest))


RECORDED = entry(Kind.DOSE_RECORDED, DOSE, number=17)


def amended(changed: Administration, *, number: int = 21, reason: str = "Lot misread") -> Entry:
    changed = replace(changed, changed=signed(LEAD, Meaning.AMENDED, at(9, 30, day=24)))
    return entry(Kind.DOSE_AMENDED, changed, number=number, by="lead", reason=reason, at=at(9, 30, day=24))


def voided(dose: Administration = DOSE) -> Entry:
    dose = replace(dose, changed=signed(LEAD, Meaning.VOIDED, at(8, 0, day=25)))
    return entry(Kind.DOSE_VOIDED, dose, number=25, by="lead", reason="Charted for the wrong patient", at=at(8, 0, 25))


def pages(*versions: Entry, **changes: Any) -> RecordPages:  # noqa: ANN401 - the pages' own fields
    fields: dict[str, Any] = {
        "patient": PATIENT,
        "order": ORDER,
        "site": SITE,
        "history": dose_history(versions or (RECORDED,)),
        "people": PEOPLE,
        "product": CINQAIR,
        "edition": "2026.1",
        "printing": PRINTING,
    }
    return RecordPages(**(fields | changes))


def dose_pages(**changes: Any) -> RecordPages:  # noqa: ANN401 - the dose's own fields
    return pages(entry(Kind.DOSE_RECORDED, replace(DOSE, **changes), number=17))
