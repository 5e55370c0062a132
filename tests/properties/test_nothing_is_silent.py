"""Whatever is not known of a visit is said: each input taken away makes every rule that reads it speak."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from j3032calc.domain.findings import Care, Claim
from j3032calc.domain.people import Meaning, Role
from j3032calc.domain.visit.facts import Phase, Visit
from j3032calc.domain.visit.finding import NotChecked
from j3032calc.domain.visit.verdicts import Reason, findings_of, judge
from j3032calc.wording.findings import message, source
from j3032calc.wording.readiness import write_standing
from tests.ready_visits import PRODUCTS, changed, ready, signed

if TYPE_CHECKING:
    from j3032calc.domain.findings import Finding

# The rules that must speak when the field is not known. The visit is one whose product asks for the field.
READ_BY: Final[dict[str, tuple[str, set[str]]]] = {
    "product": ("tezspire", {"R-05", "R-07", "R-10", "R-13", "R-16", "R-19", "R-23", "R-24", "R-26"}),
    "schedule": ("xolair", {"R-07", "R-10"}),
    "checklist": ("tezspire", {"R-07", "R-21"}),
    "payer": ("tezspire", {"R-01", "R-02", "R-05", "R-08", "R-10", "R-15", "R-20", "R-21"}),
    "site": ("cinqair", {"R-06", "R-11", "R-13", "R-24"}),
    "charge": ("tezspire", {"R-14"}),
    "patient": ("tezspire", {"R-10", "R-16", "R-26"}),
    "order": ("tezspire", {"R-07", "R-11", "R-13", "R-21"}),
    "other_orders": ("tezspire", {"R-16"}),
    "authorizations": ("tezspire", {"R-08"}),
    "past": ("tezspire", {"R-08", "R-09", "R-10", "R-17", "R-24", "R-26"}),
    "label_interval": ("tezspire", {"R-09", "R-24"}),
    "payer_interval": ("tezspire", {"R-09"}),
    "authorization_number": ("tezspire", {"R-08"}),
    "weight": ("cinqair", {"R-11"}),
    "containers": ("tezspire", {"R-05", "R-06", "R-23"}),
    "is_multi_dose": ("tezspire", {"R-01"}),
    "source": ("tezspire", {"R-12"}),
    "preparation": ("cinqair", {"R-23"}),
    "administered_units": ("tezspire", {"R-02", "R-08", "R-10"}),
    "discarded_units": ("tezspire", {"R-01", "R-02", "R-08", "R-10"}),
    "discarded": ("cinqair", {"R-18"}),
    "lines": ("tezspire", {"R-01", "R-02", "R-03", "R-05", "R-12", "R-14", "R-19", "R-20"}),
    "route": ("tezspire", {"R-13"}),
    "started_at": ("cinqair", {"R-13"}),
    "stopped_at": ("cinqair", {"R-13"}),
    "given_by": ("cinqair", {"R-18"}),
    "discard": ("cinqair", {"R-18"}),
    "observation": ("cinqair", {"R-26"}),
}
# What may be absent without anything being unknown, and why.
NEVER_MISSED: Final = {
    "id": "a dose that is not recorded yet has none",
    "known_code": "the product says the same; without both, R-19 says that the code was not checked",
    "site_override": "most sites have none",
    "diagnoses": "the order's stand for the visit's",
}
# The same inside the records, for the values that a rule reads.
INSIDE: Final[dict[str, tuple[str, str]]] = {
    "containers.0.ndc": ("tezspire", "R-05"),
    "containers.0.lot": ("tezspire", "R-06"),
    "containers.0.expiry": ("tezspire", "R-06"),
    "containers.0.minutes_out": ("tezspire", "R-23"),
    "preparation.minutes_warmed": ("tezspire", "R-23"),
    "preparation.minutes_since_mixing": ("cinqair", "R-23"),
    "preparation.has_filter": ("cinqair", "R-23"),
    "lines.0.hcpcs": ("tezspire", "R-01"),
    "lines.0.ndc": ("tezspire", "R-05"),
    "lines.0.ndc_quantity": ("tezspire", "R-05"),
    "lines.0.ndc_unit": ("tezspire", "R-05"),
    "order.signed_on": ("tezspire", "R-11"),
    "order.expires_on": ("tezspire", "R-11"),
    "order.prescriber.npi": ("tezspire", "R-13"),
    "patient.allergies": ("tezspire", "R-26"),
    "patient.other_biologics": ("tezspire", "R-16"),
    "site.npi": ("tezspire", "R-13"),
    "site.place_of_service": ("tezspire", "R-13"),
    "site.recalls": ("tezspire", "R-06"),
    "payer.asked": ("tezspire", "R-21"),
    "payer.wants_side": ("tezspire", "R-20"),
    "past.0.authorization_number": ("tezspire", "R-08"),
    "observation.minutes": ("xolair", "R-26"),
}
OPTIONAL: Final = [field.name for field in fields(Visit) if field.default is None]


def new_findings(visit: Visit, path: str) -> set[Finding]:
    return set(findings_of(changed(visit, path, None))) - set(findings_of(visit))


def test_every_field_of_a_visit_is_in_one_of_the_two_tables() -> None:
    assert set(OPTIONAL) == READ_BY.keys() | NEVER_MISSED.keys()


@pytest.mark.parametrize("name", READ_BY)
def test_a_field_that_is_taken_away_makes_its_rules_speak(name: str) -> None:
    product, rules = READ_BY[name]

    spoken = {finding.rule for finding in new_findings(ready(product), name)}

    assert spoken == rules


@pytest.mark.parametrize("path", INSIDE)
def test_a_value_inside_a_record_that_is_taken_away_makes_its_rule_speak(path: str) -> None:
    product, rule = INSIDE[path]

    assert rule in {finding.rule for finding in new_findings(ready(product), path)}


def test_a_visit_of_which_nothing_is_known_is_not_ready() -> None:
    known = ready("tezspire")
    readiness = judge(findings_of(Visit(given_on=known.given_on, drug=known.drug)))

    assert not readiness.is_ready
    not_checked = {one.finding.rule for one in readiness.verdicts if isinstance(one.finding.detail, NotChecked)}
    assert not_checked == {f"R-{number:02d}" for number in (1, 2, 3, *range(5, 22), 23, 24, 26)}


@given(
    product=st.sampled_from(PRODUCTS),
    gone=st.sets(st.sampled_from(OPTIONAL)),
    phase=st.sampled_from(Phase),
)
def test_whatever_is_taken_away_every_finding_can_be_said(product: str, gone: set[str], phase: Phase) -> None:
    visit: Any = changed(ready(product), "phase", phase)
    for name in gone:
        visit = changed(visit, name, None)

    findings = findings_of(visit)

    assert findings == findings_of(visit)
    assert len(set(findings)) == len(findings)
    for finding in findings:
        assert message(finding).endswith((".", "?"))
        assert source(finding)
    assert write_standing(judge(findings))


@given(
    product=st.sampled_from(PRODUCTS),
    gone=st.sets(st.sampled_from(OPTIONAL), max_size=4),
    role=st.sampled_from(Role),
    meaning=st.sampled_from(Meaning),
    text=st.sampled_from(["invented reason", "", "  "]),
)
def test_a_stop_becomes_a_warning_only_by_a_lead_with_a_reason(
    product: str, gone: set[str], role: Role, meaning: Meaning, text: str
) -> None:
    visit: Any = ready(product)
    for name in gone:
        visit = changed(visit, name, None)
    findings = findings_of(visit)
    reasons = [Reason(finding, text, signed("someone", meaning), (role,)) for finding in findings]
    stops = [finding for finding in findings if finding.claim is Claim.STOP]
    holds = [finding for finding in findings if finding.care is Care.HOLD]

    readiness = judge(findings, reasons)

    may_override = role is Role.LEAD and meaning is Meaning.OVERRODE and text == "invented reason"
    assert [one.finding for one in readiness.to_fix] == ([] if may_override else stops)
    assert [one.finding for one in readiness.verdicts if one.is_open_hold] == ([] if text.strip() else holds)
