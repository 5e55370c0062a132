from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.dosing import Use, share_out
from tests.unit.domain.builders import act, mg, ml, opened, vial

if TYPE_CHECKING:
    from j3032calc.domain.containers import Opened
    from j3032calc.domain.quantities import Mass, Volume


def test_full_containers_come_first_and_the_waste_is_in_the_last() -> None:
    plan = share_out(mg("217.5"), (opened(3, mg(100), ml(10)),))

    assert plan.uses == (
        Use(vial(mg(100), ml(10)), 2, mg(100), ml(10)),
        Use(vial(mg(100), ml(10)), 1, mg("17.5"), ml("1.75")),
    )
    assert (plan.given, plan.opened, plan.discarded) == (mg("217.5"), mg(300), mg("82.5"))
    assert (plan.kept, plan.not_infused, plan.short_by) == (mg(0), mg(0), None)


def test_nothing_is_left_of_full_containers() -> None:
    plan = share_out(mg(300), (opened(3, mg(100)),))

    assert plan.uses == (Use(vial(mg(100)), 3, mg(100), None),)
    assert plan.discarded == mg(0)


def test_a_dose_below_one_container_uses_a_part_of_it() -> None:
    plan = share_out(mg(70), (opened(1, mg(100)),))

    assert plan.uses == (Use(vial(mg(100)), 1, mg(70), None),)


def test_containers_opened_for_nothing_give_nothing() -> None:
    plan = share_out(mg(150), (opened(4, mg(100)),))

    assert plan.uses == (
        Use(vial(mg(100)), 1, mg(100), None),
        Use(vial(mg(100)), 1, mg(50), None),
        Use(vial(mg(100)), 2, mg(0), None),
    )
    assert plan.discarded == mg(250)


def test_a_whole_number_of_containers_leaves_the_others_untouched() -> None:
    plan = share_out(mg(200), (opened(3, mg(100)),))

    assert plan.uses == (Use(vial(mg(100)), 2, mg(100), None), Use(vial(mg(100)), 1, mg(0), None))


def test_containers_are_used_in_the_order_in_which_they_stand() -> None:
    plan = share_out(mg(120), (opened(1, mg(40)), opened(1, mg(100)), opened(1, mg(40))))

    assert plan.uses == (
        Use(vial(mg(40)), 1, mg(40), None),
        Use(vial(mg(100)), 1, mg(80), None),
        Use(vial(mg(40)), 1, mg(0), None),
    )
    assert (plan.opened, plan.discarded) == (mg(180), mg(60))


def test_a_multi_dose_container_keeps_the_rest() -> None:
    plan = share_out(mg(35), (opened(1, mg(50), ml(5)),), is_multi_dose=True)

    assert (plan.discarded, plan.kept, plan.is_multi_dose) == (mg(0), mg(15), True)
    assert (plan.volume, plan.discarded_volume) == (ml("3.5"), ml(0))


def test_what_was_not_infused_is_neither_given_nor_discarded() -> None:
    plan = share_out(mg(300), (opened(4, mg(100)),), given=mg(120))

    assert (plan.ordered, plan.given, plan.not_infused) == (mg(300), mg(120), mg(180))
    assert (plan.opened, plan.discarded, plan.kept) == (mg(400), mg(100), mg(0))


def test_given_in_full_leaves_nothing_not_infused() -> None:
    assert share_out(mg(300), (opened(3, mg(100)),), given=mg(300)).not_infused == mg(0)


def test_given_nothing_is_a_number_and_not_missing() -> None:
    plan = share_out(mg(300), (opened(3, mg(100)),), given=mg(0))

    assert (plan.given, plan.not_infused) == (mg(0), mg(300))


@pytest.mark.parametrize(
    ("dose", "short_by"),
    [
        pytest.param(mg("199.9"), None, id="below-what-was-opened"),
        pytest.param(mg(200), None, id="all-of-what-was-opened"),
        pytest.param(mg("200.1"), mg("0.1"), id="a-trace-more"),
        pytest.param(mg(305), mg(105), id="far-more"),
    ],
)
def test_a_dose_above_what_was_opened_is_short(dose: Mass, short_by: Mass | None) -> None:
    assert share_out(dose, (opened(2, mg(100)),)).short_by == short_by


@pytest.mark.parametrize("is_multi_dose", [False, True])
def test_a_short_plan_discards_keeps_and_draws_nothing(is_multi_dose: bool) -> None:  # noqa: FBT001 - a table
    plan = share_out(mg(305), (opened(2, mg(100), ml(10)),), is_multi_dose=is_multi_dose)

    assert (plan.discarded, plan.kept, plan.uses) == (None, None, ())
    assert (plan.given, plan.not_infused, plan.is_multi_dose) == (mg(305), mg(0), is_multi_dose)
    assert (plan.volume, plan.discarded_volume) == (None, None)


@pytest.mark.parametrize(
    ("dose", "containers", "volume", "discarded"),
    [
        pytest.param(mg("217.5"), (opened(3, mg(100), ml(10)),), ml("21.75"), ml("8.25"), id="cinqair"),
        pytest.param(mg(210), (opened(1, mg(210), ml("1.91")),), ml("1.91"), ml(0), id="tezspire"),
        pytest.param(mg(70), (opened(1, mg(210), ml("1.91")),), ml("191/300"), ml("191/150"), id="third"),
        pytest.param(
            mg(120),
            (opened(1, mg(100), ml(1)), opened(1, mg(40), ml("0.4"))),
            ml("1.2"),
            ml("0.2"),
            id="two",
        ),
        pytest.param(mg(70), (opened(1, mg(100)),), None, None, id="volume-not-known"),
        pytest.param(mg(70), (opened(1, mg(100), ml(1)), opened(1, mg(40))), None, None, id="one-volume-not-known"),
        pytest.param(
            mg(120), (opened(1, mg(100)), opened(1, mg(40), ml("0.4"))), None, None, id="first-volume-not-known"
        ),
    ],
)
def test_the_volume_is_the_containers_volume_times_its_share(
    dose: Mass, containers: tuple[Opened, ...], volume: Volume | None, discarded: Volume | None
) -> None:
    plan = share_out(dose, containers)

    assert (plan.volume, plan.discarded_volume) == (volume, discarded)


def test_the_volume_is_drawn_from_each_container_by_its_share() -> None:
    plan = share_out(mg(150), (opened(4, mg(100), ml(10)), opened(1, mg(40), ml("0.4"))))

    assert [(use.count, use.volume) for use in plan.uses] == [(1, ml(10)), (1, ml(5)), (2, ml(0)), (1, ml(0))]


def test_a_short_plan_with_an_entry_of_what_was_given_is_short_all_the_same() -> None:
    plan = share_out(mg(305), (opened(2, mg(100)),), given=mg(150))

    assert (plan.short_by, plan.ordered, plan.opened) == (mg(105), mg(305), mg(200))


def test_amounts_of_activity_share_out_like_mass() -> None:
    plan = share_out(act(155), (opened(1, act(200)),))

    assert plan.discarded == act(45)
