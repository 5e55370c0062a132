"""Benchmark: every finding of one administration under 2 ms, against the same rules evaluated bare."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.visit.verdicts import VISIT_RULES, findings_of, judge
from tests.ready_visits import PRODUCTS, ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.visit.facts import Visit

pytestmark = pytest.mark.benchmark
LIMIT_MS = 2.0


def milliseconds(work: Callable[[], object]) -> float:
    """Give the median of many runs, in milliseconds."""
    work()
    times = []
    for _ in range(200):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def bare(visit: Visit) -> list[object]:
    """Evaluate every rule and do nothing with what it finds."""
    return [finding for _, rule in VISIT_RULES for finding in rule(visit)]


def worst(product: str) -> Visit:
    """Give a visit of a long treatment in which much is wrong: 200 past doses and nothing recorded of this one."""
    visit = ready(product)
    assert visit.past is not None
    past = tuple(replace(visit.past[0], id=f"d{number}") for number in range(200))
    return replace(visit, past=past, payer=None, site=None, order=None, containers=None, lines=None, source=None)


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("make", [ready, worst])
def test_all_findings_of_one_administration_take_less_than_2_ms(product: str, make: Callable[[str], Visit]) -> None:
    visit = make(product)

    ours, baseline = milliseconds(lambda: judge(findings_of(visit))), milliseconds(lambda: bare(visit))

    print(
        f"\nreadiness of {product} ({make.__name__}): {ours:.3f} ms, bare rules {baseline:.3f} ms, limit {LIMIT_MS} ms"
    )
    assert ours < LIMIT_MS
