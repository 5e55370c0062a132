"""Administrations under way, several at once: nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import Stage
from j3032calc.domain.entries import Kind
from j3032calc.domain.problems.charting import DraftStarted, NotInLog, OfOtherPatient, ReasonMissing, TimeInFuture
from j3032calc.domain.problems.people import NotAllowed
from j3032calc.services.drafts import UnderWay
from tests.clinic import NINA, OWN_PASSWORD, WILL, facts, of_kind
from tests.unit.services.ward import ARTHUR

if TYPE_CHECKING:
    from tests.unit.services.ward import Ward

FORM = {"dose": "210 m", "weight": ""}


def test_an_administration_is_prepared_with_the_form_as_it_was_typed(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient)

    draft = ward.drafts.prepare(patient.id, order.id, FORM)

    assert (draft.stage, draft.entered, draft.started_at) == (Stage.PREPARED, (("dose", "210 m"), ("weight", "")), None)
    assert draft.order_id == order.id
    assert ward.drafts.under_way() == (UnderWay(draft, patient),)
    prepared = of_kind(ward.session, Kind.DRAFT_PREPARED)[0]
    assert (prepared.subject, prepared.patient_id) == (draft.id, patient.id)


def test_several_patients_are_under_way_at_once_and_a_restart_loses_none(ward: Ward) -> None:
    first, second = ward.admit(), ward.admit(identifier="77")
    one = ward.drafts.prepare(first.id, None, FORM)
    ward.clock.pass_time(minutes=1)
    other = ward.drafts.prepare(second.id, None, FORM)
    ward.session.lock()

    ward.session = ward.clinic.restarted().sign_in(NINA.user, OWN_PASSWORD)

    assert ward.drafts.under_way() == (UnderWay(one, first), UnderWay(other, second))


def test_an_administration_under_way_is_opened_and_that_is_an_entry_of_its_patient(ward: Ward) -> None:
    patient = ward.admit()
    draft = ward.drafts.prepare(patient.id, None, FORM)
    ward.take_over(WILL)

    opened = ward.drafts.open(draft.id)

    assert opened == UnderWay(draft, patient)
    (read,) = of_kind(ward.session, Kind.PATIENT_READ)
    assert (read.by, read.subject, read.patient_id) == (ward.session.account.id, patient.id, patient.id)


def test_each_change_is_kept_and_is_no_entry(ward: Ward) -> None:
    draft = ward.drafts.prepare(ward.admit().id, None, FORM)
    head = ward.session.log.head
    ward.clock.pass_time(seconds=30)

    kept = ward.drafts.keep(draft.id, {"dose": "210 mg"})

    assert (kept.entered, kept.kept_at - draft.kept_at) == ((("dose", "210 mg"),), timedelta(seconds=30))
    assert ward.session.log.draft(draft.id) == kept
    assert ward.session.log.head == head


def test_an_infusion_is_started_now_or_from_an_earlier_time_on(ward: Ward) -> None:
    patient = ward.admit()
    now, earlier = ward.clock.now(), ward.clock.now() - timedelta(minutes=5)

    at_once = ward.drafts.start(ward.drafts.prepare(patient.id, None, FORM).id)
    before = ward.drafts.start(ward.drafts.prepare(patient.id, None, FORM).id, earlier)

    assert (at_once.stage, at_once.started_at) == (Stage.RUNNING, now)
    assert before.started_at == earlier
    noted = of_kind(ward.session, Kind.DRAFT_STARTED)
    assert [facts(entry)["started_at"] for entry in noted] == [now.isoformat(), earlier.isoformat()]


def test_an_infusion_is_started_once_and_not_in_the_future(ward: Ward) -> None:
    draft = ward.drafts.prepare(ward.admit().id, None, FORM)

    with pytest.raises(TimeInFuture):
        ward.drafts.start(draft.id, ward.clock.now() + timedelta(minutes=1))
    ward.drafts.start(draft.id, ward.clock.now())
    with pytest.raises(DraftStarted):
        ward.drafts.start(draft.id)


def test_an_administration_is_abandoned_with_a_reason_that_stays(ward: Ward) -> None:
    patient = ward.admit()
    draft = ward.drafts.prepare(patient.id, None, FORM)

    with pytest.raises(ReasonMissing):
        ward.drafts.abandon(draft.id, " ")
    ward.drafts.abandon(draft.id, "patient went home")

    assert ward.drafts.under_way() == ()
    abandoned = of_kind(ward.session, Kind.DRAFT_ABANDONED)[0]
    assert (abandoned.subject, abandoned.patient_id, abandoned.reason) == (draft.id, patient.id, "patient went home")


def test_what_is_not_under_way_any_more_cannot_be_gone_on_with(ward: Ward) -> None:
    draft = ward.drafts.prepare(ward.admit().id, None, FORM)
    ward.drafts.abandon(draft.id, "patient went home")

    with pytest.raises(NotInLog):
        ward.drafts.open(draft.id)
    with pytest.raises(NotInLog):
        ward.drafts.keep(draft.id, FORM)
    with pytest.raises(NotInLog):
        ward.drafts.start(draft.id)
    with pytest.raises(NotInLog):
        ward.drafts.abandon(draft.id, "again")


def test_an_administration_is_of_a_patient_and_an_order_of_theirs(ward: Ward) -> None:
    patient, other = ward.admit(), ward.admit(identifier="77")
    order = ward.prescribe(other)

    with pytest.raises(NotInLog):
        ward.drafts.prepare("nobody", None, FORM)
    with pytest.raises(NotInLog):
        ward.drafts.prepare(patient.id, "no-order", FORM)
    with pytest.raises(OfOtherPatient):
        ward.drafts.prepare(patient.id, order.id, FORM)
    assert ward.drafts.under_way() == ()


def test_another_nurse_goes_on_with_it_and_an_auditor_does_not(ward: Ward) -> None:
    patient = ward.admit()
    draft = ward.drafts.prepare(patient.id, None, FORM)
    ward.take_over(WILL)
    ward.drafts.start(draft.id)
    ward.take_over(ARTHUR)

    assert len(ward.drafts.under_way()) == 1
    with pytest.raises(NotAllowed):
        ward.drafts.prepare(patient.id, None, FORM)
    with pytest.raises(NotAllowed):
        ward.drafts.keep(draft.id, FORM)
    with pytest.raises(NotAllowed):
        ward.drafts.start(draft.id)
    with pytest.raises(NotAllowed):
        ward.drafts.abandon(draft.id, "no")
