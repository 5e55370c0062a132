from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.billing import count_units
from j3032calc.domain.containers import Opened
from j3032calc.domain.dosing import share_out
from j3032calc.domain.findings import (
    AboveLabelMaximum,
    AboveUnlikelyEdit,
    Care,
    Claim,
    CodeNotChecked,
    CodeNotInForce,
    ContainerNotInCatalogue,
    DoseNumberNeeded,
    Finding,
    FormUnknown,
    IntervalNeeded,
    LabelNeedsWeight,
    LabelUnknown,
    ModifierNotYetRequired,
    MoreWasteThanNeeded,
    NdcNotChecked,
    NdcToVerify,
    NdcUnscanned,
    NotALabelledDose,
    NotALabelledInterval,
    NoWholeUnitDiscarded,
    ScheduleNeeded,
    SelfAdministered,
    Short,
    StoppedEarly,
    UnlikelyEditUnknown,
)
from j3032calc.domain.label import LabelledRange, LabelUse
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.product import Certainty, Form, LabelDose
from j3032calc.domain.question import Drug
from j3032calc.domain.readiness import findings_about
from j3032calc.domain.schedule import Interval, Step, Steps
from tests.unit.domain.builders import (
    boxed,
    bu,
    every,
    just,
    kg,
    known,
    mg,
    opened,
    package,
    payer,
    per_kg,
    product,
    question,
    schedule,
    unit_of,
    vial,
)

if TYPE_CHECKING:
    from j3032calc.domain.containers import Container
    from j3032calc.domain.product import Product, Schedule
    from j3032calc.domain.quantities import Amount, BodyMass, Mass
    from j3032calc.domain.question import Question

VIAL = package(mg(100), "11111-0100-01")
ASTHMA = schedule(doses=(just(mg(100)), just(mg(300))), steps=every(days=28))
ALPHA = product(presentations=(VIAL,), schedules=(ASTHMA,), edit=500)


def of_catalogue(drug: Product) -> Drug:
    return Drug(drug.code.unit, drug.code.hcpcs, known(drug.code.hcpcs, drug.id), drug, drug.unlikely_edit)


def asked(dose: Amount, drug: Product = ALPHA, **rest: Any) -> Question:  # noqa: ANN401 - the Question's own fields
    stocked = rest.pop("stocked", tuple(boxed(item) for item in drug.presentations))
    return question(dose, stocked, of_catalogue(drug), **rest)


def findings(asked_for: Question, containers: tuple[Opened, ...]) -> tuple[Finding, ...]:
    plan = share_out(asked_for.ordered, containers, is_multi_dose=asked_for.is_multi_dose, given=asked_for.given)
    return findings_about(asked_for, plan, count_units(plan, asked_for.drug.unit))


def by(rule: str, asked_for: Question, *containers: Opened) -> list[Finding]:
    return [finding for finding in findings(asked_for, containers) if finding.rule == rule]


def vials(count: int) -> Opened:
    return Opened(boxed(VIAL), count)


def test_a_plain_labelled_dose_has_no_finding_at_all() -> None:
    assert findings(asked(mg(300)), (vials(3),)) == ()


# --- R-01 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "is_stopped"),
    [
        pytest.param(date(2020, 9, 30), True, id="day-before-the-code"),
        pytest.param(date(2020, 10, 1), False, id="first-day-of-the-code"),
        pytest.param(date(2028, 12, 31), False, id="last-day-of-the-code"),
        pytest.param(date(2029, 1, 1), True, id="day-after-the-code"),
    ],
)
def test_r01_stops_a_code_that_is_not_in_force(day: date, is_stopped: bool) -> None:  # noqa: FBT001 - a table
    code = known(last=date(2028, 12, 31))
    drug = Drug(ALPHA.code.unit, "J1111", code, ALPHA)
    asked_for = question(mg(300), (boxed(VIAL),), drug, given_on=day)

    found = [item for item in by("R-01", asked_for, vials(3)) if item.claim is Claim.STOP]

    detail = CodeNotInForce("J1111", day, date(2020, 10, 1), date(2028, 12, 31))
    assert found == ([Finding("R-01", Claim.STOP, Care.NONE, detail)] if is_stopped else [])


def test_r01_of_a_code_without_a_last_day_says_none() -> None:
    found = by("R-01", asked(mg(300), given_on=date(2020, 9, 30)), vials(3))

    detail = CodeNotInForce("J1111", date(2020, 9, 30), date(2020, 10, 1), None)
    assert found == [Finding("R-01", Claim.STOP, Care.NONE, detail)]


JZ_INFO = [Finding("R-01", Claim.INFO, Care.NONE, ModifierNotYetRequired("JZ", date(2023, 7, 1)))]


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        pytest.param(date(2022, 12, 31), False, id="day-before-jz"),
        pytest.param(date(2023, 1, 1), True, id="jz-available"),
        pytest.param(date(2023, 6, 30), True, id="day-before-jz-required"),
        pytest.param(date(2023, 7, 1), False, id="jz-required"),
    ],
)
def test_r01_tells_while_jz_is_not_yet_required(day: date, is_told: bool) -> None:  # noqa: FBT001 - a table
    assert by("R-01", asked(mg(300), given_on=day), vials(3)) == (JZ_INFO if is_told else [])


@pytest.mark.parametrize(
    ("dose", "count", "rest"),
    [
        pytest.param(mg(295), 3, {}, id="something-discarded-after-jw"),
        pytest.param(mg(300), 3, {"is_multi_dose": True}, id="multi-dose"),
        pytest.param(mg(300), 3, {"payer": payer(waste=WasteBilling.GIVEN_ONLY)}, id="payer-takes-given-only"),
        pytest.param(mg(300), 3, {"payer": payer(waste=WasteBilling.OPENED_IN_FULL)}, id="payer-takes-opened"),
        pytest.param(mg(300), 2, {}, id="short"),
    ],
)
def test_r01_tells_nothing_about_a_modifier_that_does_not_stand(dose: Mass, count: int, rest: dict[str, Any]) -> None:
    assert by("R-01", asked(dose, given_on=date(2023, 3, 1), **rest), vials(count)) == []


JW_INFO = [Finding("R-01", Claim.INFO, Care.NONE, ModifierNotYetRequired("JW", date(2017, 1, 1)))]


@pytest.mark.parametrize(
    ("day", "dose", "is_told"),
    [
        pytest.param(date(2016, 12, 31), mg(299), True, id="day-before-jw-required"),
        pytest.param(date(2017, 1, 1), mg(299), False, id="jw-required"),
        pytest.param(date(2016, 12, 31), mg("299.1"), False, id="less-than-one-unit-discarded"),
        pytest.param(date(2016, 12, 31), mg(300), False, id="nothing-discarded"),
    ],
)
def test_r01_tells_while_jw_is_not_yet_required(day: date, dose: Mass, is_told: bool) -> None:  # noqa: FBT001 - a table
    code = known(first=date(2010, 1, 1))
    asked_for = question(dose, (boxed(VIAL),), Drug(ALPHA.code.unit, "J1111", code, ALPHA), given_on=day)

    assert by("R-01", asked_for, vials(3)) == (JW_INFO if is_told else [])


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param({"is_multi_dose": True}, id="multi-dose"),
        pytest.param({"payer": payer(waste=WasteBilling.GIVEN_ONLY)}, id="payer-takes-given-only"),
        pytest.param({"payer": payer(waste=WasteBilling.OPENED_IN_FULL)}, id="payer-takes-opened"),
    ],
)
def test_r01_tells_nothing_about_jw_where_none_stands(rest: dict[str, Any]) -> None:
    drug = Drug(ALPHA.code.unit, "J1111", known(first=date(2010, 1, 1)), ALPHA)
    asked_for = question(mg(250), (boxed(VIAL),), drug, given_on=date(2016, 12, 31), **rest)

    assert by("R-01", asked_for, vials(3)) == []


def test_r01_tells_about_jz_with_less_than_one_unit_discarded() -> None:
    assert by("R-01", asked(mg("299.5"), given_on=date(2023, 3, 1)), vials(3)) == JZ_INFO


def test_r01_stops_while_part_of_the_dose_was_not_infused() -> None:
    found = by("R-01", asked(mg(300), given=mg("299.9")), vials(3))

    assert found == [Finding("R-01", Claim.STOP, Care.NONE, StoppedEarly(mg("0.1")))]


def test_r01_passes_a_dose_that_was_given_in_full() -> None:
    assert by("R-01", asked(mg(300), given=mg(300)), vials(3)) == []


# --- R-02 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "discarded"),
    [
        pytest.param(mg(300), None, id="nothing-left"),
        pytest.param(mg("299.999"), mg("0.001"), id="a-trace-left"),
        pytest.param(mg("299.001"), mg("0.999"), id="just-below-one-unit-left"),
        pytest.param(mg(299), None, id="exactly-one-unit-left"),
        pytest.param(mg("298.5"), None, id="more-than-one-unit-left"),
    ],
)
def test_r02_says_when_less_than_one_unit_was_discarded(dose: Mass, discarded: Mass | None) -> None:
    detail = None if discarded is None else NoWholeUnitDiscarded(discarded, mg(1))
    expected = [] if detail is None else [Finding("R-02", Claim.INFO, Care.NONE, detail)]

    assert by("R-02", asked(dose), vials(3)) == expected


def test_r02_says_nothing_about_what_is_kept() -> None:
    assert by("R-02", asked(mg("299.5"), is_multi_dose=True), vials(3)) == []


def test_r02_says_nothing_about_a_short_dose() -> None:
    assert by("R-02", asked(mg("300.5")), vials(3)) == []


# --- R-04 ------------------------------------------------------------------------------------------------------------

TWO_SIZES = (vial(mg(100)), vial(mg(40)))


@pytest.mark.parametrize(
    ("dose", "containers", "least"),
    [
        pytest.param(mg(80), (opened(2, mg(40)),), None, id="least-waste"),
        pytest.param(mg(80), (opened(1, mg(100)),), (opened(2, mg(40)),), id="20-mg-more-than-needed"),
        pytest.param(mg(100), (opened(1, mg(100)),), None, id="exactly"),
        pytest.param(mg(100), (opened(2, mg(100)),), (opened(1, mg(100)),), id="one-too-many"),
        pytest.param(mg(200), (opened(5, mg(40)),), None, id="same-waste-in-more-containers"),
        pytest.param(mg(200), (opened(1, mg(199)),), None, id="short-is-another-finding"),
    ],
)
def test_r04_warns_of_more_waste_than_needed(
    dose: Mass, containers: tuple[Opened, ...], least: tuple[Opened, ...] | None
) -> None:
    asked_for = asked(dose, stocked=TWO_SIZES, opened=containers)

    found = by("R-04", asked_for, *containers)

    if least is None:
        assert found == []
    else:
        content = containers[0].content
        detail = MoreWasteThanNeeded(content, least, least[0].content)
        assert found == [Finding("R-04", Claim.WARN, Care.NONE, detail)]


def test_r04_has_nothing_to_say_about_containers_that_the_app_chose() -> None:
    assert by("R-04", asked(mg(80), stocked=TWO_SIZES), opened(1, mg(100))) == []


# --- R-05 and R-15 ---------------------------------------------------------------------------------------------------

PEN = package(mg(100), "11111-0100-02", form=Form.PEN)
AUTOINJECTOR = package(mg(100), "11111-0100-03", form=Form.AUTOINJECTOR)
SYRINGE = package(mg(100), "11111-0100-04", form=Form.SYRINGE)
UNSETTLED = package(mg(100), "11111-0100-05", form=Form.UNSETTLED)
SECONDARY = package(mg(100), "11111-0100-06", certainty=Certainty.SECONDARY)
WEAK = package(mg(100), "11111-0100-07", certainty=Certainty.WEAK)
DISPUTED = package(mg(100), "11111-0100-08", certainty=Certainty.DISPUTED)
BARE = vial(mg(100))
WITH_NDC = payer(wants_ndc=True)


@pytest.mark.parametrize(
    ("container", "expected"),
    [
        pytest.param(boxed(VIAL), [], id="official"),
        pytest.param(boxed(SECONDARY), [], id="one-good-source"),
        pytest.param(boxed(WEAK), [Finding("R-05", Claim.WARN, Care.NONE, NdcToVerify(WEAK))], id="weak"),
        pytest.param(boxed(DISPUTED), [Finding("R-05", Claim.WARN, Care.NONE, NdcToVerify(DISPUTED))], id="disputed"),
        pytest.param(
            BARE, [Finding("R-05", Claim.WARN, Care.NONE, ContainerNotInCatalogue(BARE, ALPHA))], id="typed-size"
        ),
    ],
)
def test_r05_each_package_is_one_that_the_catalogue_knows_well(container: Container, expected: list[Finding]) -> None:
    assert by("R-05", asked(mg(100)), Opened(container, 1)) == expected


@pytest.mark.parametrize(
    ("container", "expected"),
    [
        pytest.param(boxed(VIAL), [Finding("R-05", Claim.INFO, Care.NONE, NdcUnscanned(VIAL))], id="proposed-only"),
        pytest.param(boxed(WEAK), [Finding("R-05", Claim.WARN, Care.NONE, NdcToVerify(WEAK))], id="weak"),
        pytest.param(
            BARE, [Finding("R-05", Claim.WARN, Care.NONE, ContainerNotInCatalogue(BARE, ALPHA))], id="typed-size"
        ),
    ],
)
def test_r05_tells_a_payer_that_wants_ndcs_gets_a_proposed_one(container: Container, expected: list[Finding]) -> None:
    assert by("R-05", asked(mg(100), payer=WITH_NDC), Opened(container, 1)) == expected


def test_r05_asks_about_every_package() -> None:
    found = by("R-05", asked(mg(200)), Opened(boxed(WEAK), 1), Opened(boxed(DISPUTED), 1))

    assert [finding.detail for finding in found] == [NdcToVerify(WEAK), NdcToVerify(DISPUTED)]


@pytest.mark.parametrize(
    ("container", "expected"),
    [
        pytest.param(boxed(VIAL), [], id="vial"),
        pytest.param(boxed(SYRINGE), [], id="syringe"),
        pytest.param(boxed(PEN), [Finding("R-15", Claim.WARN, Care.NONE, SelfAdministered(PEN))], id="pen"),
        pytest.param(
            boxed(AUTOINJECTOR),
            [Finding("R-15", Claim.WARN, Care.NONE, SelfAdministered(AUTOINJECTOR))],
            id="autoinjector",
        ),
        pytest.param(boxed(UNSETTLED), [Finding("R-15", Claim.INFO, Care.NONE, FormUnknown())], id="unsettled"),
        pytest.param(BARE, [], id="typed-size"),
    ],
)
def test_r15_pens_and_autoinjectors_under_the_medical_benefit(container: Container, expected: list[Finding]) -> None:
    assert by("R-15", asked(mg(100)), Opened(container, 1)) == expected


def test_r15_asks_about_the_package_after_a_typed_size() -> None:
    found = by("R-15", asked(mg(200)), Opened(BARE, 1), Opened(boxed(PEN), 1))

    assert found == [Finding("R-15", Claim.WARN, Care.NONE, SelfAdministered(PEN))]


# --- the dose --------------------------------------------------------------------------------------------------

LABELLED = (LabelledRange(mg(100), mg(100)), LabelledRange(mg(300), mg(300)))


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        pytest.param(mg(100), None, id="first-labelled-dose"),
        pytest.param(mg(300), None, id="largest-labelled-dose"),
        pytest.param(
            mg("99.9"),
            Finding("R-10", Claim.WARN, Care.ASK, NotALabelledDose(mg("99.9"), LABELLED, ASTHMA.cited)),
            id="below-the-least",
        ),
        pytest.param(
            mg(200),
            Finding("R-10", Claim.WARN, Care.ASK, NotALabelledDose(mg(200), LABELLED, ASTHMA.cited)),
            id="between",
        ),
        pytest.param(
            mg("299.9"),
            Finding("R-10", Claim.WARN, Care.ASK, NotALabelledDose(mg("299.9"), LABELLED, ASTHMA.cited)),
            id="just-below-the-largest",
        ),
        pytest.param(
            mg("300.1"),
            Finding("R-10", Claim.WARN, Care.HOLD, AboveLabelMaximum(mg("300.1"), mg(300), ASTHMA.cited)),
            id="just-above-the-largest",
        ),
        pytest.param(
            mg(3000),
            Finding("R-10", Claim.WARN, Care.HOLD, AboveLabelMaximum(mg(3000), mg(300), ASTHMA.cited)),
            id="a-zero-too-many",
        ),
    ],
)
def test_r10_a_dose_above_the_label_holds_and_another_is_asked_about(dose: Mass, expected: Finding | None) -> None:
    assert by("R-10", asked(dose), vials(40)) == ([] if expected is None else [expected])


RANGED = schedule("ranged", doses=(LabelDose(mg(75), mg(375)),), steps=every(days=28), title="section 2.4")
BETA = product("beta", hcpcs="J2222", presentations=(VIAL,), schedules=(RANGED, ASTHMA))


@pytest.mark.parametrize(("dose", "is_labelled"), [(mg(75), True), (mg(375), True), (mg("74.9"), False)])
def test_r10_a_labelled_range_holds_its_ends(dose: Mass, is_labelled: bool) -> None:  # noqa: FBT001 - a table
    found = by("R-10", asked(dose, BETA, use=LabelUse((RANGED,))), vials(4))

    assert (found == []) is is_labelled


def test_r10_the_maximum_is_the_largest_of_all_candidates() -> None:
    found = by("R-10", asked(mg(376), BETA), vials(4))

    detail = AboveLabelMaximum(mg(376), mg(375), RANGED.cited)
    assert found == [Finding("R-10", Claim.WARN, Care.HOLD, detail)]


PER_KG = schedule("per-kg", doses=(just(per_kg(3)),), steps=every(days=28))
GAMMA = product("gamma", hcpcs="J3333", presentations=(VIAL,), schedules=(PER_KG,))


@pytest.mark.parametrize(
    ("dose", "weight", "expected"),
    [
        pytest.param(mg("217.5"), kg("72.5"), None, id="3-mg-per-kg"),
        pytest.param(
            mg("217.6"),
            kg("72.5"),
            Finding("R-10", Claim.WARN, Care.HOLD, AboveLabelMaximum(mg("217.6"), mg("217.5"), PER_KG.cited)),
            id="above",
        ),
        pytest.param(
            mg("217.4"),
            kg("72.5"),
            Finding(
                "R-10",
                Claim.WARN,
                Care.ASK,
                NotALabelledDose(mg("217.4"), (LabelledRange(mg("217.5"), mg("217.5")),), PER_KG.cited),
            ),
            id="below",
        ),
        pytest.param(
            mg("217.5"), None, Finding("R-10", Claim.INFO, Care.NONE, LabelNeedsWeight(GAMMA)), id="no-weight"
        ),
    ],
)
def test_r10_a_dose_per_kg_is_checked_against_the_weight(
    dose: Mass, weight: BodyMass | None, expected: Finding | None
) -> None:
    found = by("R-10", asked(dose, GAMMA, weight=weight), vials(3))

    assert found == ([] if expected is None else [expected])


def test_r10_asks_no_weight_of_a_dose_that_was_ordered_by_weight() -> None:
    found = by("R-10", asked(mg("217.5"), GAMMA, prescribed=per_kg(3), weight=kg("72.5")), vials(3))

    assert found == []


BANDS = schedule(
    "bands", doses=(just(mg(10), below_weight=kg(35)), just(mg(30), from_weight=kg(35))), steps=every(days=28)
)
DELTA = product("delta", hcpcs="J4444", presentations=(VIAL,), schedules=(ASTHMA, BANDS))


def test_r10_a_dose_that_needs_no_weight_is_labelled_without_one() -> None:
    assert by("R-10", asked(mg(100), DELTA), vials(1)) == []


def test_r10_says_that_the_label_needs_a_weight() -> None:
    found = by("R-10", asked(mg(30), DELTA), vials(1))

    assert found == [Finding("R-10", Claim.INFO, Care.NONE, LabelNeedsWeight(DELTA))]


HELD_BY_ANY_WEIGHT = Finding("R-10", Claim.WARN, Care.HOLD, AboveLabelMaximum(mg("30.1"), mg(30), BANDS.cited))
NEEDS_WEIGHT = Finding("R-10", Claim.INFO, Care.NONE, LabelNeedsWeight(DELTA))


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        pytest.param(mg("30.1"), HELD_BY_ANY_WEIGHT, id="above-the-largest-for-any-weight"),
        pytest.param(mg(30), NEEDS_WEIGHT, id="the-largest-for-any-weight"),
        pytest.param(mg(10), NEEDS_WEIGHT, id="the-smallest"),
        pytest.param(mg(20), NEEDS_WEIGHT, id="between"),
    ],
)
def test_r10_a_dose_above_every_weights_label_holds_without_a_weight(dose: Mass, expected: Finding) -> None:
    assert by("R-10", asked(dose, DELTA, use=LabelUse((BANDS,))), vials(1)) == [expected]


def test_r10_a_dose_per_kg_beside_a_fixed_one_holds_nothing_without_a_weight() -> None:
    drug = product("zeta", presentations=(VIAL,), schedules=(PER_KG, ASTHMA))

    # 1,000 mg is above the fixed 300 mg, but 3 mg/kg can be any dose.
    found = by("R-10", asked(mg(1000), drug), vials(10))

    assert found == [Finding("R-10", Claim.INFO, Care.NONE, LabelNeedsWeight(drug))]


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        pytest.param(
            mg("30.1"),
            Finding("R-10", Claim.WARN, Care.HOLD, AboveLabelMaximum(mg("30.1"), mg(10), BANDS.cited)),
            id="above-every-weight",
        ),
        pytest.param(
            mg("10.1"),
            Finding("R-10", Claim.WARN, Care.HOLD, AboveLabelMaximum(mg("10.1"), mg(10), BANDS.cited)),
            id="above-this-weight-alone",
        ),
        pytest.param(mg(10), None, id="labelled-for-this-weight"),
        pytest.param(
            mg("9.9"),
            Finding(
                "R-10",
                Claim.WARN,
                Care.ASK,
                NotALabelledDose(mg("9.9"), (LabelledRange(mg(10), mg(10)),), BANDS.cited),
            ),
            id="below",
        ),
    ],
)
def test_r10_a_known_weight_narrows_the_labelled_doses(dose: Mass, expected: Finding | None) -> None:
    found = by("R-10", asked(dose, DELTA, weight=kg("34.9"), use=LabelUse((BANDS,))), vials(1))

    assert found == ([] if expected is None else [expected])


@pytest.mark.parametrize(("weight", "is_labelled"), [(kg(35), True), (kg("34.9"), False)])
def test_r10_a_weight_band_holds_its_lower_bound(weight: BodyMass, is_labelled: bool) -> None:  # noqa: FBT001 - a table
    found = by("R-10", asked(mg(30), DELTA, weight=weight, use=LabelUse((BANDS,))), vials(1))

    assert (found == []) is is_labelled


# --- the interval ----------------------------------------------------------------------------------------------

FOUR_WEEKS = Interval(days=28)
TWO_WEEKS = Interval(days=14)
DOSES = (just(mg(100)),)
FIXED = schedule("fixed", doses=DOSES, steps=every(days=28))
LOADING = schedule("loading", doses=DOSES, steps=Steps((Step(1, FOUR_WEEKS), Step(3, Interval(days=56)))))
OPEN = schedule("open", doses=DOSES, order_intervals=(TWO_WEEKS, FOUR_WEEKS), title="section 2.1")
OPEN_TOO = schedule("open-too", doses=DOSES, order_intervals=(FOUR_WEEKS, Interval(days=42)))


def about_interval(*schedules: Schedule, **rest: Any) -> list[Finding]:  # noqa: ANN401 - the LabelUse's own fields
    drug = product("epsilon", hcpcs="J5555", presentations=(VIAL,), schedules=schedules)
    return by("R-10", asked(mg(100), drug, use=LabelUse(schedules, **rest)), vials(1))


@pytest.mark.parametrize(
    ("schedules", "rest", "detail"),
    [
        pytest.param((LOADING,), {}, DoseNumberNeeded(LOADING), id="dose-number-decides"),
        pytest.param((OPEN,), {}, IntervalNeeded((TWO_WEEKS, FOUR_WEEKS)), id="order-decides"),
        pytest.param((FIXED, LOADING), {}, ScheduleNeeded((FIXED, LOADING)), id="schedule-decides"),
        pytest.param((OPEN, OPEN_TOO), {}, ScheduleNeeded((OPEN, OPEN_TOO)), id="two-open-schedules"),
        pytest.param(
            (FIXED, LOADING), {"dose_number": 3}, ScheduleNeeded((FIXED, LOADING)), id="schedules-differ-from-dose-3"
        ),
    ],
)
def test_r10_names_what_the_next_dose_depends_on(
    schedules: tuple[Schedule, ...],
    rest: dict[str, Any],
    detail: Any,  # noqa: ANN401 - any detail
) -> None:
    assert about_interval(*schedules, **rest) == [Finding("R-10", Claim.WARN, Care.NONE, detail)]


@pytest.mark.parametrize(
    ("schedules", "rest"),
    [
        pytest.param((FIXED,), {}, id="fixed"),
        pytest.param((LOADING,), {"dose_number": 1}, id="number-entered"),
        pytest.param((FIXED, LOADING), {"dose_number": 2}, id="alike-at-dose-2"),
        pytest.param((OPEN,), {"every": TWO_WEEKS}, id="first-labelled-interval"),
        pytest.param((OPEN,), {"every": FOUR_WEEKS}, id="second-labelled-interval"),
        pytest.param((FIXED,), {"every": FOUR_WEEKS}, id="the-labels-own-interval"),
        pytest.param((OPEN, OPEN_TOO), {"every": Interval(days=42)}, id="labelled-in-one-candidate"),
    ],
)
def test_r10_is_silent_when_the_next_dose_is_decided(schedules: tuple[Schedule, ...], rest: dict[str, Any]) -> None:
    assert about_interval(*schedules, **rest) == []


def test_r10_asks_about_an_interval_that_is_not_labelled() -> None:
    three_weeks = Interval(days=21)

    found = about_interval(OPEN, OPEN_TOO, every=three_weeks)

    detail = NotALabelledInterval(three_weeks, (TWO_WEEKS, FOUR_WEEKS, Interval(days=42)), OPEN.cited)
    assert found == [Finding("R-10", Claim.WARN, Care.ASK, detail)]


# --- R-19, and a drug that is not in the catalogue -------------------------------------------------------------------


@pytest.mark.parametrize("hcpcs", ["J1745", None])
def test_a_typed_drug_is_not_checked_and_says_so_everywhere(hcpcs: str | None) -> None:
    asked_for = question(mg(305), (vial(mg(100)),), Drug(unit_of(mg(10)), hcpcs))

    assert findings(asked_for, (opened(4, mg(100)),)) == (
        Finding("R-05", Claim.WARN, Care.NONE, NdcNotChecked()),
        Finding("R-19", Claim.WARN, Care.NONE, CodeNotChecked(hcpcs)),
        Finding("R-10", Claim.INFO, Care.NONE, LabelUnknown()),
        Finding("R-15", Claim.INFO, Care.NONE, FormUnknown()),
        Finding("R-22", Claim.INFO, Care.NONE, UnlikelyEditUnknown()),
    )


def test_r19_of_a_known_code_names_what_cms_says_it_is() -> None:
    asked_for = question(mg(300), (vial(mg(100)),), Drug(unit_of(mg(1)), "J1111", known()))

    found = by("R-19", asked_for, opened(3, mg(100)))

    assert found == [Finding("R-19", Claim.WARN, Care.NONE, CodeNotChecked("J1111", "alphamab-abcd"))]


def test_a_typed_drugs_known_code_is_still_checked_for_its_dates() -> None:
    asked_for = question(mg(300), (vial(mg(100)),), Drug(unit_of(mg(1)), "J1111", known()), given_on=date(2020, 9, 30))

    found = by("R-01", asked_for, opened(3, mg(100)))

    assert [finding.claim for finding in found] == [Claim.STOP]


# --- R-22 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "count", "expected"),
    [
        pytest.param(mg("499.8"), 5, None, id="166-6-kg-is-exactly-500-with-waste"),
        pytest.param(mg("500.1"), 6, (501, 600), id="166-7-kg-is-501-and-99"),
        pytest.param(mg(500), 5, None, id="exactly-500"),
        pytest.param(mg(401), 5, None, id="500-with-waste"),
        pytest.param(mg(401), 6, (401, 600), id="above-with-waste-only"),
        pytest.param(mg("500.1"), 5, (501, 501), id="short-counts-what-was-ordered"),
        pytest.param(mg(500), 4, None, id="short-at-the-limit"),
    ],
)
def test_r22_warns_above_the_unlikely_edit_with_waste(dose: Mass, count: int, expected: tuple[int, int] | None) -> None:
    found = by("R-22", asked(dose), vials(count))

    assert ALPHA.unlikely_edit is not None
    if expected is None:
        assert found == []
    else:
        given, with_waste = expected
        detail = AboveUnlikelyEdit(bu(given), bu(with_waste), ALPHA.unlikely_edit)
        assert found == [Finding("R-22", Claim.WARN, Care.NONE, detail)]


@pytest.mark.parametrize(("dose", "is_warned"), [(mg(500), False), (mg(501), True)])
def test_r22_counts_no_waste_of_a_multi_dose_container(dose: Mass, is_warned: bool) -> None:  # noqa: FBT001 - a table
    found = by("R-22", asked(dose, is_multi_dose=True), vials(9))

    assert bool(found) is is_warned


def test_r22_a_product_without_an_edit_is_not_checked() -> None:
    found = by("R-22", asked(mg(300), BETA), vials(3))

    assert found == [Finding("R-22", Claim.INFO, Care.NONE, UnlikelyEditUnknown())]


@pytest.mark.parametrize(("dose", "is_warned"), [(mg(500), False), (mg(501), True)])
def test_r22_a_typed_drug_has_the_edit_of_its_known_code(dose: Mass, is_warned: bool) -> None:  # noqa: FBT001 - a table
    drug = Drug(unit_of(mg(1)), "J1111", known(), unlikely_edit=ALPHA.unlikely_edit)

    found = by("R-22", question(dose, (vial(mg(501)),), drug), opened(1, dose))

    assert [finding.claim for finding in found] == ([Claim.WARN] if is_warned else [])


# --- R-25 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "by_how_much"),
    [
        pytest.param(mg("299.9"), None, id="below"),
        pytest.param(mg(300), None, id="exactly"),
        pytest.param(mg("300.1"), mg("0.1"), id="a-trace-above"),
    ],
)
def test_r25_stops_a_dose_above_what_was_opened(dose: Mass, by_how_much: Mass | None) -> None:
    found = by("R-25", asked(dose), vials(3))

    detail = None if by_how_much is None else Short(dose, mg(300), by_how_much)
    assert found == ([] if detail is None else [Finding("R-25", Claim.STOP, Care.NONE, detail)])


# --- The list --------------------------------------------------------------------------------------------------------


def test_what_stops_the_claim_comes_first_then_warnings_then_notes_each_by_rule() -> None:
    pen = boxed(PEN)
    asked_for = asked(mg(900), given_on=date(2020, 9, 30), payer=WITH_NDC)

    found = findings(asked_for, (Opened(pen, 3), Opened(boxed(DISPUTED), 1), Opened(boxed(UNSETTLED), 1)))

    assert [(finding.claim.value, finding.rule) for finding in found] == [
        ("stop", "R-01"),
        ("stop", "R-25"),
        ("warn", "R-05"),
        ("warn", "R-10"),
        ("warn", "R-15"),
        ("warn", "R-22"),
        ("info", "R-05"),
        ("info", "R-05"),
        ("info", "R-15"),
    ]
