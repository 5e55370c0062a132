from __future__ import annotations

from fractions import Fraction
from itertools import product as every_combination
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.containers import Container, Opened, choose_containers, total_content
from j3032calc.domain.problems.dose import NoContainers, TooManyContainers, TooManySizes
from j3032calc.domain.product import Form
from j3032calc.domain.quantities import MixedUnits
from tests.unit.domain.builders import act, boxed, mcg, mg, ml, opened, package, vial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.quantities import Mass


def plain(chosen: Sequence[Opened]) -> list[tuple[int, object]]:
    return [(item.count, item.container.content.magnitude) for item in chosen]


def sizes(*contents: int | str) -> tuple[Container, ...]:
    return tuple(vial(mg(content)) for content in contents)


@pytest.mark.parametrize(
    ("dose", "stocked", "chosen"),
    [
        # One size: round up.
        pytest.param("300", ("100",), [(3, 100)], id="exactly-three-vials"),
        pytest.param("300.1", ("100",), [(4, 100)], id="a-trace-over-opens-a-fourth"),
        pytest.param("299.9", ("100",), [(3, 100)], id="a-trace-under-still-three"),
        pytest.param("0.1", ("100",), [(1, 100)], id="never-none"),
        # Least waste first.
        pytest.param("300", ("100", "400"), [(3, 100)], id="cgs-300-mg-is-three-100-mg"),
        pytest.param("305", ("100", "400"), [(1, 400)], id="same-waste-fewest-containers"),
        pytest.param("75", ("75", "150", "300"), [(1, 75)], id="smallest-size-fits"),
        pytest.param("225", ("75", "150", "300"), [(1, 150), (1, 75)], id="150-and-75"),
        pytest.param("226", ("75", "150", "300"), [(1, 300)], id="one-over-225-takes-300"),
        pytest.param("375", ("75", "150", "300"), [(1, 300), (1, 75)], id="300-and-75"),
        pytest.param("450", ("75", "150", "300"), [(1, 300), (1, 150)], id="300-and-150"),
        pytest.param("600", ("75", "150", "300"), [(2, 300)], id="two-300"),
        pytest.param("80", ("100", "40"), [(2, 40)], id="no-waste-beats-one-container"),
        pytest.param("81", ("100", "40"), [(1, 100)], id="waste-19-beats-waste-39"),
        # The largest size is no part of the best plan, or the greedy plan is beaten.
        pytest.param("60", ("50", "30"), [(2, 30)], id="two-30-beat-50-and-30"),
        pytest.param("8", ("6", "4"), [(2, 4)], id="two-4-beat-6-and-4"),
        pytest.param("12", ("9", "6", "5"), [(2, 6)], id="two-6-beat-9-and-5"),
        pytest.param("27", ("20", "9"), [(3, 9)], id="three-9-beat-20-and-9"),
        pytest.param("29", ("20", "9"), [(1, 20), (1, 9)], id="20-and-9-exactly"),
        # Fewest containers at the same waste.
        pytest.param("200", ("100", "50", "150"), [(2, 100)], id="equal-count-then-catalogue-order"),
        pytest.param("200", ("150", "50", "100"), [(1, 150), (1, 50)], id="other-catalogue-order"),
        pytest.param("300", ("50", "100", "300"), [(1, 300)], id="one-beats-three-and-six"),
        pytest.param("500", ("100", "250", "200"), [(2, 250)], id="two-of-250"),
        pytest.param("400", ("100", "200", "300"), [(1, 300), (1, 100)], id="earliest-in-the-catalogue-first"),
        pytest.param("400", ("200", "100", "300"), [(2, 200)], id="earliest-now-is-200"),
        # Awkward decimals.
        pytest.param("1.25", ("2.5", "1.1"), [(2, "1.1")], id="decimals"),
        pytest.param("0.7", ("0.3", "0.2"), [(1, "0.3"), (2, "0.2")], id="tenths"),
        pytest.param("2.5", ("1.91", "0.64"), [(1, "1.91"), (1, "0.64")], id="hundredths"),
    ],
)
def test_least_waste_then_fewest_containers_then_catalogue_order(
    dose: str, stocked: tuple[str, ...], chosen: list[tuple[int, int | str]]
) -> None:
    found = choose_containers(mg(dose), sizes(*stocked))

    assert plain(found) == [(count, Fraction(content)) for count, content in chosen]


def test_the_largest_content_stands_first() -> None:
    found = choose_containers(mg(475), sizes("25", "150", "300"))

    assert plain(found) == [(1, 300), (1, 150), (1, 25)]


def test_sizes_in_other_units_are_compared_as_amounts() -> None:
    found = choose_containers(mg(2), (vial(mcg(500)), vial(mg(2))))

    assert found == (Opened(vial(mg(2)), 1),)


def test_activity_is_chosen_like_mass() -> None:
    found = choose_containers(act(155), (vial(act(100)), vial(act(200))))

    assert found == (Opened(vial(act(200)), 1),)


def test_a_dose_of_another_kind_is_never_compared() -> None:
    with pytest.raises(MixedUnits):
        choose_containers(ml(1), sizes("100"))


SYRINGE = boxed(package(mg(150), "50242-0215-01", form=Form.SYRINGE))
PEN = boxed(package(mg(150), "50242-0215-55", form=Form.AUTOINJECTOR))
UNLISTED = boxed(package(mg(150), "50242-0040-62", is_listed=False))
UNLISTED_PEN = boxed(package(mg(150), "50242-0040-63", form=Form.PEN, is_listed=False))
UNSETTLED = boxed(package(mg(150), "50242-0215-03", form=Form.UNSETTLED))
TYPED = vial(mg(150))


@pytest.mark.parametrize(
    ("stocked", "chosen"),
    [
        pytest.param((PEN, SYRINGE), SYRINGE, id="professional-form-before-pen"),
        pytest.param((SYRINGE, PEN), SYRINGE, id="professional-form-when-first"),
        pytest.param((UNLISTED, SYRINGE), SYRINGE, id="listed-before-unlisted"),
        pytest.param((UNLISTED, PEN), PEN, id="listed-pen-before-unlisted-vial"),
        pytest.param((UNLISTED_PEN, UNLISTED), UNLISTED, id="both-unlisted-then-form"),
        pytest.param((UNSETTLED, SYRINGE), UNSETTLED, id="unsettled-form-counts-as-professional"),
        pytest.param((SYRINGE, TYPED), SYRINGE, id="catalogue-order-decides-last"),
        pytest.param((TYPED, SYRINGE), TYPED, id="a-typed-size-is-neither-unlisted-nor-a-pen"),
    ],
)
def test_of_equal_contents_the_preferred_package_is_opened(stocked: tuple[Container, ...], chosen: Container) -> None:
    assert choose_containers(mg(150), stocked) == (Opened(chosen, 1),)


PEN_100 = boxed(package(mg(100), "11111-0100-01", form=Form.PEN))
UNLISTED_150 = boxed(package(mg(150), "11111-0150-01", is_listed=False))
PEN_150 = boxed(package(mg(150), "11111-0150-02", form=Form.PEN))
UNLISTED_300 = boxed(package(mg(300), "11111-0300-01", is_listed=False))
UNLISTED_12 = boxed(package(mg(12), "11111-0012-01", is_listed=False))
UNLISTED_10 = boxed(package(mg(10), "11111-0010-01", is_listed=False))
PEN_20 = boxed(package(mg(20), "11111-0020-01", form=Form.PEN))
LISTED_200 = boxed(package(mg(200), "11111-0200-01"))


@pytest.mark.parametrize(
    ("dose", "stocked", "chosen"),
    [
        pytest.param(
            mg(300),
            (UNLISTED_150, LISTED_200, PEN_100),
            [(1, 200), (1, 100)],
            id="one-pen-before-two-unlisted",
        ),
        pytest.param(mg(300), (PEN_150, *sizes("100", "200")), [(1, 200), (1, 100)], id="no-pen-before-two-pens"),
        pytest.param(mg(300), (*sizes("100", "200"), PEN_150), [(1, 200), (1, 100)], id="no-pen-when-later-too"),
        pytest.param(mg(300), (PEN_150, PEN_100, *sizes("200")), [(1, 200), (1, 100)], id="one-pen-before-two-pens"),
        pytest.param(mg(300), (UNLISTED_300, *sizes("150")), [(1, 300)], id="fewest-before-listed"),
        pytest.param(mg(60), (UNLISTED_12, *sizes("10")), [(5, 12)], id="five-unlisted-before-six-listed"),
        pytest.param(mg(60), (UNLISTED_10, PEN_20, *sizes("25")), [(3, 20)], id="three-pens-before-one-unlisted"),
        pytest.param(mg(80), sizes("26", "20", "18"), [(1, 26), (3, 18)], id="one-of-the-earliest-before-four-later"),
        pytest.param(mg(290), (UNLISTED_300, *sizes("200")), [(1, 300)], id="waste-before-listed"),
    ],
)
def test_between_plans_of_equal_waste_and_count_listed_then_professional_decide(
    dose: Mass, stocked: tuple[Container, ...], chosen: list[tuple[int, int]]
) -> None:
    assert plain(choose_containers(dose, stocked)) == chosen


def test_nothing_stocked_is_refused() -> None:
    with pytest.raises(NoContainers):
        choose_containers(mg(100), ())


@pytest.mark.parametrize(
    ("dose", "stocked"),
    [
        pytest.param(mg(1000), sizes("1"), id="one-size"),
        pytest.param(mg(2000), sizes("2", "1"), id="two-sizes"),
        pytest.param(mg(1999), sizes("2", "1"), id="two-sizes-both-used"),
        pytest.param(mg(9991), sizes("10", "1"), id="least-waste-takes-exactly-a-thousand"),
    ],
)
def test_a_thousand_containers_are_planned(dose: Mass, stocked: tuple[Container, ...]) -> None:
    assert sum(item.count for item in choose_containers(dose, stocked)) == 1000


@pytest.mark.parametrize(
    ("dose", "stocked", "count"),
    [
        pytest.param(mg("1000.1"), sizes("1"), 1001, id="one-size"),
        pytest.param(mg("2000.5"), sizes("2", "1"), 1001, id="two-sizes-by-the-largest-alone"),
        # Least waste is 999 of 10 mg and 2 of 1 mg, although 1,000 of 10 mg would do.
        pytest.param(mg(9992), sizes("10", "1"), 1001, id="least-waste-takes-one-more-than-a-thousand"),
        pytest.param(mg(5000), sizes("1"), 5000, id="five-thousand"),
    ],
)
def test_more_than_a_thousand_containers_are_refused(dose: Mass, stocked: tuple[Container, ...], count: int) -> None:
    with pytest.raises(TooManyContainers) as refused:
        choose_containers(dose, stocked)

    assert (refused.value.count, refused.value.most) == (count, 1000)


def test_sizes_that_share_no_sensible_step_are_refused() -> None:
    with pytest.raises(TooManySizes):
        choose_containers(mg(500), sizes("500.001", "0.001"))


# With a limit of 1,000 sums: two sizes may have 500 steps, four may be summed one by one up to 250.
@pytest.fixture
def _a_thousand_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("j3032calc.domain.containers._MOST_SUMS", 1000)


@pytest.mark.usefixtures("_a_thousand_sums")
@pytest.mark.parametrize(
    ("dose", "stocked", "chosen"),
    [
        pytest.param("500", ("500", "1"), [(1, 500)], id="steps-of-the-largest"),
        # 2 x 102 + 23 x 2 are 25 containers; 102 + 101 + 47 and 2 x 101 + 48 are 26.
        pytest.param("250", ("102", "101", "2", "1"), [(2, 102), (23, 2)], id="sums-one-by-one"),
    ],
)
def test_as_many_sums_as_the_limit_are_compared(
    dose: str, stocked: tuple[str, ...], chosen: list[tuple[int, int]]
) -> None:
    assert plain(choose_containers(mg(dose), sizes(*stocked))) == chosen


@pytest.mark.usefixtures("_a_thousand_sums")
@pytest.mark.parametrize(
    ("dose", "stocked"),
    [
        pytest.param("500", ("501", "1"), id="steps-of-the-largest"),
        pytest.param("251", ("102", "101", "2", "1"), id="sums-one-by-one"),
    ],
)
def test_more_sums_than_the_limit_are_refused(dose: str, stocked: tuple[str, ...]) -> None:
    with pytest.raises(TooManySizes):
        choose_containers(mg(dose), sizes(*stocked))


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(["200000", "100000"], id="sizes-that-share-a-large-step"),
        pytest.param(["100000", "1"], id="two-sizes-of-100,000-steps"),
    ],
)
def test_two_hundred_thousand_sums_are_compared(contents: list[str]) -> None:
    dose = mg(contents[0])

    assert plain(choose_containers(dose, sizes(*contents))) == [(1, Fraction(contents[0]))]


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(["100001", "1"], id="one-step-more"),
        pytest.param(["499.999", "499.998"], id="two-sizes-with-a-tiny-common-step"),
    ],
)
def test_more_than_two_hundred_thousand_sums_are_refused(contents: list[str]) -> None:
    with pytest.raises(TooManySizes):
        choose_containers(mg(contents[0]), sizes(*contents))


def test_a_hundred_sizes_are_compared() -> None:
    assert plain(choose_containers(mg(100), sizes(*range(1, 101)))) == [(1, 100)]


def test_more_than_a_hundred_sizes_are_refused() -> None:
    with pytest.raises(TooManySizes):
        choose_containers(mg(101), sizes(*range(1, 102)))


def test_one_size_many_times_is_one_size() -> None:
    assert plain(choose_containers(mg(100), sizes(*[100] * 200))) == [(1, 100)]


def test_sizes_of_many_decimals_are_refused_at_once() -> None:
    with pytest.raises(TooManySizes):
        choose_containers(mg(3), sizes("1.000000001", "1.000000003", "0.999999999"))


@pytest.mark.parametrize(
    ("dose", "stocked", "chosen"),
    [
        # 99,990 = 249 x 400 + 3 x 100 + 90.
        pytest.param("99990", ("400", "100", "90", "70"), [(249, "400"), (3, "100"), (1, "90")], id="a-thousand-steps"),
        # Tenths: 999,990 = 4,000 x + 999 y + 700 z asks for y = 10 (mod 100), then z = 20 (mod 40), then x = 244.
        pytest.param("99999", ("400", "99.9", "70"), [(244, "400"), (10, "99.9"), (20, "70")], id="a-million-steps"),
        # 509,949 thousandths are 51 x 9,999 and nothing else.
        pytest.param("509.949", ("10", "9.999"), [(51, "9.999")], id="none-of-the-largest"),
    ],
)
def test_a_large_dose_needs_no_enumeration(dose: str, stocked: tuple[str, ...], chosen: list[tuple[int, str]]) -> None:
    found = choose_containers(mg(dose), sizes(*stocked))

    assert plain(found) == [(count, Fraction(content)) for count, content in chosen]


def test_twenty_sizes_are_compared() -> None:
    stocked = sizes(*(str(37 * number) for number in range(1, 21)))

    # 37 x 123 = 4,551 and the largest is 740 = 37 x 20: 123 = 6 x 20 + 3, in seven containers at least.
    # Seven that sum to 123 with the most of the earliest (37, then 74 ...): 1 + 2 x ... ; 123 - 1 = 122 = 6 x 20 + 2
    # needs seven more, so none of 37 fits; nor of 74 (121 in six is above 120); one of 111 leaves 120 = 6 x 20.
    assert plain(choose_containers(mg(4551), stocked)) == [(6, 740), (1, 111)]


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        # Sizes 7, 5 and 3 quarters: 1.75, 1.25, 0.75 mg.
        pytest.param("1", [(1, "1.25")], id="five-quarters"),
        pytest.param("1.5", [(2, "0.75")], id="six-quarters"),
        pytest.param("1.8", [(1, "1.25"), (1, "0.75")], id="eight-quarters"),
        pytest.param("2.26", [(1, "1.75"), (1, "0.75")], id="ten-quarters-with-the-earliest-size"),
        pytest.param("2.25", [(3, "0.75")], id="nine-quarters"),
    ],
)
def test_a_dose_between_sums_takes_the_next_sum(dose: str, expected: list[tuple[int, str]]) -> None:
    found = choose_containers(mg(dose), sizes("1.75", "1.25", "0.75"))

    assert plain(found) == [(count, Fraction(content)) for count, content in expected]


def best_by_enumeration(dose: Fraction, contents: list[int], flags: list[tuple[bool, bool]]) -> list[int]:
    """Give the counts of the plan of choice by trying every plan; written without the code under test."""
    most = [int(dose // content) + 1 for content in contents]
    plans = []
    for counts in every_combination(*(range(number + 1) for number in most)):
        total = sum(count * content for count, content in zip(counts, contents, strict=True))
        if total >= dose:
            unlisted = sum(count for count, (is_unlisted, _) in zip(counts, flags, strict=True) if is_unlisted)
            pens = sum(count for count, (_, is_pen) in zip(counts, flags, strict=True) if is_pen)
            later = tuple(-count for count in counts)
            plans.append((total, sum(counts), unlisted, pens, later, counts))
    return list(min(plans)[-1])


SHELVES = [
    pytest.param([100, 40], [(False, False)] * 2, id="two-sizes"),
    pytest.param([4, 6, 9], [(False, False)] * 3, id="small-first"),
    pytest.param([10, 7, 3], [(False, False)] * 3, id="large-first"),
    pytest.param([6, 10, 15], [(False, False)] * 3, id="pairwise-common-steps"),
    pytest.param([5, 10, 15, 20], [(False, False)] * 4, id="many-ties"),
    pytest.param([20, 5, 15, 10], [(False, False)] * 4, id="many-ties-other-order"),
    pytest.param([5, 10, 15, 20], [(True, False), (False, False), (False, True), (False, False)], id="flags-in-ties"),
    pytest.param([20, 15, 10, 5], [(False, True), (True, False), (False, False), (True, True)], id="more-flags"),
    pytest.param([10, 10, 20, 20], [(True, False), (False, True), (False, True), (False, False)], id="equal-contents"),
    pytest.param([12, 8], [(False, True), (True, False)], id="no-plain-size-at-all"),
    pytest.param([2, 6, 7], [(False, False)] * 3, id="small-sums-that-the-largest-does-not-shorten"),
    pytest.param([13, 9, 2], [(False, False)] * 3, id="more-such-sums"),
    pytest.param([2, 3, 13], [(False, False), (False, False), (True, False)], id="fewest-before-listed"),
    pytest.param([11, 5, 3], [(False, True), (False, False), (True, False)], id="fewest-before-listed-and-form"),
    pytest.param([8, 9, 2], [(False, True), (False, False), (True, False)], id="such-sums-with-flags"),
]


@pytest.mark.parametrize(("contents", "flags"), SHELVES)
def test_no_plan_is_better_than_the_chosen_one(contents: list[int], flags: list[tuple[bool, bool]]) -> None:
    stocked = tuple(
        boxed(
            package(
                mg(content), f"11111-{place:04d}-01", form=Form.PEN if is_pen else Form.VIAL, is_listed=not is_unlisted
            )
        )
        for place, (content, (is_unlisted, is_pen)) in enumerate(zip(contents, flags, strict=True))
    )
    limit = 3 * max(contents)

    for halves in range(1, 2 * limit + 1):
        dose = Fraction(halves, 2)
        found = {item.container: item.count for item in choose_containers(mg(str(dose)), stocked)}
        best = best_by_enumeration(dose, contents, flags)
        assert [found.get(container, 0) for container in stocked] == best, dose


def test_the_labelled_content_of_all_containers() -> None:
    assert opened(3, mg(100)).content == mg(300)


def test_the_labelled_content_of_everything_opened() -> None:
    assert total_content((opened(3, mg(100)), opened(2, mcg(500)))) == mg(301)
    assert total_content((opened(3, mg(100)),)) == mg(300)


@pytest.mark.parametrize(
    ("container", "is_unlisted", "is_self_administered"),
    [
        pytest.param(SYRINGE, False, False, id="syringe"),
        pytest.param(PEN, False, True, id="autoinjector"),
        pytest.param(UNLISTED, True, False, id="unlisted"),
        pytest.param(UNLISTED_PEN, True, True, id="unlisted-pen"),
        pytest.param(TYPED, False, False, id="typed-size"),
    ],
)
def test_what_the_catalogue_knows_about_a_container(
    container: Container,
    is_unlisted: bool,  # noqa: FBT001 - a table
    is_self_administered: bool,  # noqa: FBT001 - a table
) -> None:
    assert container.is_unlisted is is_unlisted
    assert container.is_self_administered is is_self_administered
