"""The catalogue as a whole: finding a product by what a person types, and the code cross-check.

A code that CMS and the source document give to different drugs never picks a drug.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from j3032calc.domain.ndc import Ndc
from j3032calc.domain.problems.product import (
    CodeDisputed,
    CodeUnknown,
    CodeUnreadable,
    CodeWithoutProduct,
    NdcAmbiguous,
    NdcUnreadable,
    PayerUnknown,
    ProductAmbiguous,
    ProductUnknown,
)

if TYPE_CHECKING:
    from datetime import date

    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.product import Citation, Presentation, Product
    from j3032calc.domain.site_product import CodeOverride, SiteProduct

_HCPCS: Final = re.compile(r"[A-Z][0-9]{4}")
_NDC_LIKE: Final = re.compile(r"[0-9][0-9-]{7,}")


def read_hcpcs(text: str) -> str:
    """Read a HCPCS Level II code: a letter and four digits.

    Raises:
        CodeUnreadable: the text has another form.
    """
    code = text.strip(" ").upper()
    # Upper case turns some letters into two ("ß"), so the shape is checked after it.
    if not _HCPCS.fullmatch(code):
        raise CodeUnreadable(text)
    return code


class Agreement(Enum):
    """How CMS and the source document stand to each other on one code."""

    AGREE = "agree"
    DISAGREE = "disagree"
    CMS_ONLY = "cms-only"


@dataclass(frozen=True, slots=True)
class CodeClaim:
    """What one source says a code is."""

    drug: str
    descriptor: str
    cited: Citation


@dataclass(frozen=True, slots=True)
class KnownCode:
    """A HCPCS code as CMS has it, and what the source document says about it, if anything.

    ``product_id`` is the catalogue's product that CMS bills with this code; ``document_product_id`` the one that the
    document means by it. ``last`` is the code's last day in force, ``None`` while it is.
    """

    hcpcs: str
    cms: CodeClaim
    product_id: str | None
    first: date
    last: date | None
    replaced_by: str | None
    document: CodeClaim | None
    document_product_id: str | None

    @property
    def agreement(self) -> Agreement:
        """Whether the two sources agree."""
        if self.document is None:
            return Agreement.CMS_ONLY
        return Agreement.AGREE if self.document_product_id == self.product_id else Agreement.DISAGREE

    def in_force(self, day: date) -> bool:
        """Whether a claim for that day may carry the code."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """What the sources say about one code, with the CMS code of each drug that it could mean.

    ``candidates`` has the product CMS means first; it is empty for a code of a drug that is not in the catalogue.
    """

    code: KnownCode
    candidates: tuple[Product, ...]


@dataclass(frozen=True)
class Catalogue:
    """An edition of products, codes and payer profiles. Products and payers stand in the order they are shown.

    The site's own drugs stand behind the shipped products, those that it does not use any more too.
    ``site_products`` says how the site has some of the products.
    """

    edition: str
    products: tuple[Product, ...]
    codes: tuple[KnownCode, ...]
    payers: tuple[PayerProfile, ...]
    site_products: tuple[SiteProduct, ...] = ()

    @cached_property
    def _names(self) -> dict[str, tuple[Product, ...]]:
        names: dict[str, tuple[Product, ...]] = {}
        # A drug that is not used any more is found only by what no other has.
        for product in (*self.offered, *(one for one in self.products if one.is_retired)):
            for name in product.spellings:
                if not product.is_retired or name not in names:
                    names[name] = (*names.get(name, ()), product)
        return names

    @cached_property
    def offered(self) -> tuple[Product, ...]:
        """The products that can be chosen: all but those of the site that are not used any more."""
        return tuple(product for product in self.products if not product.is_retired)

    @cached_property
    def _codes(self) -> dict[str, KnownCode]:
        return {code.hcpcs: code for code in self.codes}

    @cached_property
    def _by_id(self) -> dict[str, Product]:
        return {product.id: product for product in self.products}

    @cached_property
    def _packages(self) -> dict[Ndc, tuple[Product, Presentation]]:
        # Of two that have one NDC the shipped one, which stands first.
        return {item.ndc: (product, item) for product in reversed(self.products) for item in product.presentations}

    def code(self, hcpcs: str) -> KnownCode | None:
        """Give what is known about a code, ``None`` if nothing is."""
        return self._codes.get(hcpcs)

    def cross_check(self, text: str) -> CrossCheck:
        """Say what each source makes of a code.

        Raises:
            CodeUnreadable: not a HCPCS code.
            CodeUnknown: a code that this catalogue does not hold.
        """
        hcpcs = read_hcpcs(text)
        known = self._codes.get(hcpcs)
        if known is None:
            raise CodeUnknown(hcpcs)
        ids = dict.fromkeys((known.product_id, known.document_product_id))
        return CrossCheck(known, tuple(self._by_id[one] for one in ids if one is not None))

    def product(self, text: str) -> Product:
        """Find a product by id, brand, generic name, HCPCS code or NDC.

        Raises:
            CodeDisputed: a code that the sources give to different drugs.
            CodeWithoutProduct: a known code of a drug that is not in the catalogue.
            NdcAmbiguous: an NDC whose ten digits fit several groupings or products.
            ProductAmbiguous: a name of several products, or a code of several drugs of the site.
            ProductUnknown: anything else.
        """
        wanted = " ".join(filter(None, text.split(" ")))
        found = self._names.get(wanted.casefold(), ())
        if len(found) > 1:
            raise ProductAmbiguous(text, tuple(product.brand for product in found))
        if found:
            return found[0]
        if _HCPCS.fullmatch(wanted.upper()):
            return self._product_of_code(wanted.upper())
        if _NDC_LIKE.fullmatch(wanted):
            return self.package(wanted)[0]
        raise ProductUnknown(text, tuple(product.brand for product in self.offered))

    def _product_of_code(self, hcpcs: str) -> Product:
        own = [product for product in self.offered if product.is_of_site and product.code.hcpcs == hcpcs]
        if len(own) > 1:
            raise ProductAmbiguous(hcpcs, tuple(product.brand for product in own))
        if own:
            return own[0]
        known = self._codes.get(hcpcs)
        if known is None:
            raise ProductUnknown(hcpcs, tuple(product.brand for product in self.offered))
        check = self.cross_check(hcpcs)
        if known.agreement is Agreement.DISAGREE and known.document is not None:
            brands = tuple(product.brand for product in check.candidates)
            raise CodeDisputed(hcpcs, known.cms.drug, known.document.drug, brands)
        if known.product_id is None:
            raise CodeWithoutProduct(hcpcs, known.cms.drug)
        return self._by_id[known.product_id]

    def package(self, text: str) -> tuple[Product, Presentation]:
        """Find the product and presentation of an NDC, with or without hyphens, ten or eleven digits.

        Raises:
            NdcAmbiguous: ten digits that no package, or more than one, has.
            NdcUnreadable: not an NDC.
            ProductUnknown: an NDC that is not in the catalogue.
        """
        ndc = self.read_ndc(text)
        if ndc not in self._packages:
            raise ProductUnknown(str(ndc), tuple(product.brand for product in self.offered))
        return self._packages[ndc]

    def find_package(self, ndc: Ndc) -> tuple[Product, Presentation] | None:
        """Give the product and presentation of an NDC, ``None`` if the catalogue has no such package."""
        return self._packages.get(ndc)

    def read_ndc(self, text: str) -> Ndc:
        """Read an NDC; ten digits without hyphens only through a package of the catalogue.

        Raises:
            NdcAmbiguous: ten digits that no package, or more than one, has.
            NdcUnreadable: not an NDC.
        """
        try:
            return Ndc.read(text)
        except NdcAmbiguous:
            found = [ndc for ndc in self._packages if text.strip(" ") in ndc.ten_digit_forms]
            if len(found) != 1:
                raise
            return found[0]

    def names_package(self, text: str) -> Presentation | None:
        """Give the presentation if the text is an NDC of the catalogue, else ``None``."""
        try:
            found = self.find_package(self.read_ndc(text))
        except (NdcAmbiguous, NdcUnreadable):
            return None
        return found[1] if found else None

    def by_id(self, product_id: str | None) -> Product | None:
        """Give a product by its id, used or not; ``None`` for a drug that was typed and one that is not here."""
        return None if product_id is None else self._by_id.get(product_id)

    def of_site(self, product_id: str) -> SiteProduct | None:
        """Say how the site has a product, ``None`` where it has said nothing."""
        return next((one for one in self.site_products if one.product_id == product_id), None)

    def override(self, product_id: str) -> CodeOverride | None:
        """Give the code that the site bills in place of CMS's, ``None`` where it bills CMS's."""
        found = self.of_site(product_id)
        return None if found is None else found.override

    def stocked(self, product: Product) -> tuple[Presentation, ...]:
        """Give the packages of a product that the site stocks: all of them where it has not said which."""
        found = self.of_site(product.id)
        if found is None or found.stocked is None:
            return product.presentations
        return tuple(item for item in product.presentations if str(item.ndc) in found.stocked)

    def payer(self, text: str) -> PayerProfile:
        """Find a payer profile by id.

        Raises:
            PayerUnknown: there is none of that id.
        """
        for profile in self.payers:
            if profile.id == text.strip(" ").casefold():
                return profile
        raise PayerUnknown(text, tuple(profile.id for profile in self.payers))
