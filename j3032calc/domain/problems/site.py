"""What the site's own payers and products cannot be."""

from __future__ import annotations

from dataclasses import dataclass

from j3032calc.domain.problems import Problem


@dataclass(eq=False)
class ModifierUnreadable(Problem):
    """Text that is no modifier, which has two letters or digits."""

    entered: str


@dataclass(eq=False)
class PayerNameTaken(Problem):
    """A name that another payer profile has."""

    entered: str


@dataclass(eq=False)
class OverrideIsCmsCode(Problem):
    """A site override with the product's own code."""

    code: str
    product: str


@dataclass(eq=False)
class RuleUnreadable(Problem):
    """Text that is no rule of a payer about one product; ``example`` is one."""

    entered: str
    example: str


@dataclass(eq=False)
class LotTwice(Problem):
    """A lot that stands on the recall list already."""

    entered: str
