"""The catalogue as the site works with it: the shipped edition, with the site's own payers and how it has products."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from j3032calc.domain.catalogue import read_hcpcs
from j3032calc.domain.problems.site import OverrideIsCmsCode
from j3032calc.domain.reasons import Why, need_reason
from j3032calc.domain.site_drug import product_of
from j3032calc.domain.site_payer import profile_of
from j3032calc.domain.site_product import CodeOverride, PackageOfOther

if TYPE_CHECKING:
    from collections.abc import Iterable

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.site_drug import SiteDrug
    from j3032calc.domain.site_payer import SitePayer
    from j3032calc.domain.site_product import SiteProduct


def with_site(
    shipped: Catalogue, payers: Iterable[SitePayer], products: Iterable[SiteProduct], drugs: Iterable[SiteDrug] = ()
) -> Catalogue:
    """Add to the shipped edition the site's own drugs, its payer profiles that are in use, and how it has products."""
    own = tuple(product_of(drug, shipped) for drug in drugs)
    whole = replace(shipped, products=(*shipped.products, *own), site_products=tuple(products))
    profiles = tuple(profile_of(payer, whole) for payer in payers if payer.is_used)
    return replace(whole, payers=(*shipped.payers, *profiles))


def checked_product(product: SiteProduct, catalogue: Catalogue) -> SiteProduct:
    """Give a site's product with its code in capitals.

    Raises:
        ProductUnknown: no product of this catalogue.
        PackageOfOther: a package that the product does not have.
        CodeUnreadable: the code has another form.
        OverrideIsCmsCode: the code is the product's own.
        ReasonMissing: nobody has said why another code is billed.
    """
    known = catalogue.product(product.product_id)
    packages = {str(item.ndc) for item in known.presentations}
    if not packages.issuperset(product.stocked or ()):
        raise PackageOfOther
    if product.override is None:
        return product
    hcpcs, reason = read_hcpcs(product.override.hcpcs), need_reason(product.override.reason, Why.OTHER_CODE)
    if hcpcs == known.code.hcpcs:
        raise OverrideIsCmsCode(hcpcs, known.name)
    return replace(product, override=CodeOverride(hcpcs=hcpcs, reason=reason))
