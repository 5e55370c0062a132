"""A claim that cannot be written."""

from __future__ import annotations

from dataclasses import dataclass

from j3032calc.domain.problems import Problem


@dataclass(eq=False)
class NothingToClaim(Problem):
    """Nothing was chosen, or a dose without a claim line: voided, free drug, copied from another record."""


@dataclass(eq=False)
class ClaimStopped(Problem):
    """Findings that stop a claim and that no lead overrode."""

    rules: tuple[str, ...]


@dataclass(eq=False)
class ClaimOutOfBalance(Problem):
    """Claim lines that do not agree with the billing units given and discarded."""


@dataclass(eq=False)
class ClaimIncomplete(Problem):
    """What a claim needs and is not on file."""

    missing: tuple[str, ...]


@dataclass(eq=False)
class ClaimValueUnusable(Problem):
    """A value on file that a claim cannot carry; ``what`` names it, ``reason`` completes "it …"."""

    what: str
    reason: str
