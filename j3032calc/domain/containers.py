"""Which containers to open: least waste, then fewest, then listed packages, professional forms and catalogue order."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from math import ceil, lcm
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.dose import NoContainers, TooManyContainers, TooManySizes
from j3032calc.domain.quantities import Containers, content_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from j3032calc.domain.product import Presentation
    from j3032calc.domain.quantities import Amount, Volume

MOST_CONTAINERS: Final = 1000
# Sums to compare before we say that the sizes share no sensible step; labelled sizes stay far below.
_MOST_SUMS: Final = 200_000
_MOST_SIZES: Final = 100


@dataclass(frozen=True, slots=True)
class Container:
    """One container as it may be opened: labelled content above zero, and the volume it is in, if known.

    ``presentation`` is the catalogue's package, ``None`` for a size that was typed in; ``is_named`` says whether a
    person named this very package by its NDC.
    """

    content: Amount
    volume: Volume | None
    presentation: Presentation | None = None
    is_named: bool = False

    @property
    def is_self_administered(self) -> bool:
        """Whether it is a form made for patients, as far as the catalogue knows."""
        return self.presentation is not None and self.presentation.form.is_self_administered

    @property
    def is_unlisted(self) -> bool:
        """Whether the catalogue knows the package and the latest CMS crosswalk does not list it."""
        return self.presentation is not None and not self.presentation.is_listed


@dataclass(frozen=True, slots=True)
class Opened:
    """So many containers of one kind; ``count`` is 1 or more."""

    container: Container
    count: int

    @property
    def content(self) -> Amount:
        """The labelled content of all of them; overfill never counts."""
        return content_of(self.container.content, Containers.of(self.count, "container"))


def total_content(containers: Sequence[Opened]) -> Amount:
    """Add the labelled contents of what is opened; at least one."""
    total = containers[0].content
    for opened in containers[1:]:
        total = total + opened.content
    return total


def choose_containers(dose: Amount, stocked: Sequence[Container]) -> tuple[Opened, ...]:
    """Choose what to open: least waste, then fewest containers, then listed, professional form and catalogue order.

    Args:
        dose: above zero.
        stocked: the sizes that may be opened, in catalogue order.

    Returns:
        What to open, largest content first.

    Raises:
        NoContainers: ``stocked`` is empty.
        TooManyContainers: the dose would take more than ``MOST_CONTAINERS``.
        TooManySizes: the sizes share no sensible step.

    References:
        Least waste: CGS cope140894 and Noridian, FACTS 2.4.
    """
    best = _best_of_each_size(stocked)
    sizes = [container for _, container in best]
    if not sizes:
        raise NoContainers
    if len(sizes) > _MOST_SIZES:
        raise TooManySizes
    largest = sizes[0]
    at_least = ceil(dose.ratio_to(largest.content))
    if at_least > MOST_CONTAINERS:
        raise TooManyContainers(at_least, MOST_CONTAINERS)
    if len(sizes) == 1:
        return (Opened(largest, at_least),)
    counts = _least_waste(dose, sizes, _order_of_preference(best))
    if sum(counts) > MOST_CONTAINERS:
        raise TooManyContainers(sum(counts), MOST_CONTAINERS)
    return tuple(Opened(size, count) for size, count in zip(sizes, counts, strict=True) if count)


def _best_of_each_size(stocked: Sequence[Container]) -> list[tuple[int, Container]]:
    """Keep the preferred container of each content with its place in the catalogue, largest content first."""
    best: dict[Amount, tuple[int, Container]] = {}
    for place, container in sorted(enumerate(stocked), key=lambda item: preference(item[1])):
        best.setdefault(container.content, (place, container))
    return sorted(best.values(), key=lambda item: item[1].content, reverse=True)


def preference(container: Container) -> tuple[bool, bool]:
    """Order containers of one size: listed before unlisted, professional forms before those made for patients."""
    return container.is_unlisted, container.is_self_administered


def _order_of_preference(sizes: Sequence[tuple[int, Container]]) -> list[int]:
    """Give each size, with its place in the catalogue, a number: the smallest sum over a plan is the plan of choice.

    Digits of one base, most important first: containers, unlisted ones, pens, then early places in the catalogue.
    """
    base = 2 * MOST_CONTAINERS * 1024
    places = sorted(place for place, _ in sizes)
    top = base ** len(sizes)
    return [
        top * base * base
        + size.is_unlisted * top * base
        + size.is_self_administered * top
        - base ** (len(sizes) - 1 - places.index(place))
        for place, size in sizes
    ]


def _least_waste(dose: Amount, sizes: Sequence[Container], costs: Sequence[int]) -> list[int]:
    """Give the number of each size (largest first) whose total is least above the dose, then of least cost.

    Sums are counted in the sizes' greatest common step. Any sum is some smaller sizes plus whole largest ones, so it is
    enough to know the best smaller sizes for each remainder: the work grows with the sizes, not with the dose.

    Raises:
        TooManySizes: the sizes share no sensible step.
    """
    ratios = [size.content.ratio_to(sizes[0].content) for size in sizes]
    # The largest is one, so this is the greatest common step of all.
    scale = lcm(*(ratio.denominator for ratio in ratios))
    steps = [int(ratio * scale) for ratio in ratios]
    if steps[0] * len(steps) > _MOST_SUMS:
        raise TooManySizes
    total = _least_total(ceil(dose.ratio_to(sizes[0].content) * scale), steps)
    # What a smaller size costs beyond the share of a largest one that it replaces.
    extra = [cost * steps[0] - costs[0] * size for size, cost in zip(steps, costs, strict=True)]
    path = _best_per_remainder(steps, extra)[total % steps[0]]
    if path is not None and path.total <= total:
        return _counts(path, steps, total)
    return _cheapest_counts(total, steps, costs)


@dataclass(frozen=True, slots=True, order=True)
class _Path:
    """A way to reach a remainder: the sum of the smaller sizes on it, and the one added last."""

    weight: int
    total: int
    last: int
    before: _Path | None = field(compare=False)


def _best_per_remainder(steps: Sequence[int], weights: Sequence[int]) -> list[_Path | None]:
    """Give the lightest sum of the smaller sizes for each remainder of the largest (Dijkstra; ``None``: no sum)."""
    best: list[_Path | None] = [None] * steps[0]
    queue = [_Path(0, 0, 0, None)]
    while queue:
        path = heappop(queue)
        if best[path.total % steps[0]] is not None:
            continue
        best[path.total % steps[0]] = path
        for index in range(1, len(steps)):
            total = path.total + steps[index]
            if best[total % steps[0]] is None:
                heappush(queue, _Path(path.weight + weights[index], total, index, path))
    return best


def _least_total(target: int, steps: Sequence[int]) -> int:
    """Give the least sum of sizes that is at or above the target."""
    largest = steps[0]
    shortest = (path for path in _best_per_remainder(steps, steps) if path is not None)
    return min(path.total + max(0, ceil(Fraction(target - path.total, largest))) * largest for path in shortest)


def _counts(path: _Path, steps: Sequence[int], total: int) -> list[int]:
    counts = [0] * len(steps)
    counts[0] = (total - path.total) // steps[0]
    while path.before is not None:
        counts[path.last] += 1
        path = path.before
    return counts


def _cheapest_counts(total: int, steps: Sequence[int], costs: Sequence[int]) -> list[int]:
    """Give the counts that make one sum at least cost, sum by sum: for totals too small to hold the best remainder."""
    if total * len(steps) > _MOST_SUMS:
        raise TooManySizes
    pairs = list(enumerate(zip(steps, costs, strict=True)))
    best: list[tuple[int, int] | None] = [(0, 0)]
    for reached in range(1, total + 1):
        ways = ((best[reached - size], cost, index) for index, (size, cost) in pairs if size <= reached)
        best.append(min(((way[0] + cost, index) for way, cost, index in ways if way is not None), default=None))
    counts = [0] * len(steps)
    while total and (way := best[total]) is not None:
        counts[way[1]] += 1
        total -= steps[way[1]]
    return counts
