"""Invented people, doses and a site as an export meets them, worked by hand. Nobody here was ever alive.

Cinqair: 217.2 mg of three vials of 100 mg, so 218 units given and 82 discarded (1 mg a unit).
Tezspire: 210 mg of one syringe of 210 mg, so 210 units given and none discarded.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

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
from j3032calc.domain.claim import Chargeable
from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.order import Charge, DrugRef, Order, Prescriber
from j3032calc.domain.patient import Address, Allergy, Coverage, Insured, Patient, Relation, Sex, Weight
from j3032calc.domain.people import Meaning, Signature
from j3032calc.domain.quantities import BodyMass, DosePerWeight, Mass, Volume
from j3032calc.domain.schedule import Interval
from j3032calc.domain.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
CINQAIR = DrugRef(product_id="cinqair", name="reslizumab (Cinqair)", hcpcs="J2786")
TEZSPIRE = DrugRef(product_id="tezspire", name="tezepelumab-ekko (Tezspire)", hcpcs="J2356")
# The check digits are right: 80840 and the ten digits add up to a multiple of ten (Luhn).
SITE_NPI = "1234567893"
PRESCRIBER_NPI = "1245319599"


def mg(number: int | str) -> Mass:
    return Mass.of(Fraction(number), "mg")


def ml(number: int | str) -> Volume:
    return Volume.of(Fraction(number), "mL")


def _with(kind: Callable[..., Any], fields: dict[str, object], changed: dict[str, object]) -> Any:  # noqa: ANN401
    return kind(**(fields | changed))


def signed(name: str = "Nora Field", meaning: Meaning = Meaning.GIVEN, account: str = "acc-n_1") -> Signature:
    return Signature(account_id=account, name=name, credential="RN", at=NOW, meaning=meaning)


def site(**changed: object) -> Site:
    fields: dict[str, object] = {
        "name": "Lakeside Infusion",
        "npi": SITE_NPI,
        "tax_id": "12-3456789",
        "taxonomy": "261QI0500X",
        "address": Address(street="12 Shore Road", city="Seattle", state="WA", postal_code="98101-1234"),
        "place_of_service": "11",
        "phone": "(206) 555-0100",
        "submitter": "LAKE01",
        "receiver": "CLEAR99",
        "receiver_name": "Clearway",
    }
    made = _with(Site, fields, changed)
    assert isinstance(made, Site)
    return made


def coverage(**changed: object) -> Coverage:
    fields: dict[str, object] = {
        "payer_id": "medicare-part-b",
        "payer_name": "Medicare Part B",
        "member_id": "1EG4-TE5-MK73",
        "relation": Relation.SELF,
        "claims_number": "SMWA0",
    }
    made = _with(Coverage, fields, changed)
    assert isinstance(made, Coverage)
    return made


def spouse_coverage() -> Coverage:
    return coverage(
        payer_id="premera",
        payer_name="Premera Blue Cross",
        member_id="ZZZ123456789",
        relation=Relation.SPOUSE,
        group="4000123",
        insured=Insured(family="Quillfeather", given="Odalric"),
        claims_number="00430",
    )


def patient(**changed: object) -> Patient:
    fields: dict[str, object] = {
        "id": "pat_AAAAAAAAAAAAAAAAA1",
        "identifier": "MRN-000001",
        "family": "Quillfeather",
        "given": "Zéphyrine",
        "born": date(1961, 7, 8),
        "sex": Sex.FEMALE,
        "weights": (Weight(amount=BodyMass.of(Fraction("72.4"), "kg"), on=DAY),),
        "allergies": (Allergy(substance="latex", reaction="rash"),),
        "coverages": (coverage(),),
        "address": Address(street="3 Mill Lane", city="Kent", state="WA", postal_code="98030"),
    }
    made = _with(Patient, fields, changed)
    assert isinstance(made, Patient)
    return made


def order(**changed: object) -> Order:
    fields: dict[str, object] = {
        "id": "ord_BBBBBBBBBBBBBBBBB1",
        "patient_id": "pat_AAAAAAAAAAAAAAAAA1",
        "drug": CINQAIR,
        "prescriber": Prescriber(name="Ira Holloway", credential="MD", npi=PRESCRIBER_NPI),
        "dose": DosePerWeight(mg(3)),
        "route": "intravenous",
        "interval": Interval(days=28),
        "diagnoses": ("J45.50",),
        "ordered_on": date(2026, 10, 1),
        "expires_on": date(2027, 9, 30),
        "signed_on": date(2026, 10, 1),
    }
    made = _with(Order, fields, changed)
    assert isinstance(made, Order)
    return made


def finding(claim: Claim = Claim.WARN, *, override: Signature | None = None) -> FindingShown:
    reason = None if override is None else "the lot is on the carton"
    return FindingShown(
        rule="R-06", claim=claim, care=Care.HOLD, message="The lot is missing.", reason=reason, override=override
    )


def calculation(**changed: object) -> CalculationShown:
    fields: dict[str, object] = {
        "catalogue_edition": "2026-11",
        "hcpcs": "J2786",
        "billing_unit": mg(1),
        "volume": ml("21.72"),
        "discarded_volume": ml("8.28"),
        "administered_units": 218,
        "discarded_units": 82,
        "claim_lines": (
            LineBilled(
                hcpcs="J2786", modifiers=(), units=218, ndc="59310-0610-31", ndc_quantity="21.72", ndc_unit="ML"
            ),
            LineBilled(
                hcpcs="J2786", modifiers=("JW",), units=82, ndc="59310-0610-31", ndc_quantity="8.28", ndc_unit="ML"
            ),
        ),
        "findings": (),
        "working": ("217.2 mg ÷ 1 mg per billing unit = 218 billing units",),
    }
    made = _with(CalculationShown, fields, changed)
    assert isinstance(made, CalculationShown)
    return made


def dose(**changed: object) -> Administration:
    fields: dict[str, object] = {
        "id": "dos_CCCCCCCCCCCCCCCCC1",
        "patient_id": "pat_AAAAAAAAAAAAAAAAA1",
        "order_id": "ord_BBBBBBBBBBBBBBBBB1",
        "drug": CINQAIR,
        "app_version": "0.1.0",
        "given_on": DAY,
        "started_at": datetime(2026, 11, 23, 13, 0, tzinfo=UTC),
        "stopped_at": datetime(2026, 11, 23, 13, 50, tzinfo=UTC),
        "route": "intravenous",
        "body_site": "left forearm",
        "weight": Weight(amount=BodyMass.of(Fraction("72.4"), "kg"), on=DAY),
        "source": DrugSource.PURCHASED,
        "containers": (
            ContainerUsed(
                count=3,
                content=mg(100),
                volume=ml(10),
                form="single-dose vial",
                ndc="59310-0610-31",
                is_confirmed=True,
                lot="L1",
                expiry=date(2027, 3, 31),
            ),
        ),
        "balance": Balance(
            ordered=mg("217.2"),
            opened=mg(300),
            given=mg("217.2"),
            discarded=mg("82.8"),
            kept=mg(0),
            not_infused=mg(0),
        ),
        "calculation": calculation(),
        "next_due": NextDue(due=date(2026, 12, 21), payer_earliest=date(2026, 12, 21)),
        "payer_id": "medicare-part-b",
        "authorization_number": "A-77",
        "diagnoses": ("J45.50", "J82.83"),
        "discard": Discard(
            reason="rest of the vial",
            method="pharmaceutical waste bin",
            at=NOW,
            is_not_shared=True,
            confirmed=signed(meaning=Meaning.DISCARDED),
            witness=signed("Will Ness", Meaning.WITNESSED, "acc-w-2"),
        ),
        "observation": Observation(minutes=30, reaction=None, note="well"),
        "given": signed(),
    }
    made = _with(Administration, fields, changed)
    assert isinstance(made, Administration)
    return made


def whole_syringe(**changed: object) -> Administration:
    """Give a dose of Tezspire of which nothing was discarded."""
    line = LineBilled(
        hcpcs="J2356", modifiers=("JZ",), units=210, ndc="55513-0112-01", ndc_quantity="1.91", ndc_unit="ML"
    )
    fields: dict[str, object] = {
        "id": "dos_DDDDDDDDDDDDDDDDD2",
        "drug": TEZSPIRE,
        "route": "subcutaneous",
        "started_at": None,
        "stopped_at": None,
        "containers": (
            ContainerUsed(count=1, content=mg(210), volume=ml("1.91"), form="single-dose prefilled syringe"),
        ),
        "balance": Balance(
            ordered=mg(210), opened=mg(210), given=mg(210), discarded=mg(0), kept=mg(0), not_infused=mg(0)
        ),
        "calculation": calculation(
            hcpcs="J2356",
            volume=ml("1.91"),
            discarded_volume=ml(0),
            administered_units=210,
            discarded_units=0,
            claim_lines=(line,),
        ),
        "discard": None,
        "authorization_number": None,
    }
    return dose(**(fields | changed))


def charges() -> tuple[Charge, ...]:
    return (
        Charge(hcpcs="J2786", dollars_per_unit=Fraction("12.5"), first=date(2026, 1, 1)),
        Charge(hcpcs="J2786", dollars_per_unit=Fraction("99"), first=date(2026, 11, 24)),
        Charge(hcpcs="J2356", dollars_per_unit=Fraction("20.005"), first=date(2026, 1, 1)),
    )


def chargeable(given: Administration | None = None, **changed: object) -> Chargeable:
    fields: dict[str, object] = {
        "dose": given or dose(),
        "patient": patient(),
        "order": order(),
        "charges": charges(),
    }
    made = _with(Chargeable, fields, changed)
    assert isinstance(made, Chargeable)
    return made
