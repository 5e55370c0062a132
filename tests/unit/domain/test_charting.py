"""What is charted beside a calculation, and what must hold before it is signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from j3032calc.domain.administration import Balance, BalanceBroken, ContainerUsed
from j3032calc.domain.charting import (
    Charted,
    ChartedElsewhere,
    Discarding,
    balance_of,
    check_belongs,
    check_containers,
    check_contents,
    check_discard,
    check_order,
    check_times,
    check_witness,
    containers_of,
    drug_ref,
    late_reason,
    stopped_early_reason,
)
from j3032calc.domain.containers import Container, Opened
from j3032calc.domain.dosing import share_out
from j3032calc.domain.order import DrugRef
from j3032calc.domain.patient import Weight
from j3032calc.domain.problems.charting import (
    ContainersDiffer,
    ContentsDiffer,
    DateInFuture,
    DiscardNotCharted,
    DiscardShared,
    GivenAboveOpened,
    NothingDiscarded,
    OfOtherPatient,
    OrderForOtherDrug,
    OutOfOrder,
    ReasonMissing,
    StartOnOtherDay,
    TimeInFuture,
    WitnessMissing,
)
from j3032calc.domain.problems.typed import FieldMissing
from j3032calc.domain.reasons import Why, need_reason
from j3032calc.services.calculation import Typed
from tests.invented import NOW, TEZSPIRE, TODAY, an_order, kg, mg
from tests.unit.services.small_catalogue import CINQAIR, calculator

if TYPE_CHECKING:
    from j3032calc.domain.problems import Problem

VIALS = (Opened(Container(mg(100), None), 3),)

# ordered, given, multi-dose -> given, discarded, kept, not infused; 300 mg are opened.
BALANCES = [
    pytest.param(210, None, False, (210, 90, 0, 0), id="a-rest"),
    pytest.param(300, None, False, (300, 0, 0, 0), id="no-rest"),
    pytest.param(210, None, True, (210, 0, 90, 0), id="a-rest-that-is-kept"),
    pytest.param(210, 120, False, (120, 90, 0, 90), id="stopped-early"),
    pytest.param(300, 299, False, (299, 0, 0, 1), id="stopped-just-before-the-end"),
    pytest.param(350, 300, False, (300, 0, 0, 0), id="more-ordered-than-opened-and-all-given"),
    pytest.param(350, 250, False, (250, 0, 0, 50), id="more-ordered-than-opened-and-stopped-early"),
]


@pytest.mark.parametrize(("ordered", "given", "is_multi_dose", "parts"), BALANCES)
def test_everything_that_was_opened_is_somewhere(
    ordered: int, given: int | None, *, is_multi_dose: bool, parts: tuple[int, int, int, int]
) -> None:
    plan = share_out(mg(ordered), VIALS, is_multi_dose=is_multi_dose, given=None if given is None else mg(given))

    balance = balance_of(plan)

    assert (balance.ordered, balance.opened) == (mg(ordered), mg(300))
    assert (balance.given, balance.discarded, balance.kept, balance.not_infused) == tuple(map(mg, parts))


@pytest.mark.parametrize(("ordered", "given"), [(350, None), (350, 301)], ids=["not-said-how-much", "one-mg-too-much"])
def test_nobody_got_more_than_was_opened(ordered: int, given: int | None) -> None:
    plan = share_out(mg(ordered), VIALS, given=None if given is None else mg(given))

    with pytest.raises(GivenAboveOpened) as refused:
        balance_of(plan)

    assert (refused.value.given, refused.value.opened) == (mg(given or ordered), mg(300))


def test_a_balance_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(BalanceBroken):
        Balance(ordered=mg(1), opened=mg(2), given=mg(1), discarded=mg(0), kept=mg(0), not_infused=mg(0))


def test_containers_are_charted_with_the_package_that_is_proposed() -> None:
    vial = CINQAIR.presentations[0]
    opened = Opened(Container(vial.content, vial.volume, vial), 3)

    assert containers_of((opened, *VIALS)) == (
        ContainerUsed(count=3, content=mg(100), volume=vial.volume, form="single-dose vial", ndc="59310-0610-31"),
        ContainerUsed(count=3, content=mg(100)),
    )


def lot(count: int, content: int, name: str = "A1") -> ContainerUsed:
    return ContainerUsed(count=count, content=mg(content), lot=name)


def test_lots_may_share_a_size() -> None:
    check_containers((lot(2, 100), lot(1, 100, "B2")), containers_of(VIALS))


@pytest.mark.parametrize(
    ("charted", "counted"),
    [
        pytest.param((lot(2, 100),), ((2, mg(100)),), id="one-missing"),
        pytest.param((lot(4, 100),), ((4, mg(100)),), id="one-too-many"),
        pytest.param((lot(1, 100), lot(1, 200)), ((1, mg(200)), (1, mg(100))), id="the-same-in-other-sizes"),
    ],
)
def test_other_containers_than_were_opened_are_refused(
    charted: tuple[ContainerUsed, ...], counted: tuple[object, ...]
) -> None:
    with pytest.raises(ContainersDiffer) as refused:
        check_containers(charted, containers_of(VIALS))

    assert (refused.value.charted, refused.value.opened) == (counted, ((3, mg(100)),))


def test_the_containers_of_a_record_hold_what_was_opened() -> None:
    check_contents((lot(2, 100), lot(1, 50)), mg(250))

    with pytest.raises(ContentsDiffer):
        check_contents((lot(2, 100), lot(1, 50)), mg(251))


MINUTE = timedelta(minutes=1)
YESTERDAY = TODAY - timedelta(days=1)
EASTERN = timezone(timedelta(hours=-5))

TIMES = [
    pytest.param(TODAY, None, None, id="no-times"),
    pytest.param(TODAY, NOW, NOW, id="this-minute"),
    pytest.param(TODAY, NOW - 30 * MINUTE, None, id="still-running"),
    pytest.param(TODAY, None, NOW, id="only-the-end"),
    pytest.param(YESTERDAY, datetime(2026, 11, 22, 23, 50, tzinfo=UTC), NOW, id="over-midnight"),
    pytest.param(YESTERDAY, datetime(2026, 11, 22, 23, 0, tzinfo=EASTERN), None, id="the-day-of-its-own-zone"),
]


@pytest.mark.parametrize(("given_on", "started", "stopped"), TIMES)
def test_times_that_can_be_are_taken(given_on: date, started: datetime | None, stopped: datetime | None) -> None:
    check_times(given_on, started, stopped, NOW)


WRONG_TIMES = [
    pytest.param(date(2026, 11, 24), None, None, DateInFuture, id="given-tomorrow"),
    pytest.param(TODAY, NOW + MINUTE, None, TimeInFuture, id="starts-in-a-minute"),
    pytest.param(TODAY, NOW, NOW + MINUTE, TimeInFuture, id="ends-in-a-minute"),
    pytest.param(TODAY, NOW, NOW - MINUTE, OutOfOrder, id="ends-before-it-starts"),
    pytest.param(YESTERDAY, NOW, None, StartOnOtherDay, id="started-a-day-later"),
]


@pytest.mark.parametrize(("given_on", "started", "stopped", "problem"), WRONG_TIMES)
def test_times_that_cannot_be_are_refused(
    given_on: date, started: datetime | None, stopped: datetime | None, problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        check_times(given_on, started, stopped, NOW)


@pytest.mark.parametrize(
    ("given_on", "typed", "expected"),
    [
        pytest.param(TODAY, None, None, id="today"),
        pytest.param(TODAY, "no need", None, id="today-with-a-needless-reason"),
        pytest.param(YESTERDAY, " system down ", "system down", id="yesterday"),
    ],
)
def test_a_late_entry_is_marked_by_its_reason(given_on: date, typed: str | None, expected: str | None) -> None:
    assert late_reason(given_on, NOW, typed) == expected


@pytest.mark.parametrize("typed", [None, "", "  "])
def test_a_reason_that_is_needed_is_written(typed: str | None) -> None:
    with pytest.raises(ReasonMissing) as refused:
        late_reason(YESTERDAY, NOW, typed)
    assert refused.value.why == Why.LATE
    with pytest.raises(ReasonMissing):
        need_reason(typed, Why.VOIDED)


def test_a_dose_that_was_stopped_early_needs_a_reason_and_a_whole_dose_has_none() -> None:
    stopped, whole = balance_of(share_out(mg(210), VIALS, given=mg(120))), balance_of(share_out(mg(210), VIALS))

    assert stopped_early_reason(stopped, "rash") == "rash"
    assert stopped_early_reason(whole, "rash") is None
    with pytest.raises(ReasonMissing):
        stopped_early_reason(stopped, None)


def test_an_order_is_of_this_patient_and_this_drug_and_may_be_missing() -> None:
    check_order(None, "patient-1", TEZSPIRE)
    check_order(an_order(), "patient-1", TEZSPIRE)

    with pytest.raises(OfOtherPatient):
        check_order(an_order(), "patient-2", TEZSPIRE)
    with pytest.raises(OrderForOtherDrug) as refused:
        check_order(an_order(), "patient-1", DrugRef(product_id=None, name="infliximab"))
    assert (refused.value.ordered, refused.value.charted) == ("tezepelumab-ekko (Tezspire)", "infliximab")


DISCARD = Discarding(reason="rest of the vial", method="black bin", at=NOW, is_not_shared=True)


def test_a_discard_that_is_whole_is_taken() -> None:
    check_discard(mg(90), DISCARD, NOW)
    check_discard(mg(0), None, NOW)


@pytest.mark.parametrize(
    ("discarded", "changes", "problem"),
    [
        pytest.param(90, None, DiscardNotCharted, id="nothing-said"),
        pytest.param(0, {}, NothingDiscarded, id="nothing-discarded"),
        pytest.param(90, {"reason": " "}, ReasonMissing, id="no-reason"),
        pytest.param(90, {"method": " "}, FieldMissing, id="no-method"),
        pytest.param(90, {"is_not_shared": False}, DiscardShared, id="maybe-another-patients"),
        pytest.param(90, {"at": NOW + MINUTE}, TimeInFuture, id="in-a-minute"),
    ],
)
def test_a_discard_that_cannot_be_signed_is_refused(
    discarded: int, changes: dict[str, Any] | None, problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        check_discard(mg(discarded), None if changes is None else replace(DISCARD, **changes), NOW)


def test_nobody_has_confirmed_that_a_discard_is_not_shared_until_they_do() -> None:
    assert not Discarding(reason="rest", method="bin", at=NOW).is_not_shared


@pytest.mark.parametrize(
    ("reason", "has_witness", "is_wanted"),
    [
        pytest.param(None, False, False, id="not-wanted"),
        pytest.param(None, True, True, id="wanted-and-there"),
        pytest.param("alone on the night shift", False, True, id="wanted-and-a-reason"),
    ],
)
def test_a_witness_or_a_reason_is_enough(reason: str | None, *, has_witness: bool, is_wanted: bool) -> None:
    check_witness(replace(DISCARD, unwitnessed_reason=reason), has_witness=has_witness, is_wanted=is_wanted)


@pytest.mark.parametrize("reason", [None, " "])
def test_a_witness_that_the_site_wants_is_not_left_out_silently(reason: str | None) -> None:
    with pytest.raises(WitnessMissing):
        check_witness(replace(DISCARD, unwitnessed_reason=reason), has_witness=False, is_wanted=True)


def test_a_drug_is_named_by_its_product_or_as_typed() -> None:
    product = calculator().read(Typed(product="tezspire", dose="210 mg")).drug
    typed = calculator().read(Typed(billing_unit="10 mg", hcpcs="J1745", dose="350 mg", container=("100 mg",))).drug

    assert drug_ref(product, None) == TEZSPIRE
    assert drug_ref(typed, " infliximab ") == DrugRef(product_id=None, name="infliximab", hcpcs="J1745")
    for missing in (None, " "):
        with pytest.raises(FieldMissing):
            drug_ref(typed, missing)


PER_KG = Typed(product="cinqair", dose="3 mg/kg", weight="70 kg")


def charted(**fields: object) -> Charted:
    return replace(Charted(id="dose-1", patient_id="patient-1"), **fields)  # type: ignore[arg-type]


def test_the_charted_weight_is_the_one_that_was_calculated_with() -> None:
    question = calculator().read(PER_KG)

    check_belongs(charted(weight=Weight(amount=kg(70), on=TODAY)), question)
    with pytest.raises(FieldMissing):
        check_belongs(charted(), question)
    with pytest.raises(ChartedElsewhere):
        check_belongs(charted(weight=Weight(amount=kg(71), on=TODAY)), question)


def test_a_weight_may_be_charted_for_a_dose_that_does_not_depend_on_it() -> None:
    question = calculator().read(Typed(product="tezspire", dose="210 mg"))

    check_belongs(charted(weight=Weight(amount=kg(70), on=TODAY)), question)
