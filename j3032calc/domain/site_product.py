"""How the site has a product of the catalogue: the packages that it stocks, and a code that it must bill instead."""

from __future__ import annotations

from j3032calc.domain.record import record


class PackageOfOther(ValueError):
    """A package that a product does not have. Always our fault: a person chooses from those that it has."""


@record
class CodeOverride:
    """Another code than CMS's that the site bills for a product, and why: a payer's instruction."""

    hcpcs: str
    reason: str


@record
class SiteProduct:
    """One product as the site has it. ``stocked`` are NDCs of 11 digits, ``None`` where every package may be there."""

    product_id: str
    stocked: tuple[str, ...] | None = None
    override: CodeOverride | None = None
