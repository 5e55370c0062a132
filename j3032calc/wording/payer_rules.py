"""A payer's rules about one product as they are typed and written: "Tezspire 4 weeks", "Xolair 1,300 in 365 days"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from j3032calc.domain.problems.site import RuleUnreadable
from j3032calc.domain.site_payer import PayerInterval, PayerLimit
from j3032calc.wording.counts import read_count
from j3032calc.wording.reading import read_interval
from j3032calc.wording.writing import count_of, write_interval

if TYPE_CHECKING:
    from j3032calc.domain.catalogue import Catalogue

_INTERVAL: Final = re.compile(r"(.+?) (?:every )?([0-9]+ ?(?:day|week|month)s?)")
_LIMIT: Final = re.compile(r"(.+?) ([0-9][0-9,]*)(?: units?)?(?: (?:a|per) dose| in ([0-9][0-9,]*) days?)")
_MOST_UNITS: Final = 999_999
_MOST_DAYS: Final = 3_650
INTERVAL_EXAMPLE: Final = "Tezspire 4 weeks"
LIMIT_EXAMPLE: Final = "Tezspire 210 a dose, or Xolair 1,300 in 365 days"


def read_payer_interval(text: str, catalogue: Catalogue) -> PayerInterval:
    """Read how often a payer pays a product: "Tezspire 4 weeks".

    Raises:
        RuleUnreadable: another form.
        Problem: the product or the interval cannot be read.
    """
    read = _INTERVAL.fullmatch(text.strip())
    if read is None:
        raise RuleUnreadable(text, INTERVAL_EXAMPLE)
    return PayerInterval(product_id=catalogue.product(read[1]).id, interval=read_interval(read[2]))


def read_payer_limit(text: str, catalogue: Catalogue) -> PayerLimit:
    """Read the most that a payer pays of a product: "Tezspire 210 a dose", "Xolair 1,300 in 365 days".

    Raises:
        RuleUnreadable: another form.
        Problem: the product or a number cannot be read.
    """
    read = _LIMIT.fullmatch(text.strip())
    if read is None:
        raise RuleUnreadable(text, LIMIT_EXAMPLE)
    return PayerLimit(
        product_id=catalogue.product(read[1]).id,
        units=read_count(read[2], most=_MOST_UNITS, noun="billing units"),
        days=None if read[3] is None else read_count(read[3], most=_MOST_DAYS, noun="days"),
    )


def write_payer_interval(rule: PayerInterval, catalogue: Catalogue) -> str:
    """Write how often a payer pays a product, as it would be typed."""
    return f"{_brand(rule.product_id, catalogue)} {write_interval(rule.interval).removeprefix('every ')}"


def write_payer_limit(rule: PayerLimit, catalogue: Catalogue) -> str:
    """Write the most that a payer pays of a product, as it would be typed."""
    period = "a dose" if rule.days is None else f"in {count_of(rule.days, 'day')}"
    return f"{_brand(rule.product_id, catalogue)} {rule.units:,} {period}"


def _brand(product_id: str, catalogue: Catalogue) -> str:
    """Give the brand of a product, or its id once an edition of the catalogue no longer has it."""
    product = catalogue.by_id(product_id)
    return product_id if product is None else product.brand
