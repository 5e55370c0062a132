"""Patients and past doses from a table: what a row says, and what follows from it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest

from j3032calc.domain.administration import Balance, ContainerUsed, DrugSource, NextDue
from j3032calc.domain.importing import Incoming, PastDose
from j3032calc.domain.order import DrugRef
from j3032calc.domain.patient import Patient, Sex, Weight
from j3032calc.domain.problems import Problem, charting, importing, product, typed
from j3032calc.domain.problems.dose import DoseInOtherUnit
from j3032calc.domain.quantities import Activity
from j3032calc.imports.log_csv import read_log_csv
from tests.invented import kg, mg, ml
from tests.unit.services.small_catalogue import CATALOGUE

TODAY = date(2026, 11, 23)
ADA = {
    "record_number": "12-345",
    "family_name": "Moss",
    "given_name": "Ada",
    "born": "1980-02-03",
    "sex": "Female",
}
GIVEN = {"drug": "Tezspire", "given_on": "2026-10-26", "given": "210 mg"}
TYPED = {"drug": "Otherdrug", "billing_unit": "10 mg", "hcpcs": "J1745", "given_on": "2026-10-26", "given": "350 mg"}


def read(**cells: str) -> Incoming:
    text = io.StringIO()
    writer = csv.writer(text)
    row = ADA | cells
    writer.writerows([row.keys(), row.values()])
    (incoming,) = read_log_csv(text.getvalue().encode(), CATALOGUE, TODAY)
    return incoming


def dose(**cells: str) -> PastDose:
    read_row = read(**(GIVEN | cells))
    assert read_row.problem is None, read_row.problem
    assert read_row.dose is not None
    return read_row.dose


def test_a_patient_alone_is_a_row() -> None:
    assert read() == Incoming(
        place=2,
        patient=Patient(id="", identifier="12-345", family="Moss", given="Ada", born=date(1980, 2, 3), sex=Sex.FEMALE),
    )


def test_what_was_given_is_enough_for_a_dose() -> None:
    """210 mg given: ordered and opened 210 mg, 210 units of 1 mg; due 28 days later, 23-Nov-2026."""
    nothing = mg(0)

    assert dose() == PastDose(
        drug=DrugRef(product_id="tezspire", name="tezepelumab-ekko (Tezspire)", hcpcs="J2356"),
        given_on=date(2026, 10, 26),
        balance=Balance(
            ordered=mg(210), opened=mg(210), given=mg(210), discarded=nothing, kept=nothing, not_infused=nothing
        ),
        unit=mg(1),
        administered_units=210,
        discarded_units=0,
        next_due=NextDue(due=date(2026, 11, 23)),
    )


def test_everything_that_a_row_says_is_kept() -> None:
    """217.2 of 300 mg: 82.8 mg discarded, 218 and 82 units."""
    found = dose(
        product_id="cinqair",
        drug="anything",
        given="217.2 mg",
        ordered="217.2 mg",
        opened="300 mg",
        discarded="82.8 mg",
        kept="0 mg",
        not_infused="0 mg",
        administered_units="218",
        discarded_units="82",
        containers="2 x 100 mg in 10 mL NDC 59310-0610-31 lot A 1 expiry 2027-03-31; 1 x 100 mg in 10 mL "
        "NDC 59310-0610-31 (proposed)",
        weight="72.4 kg",
        weight_on="2026-10-20",
        route="intravenous",
        body_site="left arm",
        source="purchased",
        started_at="2026-10-26T08:30:00+00:00",
        stopped_at="2026-10-26T09:20:00+00:00",
        authorization_number="A-7",
        diagnoses="J45.50; j8283",
        given_by="Nora Field, RN",
        next_due="2026-11-25",
        payer_earliest="2026-11-24",
        opened_reason="o",
        early_reason="e",
        stopped_early_reason="s",
    )

    assert found.balance == Balance(
        ordered=mg("217.2"),
        opened=mg(300),
        given=mg("217.2"),
        discarded=mg("82.8"),
        kept=mg(0),
        not_infused=mg(0),
    )
    assert (found.administered_units, found.discarded_units) == (218, 82)
    assert found.containers == (
        ContainerUsed(
            count=2,
            content=mg(100),
            volume=ml(10),
            ndc="59310-0610-31",
            is_confirmed=True,
            lot="A 1",
            expiry=date(2027, 3, 31),
        ),
        ContainerUsed(count=1, content=mg(100), volume=ml(10), ndc="59310-0610-31"),
    )
    assert found.weight == Weight(amount=kg("72.4"), on=date(2026, 10, 20))
    assert (found.route, found.body_site, found.source) == ("intravenous", "left arm", DrugSource.PURCHASED)
    assert found.started_at == datetime(2026, 10, 26, 8, 30, tzinfo=UTC)
    assert found.stopped_at == datetime(2026, 10, 26, 9, 20, tzinfo=UTC)
    assert (found.authorization_number, found.diagnoses) == ("A-7", ("J45.50", "J82.83"))
    assert found.given_by == "Nora Field, RN"
    assert found.next_due == NextDue(due=date(2026, 11, 25), payer_earliest=date(2026, 11, 24))
    assert (found.opened_reason, found.early_reason, found.stopped_early_reason) == ("o", "e", "s")


def test_what_was_opened_follows_from_the_containers_and_what_was_discarded_from_both() -> None:
    """2 x 210 = 420; 420 - 210 = 210."""
    balance = dose(containers="2 x 210 mg").balance

    assert (balance.opened, balance.discarded) == (mg(420), mg(210))


def test_what_was_opened_follows_from_what_became_of_it() -> None:
    balance = dose(discarded="20 mg", kept="30 mg", not_infused="40 mg").balance

    assert balance.opened == mg(300)


def test_containers_of_several_sizes_add_up() -> None:
    assert dose(containers="1 x 210 mg; 1 x 90 mg").balance.opened == mg(300)


def test_units_are_worked_out_where_the_row_does_not_say_them() -> None:
    """155 of 160 mg at 5 mg a unit: 31 given, 5 mg are 1 discarded; a part of a unit given counts as one."""
    whole = dose(drug="xolair", given="155 mg", opened="160 mg")
    part = dose(drug="xolair", given="151 mg", opened="151 mg")

    assert (whole.administered_units, whole.discarded_units) == (31, 1)
    assert (part.administered_units, part.discarded_units) == (31, 0)


def test_a_drug_that_is_not_in_the_catalogue_comes_with_its_billing_unit() -> None:
    """350 mg at 10 mg a unit are 35 units; nothing tells when it is due again."""
    found = dose(**TYPED)

    assert found.drug == DrugRef(product_id=None, name="Otherdrug", hcpcs="J1745")
    assert (found.unit, found.administered_units, found.next_due) == (mg(10), 35, NextDue())


def test_a_drug_measured_in_units_keeps_them_to_itself() -> None:
    found = dose(drug="testadrug", given="155 units", opened="200 units")

    assert found.balance.given == Activity.of_drug(155, "J9991")
    assert found.balance.discarded == Activity.of_drug(45, "J9991")


def test_units_of_a_drug_billed_by_volume_are_those_of_the_row() -> None:
    found = dose(**(TYPED | {"billing_unit": "1 mL"}), administered_units="35")

    assert (found.administered_units, found.discarded_units) == (35, None)


@pytest.mark.parametrize("drug", ["fasenra", "xolair"])
def test_a_product_of_several_intervals_does_not_tell_when_the_next_dose_is_due(drug: str) -> None:
    assert dose(drug=drug, given="30 mg").next_due == NextDue()


def test_a_weight_without_its_day_is_of_the_day_given() -> None:
    assert dose(weight="160 lb").weight == Weight(amount=kg("72.5747792"), on=date(2026, 10, 26))


@pytest.mark.parametrize("cells", [{"what": "voided"}, {"stands": "no"}])
def test_a_row_that_a_later_one_replaced_is_left_out(cells: dict[str, str]) -> None:
    assert read(**GIVEN, **cells).is_left_out


@pytest.mark.parametrize("cells", [{"what": "amended"}, {"stands": "yes"}])
def test_the_newest_version_is_not_left_out(cells: dict[str, str]) -> None:
    assert not read(**GIVEN, **cells).is_left_out


FAULTS = [
    pytest.param({"record_number": ""}, typed.FieldMissing, id="no-record-number"),
    pytest.param({"family_name": ""}, typed.FieldMissing, id="no-family-name"),
    pytest.param({"given_name": " "}, typed.FieldMissing, id="no-given-name"),
    pytest.param({"born": ""}, typed.FieldMissing, id="no-birth-date"),
    pytest.param({"born": "02/03/1980"}, typed.DateAmbiguous, id="birth-date-of-two-readings"),
    pytest.param({"born": "2030-01-01"}, charting.BirthDateOutOfRange, id="born-tomorrow"),
    pytest.param({"sex": "F"}, importing.CellUnreadable, id="sex"),
    pytest.param({"sex": "x" * 2001}, importing.CellUnreadable, id="long"),
    pytest.param(GIVEN | {"given": ""}, typed.FieldMissing, id="no-amount"),
    pytest.param(GIVEN | {"given": "0 mg"}, typed.NotAboveZero, id="nothing-given"),
    pytest.param(GIVEN | {"given": "210"}, typed.UnitMissing, id="no-unit"),
    pytest.param(GIVEN | {"given": "210 U"}, typed.UnitUnknown, id="unit"),
    pytest.param(GIVEN | {"given_on": "10/11/2026"}, typed.DateAmbiguous, id="day-of-two-readings"),
    pytest.param(GIVEN | {"drug": ""}, typed.FieldMissing, id="no-drug"),
    pytest.param(GIVEN | {"drug": "J3032"}, product.CodeDisputed, id="disputed-code"),
    pytest.param(GIVEN | {"drug": "tezpire"}, product.ProductUnknown, id="unknown-drug"),
    pytest.param(GIVEN | {"product_id": "tezpire"}, product.ProductUnknown, id="unknown-product"),
    pytest.param(TYPED | {"drug": ""}, typed.FieldMissing, id="unit-without-drug"),
    pytest.param(GIVEN | {"opened": "200 mg"}, importing.AmountsDiffer, id="opened-below-given"),
    pytest.param(GIVEN | {"opened": "300 mg", "discarded": "80 mg"}, importing.AmountsDiffer, id="sum"),
    pytest.param(GIVEN | {"opened": "300 mg", "containers": "1 x 210 mg"}, charting.ContentsDiffer, id="containers"),
    pytest.param(GIVEN | {"opened": "300 mL"}, DoseInOtherUnit, id="opened-in-volume"),
    pytest.param(GIVEN | {"containers": "1 x 210 mg; 1 x 2 mL"}, DoseInOtherUnit, id="containers-in-volume"),
    pytest.param(GIVEN | {"discarded": "-5 mg"}, typed.NotAboveZero, id="negative"),
    pytest.param(GIVEN | {"discarded": "0 stone"}, typed.UnitUnknown, id="nothing-of-an-unknown-unit"),
    pytest.param(GIVEN | {"containers": "210 mg"}, typed.CountUnreadable, id="no-count"),
    pytest.param(GIVEN | {"containers": "1 x 210 mg lot "}, typed.UnitUnknown, id="lot-without-number"),
    pytest.param(GIVEN | {"containers": "1 x 210 mg expiry soon"}, typed.DateUnreadable, id="expiry"),
    pytest.param(GIVEN | {"containers": "\n"}, None, id="no-container"),
    pytest.param(GIVEN | {"administered_units": "2.5"}, importing.CellUnreadable, id="part-of-a-unit"),
    pytest.param(GIVEN | {"discarded_units": "9999999"}, importing.CellUnreadable, id="too-many-units"),
    pytest.param(TYPED | {"billing_unit": "1 mL"}, typed.FieldMissing, id="units-by-volume"),
    pytest.param(GIVEN | {"started_at": "08:30"}, importing.CellUnreadable, id="time-without-day"),
    pytest.param(GIVEN | {"started_at": "2026-10-26T08:30:00"}, importing.CellUnreadable, id="time-without-zone"),
    pytest.param(GIVEN | {"source": "gift"}, importing.CellUnreadable, id="source"),
    pytest.param(GIVEN | {"weight": "72"}, typed.UnitMissing, id="weight"),
    pytest.param(GIVEN | {"weight": "72 kg", "weight_on": "soon"}, typed.DateUnreadable, id="day-of-the-weight"),
    pytest.param(GIVEN | {"diagnoses": "asthma"}, typed.DiagnosisUnreadable, id="diagnosis"),
    pytest.param(GIVEN | {"next_due": "soon"}, typed.DateUnreadable, id="next-due"),
]


@pytest.mark.parametrize(("cells", "problem"), FAULTS)
def test_a_row_that_cannot_be_used_says_why(cells: dict[str, str], problem: type[Problem] | None) -> None:
    found = read(**cells)

    if problem is None:
        assert found.problem is None
    else:
        assert isinstance(found.problem, problem)
        assert found.patient is None


def test_a_row_of_too_many_cells_says_so_and_the_next_is_read() -> None:
    heading, row = ",".join(ADA), ",".join(ADA.values())
    bad, good = read_log_csv(f"{heading}\n{row},x\n{row}\n".encode(), CATALOGUE, TODAY)

    assert isinstance(bad.problem, importing.CellsTooMany)
    assert good.patient is not None
