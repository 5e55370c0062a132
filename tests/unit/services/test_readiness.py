"""What stands against a visit, read from a real encrypted log, and what becomes of it in the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import Administration, ContainerUsed, DrugSource, FindingShown, Observation
from j3032calc.domain.charting import Answered
from j3032calc.domain.entries import DueDose, Kind
from j3032calc.domain.findings import Care, Claim, Finding
from j3032calc.domain.patient import Coverage, Relation, Weight
from j3032calc.domain.people import Meaning
from j3032calc.domain.problems.charting import HoldsUnanswered, ReasonMissing
from j3032calc.domain.problems.people import LeadNotAllowed, LeadUnknown, NotAllowed, PinWrong
from j3032calc.domain.schedule import Interval
from j3032calc.domain.visit.dates import AlreadyRecorded, EarlyByLabel, EarlyByPayer
from j3032calc.domain.visit.facts import Phase
from j3032calc.domain.visit.finding import Missing, NotChecked
from j3032calc.domain.visit.order import OrderExpired, OrderUnsigned
from j3032calc.services.administrations import Override, Witness
from tests.clinic import ADA, ADAS_PASSWORD, NINA, PIN, WILL, of_kind
from tests.invented import CINQAIR, TODAY, a_charge, an_authorization, kg, mg
from tests.unit.services.ward import BELLA, CONFIRMED, LENA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.charting import Charted
    from j3032calc.domain.entries import Entry
    from j3032calc.domain.findings import Detail
    from j3032calc.domain.patient import Patient
    from j3032calc.services.on_file import OnFile
    from j3032calc.services.readiness import Checked, Checks
    from tests.unit.services.ward import Ward


def details(findings: Iterable[Finding], rule: str) -> list[Detail]:
    return [finding.detail for finding in findings if finding.rule == rule]


def due(patient: Patient, day: date = TODAY, drug: str = "cinqair", order_id: str | None = None) -> DueDose:
    return DueDose(patient=patient, drug_key=drug, order_id=order_id, due=day)


def from_log(checks: Checks, dose: DueDose, rule: str) -> list[Detail]:
    return details((one.finding for one in checks.due(dose, TODAY).verdicts), rule)


def check(ward: Ward, patient: Patient, phase: Phase = Phase.GIVEN, **fields: object) -> Checked:
    calculation = fields.pop("calculation", None) or ward.calculate()
    return ward.checks.charted(calculation, ward.chart(patient, **fields), phase)  # type: ignore[arg-type]


def dose_of(entry: Entry) -> Administration:
    assert isinstance(entry.body, Administration)
    return entry.body


def shown(dose: Administration, rule: str) -> list[FindingShown]:
    return [one for one in dose.calculation.findings if one.rule == rule]


# --- From the log alone ---


def test_an_order_that_expired_blocks_a_due_dose_from_the_log_alone(ward: Ward) -> None:
    patient = ward.admit()
    ward.prescribe(patient, drug=CINQAIR, expires_on=date(2026, 11, 22))

    assert OrderExpired(date(2026, 11, 22)) in from_log(ward.checks, due(patient), "R-11")


def test_a_dose_that_comes_later_is_judged_on_its_own_day(ward: Ward) -> None:
    patient = ward.admit()
    ward.prescribe(patient, drug=CINQAIR, expires_on=date(2026, 11, 25))

    assert OrderExpired(date(2026, 11, 25)) not in from_log(ward.checks, due(patient, date(2026, 11, 24)), "R-11")
    assert OrderExpired(date(2026, 11, 25)) in from_log(ward.checks, due(patient, date(2026, 11, 26)), "R-11")


def test_a_due_dose_without_an_order_says_so(ward: Ward) -> None:
    assert from_log(ward.checks, due(ward.admit()), "R-11") == [NotChecked(Missing.ORDER)]


def test_the_newest_order_that_goes_on_is_followed(ward: Ward) -> None:
    patient = ward.admit()
    old = ward.prescribe(patient, drug=CINQAIR, signed_on=None)
    ward.prescribe(patient, drug=CINQAIR, signed_on=TODAY)
    ward.orders.end(old.id, "renewed")

    assert OrderUnsigned() not in from_log(ward.checks, due(patient, order_id=old.id), "R-11")


def test_the_first_coverage_says_whose_rules_count(ward: Ward) -> None:
    payer = Coverage(payer_id="with-ndc", payer_name="Payer", member_id="1", relation=Relation.SELF)

    assert from_log(ward.checks, due(ward.admit(coverages=(payer,))), "R-21") == [NotChecked(Missing.ASKED)]
    assert from_log(ward.checks, due(ward.admit(identifier="77")), "R-21") == [NotChecked(Missing.PAYER)]


def test_a_dose_under_way_stands_as_its_order_does(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient, drug=CINQAIR)
    ward.drafts.prepare(patient.id, order.id, {})
    (with_order,) = ward.drafts.under_way()
    found = details((one.finding for one in ward.checks.under_way(with_order, TODAY).verdicts), "R-11")
    assert OrderUnsigned() in found

    ward.drafts.abandon(with_order.draft.id, "unwell")
    ward.drafts.prepare(patient.id, None, {})
    (without,) = ward.drafts.under_way()
    found = details((one.finding for one in ward.checks.under_way(without, TODAY).verdicts), "R-11")
    assert found == [NotChecked(Missing.ORDER)]


def test_a_drug_that_is_not_in_the_catalogue_is_known_by_its_name(ward: Ward) -> None:
    readiness = ward.checks.due(due(ward.admit(), drug="infliximab"), TODAY)

    assert Finding("R-16", Claim.WARN, Care.ASK, NotChecked(Missing.PRODUCT)) in [
        one.finding for one in readiness.verdicts
    ]


def test_only_who_may_read_is_told_how_a_patient_stands(ward: Ward) -> None:
    patient = ward.admit()
    ward.session = ward.session.switch(ADA.user, ADAS_PASSWORD)

    with pytest.raises(NotAllowed):
        ward.checks.due(due(patient), TODAY)


# --- What is on file is read once, and again where something was written ---


def test_what_was_written_since_counts_at_once(ward: Ward) -> None:
    patient, checks = ward.admit(), ward.checks
    assert from_log(checks, due(patient), "R-11") == [NotChecked(Missing.ORDER)]

    ward.prescribe(patient, drug=CINQAIR, signed_on=None)

    assert OrderUnsigned() in from_log(checks, due(patient), "R-11")


def test_what_was_read_is_kept_while_nothing_changes_about_it(ward: Ward) -> None:
    patient, other, checks = ward.admit(), ward.admit(identifier="77"), ward.checks
    checks.due(due(patient), TODAY)
    known, site = checks._files.of_patient(patient.id), checks._files.of_site()

    ward.prescribe(other)
    ward.session.note(Kind.PATIENT_READ, patient.id, patient_id=patient.id)

    assert checks._files.of_patient(patient.id) is known
    assert checks._files.of_site() is site
    ward.set_site(place_of_service="11")
    assert checks._files.of_site() is not site


def test_after_many_new_entries_everything_is_read_anew(ward: Ward) -> None:
    patient, checks = ward.admit(), ward.checks
    known = checks._files.of_patient(patient.id)

    note = ward.session.entry(Kind.PATIENT_READ, patient.id, known.patient, patient_id=patient.id)
    ward.session.log.append([replace(note, kind=Kind.PATIENT_AMENDED)] * 201)

    assert checks._files.of_patient(patient.id) is not known


def test_what_changed_while_it_was_read_is_not_kept(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    patient, files = ward.admit(), ward.checks._files
    read = files._read

    def slowly(patient_id: str) -> OnFile:
        found = read(patient_id)
        files._read_to -= 1
        return found

    monkeypatch.setattr(files, "_read", slowly)
    files.of_patient(patient.id)

    assert patient.id not in files._patients


def test_what_changed_while_the_site_was_read_is_not_kept(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    files = ward.checks._files
    log = ward.session.log
    latest_of = log.latest_of

    def slowly(kinds: tuple[Kind, ...], patient_id: str | None = None) -> tuple[Entry, ...]:
        files._read_to -= 1
        return latest_of(kinds, patient_id)

    monkeypatch.setattr(log, "latest_of", slowly)
    files.of_site()

    assert files._site is None


def test_a_dose_that_was_voided_counts_no_more(ward: Ward) -> None:
    patient = ward.admit()
    entry = ward.give(patient)
    assert AlreadyRecorded("reslizumab (Cinqair)", TODAY) in details(check(ward, patient).findings, "R-17")

    ward.doses.void(entry.subject, "wrong patient", PIN)

    assert details(check(ward, patient).findings, "R-17") == []


# --- The clocks since the last dose ---


def early(ward: Ward, patient: Patient, **fields: str) -> list[Detail]:
    return details(check(ward, patient, calculation=ward.calculate(**fields)).findings, "R-09")


def test_the_days_since_the_last_dose_run_on_both_clocks(ward: Ward) -> None:
    patient = ward.admit()
    ward.give(patient, calculation=ward.calculate(given_on="2026-11-02"), late_reason="from paper")

    # 02-Nov-2026 + 28 days = 30-Nov-2026; 21 days have passed.
    assert early(ward, patient, payer="with-ndc") == [
        EarlyByLabel(date(2026, 11, 2), 21, date(2026, 11, 30)),
        EarlyByPayer(date(2026, 11, 2), 21, date(2026, 11, 30)),
    ]


def test_where_the_number_of_the_dose_decides_the_one_before_counts(ward: Ward) -> None:
    patient = ward.admit()
    dose = {"product": "fasenra", "schedule": "asthma", "dose": "30 mg", "given_on": "2026-09-22"}
    ward.give(patient, calculation=ward.calculate(**dose), late_reason="from paper", discard=None)

    # 62 days since dose 2, which four weeks follow; eight weeks follow dose 3.
    after_two = early(ward, patient, product="fasenra", schedule="asthma", dose="30 mg", dose_number="3")
    after_first = early(ward, patient, product="fasenra", schedule="asthma", dose="30 mg", dose_number="1")

    assert after_two == [NotChecked(Missing.PAYER_INTERVAL)]
    assert after_first == [NotChecked(Missing.LABEL_INTERVAL), NotChecked(Missing.PAYER_INTERVAL)]


def test_where_nobody_knows_the_number_the_last_record_says_when(ward: Ward) -> None:
    patient = ward.admit()
    dose = {"product": "fasenra", "schedule": "asthma", "dose": "30 mg", "given_on": "2026-09-22", "dose_number": "3"}
    ward.give(patient, calculation=ward.calculate(**dose), late_reason="from paper", discard=None)

    # The record of 22-Sep-2026 says 56 days: 17-Nov-2026, which is over.
    assert early(ward, patient, product="fasenra", schedule="asthma", dose="30 mg") == [
        NotChecked(Missing.PAYER_INTERVAL)
    ]


def test_a_drug_without_a_name_is_compared_with_no_earlier_dose(ward: Ward) -> None:
    calculation = ward.calculate(product=None, billing_unit="10 mg", container=("100 mg",))

    found = check(ward, ward.admit(), calculation=calculation).findings

    assert details(found, "R-17") == [NotChecked(Missing.PAST_DOSES)]


# --- What is charted ---


def test_the_weight_on_file_has_its_day_where_it_is_the_one_that_was_calculated_with(ward: Ward) -> None:
    patient = ward.admit(weights=(Weight(amount=kg("72.4"), on=date(2026, 11, 20)),))
    order = ward.prescribe(patient, drug=CINQAIR)
    calculation = ward.calculate(dose="3 mg/kg", weight="72.4 kg")
    known = check(ward, patient, calculation=calculation, order_id=order.id).visit
    other = check(ward, patient, calculation=ward.calculate(dose="3 mg/kg", weight="72 kg"), order_id=order.id).visit

    assert known.weight == patient.weights[-1]
    assert other.weight is None


def test_before_anything_is_charted_nothing_is_opened(ward: Ward) -> None:
    patient = ward.admit()

    assert check(ward, patient, Phase.DUE).visit.containers is None
    prepared = check(ward, patient, Phase.PREPARED).visit.containers
    assert prepared is not None
    assert prepared[0].lot is None


def test_units_under_an_authorization_count_with_this_dose(ward: Ward) -> None:
    patient = ward.admit()
    ward.take_over(BELLA)
    ward.authorizations.add(
        an_authorization(patient_id=patient.id, drug=CINQAIR, payer_id="with-ndc", number="A-7", units=200)
    )
    ward.charges.set(a_charge("J2786", "10"))
    ward.take_over(NINA)

    visit = check(ward, patient, calculation=ward.calculate(payer="with-ndc"), authorization_number="A-7").visit

    assert visit.authorizations is not None
    assert [one.number for one in visit.authorizations] == ["A-7"]
    assert visit.charge == a_charge("J2786", "10")
    assert visit.units == (210, 90)


def test_a_drug_that_the_site_did_not_buy_bills_no_line(ward: Ward) -> None:
    patient = ward.admit()

    dose = dose_of(ward.give(patient, source=DrugSource.SAMPLE))

    assert dose.calculation.claim_lines == ()
    assert dose.calculation.modifier_reasons == ()


def test_each_modifier_stands_in_the_record_with_its_reason(ward: Ward) -> None:
    dose = dose_of(ward.give(ward.admit(), source=DrugSource.PURCHASED))

    assert dose.calculation.modifier_reasons == (
        "Line 1, neither JW nor JZ: the units that were given stand without JZ where a JW line follows",
        "Line 2, JW: the units that were discarded",
    )


def test_the_witness_that_is_named_is_known_before_they_sign(ward: Ward) -> None:
    ward.set_site(wants_witness=True)
    charted = ward.chart(ward.admit(), discard=ward.discarding())

    alone = ward.checks.charted(ward.calculate(), charted, Phase.GIVEN)
    seen = ward.checks.charted(ward.calculate(), charted, Phase.GIVEN, WILL.user)
    unknown = ward.checks.charted(ward.calculate(), charted, Phase.GIVEN, "nobody")

    assert alone.visit.discard is not None
    assert alone.visit.discard.witness is None
    assert alone.findings == unknown.findings
    assert len(details(alone.findings, "R-18")) == 1
    assert details(seen.findings, "R-18") == []


# --- Signing ---


def expired(ward: Ward) -> tuple[Patient, Calculation, Charted]:
    """Have a dose whose order has expired, with everything else that holds care answered."""
    patient = ward.admit()
    order = ward.prescribe(patient, drug=CINQAIR, signed_on=date(2026, 11, 2), expires_on=date(2026, 11, 22))
    lot = ContainerUsed(count=3, content=mg(100), lot="A1", expiry=date(2027, 1, 31), is_confirmed=True)
    charted = ward.chart(
        patient, order_id=order.id, containers=(lot,), discard=ward.discarding(), observation=Observation(minutes=30)
    )
    return patient, ward.calculate(), charted


EXPIRED = Finding("R-11", Claim.STOP, Care.HOLD, OrderExpired(date(2026, 11, 22)))


def test_what_holds_care_needs_a_reason_before_anything_is_signed(ward: Ward) -> None:
    _, calculation, charted = expired(ward)

    with pytest.raises(HoldsUnanswered) as refused:
        ward.doses.sign(calculation, charted, CONFIRMED)

    assert refused.value.count == 1
    assert of_kind(ward.session, Kind.DOSE_RECORDED) == []


def test_a_reason_goes_into_the_record_and_the_stop_stands(ward: Ward) -> None:
    _, calculation, charted = expired(ward)
    answer = Answered(finding=EXPIRED, reason=" renewed by telephone ")

    dose = dose_of(ward.doses.sign(calculation, replace(charted, answers=(answer,)), CONFIRMED))

    assert [(one.claim, one.reason, one.override) for one in shown(dose, "R-11")] == [
        (Claim.STOP, "renewed by telephone", None)
    ]


def test_a_lead_overrides_a_stop_with_their_own_pin(ward: Ward) -> None:
    _, calculation, charted = expired(ward)
    answered = replace(charted, answers=(Answered(finding=EXPIRED, reason="renewed by telephone"),))
    lead = Override(LENA.user, PIN, (EXPIRED,))

    dose = dose_of(ward.doses.sign(calculation, answered, replace(CONFIRMED, override=lead)))

    override = shown(dose, "R-11")[0].override
    assert override is not None
    assert (override.name, override.meaning) == ("Lena Lead", Meaning.OVERRODE)
    assert shown(dose, "R-12")[0].override is None


@pytest.mark.parametrize(
    ("user", "pin", "problem"),
    [
        pytest.param(LENA.user, "1357", PinWrong, id="wrong-pin"),
        pytest.param(NINA.user, PIN, LeadNotAllowed, id="no-lead"),
        pytest.param("nobody", PIN, LeadUnknown, id="unknown"),
    ],
)
def test_nobody_else_overrides_and_then_nothing_is_signed(
    ward: Ward, user: str, pin: str, problem: type[Exception]
) -> None:
    _, calculation, charted = expired(ward)
    answered = replace(charted, answers=(Answered(finding=EXPIRED, reason="renewed by telephone"),))

    with pytest.raises(problem):
        ward.doses.sign(calculation, answered, replace(CONFIRMED, override=Override(user, pin, (EXPIRED,))))

    assert of_kind(ward.session, Kind.DOSE_RECORDED) == []


def test_an_override_needs_a_reason_of_its_own(ward: Ward) -> None:
    _, calculation, charted = expired(ward)
    answered = replace(charted, answers=(Answered(finding=EXPIRED, reason="renewed by telephone"),))
    no_place = Finding("R-13", Claim.STOP, Care.NONE, NotChecked(Missing.PLACE_OF_SERVICE))

    with pytest.raises(ReasonMissing):
        ward.doses.sign(calculation, answered, replace(CONFIRMED, override=Override(LENA.user, PIN, (no_place,))))


def test_a_dose_before_its_day_keeps_the_reason_once(ward: Ward) -> None:
    patient = ward.admit()
    ward.give(patient, calculation=ward.calculate(given_on="2026-11-02"), late_reason="from paper")
    charted = ward.answered(ward.calculate(), ward.chart(patient, discard=ward.discarding()), "travels next week")

    dose = dose_of(ward.doses.sign(ward.calculate(), charted, CONFIRMED))

    assert dose.early_reason == "travels next week"
    assert dose_of(ward.give(ward.admit(identifier="77"))).early_reason is None


def test_the_verdict_before_signing_is_the_one_that_is_signed(ward: Ward) -> None:
    ward.set_site(wants_witness=True)
    patient = ward.admit()
    charted = ward.answered(ward.calculate(), ward.chart(patient, discard=ward.discarding()))
    before = ward.checks.charted(ward.calculate(), charted, Phase.GIVEN, WILL.user)

    seen = replace(CONFIRMED, witness=Witness(WILL.user, PIN))
    dose = dose_of(ward.doses.sign(ward.calculate(), charted, seen))

    assert [one.rule for one in dose.calculation.findings] == [one.rule for one in before.findings]
    assert not [one for one in ward.checks.judged(before, charted).verdicts if one.is_open_hold]


def test_reasons_and_overrides_stay_with_their_findings_when_a_dose_is_charted_anew(ward: Ward) -> None:
    _, calculation, charted = expired(ward)
    unsure = Finding("R-12", Claim.STOP, Care.NONE, NotChecked(Missing.SOURCE))
    answers = (Answered(finding=EXPIRED, reason="renewed"), Answered(finding=unsure, reason="asked the pharmacy"))
    lead = Override(LENA.user, PIN, (EXPIRED,))
    dose = dose_of(ward.doses.sign(calculation, replace(charted, answers=answers), replace(CONFIRMED, override=lead)))

    started = ward.clock.now() - timedelta(minutes=30)
    again = ward.doses.redone(calculation, replace(charted, answers=(), discard=None, started_at=started))

    assert shown(again, "R-11") == shown(dose, "R-11")
    assert shown(again, "R-12")[0].reason == "asked the pharmacy"
    assert shown(again, "R-17") == []


def test_an_interval_is_never_made_from_a_date_that_is_not_later(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient, drug=CINQAIR, interval=Interval(days=28))

    assert check(ward, patient, order_id=order.id).visit.label_interval is None
