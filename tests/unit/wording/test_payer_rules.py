"""A payer's rules about one product, as they are typed and written."""

from __future__ import annotations

import pytest

from j3032calc.domain.problems import Problem, product, site, typed
from j3032calc.domain.schedule import Interval
from j3032calc.domain.site_payer import PayerInterval, PayerLimit
from j3032calc.storage.catalogue import load_catalogue
from j3032calc.wording import payer_rules as say

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("text", "read", "written"),
    [
        ("tezspire 4 weeks", PayerInterval(product_id="tezspire", interval=Interval(days=28)), "Tezspire 4 weeks"),
        (
            "mepolizumab (Nucala) every 84 days",
            PayerInterval(product_id="nucala", interval=Interval(days=84)),
            "Nucala 84 days",
        ),
        (" Vyepti 3 months ", PayerInterval(product_id="vyepti", interval=Interval(months=3)), "Vyepti 3 months"),
    ],
)
def test_an_interval_is_read_and_written(text: str, read: PayerInterval, written: str) -> None:
    assert say.read_payer_interval(text, CATALOGUE) == read
    assert say.write_payer_interval(read, CATALOGUE) == written


@pytest.mark.parametrize(
    ("text", "read", "written"),
    [
        ("tezspire 210 a dose", PayerLimit(product_id="tezspire", units=210), "Tezspire 210 a dose"),
        ("xolair 90 units per dose", PayerLimit(product_id="xolair", units=90), "Xolair 90 a dose"),
        (
            "Xolair 1,300 in 365 days",
            PayerLimit(product_id="xolair", units=1300, days=365),
            "Xolair 1,300 in 365 days",
        ),
        ("xolair 5 in 1 day", PayerLimit(product_id="xolair", units=5, days=1), "Xolair 5 in 1 day"),
    ],
)
def test_a_limit_is_read_and_written(text: str, read: PayerLimit, written: str) -> None:
    assert say.read_payer_limit(text, CATALOGUE) == read
    assert say.write_payer_limit(read, CATALOGUE) == written


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tezspire", site.RuleUnreadable),
        ("aspirin 4 weeks", product.ProductUnknown),
        ("tezspire 0 weeks", typed.IntervalUnreadable),
    ],
)
def test_no_other_interval_is_read(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        say.read_payer_interval(text, CATALOGUE)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tezspire 210", site.RuleUnreadable),
        ("tezspire 210 in 0 days", typed.CountOutsideLimits),
        ("aspirin 1 a dose", product.ProductUnknown),
    ],
)
def test_no_other_limit_is_read(text: str, problem: type[Problem]) -> None:
    with pytest.raises(problem):
        say.read_payer_limit(text, CATALOGUE)


def test_a_rule_about_a_product_that_has_left_the_catalogue_is_written_as_it_was_kept() -> None:
    assert say.write_payer_limit(PayerLimit(product_id="oldmab", units=2), CATALOGUE) == "oldmab 2 a dose"


def test_each_example_is_read_as_it_stands_there() -> None:
    assert say.read_payer_interval(say.INTERVAL_EXAMPLE, CATALOGUE).product_id == "tezspire"
    assert [say.read_payer_limit(one, CATALOGUE).product_id for one in say.LIMIT_EXAMPLE.split(", or ")] == [
        "tezspire",
        "xolair",
    ]
