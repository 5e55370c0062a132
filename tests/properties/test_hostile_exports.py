"""Whatever text stands in the log: an export carries it whole or refuses it, and it never starts a new field."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import icalendar
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from j3032calc.domain.claim_file import ready_claims
from j3032calc.domain.entries import DueDose
from j3032calc.domain.problems import Problem
from j3032calc.exports.fhir import bundle
from j3032calc.exports.icalendar import calendar
from j3032calc.exports.x12_837p import Envelope, claim_file
from j3032calc.wording.problems import sentence
from tests.exchanged import DAY, NOW, chargeable, coverage, dose, order, patient, site
from tests.outside_validators import fhir_resources_faults
from tests.unit.exports.test_fhir import entry, record

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from j3032calc.domain.claim import Chargeable

TEXTS = (
    st.text(max_size=30)
    | st.text("*:~^\\|&;,\r\n\"'=@+-ABC ", max_size=20)
    | st.sampled_from(
        ["~\nSE*1*0001~", "END:VEVENT\r\nBEGIN:VEVENT", "\ud800", "A" * 200, "\u202e", "=cmd|' /C calc'!A0"]
    )
)


def often(examples: int) -> Callable[[Any], Any]:
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def claim_of(given_dose: Chargeable) -> str | Problem:
    try:
        return claim_file(site(), ready_claims(site(), [given_dose]), Envelope(at=NOW, number=1))
    except Problem as problem:
        return problem


@often(500)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_a_claim_file_has_the_same_segments_whatever_the_text(family: str, member: str, number: str, by: str) -> None:
    odd = patient(family=family, coverages=(coverage(member_id=member),))
    ordered = order(prescriber=replace(order().prescriber, name=by))
    usual = claim_of(chargeable())
    assert isinstance(usual, str)

    text = claim_of(chargeable(dose(authorization_number=number), patient=odd, order=ordered))
    if isinstance(text, Problem):
        assert sentence(text).endswith(".")
        return
    assert [line.split("*")[0] for line in text.split("~\n")] == [line.split("*")[0] for line in usual.split("~\n")]
    assert text.isascii()
    assert text.count("~") == usual.count("~")
    assert max(line.count("*") for line in text.splitlines()) <= 16


@often(300)
@given(TEXTS, TEXTS, TEXTS)
def test_a_bundle_is_valid_whatever_the_text(family: str, reason: str, lot: str) -> None:
    given_dose = dose()
    assert given_dose.discard is not None
    odd = replace(
        given_dose,
        body_site=family,
        containers=(replace(given_dose.containers[0], lot=lot),),
        discard=replace(given_dose.discard, reason=reason, method=lot),
    )
    text = bundle(record((entry(odd, reason=reason),), patient=patient(family=family, given=reason)), NOW)

    json.loads(text)
    text.encode()
    assert fhir_resources_faults(text) == []


@often(500)
@given(TEXTS, TEXTS)
def test_a_calendar_has_one_event_whatever_the_text(family: str, drug: str) -> None:
    due = DueDose(patient=patient(family=family), drug_key=drug, order_id=None, due=DAY)
    text = calendar([due], {}, NOW, with_names=True)
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")

    text.encode()
    assert len(events) == 1
    assert {str(name) for name in events[0]} == {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP"}
