"""What stands on the pages of a dose is judged, however little of it can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import Draft, Stage
from j3032calc.domain.charting import Answered
from j3032calc.domain.findings import Care, Claim, Finding, MoreWasteThanNeeded
from j3032calc.domain.patient import Coverage, Relation, Weight
from j3032calc.domain.visit.dates import EarlyByLabel
from j3032calc.domain.visit.facts import Phase
from j3032calc.domain.visit.finding import NotChecked
from j3032calc.domain.visit.order import OrderUnsigned
from j3032calc.services.entering_verdicts import (
    Page,
    entered_reasons,
    is_reason,
    judge_page,
    known_chart,
    phase_of,
    reason_field,
)
from tests.invented import CINQAIR, NOW, kg, mg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.calculation import Calculation
    from j3032calc.domain.order import Order
    from j3032calc.services.entering_verdicts import Judged
    from tests.unit.services.ward import Ward

# Everything that a nurse enters about 210 mg of Cinqair out of three vials.
WHOLE = {
    "lot1": "LOT1",
    "expiry1": "Dec-2027",
    "ndc1": "yes",
    "weighed_on": "20-Nov-2026",
    "started_at": "13:00",
    "stopped_at": "13:40",
    "body_site": "left forearm",
    "source": "purchased",
    "authorization": "A-77",
    "observed_minutes": "30",
    "discard_reason": "rest of a single-dose vial",
    "discard_method": "waste bin",
    "is_not_shared": "yes",
    "witness": "will",
}
LATER = date(2026, 11, 30)


def draft(**changes: object) -> Draft:
    made = Draft(id="d1", patient_id="p1", order_id=None, stage=Stage.PREPARED, entered=(), kept_at=NOW)
    return replace(made, **changes)  # type: ignore[arg-type]


def per_kg(ward: Ward) -> Calculation:
    return ward.calculate(dose="3 mg/kg", weight="70 kg", payer="with-ndc")


def judged(ward: Ward, entered: Mapping[str, str], phase: Phase | None = None) -> Judged:
    patient = ward.admit(
        weights=(Weight(amount=kg(70), on=date(2026, 11, 20)),),
        coverages=(Coverage(payer_id="with-ndc", payer_name="Payer", member_id="1", relation=Relation.SELF),),
    )
    order: Order = ward.prescribe(patient, drug=CINQAIR, signed_on=date(2026, 11, 2))
    page = Page(draft(patient_id=patient.id, order_id=order.id), order, entered)
    return judge_page(ward.checks, page, per_kg(ward), ward.clock.now(), phase)


def test_what_is_typed_is_what_is_judged(ward: Ward) -> None:
    visit = judged(ward, WHOLE).visit

    assert visit.containers is not None
    assert [(one.lot, one.is_confirmed) for one in visit.containers] == [("LOT1", True)]
    assert (visit.authorization_number, visit.given_by) == ("A-77", ward.session.account.id)
    assert visit.phase is Phase.PREPARED


# Which rule speaks when an entry is taken away, or cannot be read. What has none changes no verdict by itself.
SPEAKS: dict[str, str | None] = {
    "lot1": "R-06",
    "expiry1": "R-06",
    "ndc1": "R-05",
    "started_at": None,  # this catalogue gives it under the skin, which needs no times
    "stopped_at": None,
    "source": "R-12",
    "observed_minutes": None,  # this catalogue has no boxed warning
    "discard_reason": "R-18",
    "discard_method": "R-18",
    "is_not_shared": "R-18",
    "witness": "R-18",
    "weighed_on": None,  # the weight on file has its day
    "body_site": None,  # no rule asks for it
    "authorization": None,  # this payer's profile does not say whether it wants one, which R-08 says either way
}


def test_whatever_entry_is_taken_away_its_rule_speaks(ward: Ward) -> None:
    ward.set_site(wants_witness=True, recalls=())
    assert SPEAKS.keys() == WHOLE.keys()
    known = {one.finding for one in judged(ward, WHOLE, Phase.GIVEN).readiness.verdicts}
    for number, (field, rule) in enumerate(SPEAKS.items()):
        patient = ward.admit(identifier=f"A{number}", weights=(Weight(amount=kg(70), on=date(2026, 11, 20)),))
        order: Order = ward.prescribe(patient, drug=CINQAIR, signed_on=date(2026, 11, 2))
        entered = {name: text for name, text in WHOLE.items() if name != field}
        page = Page(draft(patient_id=patient.id, order_id=order.id), order, entered)

        found = judge_page(ward.checks, page, per_kg(ward), ward.clock.now(), Phase.GIVEN).readiness.verdicts

        assert {rule} - {None} <= {one.finding.rule for one in found if one.finding not in known}, field


@pytest.mark.parametrize("field", ["expiry1", "started_at", "stopped_at", "weighed_on", "observed_minutes"])
def test_what_cannot_be_read_counts_as_not_entered(ward: Ward, field: str) -> None:
    page = Page(draft(), None, WHOLE | {field: "soon"})

    assert known_chart(page, per_kg(ward), NOW) == known_chart(
        replace(page, entered={name: text for name, text in WHOLE.items() if name != field}), per_kg(ward), NOW
    )


@pytest.mark.parametrize(
    ("entered", "stage", "phase"),
    [
        pytest.param({}, Stage.PREPARED, Phase.DUE, id="nothing-charted"),
        pytest.param({"lot1": "LOT1"}, Stage.PREPARED, Phase.PREPARED, id="lot"),
        pytest.param({"expiry1": "Dec-2027"}, Stage.PREPARED, Phase.PREPARED, id="expiry"),
        pytest.param({"source": "sample"}, Stage.PREPARED, Phase.PREPARED, id="source"),
        pytest.param({}, Stage.RUNNING, Phase.PREPARED, id="running"),
    ],
)
def test_a_dose_is_as_far_as_what_stands_on_its_pages_says(
    ward: Ward, entered: dict[str, str], stage: Stage, phase: Phase
) -> None:
    page = Page(draft(stage=stage), None, entered)

    assert phase_of(known_chart(page, ward.calculate(), NOW), page.draft) is phase


# --- Reasons ---

EARLY = Finding("R-09", Claim.WARN, Care.HOLD, EarlyByLabel(date(2026, 11, 2), 21, LATER))
MORE = Finding("R-04", Claim.WARN, Care.NONE, MoreWasteThanNeeded(mg(300), (), mg(210)))


def test_a_reason_is_for_the_very_finding_that_it_was_written_under() -> None:
    entered = {reason_field(EARLY): " travels ", "opened_reason": "a vial broke"}
    tomorrow = replace(EARLY, detail=EarlyByLabel(date(2026, 11, 2), 22, LATER))

    assert entered_reasons(entered, [EARLY, MORE]) == (
        Answered(finding=EARLY, reason="travels"),
        Answered(finding=MORE, reason="a vial broke"),
    )
    assert entered_reasons(entered, [tomorrow]) == ()
    assert is_reason(reason_field(EARLY))
    assert not is_reason("opened_reason")


def test_a_reason_on_the_page_answers_what_holds_care(ward: Ward) -> None:
    patient = ward.admit()
    order = ward.prescribe(patient, drug=CINQAIR)
    unsigned = Finding("R-11", Claim.STOP, Care.HOLD, OrderUnsigned())
    page = Page(draft(patient_id=patient.id, order_id=order.id), order, {})

    before = judge_page(ward.checks, page, ward.calculate(), ward.clock.now())
    answered = replace(page, entered={reason_field(unsigned): "asked"})
    after = judge_page(ward.checks, answered, ward.calculate(), ward.clock.now())

    assert [one.finding for one in before.readiness.verdicts if one.is_open_hold] == [unsigned]
    assert [one for one in after.readiness.verdicts if one.is_open_hold] == []


def test_without_anything_but_the_order_what_is_not_known_is_said(ward: Ward) -> None:
    found = judged(ward, {}, Phase.GIVEN).readiness.verdicts

    gaps = {one.finding.rule for one in found if isinstance(one.finding.detail, NotChecked)}
    assert {"R-06", "R-12", "R-13", "R-18", "R-26"} <= gaps
