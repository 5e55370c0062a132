"""Doses signed into the log, amended and voided, against a real encrypted log."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import Administration, Balance, ContainerUsed, Discard, LineBilled, NextDue
from j3032calc.domain.calculation import calculate
from j3032calc.domain.charting import Answered
from j3032calc.domain.entries import Fault, FaultKind, Kind
from j3032calc.domain.findings import Care, Claim, Finding
from j3032calc.domain.order import Rounding, RoundingWay
from j3032calc.domain.patient import Weight
from j3032calc.domain.people import Meaning
from j3032calc.domain.problems.charting import (
    ContainersDiffer,
    ContentsDiffer,
    DateInFuture,
    DiscardNotCharted,
    DiscardShared,
    DoseAlreadyRecorded,
    DoseWasVoided,
    DraftAbandoned,
    GivenAboveOpened,
    NotConfirmed,
    NothingChanged,
    NothingDiscarded,
    NotInLog,
    OfOtherPatient,
    OrderForOtherDrug,
    OutOfOrder,
    ReasonMissing,
    StartOnOtherDay,
    TimeInFuture,
    WitnessMissing,
)
from j3032calc.domain.problems.log import LogNotWhole
from j3032calc.domain.problems.people import NotAllowed, PinWrong, WitnessIsSigner
from j3032calc.domain.problems.typed import DiagnosisUnreadable, FieldMissing
from j3032calc.domain.visit.finding import Missing, NotChecked
from j3032calc.services.administrations import Confirmation, Witness
from j3032calc.services.calculation import Typed
from j3032calc.storage.anchor import Anchor
from tests.clinic import NINA, PIN, WILL, of_kind
from tests.invented import CINQAIR, TODAY, kg, mg, ml
from tests.unit.services.ward import ARTHUR, BELLA, CONFIRMED

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.entries import Entry
    from j3032calc.domain.problems import Problem
    from tests.unit.services.ward import Ward

SEEN = replace(CONFIRMED, witness=Witness(user=WILL.user, pin=PIN))
TEZSPIRE_DOSE = {"product": "tezspire"}


def dose_of(entry: Entry) -> Administration:
    assert isinstance(entry.body, Administration)
    return entry.body


def doses(ward: Ward) -> list[Entry]:
    return of_kind(ward.session, Kind.DOSE_RECORDED, Kind.DOSE_AMENDED, Kind.DOSE_VOIDED)


# --- What stands in the record ---


def test_a_record_freezes_everything_as_it_was_shown(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient, drug=CINQAIR)
    weight = Weight(amount=kg(70), on=date(2026, 11, 20))
    calculation = ward.calculate(dose="3 mg/kg", weight="70 kg", payer="with-ndc")
    started = ward.clock.now() - timedelta(minutes=50)
    no_charge = Finding("R-14", Claim.WARN, Care.NONE, NotChecked(Missing.CHARGE))

    dose = dose_of(
        ward.give(
            patient,
            calculation=calculation,
            order_id=order.id,
            weight=weight,
            started_at=started,
            stopped_at=started + timedelta(minutes=40),
            route="intravenous",
            diagnoses=("j8250", "J82"),
            authorization_number="A-77",
            answers=(Answered(finding=no_charge, reason="billed by hand"),),
        )
    )

    assert (dose.patient_id, dose.order_id, dose.drug) == (patient.id, order.id, CINQAIR)
    assert (dose.given_on, dose.stopped_at, dose.route) == (TODAY, started + timedelta(minutes=40), "intravenous")
    assert (dose.weight, dose.payer_id, dose.authorization_number) == (weight, "with-ndc", "A-77")
    assert (dose.app_version, dose.calculation.catalogue_edition) == ("0.1.0", "test edition")
    assert dose.diagnoses == ("J82.50", "J82")
    assert dose.balance == Balance(
        ordered=mg(210), opened=mg(300), given=mg(210), discarded=mg(90), kept=mg(0), not_infused=mg(0)
    )
    assert dose.containers == (
        ContainerUsed(count=3, content=mg(100), volume=ml(10), form="single-dose vial", ndc="59310-0610-31"),
    )
    shown = dose.calculation
    assert (shown.volume, shown.discarded_volume) == (ml(21), ml(9))
    assert (shown.administered_units, shown.discarded_units) == (210, 90)
    # Two vials and a tenth of the third are given; an NDC quantity of 1 UN is a vial.
    assert shown.claim_lines == (
        LineBilled(hcpcs="J2786", modifiers=(), units=210, ndc="59310-0610-31", ndc_quantity="2.1", ndc_unit="UN"),
        LineBilled(hcpcs="J2786", modifiers=("JW",), units=90, ndc="59310-0610-31", ndc_quantity="0.9", ndc_unit="UN"),
    )
    assert shown.working[0] == "3 mg per kg × 70 kg = 210 mg."
    answered = next(finding for finding in shown.findings if finding.rule == "R-14")
    assert (answered.claim, answered.reason, answered.override) == (Claim.WARN, "billed by hand", None)
    assert answered.message.startswith("Charge not checked:")
    assert dose.next_due == NextDue(due=date(2026, 12, 21), payer_earliest=date(2026, 12, 21))
    assert dose.late_reason is None


def test_given_and_discarded_are_two_signatures(ward: Ward) -> None:
    dose = dose_of(ward.give(ward.admit()))

    assert (dose.given.meaning, dose.given.name, dose.given.credential) == (Meaning.GIVEN, "Nina Nurse", "RN")
    assert dose.discard is not None
    assert dose.discard.confirmed.meaning is Meaning.DISCARDED
    assert (dose.discard.reason, dose.discard.method, dose.discard.witness) == ("rest of the vial", "black bin", None)
    assert dose.discard.is_not_shared


def test_a_record_is_an_entry_of_its_patient_and_ends_its_draft(ward: Ward) -> None:
    patient = ward.admit()
    draft = ward.drafts.prepare(patient.id, None, {"dose": "210 mg"})

    entry = ward.give(patient, id=draft.id)

    assert (entry.kind, entry.subject, entry.patient_id) == (Kind.DOSE_RECORDED, draft.id, patient.id)
    assert entry.by == ward.session.account.id
    assert ward.drafts.under_way() == ()
    assert ward.session.log.latest(draft.id) == entry


def test_lots_and_expiry_are_charted_for_each_container(ward: Ward) -> None:
    lots = (
        ContainerUsed(count=2, content=mg(100), lot="A1", expiry=date(2027, 1, 31), is_confirmed=True),
        ContainerUsed(count=1, content=mg(100), lot="B2", expiry=date(2027, 2, 28), is_confirmed=True),
    )

    assert dose_of(ward.give(ward.admit(), containers=lots)).containers == lots


def test_a_dose_without_a_rest_has_no_discard(ward: Ward) -> None:
    calculation = ward.calculate(product="tezspire")
    charted = ward.chart(ward.admit())

    entry = ward.sign(calculation, charted, Confirmation(pin=PIN, is_given=True))

    assert dose_of(entry).discard is None
    assert dose_of(entry).balance.discarded == mg(0)


def test_a_drug_that_is_not_in_the_catalogue_is_charted_by_its_name(ward: Ward) -> None:
    calculation = ward.calculate(product=None, billing_unit="10 mg", hcpcs="J1745", container=("100 mg",))

    dose = dose_of(ward.give(ward.admit(), calculation=calculation, drug_name="infliximab"))

    assert (dose.drug.product_id, dose.drug.name, dose.drug.hcpcs) == (None, "infliximab", "J1745")
    assert (dose.payer_id, dose.calculation.hcpcs) == (None, "J1745")
    with pytest.raises(FieldMissing):
        ward.give(ward.admit(identifier="77"), calculation=calculation)


def test_the_orders_rounding_stands_first_in_the_working(ward: Ward) -> None:
    question = ward.calculator.read(Typed(product="cinqair", dose="3 mg/kg", weight="70.9 kg", given_on="2026-11-23"))
    calculation = calculate(question.rounded_by(Rounding(way=RoundingWay.DOWN, step=mg(10))))
    weight = Weight(amount=kg("70.9"), on=date(2026, 11, 20))

    dose = dose_of(ward.give(ward.admit(), calculation=calculation, weight=weight))

    assert dose.calculation.working[:2] == (
        "3 mg per kg × 70.9 kg = 212.7 mg.",
        "212.7 mg rounded down to a multiple of 10 mg (order) = 210 mg.",
    )
    assert dose.balance.given == mg(210)


def test_findings_never_bar_a_record(ward: Ward) -> None:
    # The code came into force in 2017, so the claim is stopped; the dose was given all the same.
    calculation = ward.calculate(given_on="2016-11-23")
    assert calculation.is_stopped

    dose = dose_of(ward.give(ward.admit(), calculation=calculation, late_reason="found in the paper chart"))

    assert dose.calculation.claim_lines == ()
    assert Claim.STOP in {finding.claim for finding in dose.calculation.findings}


# --- What part of the dose was given ---


def test_a_dose_that_was_stopped_early_leaves_a_part_undecided(ward: Ward) -> None:
    calculation = ward.calculate(given="120 mg")

    dose = dose_of(ward.give(ward.admit(), calculation=calculation, stopped_early_reason="rash"))

    # 300 mg opened = 120 given + 90 discarded + 90 not infused.
    assert (dose.balance.given, dose.balance.discarded, dose.balance.not_infused) == (mg(120), mg(90), mg(90))
    assert dose.stopped_early_reason == "rash"
    with pytest.raises(ReasonMissing):
        ward.give(ward.admit(identifier="77"), calculation=calculation)


def test_more_than_was_opened_cannot_have_been_given_and_what_was_can_be_charted(ward: Ward) -> None:
    patient = ward.admit()
    short = {"opened": ("2 x 100 mg",), "dose": "250 mg"}

    with pytest.raises(GivenAboveOpened):
        ward.give(patient, calculation=ward.calculate(**short), discard=None)
    dose = dose_of(ward.give(patient, calculation=ward.calculate(**short, given="200 mg"), discard=None))

    assert dose.balance == Balance(
        ordered=mg(250), opened=mg(200), given=mg(200), discarded=mg(0), kept=mg(0), not_infused=mg(0)
    )
    assert dose.calculation.discarded_units is None


# --- The discard and its witness ---


def test_a_witness_is_another_person_with_a_pin_of_their_own(ward: Ward) -> None:
    ward.set_site(wants_witness=True)
    charted = ward.chart(ward.admit(), discard=ward.discarding())

    dose = dose_of(ward.sign(ward.calculate(), charted, SEEN))

    assert dose.discard is not None
    assert dose.discard.witness is not None
    assert (dose.discard.witness.name, dose.discard.witness.meaning) == ("Will Witness", Meaning.WITNESSED)


def test_a_nurse_does_not_witness_their_own_discard(ward: Ward) -> None:
    charted = ward.chart(ward.admit(), discard=ward.discarding())

    with pytest.raises(WitnessIsSigner):
        ward.sign(ward.calculate(), charted, replace(CONFIRMED, witness=Witness(user=NINA.user, pin=PIN)))
    assert doses(ward) == []


def test_a_witness_whose_pin_is_wrong_signs_nothing_and_neither_does_the_nurse(ward: Ward) -> None:
    charted = ward.chart(ward.admit(), discard=ward.discarding())

    with pytest.raises(PinWrong):
        ward.sign(ward.calculate(), charted, replace(CONFIRMED, witness=Witness(user=WILL.user, pin="1357")))
    assert doses(ward) == []


def test_where_the_site_wants_a_witness_there_is_one_or_a_reason(ward: Ward) -> None:
    ward.set_site(wants_witness=True)
    patient = ward.admit()

    with pytest.raises(WitnessMissing):
        ward.give(patient)
    dose = dose_of(ward.give(patient, discard=ward.discarding(unwitnessed_reason=" alone tonight ")))

    assert dose.discard is not None
    assert (dose.discard.witness, dose.discard.unwitnessed_reason) == (None, "alone tonight")


def test_a_site_without_rules_wants_no_witness(ward: Ward) -> None:
    assert dose_of(ward.give(ward.admit())).discard is not None


def test_a_reason_for_no_witness_is_dropped_where_there_was_one(ward: Ward) -> None:
    charted = ward.chart(ward.admit(), discard=ward.discarding(unwitnessed_reason="alone tonight"))

    dose = dose_of(ward.sign(ward.calculate(), charted, SEEN))

    assert dose.discard is not None
    assert dose.discard.unwitnessed_reason is None


@pytest.mark.parametrize(
    ("confirmation", "what"),
    [
        pytest.param(Confirmation(pin=PIN), "the dose was given", id="nothing"),
        pytest.param(Confirmation(pin=PIN, is_discarded=True), "the dose was given", id="only-discarded"),
        pytest.param(Confirmation(pin=PIN, is_given=True), "the rest was discarded", id="only-given"),
    ],
)
def test_nothing_is_confirmed_until_a_person_says_so(ward: Ward, confirmation: Confirmation, what: str) -> None:
    charted = ward.chart(ward.admit(), discard=ward.discarding())

    with pytest.raises(NotConfirmed) as refused:
        ward.sign(ward.calculate(), charted, confirmation)

    assert refused.value.what == what
    assert doses(ward) == []


# --- What cannot be signed ---

REFUSED = [
    pytest.param(lambda _: {"discard": None}, DiscardNotCharted, id="a-rest-of-which-nothing-is-said"),
    pytest.param(
        lambda ward: {"discard": ward.discarding(is_not_shared=False)}, DiscardShared, id="maybe-another-patients"
    ),
    pytest.param(
        lambda ward: {"calculation": ward.calculate(product="tezspire")}, NothingDiscarded, id="a-discard-of-nothing"
    ),
    pytest.param(lambda ward: {"calculation": ward.calculate(given_on="2026-11-24")}, DateInFuture, id="tomorrow"),
    pytest.param(
        lambda ward: {"stopped_at": ward.clock.now() + timedelta(minutes=1)}, TimeInFuture, id="ends-in-a-minute"
    ),
    pytest.param(
        lambda ward: {"started_at": ward.clock.now(), "stopped_at": ward.clock.now() - timedelta(minutes=1)},
        OutOfOrder,
        id="ends-before-it-starts",
    ),
    pytest.param(
        lambda ward: {"started_at": ward.clock.now() - timedelta(days=1)}, StartOnOtherDay, id="started-yesterday"
    ),
    pytest.param(
        lambda ward: {"calculation": ward.calculate(given_on="2026-11-22")}, ReasonMissing, id="late-without-a-reason"
    ),
    pytest.param(
        lambda _: {"containers": (ContainerUsed(count=2, content=mg(100)),)}, ContainersDiffer, id="a-lot-is-missing"
    ),
    pytest.param(lambda _: {"diagnoses": ("asthma",)}, DiagnosisUnreadable, id="diagnosis"),
    pytest.param(lambda _: {"order_id": "no-order"}, NotInLog, id="no-such-order"),
    pytest.param(lambda _: {"patient_id": "nobody"}, NotInLog, id="no-such-patient"),
    pytest.param(
        lambda ward: {"order_id": ward.prescribe(ward.admit(identifier="77"), drug=CINQAIR).id},
        OfOtherPatient,
        id="another-patients-order",
    ),
    pytest.param(
        lambda ward: {"id": ward.drafts.prepare(ward.admit(identifier="77").id, None, {}).id},
        OfOtherPatient,
        id="another-patients-draft",
    ),
]


@pytest.mark.parametrize(("change", "problem"), REFUSED)
def test_what_does_not_agree_is_not_signed(
    ward: Ward, change: Callable[[Ward], dict[str, object]], problem: type[Problem]
) -> None:
    patient = ward.admit()

    with pytest.raises(problem):
        ward.give(patient, **change(ward))

    assert doses(ward) == []


def test_a_dose_of_another_drug_than_ordered_is_charted_without_the_order(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient)

    with pytest.raises(OrderForOtherDrug):
        ward.give(patient, order_id=order.id)
    assert dose_of(ward.give(patient)).order_id is None


def test_a_late_entry_is_marked_with_its_reason(ward: Ward) -> None:
    calculation = ward.calculate(given_on="2026-11-22")

    dose = dose_of(ward.give(ward.admit(), calculation=calculation, late_reason="system was down"))

    assert (dose.given_on, dose.given.at.date(), dose.late_reason) == (date(2026, 11, 22), TODAY, "system was down")


def test_a_dose_whose_anchor_the_disk_refuses_is_recorded(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    patient = ward.admit()
    monkeypatch.setattr(Anchor, "append", refuse)

    entry = ward.give(patient)

    assert ward.session.log.latest(entry.subject) == entry
    assert ward.session.not_anchored == "the disk is full"
    with pytest.raises(DoseAlreadyRecorded):
        ward.give(patient, id=entry.subject)


def test_a_dose_is_recorded_once(ward: Ward) -> None:
    patient = ward.admit()
    entry = ward.give(patient)

    with pytest.raises(DoseAlreadyRecorded):
        ward.give(patient, id=entry.subject)

    assert len(doses(ward)) == 1


def test_an_abandoned_administration_is_not_signed(ward: Ward) -> None:
    patient = ward.admit()
    draft = ward.drafts.prepare(patient.id, None, {})
    ward.drafts.abandon(draft.id, "patient went home")

    with pytest.raises(DraftAbandoned):
        ward.give(patient, id=draft.id)


def test_a_wrong_pin_signs_nothing(ward: Ward) -> None:
    charted = ward.chart(ward.admit(), discard=ward.discarding())

    with pytest.raises(PinWrong):
        ward.sign(ward.calculate(), charted, replace(CONFIRMED, pin="1357"))

    assert doses(ward) == []


def test_nothing_is_signed_into_a_log_that_is_not_whole(ward: Ward) -> None:
    patient = ward.admit()
    entry = ward.give(patient)
    ward.session.log._anchoring.fault = Fault(sequence=3, kind=FaultKind.EDITED)  # type: ignore[attr-defined]

    with pytest.raises(LogNotWhole) as refused:
        ward.give(patient)
    with pytest.raises(LogNotWhole):
        ward.doses.amend(replace(dose_of(entry), route="x"), "a slip", CONFIRMED)
    with pytest.raises(LogNotWhole):
        ward.doses.void(entry.subject, "a slip", PIN)

    assert refused.value.sequence == 3
    assert ward.doses.history(entry.subject).versions[0].entry == entry


def test_only_who_may_chart_signs(ward: Ward) -> None:
    patient = ward.admit()
    entry = ward.give(patient)

    for other in (ARTHUR, BELLA):
        ward.take_over(other)
        with pytest.raises(NotAllowed):
            ward.give(patient)
        with pytest.raises(NotAllowed):
            ward.doses.amend(replace(dose_of(entry), route="x"), "a slip", CONFIRMED)
        with pytest.raises(NotAllowed):
            ward.doses.void(entry.subject, "a slip", PIN)
        assert ward.doses.history(entry.subject).dose == entry.body


def test_a_pin_is_in_no_text_of_a_confirmation() -> None:
    assert PIN not in repr(SEEN)


# --- Amended and voided ---


def test_a_correction_stands_beside_the_original(ward: Ward) -> None:
    entry = ward.give(ward.admit())
    before = dose_of(entry)
    ward.clock.pass_time(hours=1)

    amended = ward.doses.amend(
        replace(before, body_site="left arm", diagnoses=("j4550",)), " arm was missing ", Confirmation(pin=PIN)
    )

    history = ward.doses.history(entry.subject)
    assert [version.entry for version in history.versions] == [entry, amended]
    assert (amended.kind, amended.reason) == (Kind.DOSE_AMENDED, "arm was missing")
    assert history.versions[0].dose == before
    assert (history.dose.body_site, history.dose.diagnoses) == ("left arm", ("J45.50",))
    assert (history.dose.given, history.dose.discard) == (before.given, before.discard)
    assert history.dose.changed is not None
    assert (history.dose.changed.meaning, history.dose.changed.at) == (Meaning.AMENDED, ward.clock.now())


def test_a_correction_may_be_corrected(ward: Ward) -> None:
    entry = ward.give(ward.admit())
    second = dose_of(ward.doses.amend(replace(dose_of(entry), body_site="arm"), "a slip", CONFIRMED))

    ward.doses.amend(replace(second, body_site="thigh"), "another slip", CONFIRMED)

    assert [version.dose.body_site for version in ward.doses.history(entry.subject).versions] == [None, "arm", "thigh"]


def test_the_first_signatures_cannot_be_replaced_by_a_correction(ward: Ward) -> None:
    before = dose_of(ward.give(ward.admit()))
    forged = replace(before.given, name="Somebody Else")
    assert before.discard is not None

    amended = dose_of(
        ward.doses.amend(
            replace(before, body_site="arm", given=forged, discard=replace(before.discard, confirmed=forged)),
            "a slip",
            CONFIRMED,
        )
    )

    assert (amended.given, amended.discard) == (before.given, before.discard)


def test_a_correction_needs_a_reason_a_change_and_the_right_pin(ward: Ward) -> None:
    dose = dose_of(ward.give(ward.admit()))

    with pytest.raises(ReasonMissing):
        ward.doses.amend(replace(dose, route="x"), " ", CONFIRMED)
    with pytest.raises(NothingChanged):
        ward.doses.amend(dose, "a slip", CONFIRMED)
    with pytest.raises(PinWrong):
        ward.doses.amend(replace(dose, route="x"), "a slip", replace(CONFIRMED, pin="1357"))
    with pytest.raises(NotInLog):
        ward.doses.amend(replace(dose, id="no-dose"), "a slip", CONFIRMED)
    assert len(doses(ward)) == 1


AMENDMENTS = [
    pytest.param({"patient_id": "patient-2"}, OfOtherPatient, id="another-patient"),
    pytest.param({"given_on": date(2026, 11, 24)}, DateInFuture, id="tomorrow"),
    pytest.param({"given_on": date(2026, 11, 22)}, ReasonMissing, id="late-without-a-reason"),
    pytest.param({"containers": (ContainerUsed(count=2, content=mg(100)),)}, ContentsDiffer, id="a-vial-is-missing"),
    pytest.param({"order_id": "no-order"}, NotInLog, id="no-such-order"),
    pytest.param({"diagnoses": ("asthma",)}, DiagnosisUnreadable, id="diagnosis"),
    pytest.param(
        {
            "balance": Balance(
                ordered=mg(210), opened=mg(300), given=mg(200), discarded=mg(90), kept=mg(0), not_infused=mg(10)
            )
        },
        ReasonMissing,
        id="stopped-early-without-a-reason",
    ),
]


@pytest.mark.parametrize(("fields", "problem"), AMENDMENTS)
def test_a_correction_that_does_not_agree_is_refused(
    ward: Ward, fields: dict[str, object], problem: type[Problem]
) -> None:
    dose = dose_of(ward.give(ward.admit()))

    with pytest.raises(problem):
        ward.doses.amend(replace(dose, **fields), "a slip", CONFIRMED)  # type: ignore[arg-type]

    assert len(doses(ward)) == 1


def stopped(ward: Ward) -> Administration:
    """Give 120 of 210 mg from 300 mg; 90 mg are discarded and 90 mg are undecided."""
    calculation = ward.calculate(given="120 mg")
    return dose_of(ward.give(ward.admit(), calculation=calculation, stopped_early_reason="rash"))


ALL_DISCARDED = Balance(
    ordered=mg(210), opened=mg(300), given=mg(120), discarded=mg(180), kept=mg(0), not_infused=mg(0)
)


def test_another_amount_discarded_is_confirmed_and_signed_anew(ward: Ward) -> None:
    dose = stopped(ward)
    decided = replace(dose, balance=ALL_DISCARDED, stopped_early_reason=None)

    with pytest.raises(DiscardNotCharted):
        ward.doses.amend(decided, "the rest was waste", CONFIRMED)
    with pytest.raises(NotConfirmed):
        ward.doses.amend(decided, "the rest was waste", Confirmation(pin=PIN), ward.discarding())
    amended = dose_of(ward.doses.amend(decided, "the rest was waste", SEEN, ward.discarding(reason="bag stopped")))

    assert amended.balance == ALL_DISCARDED
    assert amended.discard is not None
    assert dose.discard is not None
    assert (amended.discard.reason, amended.discard.confirmed.meaning) == ("bag stopped", Meaning.DISCARDED)
    assert amended.discard.witness is not None


def test_what_was_said_of_a_discard_is_corrected_with_a_new_confirmation(ward: Ward) -> None:
    dose = dose_of(ward.give(ward.admit()))

    amended = dose_of(ward.doses.amend(dose, "wrong bin", CONFIRMED, ward.discarding(method="blue bin")))

    assert isinstance(amended.discard, Discard)
    assert amended.discard.method == "blue bin"


def test_a_discard_goes_where_nothing_was_discarded_after_all(ward: Ward) -> None:
    dose = dose_of(ward.give(ward.admit()))
    all_given = Balance(ordered=mg(300), opened=mg(300), given=mg(300), discarded=mg(0), kept=mg(0), not_infused=mg(0))

    amended = dose_of(ward.doses.amend(replace(dose, balance=all_given), "all was given", CONFIRMED))

    assert amended.discard is None


def test_a_record_is_worked_out_anew_from_another_calculation_and_signed(ward: Ward) -> None:
    patient = ward.admit()
    calculation = ward.calculate(given_on="2026-11-22")
    entry = ward.give(patient, calculation=calculation, late_reason="system was down")
    ward.clock.pass_time(days=2)
    charted = ward.chart(patient, id=entry.subject, late_reason="system was down")

    redone = ward.doses.redone(ward.calculate(given_on="2026-11-22", dose="250 mg"), charted)
    amended = dose_of(ward.doses.amend(redone, "250 mg was given", CONFIRMED, ward.discarding()))

    assert (amended.balance.given, amended.balance.discarded) == (mg(250), mg(50))
    assert amended.given == dose_of(entry).given
    assert amended.late_reason == "system was down"


def test_a_record_that_was_made_on_time_is_not_late_because_it_is_corrected(ward: Ward) -> None:
    patient = ward.admit()
    entry = ward.give(patient)
    ward.clock.pass_time(days=2)
    stopped_at = ward.clock.now() - timedelta(days=2) + timedelta(minutes=10)

    redone = ward.doses.redone(ward.calculate(), ward.chart(patient, id=entry.subject, stopped_at=stopped_at))

    assert (redone.late_reason, redone.stopped_at) == (None, stopped_at)


def test_a_dose_that_was_never_recorded_has_no_history(ward: Ward) -> None:
    patient = ward.admit()

    with pytest.raises(NotInLog):
        ward.doses.history(patient.id)
    with pytest.raises(NotInLog):
        ward.doses.redone(ward.calculate(), ward.chart(patient))


def test_a_voided_record_stays_as_it_was_with_the_reason(ward: Ward) -> None:
    patient = ward.admit()
    entry = ward.give(patient)

    voided = ward.doses.void(entry.subject, " another patient's chart ", PIN)

    history = ward.doses.history(entry.subject)
    assert history.is_voided
    assert (voided.kind, voided.reason, voided.patient_id) == (
        Kind.DOSE_VOIDED,
        "another patient's chart",
        patient.id,
    )
    assert history.dose.changed is not None
    assert history.dose.changed.meaning is Meaning.VOIDED
    assert replace(history.dose, changed=None) == entry.body


def test_a_voided_record_is_neither_corrected_nor_voided_again(ward: Ward) -> None:
    entry = ward.give(ward.admit())
    with pytest.raises(ReasonMissing):
        ward.doses.void(entry.subject, "", PIN)
    ward.doses.void(entry.subject, "another patient's chart", PIN)

    with pytest.raises(DoseWasVoided):
        ward.doses.void(entry.subject, "again", PIN)
    with pytest.raises(DoseWasVoided):
        ward.doses.amend(replace(dose_of(entry), route="x"), "a slip", CONFIRMED)
    assert len(doses(ward)) == 2
