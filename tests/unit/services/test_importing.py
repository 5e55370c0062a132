"""An import says the fate of each row, and then writes all of it or nothing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.administration import Administration
from j3032calc.domain.entries import Kind
from j3032calc.domain.importing import Fate, RowFate
from j3032calc.domain.order import Order
from j3032calc.domain.people import Meaning
from j3032calc.domain.problems import Problem, charting, people, typed
from j3032calc.domain.problems.importing import NothingToImport, OtherPersonsNumber, RowsRefused, RowTwice
from j3032calc.services.importing import Importing
from tests.clinic import PIN, facts, of_kind
from tests.invented import mg
from tests.unit.imports.test_fhir import ADA as FHIR_ADA
from tests.unit.imports.test_fhir import REQUEST
from tests.unit.services.small_catalogue import CATALOGUE
from tests.unit.services.ward import BELLA

if TYPE_CHECKING:
    from tests.unit.services.ward import Ward

COLUMNS = (
    *("record_number", "family_name", "given_name", "born", "sex"),
    *("drug", "given_on", "given", "opened", "given_by", "what"),
)
ADA = ("12-345", "Moss", "Ada", "1980-02-03", "female")
BO = ("7", "Reed", "Bo", "1990-01-01", "male")
DOSE = ("Tezspire", "2026-10-26", "210 mg", "210 mg", "Nora Field, RN")


def table(*rows: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    return text.getvalue().encode()


def bundle(*resources: dict[str, Any]) -> bytes:
    entries = [{"resource": resource} for resource in resources]
    return json.dumps({"resourceType": "Bundle", "entry": entries}).encode()


def importing(ward: Ward) -> Importing:
    return Importing(ward.session, CATALOGUE, app_version="0.1.0")


def fates(ward: Ward, data: bytes, **options: Any) -> list[tuple[int, Fate, Fate | None]]:  # noqa: ANN401 - its own
    rows = importing(ward).preview(data, **options).rows
    return [(row.place, row.patient, row.item) for row in rows]


def problem(ward: Ward, *rows: tuple[str, ...]) -> Problem | None:
    return importing(ward).preview(table(*rows)).rows[-1].problem


def test_a_preview_says_the_fate_of_each_row_and_writes_nothing(ward: Ward) -> None:
    ward.admit(identifier="7", family="Reed", given="Bo", born=date(1990, 1, 1))
    head = ward.session.log.head
    data = table(
        (*ADA, *DOSE),
        (*ADA, "Tezspire", "2026-09-28", "210 mg"),
        BO,
        (*BO, *DOSE, "voided"),
        ("8", "New", "Person", "1970-01-01", "x"),
    )

    assert fates(ward, data) == [
        (2, Fate.ADDED, Fate.ADDED),
        (3, Fate.ABOVE, Fate.ADDED),
        (4, Fate.KNOWN, None),
        (5, Fate.LEFT_OUT, None),
        (6, Fate.REFUSED, None),
    ]
    assert ward.session.log.head == head


def test_patients_and_doses_are_written_in_one_piece(ward: Ward) -> None:
    before = ward.session.log.head.sequence
    done = importing(ward).write(table((*ADA, *DOSE), BO), "old.csv", PIN)

    assert (done.patients, done.items, done.refused) == (2, 1, ())
    kinds = [entry.kind for entry in ward.session.log.entries(before + 1)]
    assert kinds == [Kind.LOG_IMPORTED, Kind.PATIENT_ADDED, Kind.PATIENT_ADDED, Kind.DOSE_RECORDED]
    (noted,) = of_kind(ward.session, Kind.LOG_IMPORTED)
    assert facts(noted) == {"patients": "2", "doses": "1", "orders": "0"}


def test_a_copied_dose_is_a_late_entry_with_the_signature_of_who_copied_it(ward: Ward) -> None:
    importing(ward).write(table((*ADA, *DOSE)), "old.csv", PIN)
    (entry,) = of_kind(ward.session, Kind.DOSE_RECORDED)
    dose = entry.body
    assert isinstance(dose, Administration)

    assert dose.late_reason == "Copied from old.csv, row 2. It says that Nora Field, RN gave the dose."
    assert (dose.given.name, dose.given.meaning) == ("Nina Nurse", Meaning.COPIED)
    assert (dose.balance.given, dose.given_on, dose.next_due.due) == (mg(210), date(2026, 10, 26), date(2026, 11, 23))
    assert dose.calculation.claim_lines == ()
    assert dose.calculation.administered_units == 210
    assert ward.patients.open(dose.patient_id).doses[0].dose == dose


def test_a_copied_dose_is_on_the_due_list(ward: Ward) -> None:
    importing(ward).write(table((*ADA, *DOSE)), "old.csv", PIN)

    (due,) = ward.session.log.due(first=None, last=date(2026, 12, 31), most=10)
    assert (due.patient.family, due.due) == ("Moss", date(2026, 11, 23))


def test_a_second_import_of_the_same_file_adds_nothing(ward: Ward) -> None:
    data = table((*ADA, *DOSE), BO)
    importing(ward).write(data, "old.csv", PIN)
    head = ward.session.log.head

    with pytest.raises(NothingToImport):
        importing(ward).write(data, "old.csv", PIN)
    assert fates(ward, data) == [(2, Fate.KNOWN, Fate.KNOWN), (3, Fate.KNOWN, None)]
    assert ward.session.log.head == head


def test_a_dose_that_was_voided_is_copied_again(ward: Ward) -> None:
    importing(ward).write(table((*ADA, *DOSE)), "old.csv", PIN)
    (entry,) = of_kind(ward.session, Kind.DOSE_RECORDED)
    ward.doses.void(entry.subject, "wrong file", PIN)

    assert fates(ward, table((*ADA, *DOSE))) == [(2, Fate.KNOWN, Fate.ADDED)]


def test_while_a_row_cannot_be_used_nothing_is_written(ward: Ward) -> None:
    head = ward.session.log.head

    with pytest.raises(RowsRefused) as refused:
        importing(ward).write(table((*ADA, *DOSE), ("9",), ("10",)), "old.csv", PIN)

    assert (refused.value.count, refused.value.place) == (2, 3)
    assert ward.session.log.head == head


def test_a_wrong_pin_writes_nothing_but_the_attempt(ward: Ward) -> None:
    with pytest.raises(people.PinWrong):
        importing(ward).write(table((*ADA, *DOSE)), "old.csv", "9731")

    assert of_kind(ward.session, Kind.PATIENT_ADDED, Kind.DOSE_RECORDED, Kind.LOG_IMPORTED) == []


def test_patients_alone_need_no_signature(ward: Ward) -> None:
    assert importing(ward).write(table(ADA), "old.csv").patients == 1


def test_a_biller_may_not_import(ward: Ward) -> None:
    ward.take_over(BELLA)

    with pytest.raises(people.NotAllowed):
        importing(ward).preview(table(ADA))


ROW_FAULTS = [
    pytest.param([(*ADA, *DOSE), (*ADA, *DOSE)], RowTwice, id="dose-twice"),
    pytest.param([ADA, ("12 345", "Other", "Ada", "1980-02-03", "female")], OtherPersonsNumber, id="number-above"),
    pytest.param([ADA, ("99", "Mos", "Ada", "1980-02-03", "female")], charting.PatientMaybeKnown, id="alike-above"),
    pytest.param([("1", "--", "Ada", "1980-02-03", "female")], typed.FieldMissing, id="no-letters"),
    pytest.param([(*ADA, "Tezspire", "2026-11-24", "210 mg")], charting.DateInFuture, id="tomorrow"),
    pytest.param(
        [("1", "Young", "Al", "2020-01-01", "male", "Tezspire", "2019-12-31", "210 mg")],
        charting.OutOfOrder,
        id="unborn",
    ),
]


@pytest.mark.parametrize(("rows", "kind"), ROW_FAULTS)
def test_a_row_that_does_not_fit_the_log_or_the_file_is_refused(
    ward: Ward, rows: list[tuple[str, ...]], kind: type[Problem]
) -> None:
    assert isinstance(problem(ward, *rows), kind)


def test_a_record_number_of_somebody_else_in_the_log_is_refused(ward: Ward) -> None:
    ward.admit(identifier="12345", family="Other", given="Person")

    assert isinstance(problem(ward, ADA), OtherPersonsNumber)


def test_the_same_person_may_be_written_with_other_capitals_and_accents(ward: Ward) -> None:
    ward.admit(identifier="12-345", family="MÖSS", given="ada")

    assert fates(ward, table(ADA)) == [(2, Fate.KNOWN, None)]


def test_a_patient_like_one_in_the_log_is_added_when_somebody_has_looked(ward: Ward) -> None:
    ward.admit(identifier="1", family="Mosse", given="Ada")

    assert isinstance(problem(ward, ADA), charting.PatientMaybeKnown)
    assert fates(ward, table(ADA), not_alike=[2]) == [(2, Fate.ADDED, None)]
    assert importing(ward).write(table(ADA), "old.csv", not_alike=[2]).patients == 1


def test_a_preview_says_how_far_it_is(ward: Ward) -> None:
    told: list[tuple[int, int]] = []
    importing(ward).preview(table(ADA, BO), progress=lambda done, all_rows: told.append((done, all_rows)))

    assert told == [(1, 2), (2, 2)]


# --- FHIR ---


def test_a_fhir_bundle_brings_a_patient_with_an_order(ward: Ward) -> None:
    data = b"\xef\xbb\xbf \r\n" + bundle(FHIR_ADA, REQUEST)
    done = importing(ward).write(data, "order.json")

    assert [replace(row, who=None) for row in done.rows] == [
        RowFate(place=1, patient=Fate.ADDED),
        RowFate(place=2, patient=Fate.ABOVE, item=Fate.ADDED),
    ]
    assert [row.who and row.who.family for row in done.rows] == ["Moss", "Moss"]
    (entry,) = of_kind(ward.session, Kind.ORDER_WRITTEN)
    assert isinstance(entry.body, Order)
    assert (entry.body.dose, entry.body.drug.product_id) == (mg(210), "tezspire")
    assert ward.orders.active(entry.body.patient_id) == (entry.body,)


def test_an_order_that_is_in_the_log_is_not_written_again(ward: Ward) -> None:
    importing(ward).write(bundle(FHIR_ADA, REQUEST), "order.json")

    assert fates(ward, bundle(FHIR_ADA, REQUEST)) == [(1, Fate.KNOWN, None), (2, Fate.KNOWN, Fate.KNOWN)]


ORDER_FAULTS = [
    pytest.param([REQUEST, REQUEST], RowTwice, id="twice"),
    pytest.param([REQUEST | {"requester": {}}], typed.FieldMissing, id="no-prescriber"),
    pytest.param([REQUEST | {"authoredOn": "2026-11-24"}], charting.DateInFuture, id="tomorrow"),
]


@pytest.mark.parametrize(("requests", "kind"), ORDER_FAULTS)
def test_an_order_that_does_not_fit_is_refused(ward: Ward, requests: list[dict[str, Any]], kind: type[Problem]) -> None:
    rows = importing(ward).preview(bundle(FHIR_ADA, *requests)).rows

    assert isinstance(rows[-1].problem, kind)


def test_other_resources_are_left_out(ward: Ward) -> None:
    assert fates(ward, bundle({"resourceType": "Observation"}, FHIR_ADA)) == [
        (1, Fate.LEFT_OUT, None),
        (2, Fate.ADDED, None),
    ]


def test_a_row_that_is_read_is_the_row_that_is_kept(ward: Ward) -> None:
    """The order that the log has is the one of the file but for its ids."""
    importing(ward).write(bundle(FHIR_ADA, REQUEST), "order.json")
    (entry,) = of_kind(ward.session, Kind.ORDER_WRITTEN)
    assert isinstance(entry.body, Order)

    assert replace(entry.body, id="", patient_id="").prescriber.name == "Dr. Ana Ruiz"
