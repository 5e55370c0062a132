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


@dataclass(eq=False)
class PackageUnreadable(Problem):
    """Text that is no package of a drug: NDC, content and container."""

    entered: str


@dataclass(eq=False)
class PackageWithoutVolume(Problem):
    """A package without a volume, where that is billed or counted."""

    ndc: str


@dataclass(eq=False)
class NdcTwice(Problem):
    """An NDC that two packages of one drug have."""

    ndc: str


@dataclass(eq=False)
class NdcOfOther(Problem):
    """An NDC that is another product's package."""

    ndc: str
    product: str


@dataclass(eq=False)
class DrugNameTaken(Problem):
    """A brand or generic name that another product is found by."""

    entered: str
    product: str


@dataclass(eq=False)
class CodeOfOther(Problem):
    """A code that CMS, or another source, gives to another product."""

    code: str
    drug: str


@dataclass(eq=False)
class DrugRetired(Problem):
    """A drug that the site does not use any more, where only one that it uses can be chosen."""

    name: str
