"""One calculation from what was typed: each field read, checked against the others, and refused with its reason."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.problems.dose import (
    DoseInOtherUnit,
    GivenAboveDose,
    TooManyContainers,
    VolumeMissing,
    WeightMissing,
    WeightOutOfRange,
)
from j3032calc.domain.problems.product import (
    CodeDisputed,
    CodeUnreadable,
    CodeWithoutProduct,
    IntervalFixed,
    NdcAmbiguous,
    PayerUnknown,
    ProductUnknown,
    ScheduleUnknown,
    UnitSizeDiffers,
)
from j3032calc.domain.problems.typed import (
    DateAmbiguous,
    DoseNumberUnreadable,
    FieldMissing,
    FieldsTogether,
    IntervalUnreadable,
    UnitMissing,
)
from j3032calc.domain.quantities import Volume
from j3032calc.domain.schedule import Interval, SiteCalendar
from j3032calc.services.calculation import Typed
from tests.unit.services.small_catalogue import (
    CINQAIR,
    FASENRA,
    MEDICARE,
    TEZSPIRE,
    WITH_NDC,
    calculator,
    kg,
    mg,
    ml,
)

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

ANY_DRUG = {"billing_unit": "10 mg", "dose": "350 mg", "container": ("100 mg",)}


def typed(**fields: object) -> Typed:
    return Typed(**fields)  # type: ignore[arg-type]


def test_a_product_and_a_dose_are_enough() -> None:
    question = calculator().read(typed(product="tezspire", dose="210 mg"))

    assert question.drug.product is TEZSPIRE
    assert question.ordered == mg(210)
    assert question.given_on == date(2026, 11, 23)
    assert question.payer is MEDICARE
    assert not question.is_payer_named
    assert [item.presentation for item in question.stocked] == list(TEZSPIRE.presentations)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("tezspire", id="id"),
        pytest.param("Tezspire", id="brand"),
        pytest.param("TEZSPIRE", id="capitals"),
        pytest.param("tezepelumab-ekko", id="generic"),
        pytest.param("tezepelumab", id="generic-without-suffix"),
        pytest.param("tezepelumab-ekko (Tezspire)", id="both"),
        pytest.param("J2356", id="code"),
        pytest.param("j2356", id="small-code"),
        pytest.param("55513-112-01", id="ndc-as-on-the-carton"),
        pytest.param("55513-0112-01", id="ndc-11"),
        pytest.param("55513011201", id="ndc-11-digits"),
        pytest.param("5551311201", id="ndc-10-digits-through-the-catalogue"),
        pytest.param(" tezspire ", id="spaces"),
    ],
)
def test_a_product_is_found_by_what_people_type(name: str) -> None:
    assert calculator().read(typed(product=name, dose="210 mg")).drug.product is TEZSPIRE


def test_a_product_named_by_its_ndc_opens_that_package_only() -> None:
    question = calculator().read(typed(product="55513-123-01", dose="210 mg"))

    assert [item.presentation for item in question.stocked] == [TEZSPIRE.presentations[2]]


@pytest.mark.parametrize(
    ("code", "candidates"),
    [
        pytest.param("J3032", ("Vyepti", "Tezspire"), id="J3032"),
        pytest.param("J0517", ("Fasenra", "Nucala"), id="J0517"),
        pytest.param("J2182", ("Nucala", "Fasenra"), id="J2182"),
    ],
)
def test_a_disputed_code_never_picks_a_drug(code: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(CodeDisputed) as refused:
        calculator().read(typed(product=code, dose="100 mg"))

    assert refused.value.candidates == candidates


@pytest.mark.parametrize("code", ["J3032", "J0517", "J2182", "j3032"])
def test_a_disputed_code_beside_a_billing_unit_is_refused_too(code: str) -> None:
    with pytest.raises(CodeDisputed):
        calculator().read(typed(billing_unit="1 mg", hcpcs=code, dose="100 mg", container=("100 mg",)))


REFUSED = [
    pytest.param({"dose": "210 mg"}, FieldMissing, id="no-drug"),
    pytest.param({"hcpcs": "J1745", "dose": "210 mg"}, FieldMissing, id="code-without-billing-unit"),
    pytest.param({"product": "tezspire"}, FieldMissing, id="no-dose"),
    pytest.param({"billing_unit": "10 mg", "dose": "350 mg"}, FieldMissing, id="no-container"),
    pytest.param(
        {"product": "tezspire", "billing_unit": "1 mg", "dose": "1 mg"}, FieldsTogether, id="product-and-unit"
    ),
    pytest.param({"product": "tezspire", "hcpcs": "J2356", "dose": "1 mg"}, FieldsTogether, id="product-and-code"),
    pytest.param({**ANY_DRUG, "schedule": "asthma"}, FieldsTogether, id="schedule-of-no-product"),
    pytest.param({"product": "tezpire", "dose": "210 mg"}, ProductUnknown, id="misspelt"),
    pytest.param({"product": "", "dose": "210 mg"}, ProductUnknown, id="empty-product"),
    pytest.param({"product": "J9999", "dose": "210 mg"}, ProductUnknown, id="unknown-code"),
    pytest.param({"product": "Q5154", "dose": "75 mg"}, CodeWithoutProduct, id="code-of-no-product"),
    pytest.param({"product": "12345-6789-01", "dose": "75 mg"}, ProductUnknown, id="unknown-ndc"),
    pytest.param({"product": "1234567890", "dose": "75 mg"}, NdcAmbiguous, id="ten-digits"),
    pytest.param({**ANY_DRUG, "hcpcs": "J174"}, CodeUnreadable, id="three-digit-code"),
    pytest.param({**ANY_DRUG, "hcpcs": ""}, CodeUnreadable, id="empty-code"),
    pytest.param({**ANY_DRUG, "hcpcs": "J2357"}, UnitSizeDiffers, id="other-unit-than-the-catalogue"),
    pytest.param({**ANY_DRUG, "hcpcs": "J9991"}, UnitSizeDiffers, id="mass-for-a-drug-in-units"),
    pytest.param({**ANY_DRUG, "billing_unit": "10"}, UnitMissing, id="billing-unit-without-unit"),
    pytest.param({"product": "cinqair", "dose": "3 mg/kg"}, WeightMissing, id="no-weight"),
    pytest.param({"product": "cinqair", "dose": "3 mg/kg", "weight": "1 kg"}, WeightOutOfRange, id="too-light"),
    pytest.param({"product": "cinqair", "dose": "210 mg", "weight": "72"}, UnitMissing, id="weight-without-unit"),
    pytest.param({"product": "tezspire", "dose": "1.91 mL"}, DoseInOtherUnit, id="volume-for-mass"),
    pytest.param({"product": "tezspire", "dose": "210 units"}, DoseInOtherUnit, id="units-for-mass"),
    pytest.param({"product": "testadrug", "dose": "155 mg"}, DoseInOtherUnit, id="mass-for-units"),
    pytest.param({**ANY_DRUG, "container": ("100 units",)}, DoseInOtherUnit, id="container-in-units"),
    pytest.param({**ANY_DRUG, "container": ("10 mL",)}, DoseInOtherUnit, id="container-by-volume"),
    pytest.param({**ANY_DRUG, "opened": ("2 x 10 mL",)}, DoseInOtherUnit, id="opened-by-volume"),
    pytest.param({**ANY_DRUG, "billing_unit": "1 mL"}, VolumeMissing, id="billed-by-volume-without-one"),
    pytest.param(
        {"billing_unit": "1 mL", "dose": "5 mL", "container": ("100 mg",)},
        VolumeMissing,
        id="dose-by-volume-without-one",
    ),
    pytest.param({**ANY_DRUG, "given": "10 mL"}, DoseInOtherUnit, id="given-by-volume"),
    pytest.param({**ANY_DRUG, "given": "350.1 mg"}, GivenAboveDose, id="given-above-the-dose"),
    pytest.param({**ANY_DRUG, "given_on": "05/04/2026"}, DateAmbiguous, id="two-dates"),
    pytest.param({"product": "tezspire", "dose": "210 mg", "schedule": "gout"}, ScheduleUnknown, id="schedule"),
    pytest.param({"product": "tezspire", "dose": "210 mg", "dose_number": "0"}, DoseNumberUnreadable, id="dose-zero"),
    pytest.param({"product": "tezspire", "dose": "210 mg", "every": "2 weeks"}, IntervalFixed, id="not-the-label"),
    pytest.param({"product": "fasenra", "dose": "30 mg", "every": "2 weeks"}, IntervalFixed, id="label-goes-by-dose"),
    pytest.param({**ANY_DRUG, "every": "often"}, IntervalUnreadable, id="interval"),
    pytest.param({**ANY_DRUG, "payer": "aetna"}, PayerUnknown, id="payer"),
    pytest.param({**ANY_DRUG, "closed": ("05/04/2026",)}, DateAmbiguous, id="closed-on-two-dates"),
    pytest.param({**ANY_DRUG, "window": "2 months"}, IntervalUnreadable, id="window"),
    pytest.param({**ANY_DRUG, "dose": "100,001 mg"}, TooManyContainers, id="one-container-too-many"),
]


@pytest.mark.parametrize(("fields", "problem"), REFUSED)
def test_what_cannot_be_used_is_refused(fields: dict[str, object], problem: type[Problem]) -> None:
    with pytest.raises(problem):
        calculator().answer(typed(**fields))


def test_a_label_that_goes_by_dose_is_named_in_the_refusal_of_an_interval() -> None:
    with pytest.raises(IntervalFixed) as refused:
        calculator().read(typed(product="fasenra", dose="30 mg", schedule="asthma", every="2 weeks"))

    assert refused.value.label == "by schedule"


def test_the_labels_own_interval_may_be_typed() -> None:
    question = calculator().read(typed(product="tezspire", dose="210 mg", every="4 weeks"))

    assert question.use.interval() == Interval(days=28)


def test_the_order_decides_where_the_label_leaves_the_interval_open() -> None:
    question = calculator().read(typed(product="xolair", dose="150 mg", every="2 weeks"))

    assert question.use.interval() == Interval(days=14)


def test_a_typed_drug_takes_the_interval_of_the_order() -> None:
    assert calculator().read(typed(**ANY_DRUG, every="6 weeks")).use.interval() == Interval(days=42)


@pytest.mark.parametrize(
    ("number", "days"), [("1", 28), ("2", 28), ("3", 56), ("40", 56)], ids=["first", "second", "third", "fortieth"]
)
def test_the_dose_number_decides_the_interval_of_a_loading_schedule(number: str, days: int) -> None:
    question = calculator().read(typed(product="fasenra", dose="30 mg", schedule="asthma", dose_number=number))

    assert question.use.interval() == Interval(days=days)


@pytest.mark.parametrize("name", ["egpa", "EGPA", " egpa "])
def test_a_schedule_is_chosen_by_its_id(name: str) -> None:
    question = calculator().read(typed(product="fasenra", dose="30 mg", schedule=name))

    assert question.use.candidates == (FASENRA.schedules[1],)


def test_a_dose_per_weight_is_worked_out_for_the_patient() -> None:
    question = calculator().read(typed(product="cinqair", dose="3 mg/kg", weight="72.4 kg"))

    assert question.ordered == mg("217.2")
    assert question.weight == kg("72.4")


def test_a_typed_size_that_a_package_has_is_that_package() -> None:
    question = calculator().read(typed(product="cinqair", dose="200 mg", container=("100 mg",)))

    assert [item.presentation for item in question.stocked] == [CINQAIR.presentations[0]]


@pytest.mark.parametrize(("size", "is_known"), [("100 mg in 10 mL", True), ("100 mg in 5 mL", False), ("50 mg", False)])
def test_a_typed_size_is_a_package_only_where_content_and_volume_fit(size: str, is_known: bool) -> None:  # noqa: FBT001
    (container,) = calculator().read(typed(product="cinqair", dose="200 mg", container=(size,))).stocked

    assert (container.presentation is not None) is is_known


def test_what_was_opened_is_taken_as_the_listed_professional_package() -> None:
    (opened,) = calculator().read(typed(product="tezspire", dose="210 mg", opened=("1 x 210 mg",))).opened or ()

    assert opened.container.presentation is TEZSPIRE.presentations[1]


def test_what_was_opened_is_also_what_may_be_opened_of_a_typed_drug() -> None:
    question = calculator().read(typed(billing_unit="10 mg", dose="350 mg", opened=("4 x 100 mg",)))

    assert [item.content for item in question.stocked] == [mg(100)]


def test_a_drug_billed_and_dosed_by_volume_has_containers_of_volume() -> None:
    (container,) = calculator().read(typed(billing_unit="1 mL", dose="5 mL", container=("100 mg in 10 mL",))).stocked

    assert (container.content, container.volume) == (ml(10), ml(10))
    assert isinstance(container.content, Volume)


def test_a_drug_billed_by_volume_and_dosed_by_mass_keeps_both() -> None:
    (container,) = calculator().read(typed(billing_unit="1 mL", dose="50 mg", container=("100 mg in 10 mL",))).stocked

    assert (container.content, container.volume) == (mg(100), ml(10))


def test_a_known_code_with_the_catalogues_unit_is_taken() -> None:
    question = calculator().read(typed(billing_unit="5 mg", hcpcs="j2357", dose="75 mg", container=("75 mg",)))

    assert (question.drug.hcpcs, question.drug.product) == ("J2357", None)


def test_a_unit_of_the_same_size_in_other_words_is_taken() -> None:
    question = calculator().read(typed(billing_unit="1000 mcg", hcpcs="J2356", dose="75 mg", container=("75 mg",)))

    assert question.drug.unit.amount == mg(1)


def test_a_known_code_of_no_product_is_taken_with_any_unit() -> None:
    question = calculator().read(typed(billing_unit="5 mg", hcpcs="Q5154", dose="75 mg", container=("75 mg",)))

    assert question.drug.known is not None


def test_an_unknown_code_is_taken_as_it_is() -> None:
    question = calculator().read(typed(**ANY_DRUG, hcpcs=" j1745 "))

    assert (question.drug.hcpcs, question.drug.known) == ("J1745", None)


def test_units_of_a_typed_drug_belong_to_its_code() -> None:
    question = calculator().read(
        typed(billing_unit="1 unit", hcpcs="J0585", dose="155 units", container=("100 units",), given="100 units")
    )

    assert question.given is not None
    assert question.given < question.ordered


def test_what_was_given_may_be_the_whole_dose() -> None:
    assert calculator().read(typed(**ANY_DRUG, given="350 mg")).given == mg(350)


def test_a_named_payer_is_remembered_as_named() -> None:
    question = calculator().read(typed(**ANY_DRUG, payer=" With-NDC "))

    assert (question.payer, question.is_payer_named) == (WITH_NDC, True)


def test_a_site_calendar_holds_weekdays_dates_and_the_window() -> None:
    question = calculator().read(typed(**ANY_DRUG, closed=("Saturday", "Sunday", "25-Dec-2026"), window="3 days"))

    assert question.site == SiteCalendar(frozenset({5, 6}), frozenset({date(2026, 12, 25)}), 3)


def test_no_site_calendar_is_assumed() -> None:
    assert calculator().read(typed(**ANY_DRUG)).site == SiteCalendar()


def test_a_window_alone_needs_no_closed_day() -> None:
    assert calculator().read(typed(**ANY_DRUG, window="3 days")).site == SiteCalendar(window_days=3)


# Published examples, RULES 1.1: dose, opened, billing unit; administered and discarded units.
VECTORS = [
    pytest.param("350 mg", "100 mg", "10 mg", 35, 5, id="noridian-350-of-400"),
    pytest.param("77 mg", "100 mg", "10 mg", 8, 2, id="acr-77-of-100"),
    pytest.param("7 mg", "10 mg", "10 mg", 1, 0, id="acr-7-of-10"),
    pytest.param("75 mg", "100 mg", "100 mg", 1, 0, id="medlearn-75-of-100"),
    pytest.param("2.5 mg", "150 mg", "5 mg", 1, 29, id="drug-waste-engine-2.5-of-150"),
]


@pytest.mark.parametrize(("dose", "container", "unit", "administered", "discarded"), VECTORS)
def test_published_examples_agree(dose: str, container: str, unit: str, administered: int, discarded: int) -> None:
    units = calculator().answer(typed(billing_unit=unit, dose=dose, container=(container,))).units

    assert units.administered.count == administered
    assert units.discarded is not None
    assert units.discarded.count == discarded


def test_the_published_cgs_example_agrees() -> None:
    units = calculator().answer(typed(billing_unit="10 mg", dose="305 mg", opened=("4 x 100 mg",))).units

    assert (units.administered.count, units.discarded and units.discarded.count) == (31, 9)


def test_two_readings_of_one_drug_give_the_same_answer() -> None:
    one = calculator()

    assert one.answer(typed(**ANY_DRUG)) == one.answer(typed(**ANY_DRUG))


def test_the_exact_volume_is_kept_until_it_is_written() -> None:
    volume = calculator().answer(typed(billing_unit="1 mg", dose="100 mg", container=("300 mg in 10 mL",))).plan.volume

    assert volume is not None
    assert volume.magnitude == Fraction(10, 3)
