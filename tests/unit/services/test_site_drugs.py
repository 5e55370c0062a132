"""A drug of the site's own on a real encrypted log: who may set it, what is told of it, and where it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import Administration
from j3032calc.domain.entries import Kind
from j3032calc.domain.exporting import ExportFormat, LogFilter
from j3032calc.domain.findings import Care
from j3032calc.domain.order import Authorization, DrugRef
from j3032calc.domain.people import Right
from j3032calc.domain.problems.charting import NothingChanged, ReasonMissing
from j3032calc.domain.problems.dose import DoseInOtherUnit
from j3032calc.domain.problems.people import NotAllowed
from j3032calc.domain.problems.product import ProductUnknown
from j3032calc.domain.problems.site import CodeOfOther, DrugNameTaken, DrugRetired, NdcOfOther
from j3032calc.domain.product import NotWith
from j3032calc.domain.visit.facts import Phase
from j3032calc.rendering.pages import TypstRenderer
from j3032calc.services.entering import entered_biologics
from j3032calc.services.exporting import Exporting
from j3032calc.services.importing import Importing
from j3032calc.services.paperwork import Paperwork, Stationery
from j3032calc.services.site_catalogue import SiteCatalogue, catalogue_of
from j3032calc.storage.files import PlainTextFiles
from tests.clinic import ADA, ADAS_PASSWORD, NINA, PIN, of_kind
from tests.site_drugs import KEEPUMAB, OMLYCLO, mg
from tests.unit.services.small_catalogue import CATALOGUE, LABEL
from tests.unit.services.test_paperwork import text_of
from tests.unit.services.ward import BELLA

if TYPE_CHECKING:
    from j3032calc.domain.entries import Entry
    from j3032calc.domain.problems import Problem
    from j3032calc.domain.site_drug import SiteDrug
    from tests.unit.services.ward import Ward

RENDERER = TypstRenderer(Path(__file__).parents[3] / "resources")
DRUG = DrugRef(product_id="site.omlyclo", name="omalizumab-igec (Omlyclo)", hcpcs="Q5154")


def as_ada(ward: Ward) -> SiteCatalogue:
    ward.session = ward.session.switch(ADA.user, ADAS_PASSWORD)
    return SiteCatalogue(ward.session, CATALOGUE)


def enter(ward: Ward, *drugs: SiteDrug, reason: str = "new on our list") -> None:
    """Have Ada enter drugs, and Nina take over with them."""
    site = as_ada(ward)
    for drug in drugs:
        site.set_drug(drug, reason)
    ward.take_over(NINA)
    ward.calculator.use(catalogue_of(ward.session.log, CATALOGUE))


def give(ward: Ward) -> Entry:
    """Sign 155 mg from two syringes, of which 70 mg are left."""
    patient = ward.admit()
    order = ward.prescribe(patient, drug=DRUG, dose=mg(155))
    calculation = ward.calculate(product="omlyclo", dose="155 mg")
    return ward.give(patient, calculation=calculation, order_id=order.id)


def test_an_administrator_enters_a_drug_which_is_an_entry_with_a_reason(ward: Ward) -> None:
    site = as_ada(ward)

    site.set_drug(OMLYCLO, " new on our list ")

    (entry,) = of_kind(ward.session, Kind.DRUG_SET)
    assert (entry.body, entry.subject, entry.reason) == (OMLYCLO, "drug:site.omlyclo", "new on our list")
    assert entry.by == ward.session.account.id
    assert site.now.product("omlyclo").is_of_site
    assert site.now.products[:-1] == CATALOGUE.products


@pytest.mark.parametrize("who", [NINA, BELLA], ids=["nurse", "biller"])
def test_nobody_else_enters_one(ward: Ward, who: object) -> None:
    ward.take_over(who)  # type: ignore[arg-type]

    with pytest.raises(NotAllowed):
        SiteCatalogue(ward.session, CATALOGUE).set_drug(OMLYCLO, "why")


def test_a_drug_without_a_reason_or_a_change_is_refused(ward: Ward) -> None:
    site = as_ada(ward)
    with pytest.raises(ReasonMissing):
        site.set_drug(OMLYCLO, " ")
    site.set_drug(OMLYCLO, "new")

    with pytest.raises(NothingChanged):
        site.set_drug(OMLYCLO, "again")


@pytest.mark.parametrize(
    ("drug", "problem"),
    [
        (replace(OMLYCLO, hcpcs="J3032"), CodeOfOther),
        (replace(OMLYCLO, brand="Cinqair"), DrugNameTaken),
        (replace(OMLYCLO, packages=(replace(OMLYCLO.packages[0], ndc="59310-0610-31"),)), NdcOfOther),
        (replace(OMLYCLO, id="site.other"), DrugNameTaken),
    ],
)
def test_what_is_anothers_is_refused_and_nothing_is_written(ward: Ward, drug: SiteDrug, problem: type[Problem]) -> None:
    site = as_ada(ward)
    site.set_drug(OMLYCLO, "new")

    with pytest.raises(problem):
        site.set_drug(drug, "new")

    assert len(of_kind(ward.session, Kind.DRUG_SET)) == 1


# --- Giving it -------------------------------------------------------------------------------------------------------


def test_a_dose_of_it_is_ordered_given_and_recorded_and_never_certain(ward: Ward) -> None:
    enter(ward, OMLYCLO)

    dose = give(ward).body

    assert isinstance(dose, Administration)
    assert dose.drug == DRUG
    assert (dose.calculation.administered_units, dose.calculation.discarded_units) == (31, 14)
    assert [one.ndc for one in dose.containers] == ["72606-0030-01", "72606-0029-01"]
    assert dose.next_due.due == date(2026, 12, 21)
    said = {one.rule: one.message for one in dose.calculation.findings}
    assert said["R-19"].startswith("omalizumab-igec (Omlyclo) was entered by the site: nothing of it is certain.")


def test_record_and_claim_sheet_say_that_the_site_entered_it(ward: Ward) -> None:
    enter(ward, OMLYCLO)
    dose = give(ward)
    work = Paperwork(ward.session, RENDERER, CATALOGUE, "0.1.0", Stationery())

    record = text_of(work.print(work.record(dose.subject)).pdf)
    ward.take_over(BELLA)
    work = Paperwork(ward.session, RENDERER, CATALOGUE, "0.1.0", Stationery())
    claim = text_of(work.print(work.claim(dose.subject)).pdf)

    for text in (record, claim):
        assert "was entered by the site: nothing of it is certain" in " ".join(text.split())
    assert "omalizumab-igec (Omlyclo), entered by the site" in str(work.record(dose.subject).data["product"])
    assert "Q5154: Entered by the site: label, 01-Jul-2026, checked 20-Nov-2026; verify" in " ".join(record.split())


def test_a_record_is_printed_with_the_drug_as_it_was_when_it_was_given(ward: Ward) -> None:
    enter(ward, OMLYCLO)
    dose = give(ward)
    enter(ward, replace(OMLYCLO, brand="Omly", source="second carton"), reason="misread")
    work = Paperwork(ward.session, RENDERER, CATALOGUE, "0.1.0", Stationery())

    text = text_of(work.print(work.record(dose.subject)).pdf)

    assert "omalizumab-igec (Omlyclo)" in text
    assert "Entered by the site: label, 01-Jul-2026" in " ".join(text.split())
    assert "second carton" not in text


def test_what_no_label_says_is_not_checked_and_says_so(ward: Ward) -> None:
    enter(ward, OMLYCLO)
    patient = ward.admit()
    calculation = ward.calculate(product="omlyclo", dose="150 mg")

    found = ward.checks.charted(calculation, ward.chart(patient), Phase.GIVEN).findings

    of_label = ("R-07", "R-10", "R-16", "R-23", "R-24", "R-26")
    known = {(one.rule, getattr(one.detail, "missing", None)) for one in found}
    assert {(rule, "product") for rule in of_label} <= known


def test_as_another_biologic_it_may_be_any_for_no_label_says_that_it_is_none(ward: Ward) -> None:
    enter(ward, OMLYCLO)
    catalogue = catalogue_of(ward.session.log, CATALOGUE)
    patient = ward.admit(other_biologics=entered_biologics("Omlyclo", catalogue))
    # Our small catalogue says of none which others may not be given beside it.
    beside = replace(CATALOGUE.product("cinqair"), not_with=NotWith(("nucala",), LABEL))
    calculation = ward.calculate()
    question = replace(calculation.question, drug=replace(calculation.question.drug, product=beside))

    found = ward.checks.charted(replace(calculation, question=question), ward.chart(patient), Phase.GIVEN).findings

    assert [(one.rule, one.care) for one in found if one.rule == "R-16"] == [("R-16", Care.HOLD)]


# --- Orders and authorizations ---------------------------------------------------------------------------------------


def test_an_order_is_held_against_what_the_drug_is_measured_in(ward: Ward) -> None:
    enter(ward, KEEPUMAB)
    drug = DrugRef(product_id="site.keepa", name="keepumab-test (Keepa)", hcpcs="J3590")
    patient = ward.admit()

    assert ward.prescribe(patient, drug=drug, dose=mg(250)).drug == drug
    with pytest.raises(DoseInOtherUnit):
        ward.prescribe(patient, drug=drug, dose=KEEPUMAB.packages[0].volume)
    with pytest.raises(ProductUnknown):
        ward.prescribe(patient, drug=DRUG, dose=mg(150))


def test_a_drug_that_is_not_used_any_more_is_ordered_no_more_and_what_was_begun_goes_on(ward: Ward) -> None:
    enter(ward, OMLYCLO)
    patient = ward.admit()
    order = ward.prescribe(patient, drug=DRUG, dose=mg(150))
    enter(ward, replace(OMLYCLO, is_used=False), reason="shipped now")

    with pytest.raises(DrugRetired):
        ward.prescribe(patient, drug=DRUG, dose=mg(150))
    with pytest.raises(DrugRetired):
        ward.orders.renew(order.id, replace(order, id=ward.session.new_id()))
    amended = ward.orders.amend(replace(order, expires_on=date(2027, 1, 31)), "the prescriber wrote")
    calculation = ward.calculate(product="omlyclo", dose="150 mg")
    found = ward.checks.charted(calculation, ward.chart(patient), Phase.GIVEN).findings
    assert Care.ASK in {one.care for one in found if one.rule == "R-19"}
    assert ward.give(patient, calculation=calculation, order_id=amended.id, discard=None).kind is Kind.DOSE_RECORDED


def test_an_order_for_another_drug_does_not_become_one_for_a_retired_drug(ward: Ward) -> None:
    enter(ward, OMLYCLO)
    patient = ward.admit()
    order = ward.prescribe(patient)
    enter(ward, replace(OMLYCLO, is_used=False), reason="shipped now")

    with pytest.raises(DrugRetired):
        ward.orders.amend(replace(order, drug=DRUG, dose=mg(150)), "changed")


def test_it_is_authorized(ward: Ward) -> None:
    enter(ward, OMLYCLO)
    patient = ward.admit()
    ward.take_over(BELLA)
    assert ward.session.may(Right.BILL)
    approved = Authorization(
        id=ward.session.new_id(),
        patient_id=patient.id,
        payer_id="medicare-part-b",
        drug=DRUG,
        number="A-1",
        first=date(2026, 11, 1),
        last=date(2027, 10, 31),
        units=100,
    )

    assert ward.authorizations.add(approved) == approved


# --- Papers, exports, imports ----------------------------------------------------------------------------------------


def test_the_due_list_and_the_downtime_sheet_name_it(ward: Ward) -> None:
    enter(ward, OMLYCLO, KEEPUMAB)
    give(ward)
    work = Paperwork(ward.session, RENDERER, CATALOGUE, "0.1.0", Stationery())

    due = work.due(date(2026, 12, 21))
    sheet = work.downtime("site.omlyclo")
    open_sheet = work.downtime("site.keepa")

    assert "omalizumab-igec (Omlyclo)" in str(due.data)
    assert "'label': 'Interval', 'value': 'every 4 weeks'" in str(sheet.data)
    assert "'label': 'Interval', 'value': 'As the order says'" in str(open_sheet.data)
    assert "Labelled dose" not in str(sheet.data)


def exported(ward: Ward, folder: Path, form: ExportFormat, wanted: LogFilter) -> str:
    files = PlainTextFiles(folder / "data")
    exporting = Exporting(files, CATALOGUE, ward.clock, "0.1.0")
    name = str(folder / f"out.{form.value}")
    exporting.export(ward.session, form, wanted, name, knows_it_is_unencrypted=True)
    return Path(name).read_text("utf-8")


def test_exports_carry_it(ward: Ward, tmp_path: Path) -> None:
    enter(ward, OMLYCLO)
    give(ward)
    ward.take_over(BELLA)

    calendar = exported(ward, tmp_path, ExportFormat.ICS, LogFilter())
    lines = exported(ward, tmp_path, ExportFormat.JSONL, LogFilter())

    assert "omalizumab-igec (Omlyclo)" in calendar.replace("\n ", "").replace("\r", "")
    assert '"drug-set"' in lines
    assert "72606-0030-01" in lines


def test_a_past_dose_of_it_is_imported_under_its_id(ward: Ward) -> None:
    enter(ward, OMLYCLO)
    table = (
        "record_number,family_name,given_name,born,sex,drug,given_on,given,given_by\n"
        "77-1,Moss,Ada,1980-02-03,female,Omlyclo,2026-10-01,150 mg,R. Before\n"
    )
    importing = Importing(ward.session, CATALOGUE, app_version="0.1.0")

    done = importing.write(table.encode(), "before.csv", PIN)

    assert [row.problem for row in done.rows] == [None]
    (dose,) = (entry.body for entry in of_kind(ward.session, Kind.DOSE_RECORDED))
    assert isinstance(dose, Administration)
    # 150 mg are 30 units of 5 mg, and four weeks after the first day of October is the 29th.
    assert (dose.drug, dose.calculation.administered_units, dose.next_due.due) == (DRUG, 30, date(2026, 10, 29))
