"""What an export needs is gathered from the real log."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import DrugSource
from j3032calc.domain.charting import drug_ref
from j3032calc.domain.claim_file import ready_claims
from j3032calc.domain.order import Charge
from j3032calc.domain.patient import Address, Coverage, Relation
from j3032calc.domain.problems.charting import NotInLog
from j3032calc.domain.problems.claim import ClaimIncomplete, ClaimStopped, NothingToClaim
from j3032calc.exports.fhir import bundle
from j3032calc.exports.x12_837p import Envelope, claim_file
from j3032calc.services.leaving import billing_site, chargeable_doses, patient_record
from tests.clinic import PIN
from tests.exchanged import site
from tests.invented import TODAY
from tests.outside_validators import fhir_resources_faults, pyx12_faults, x12sdk_faults
from tests.unit.services.ward import BELLA

if TYPE_CHECKING:
    from pathlib import Path

    from j3032calc.domain.entries import Entry
    from tests.unit.services.ward import Ward

MEDICARE = Coverage(
    payer_id="medicare-part-b",
    payer_name="Medicare Part B",
    member_id="1EG4-TE5-MK73",
    relation=Relation.SELF,
    claims_number="SMWA0",
)
KENT = Address(street="3 Mill Lane", city="Kent", state="WA", postal_code="98030")


def given(ward: Ward, **chart: object) -> Entry:
    """Give 210 mg of Cinqair from three vials of 100 mg to a patient with an order and a coverage."""
    patient = ward.admit(coverages=(MEDICARE,), address=KENT)
    ordered = ward.prescribe(patient, drug=drug_ref(ward.calculate().question.drug, None), diagnoses=("J45.50",))
    return ward.give_overridden(patient, order_id=ordered.id, **({"source": DrugSource.PURCHASED} | chart))


def charge(ward: Ward) -> None:
    ward.take_over(BELLA)
    ward.charges.set(Charge(hcpcs="J2786", dollars_per_unit=Fraction(10), first=TODAY))


def test_a_patients_record_has_every_version_of_each_dose(ward: Ward) -> None:
    entry = given(ward)
    ward.doses.void(entry.subject, "wrong patient", PIN)
    assert entry.patient_id is not None
    record = patient_record(ward.session.log, entry.patient_id)

    assert [len(versions) for versions in record.doses] == [2]
    assert len(record.orders) == 1
    assert fhir_resources_faults(bundle(record, ward.clock.now())) == []


def test_a_patient_who_is_not_there_has_no_record(ward: Ward) -> None:
    with pytest.raises(NotInLog):
        patient_record(ward.session.log, "nobody")


def test_the_doses_of_the_log_make_a_claim_file(ward: Ward, tmp_path: Path) -> None:
    """210 units at $10 are $2,100, and 90 discarded units are $900."""
    entry = given(ward)
    charge(ward)
    doses = chargeable_doses(ward.session.log, [entry.subject])
    claims = ready_claims(site(), doses)
    text = claim_file(site(), claims, Envelope(at=ward.clock.now(), number=1))

    assert claims[0].total == 3000
    assert pyx12_faults(text, tmp_path) == []
    assert x12sdk_faults(text) == []


def test_a_site_that_nobody_entered_lacks_everything(ward: Ward) -> None:
    entry = given(ward)
    charge(ward)

    with pytest.raises(ClaimIncomplete) as refused:
        ready_claims(billing_site(ward.session.log), chargeable_doses(ward.session.log, [entry.subject]))
    assert "NPI of the site" in refused.value.missing


def test_a_voided_dose_is_not_claimed(ward: Ward) -> None:
    entry = given(ward)
    ward.doses.void(entry.subject, "wrong patient", PIN)

    with pytest.raises((NothingToClaim, ClaimStopped)):
        ready_claims(site(), chargeable_doses(ward.session.log, [entry.subject]))


def test_a_dose_without_an_order_has_none(ward: Ward) -> None:
    patient = ward.admit()
    (dose,) = chargeable_doses(ward.session.log, [ward.give(patient).subject])

    assert dose.order is None


def test_a_dose_that_is_not_there_is_named(ward: Ward) -> None:
    with pytest.raises(NotInLog):
        chargeable_doses(ward.session.log, ["nothing"])
