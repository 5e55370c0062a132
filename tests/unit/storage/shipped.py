"""What the tests of the shipped catalogue look things up with, and a copy in which one text is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from j3032calc.domain.problems.product import CatalogueInvalid
from j3032calc.domain.quantities import Mass
from j3032calc.domain.schedule import Interval, Step, Steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.product import Product


def product(catalogue: Catalogue, product_id: str) -> Product:
    return next(one for one in catalogue.products if one.id == product_id)


def mg(amount: int) -> Mass:
    return Mass.of(amount, "mg")


def every(*, days: int = 0, months: int = 0) -> Steps:
    return Steps((Step(1, Interval(days, months)),))


FASENRA_STEPS: Final = Steps((Step(1, Interval(28)), Step(3, Interval(56))))


class Broken(NamedTuple):
    """A copy of the catalogue with one text replaced, and how it is refused."""

    id: str
    path: str
    old: str
    new: str
    field: str
    reason: str


TEZSPIRE: Final = "products/tezspire.toml"
XOLAIR: Final = "products/xolair.toml"
MEDICARE: Final = "payers/medicare-part-b.toml"


def assert_is_refused(case: Broken, load: Callable[[], object]) -> None:
    with pytest.raises(CatalogueInvalid) as refusal:
        load()

    assert refusal.value.file == case.path.split("/")[-1]
    assert (refusal.value.field, refusal.value.reason) == (case.field, case.reason)
