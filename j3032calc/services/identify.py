"""What a typed NDC or a scanned package is: the 11-digit NDC, the product, and the lot and expiry on the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.barcode.gs1 import looks_like_gs1, read_package
from j3032calc.domain.package import Identified

if TYPE_CHECKING:
    from j3032calc.domain.catalogue import Catalogue


def identify(catalogue: Catalogue, text: str) -> Identified:
    """Read an NDC or a GS1 barcode text.

    Raises:
        BarcodeUnusable: a damaged code.
        NdcAmbiguous: ten digits that the catalogue cannot group.
        NdcUnreadable: neither NDC nor barcode.
    """
    text = text.strip(" \r\n")
    if not looks_like_gs1(text):
        ndc = catalogue.read_ndc(text)
        product, presentation = catalogue.find_package(ndc) or (None, None)
        return Identified(ndc, product, presentation)
    scan = read_package(text)
    ndc = catalogue.read_ndc(scan.ndc_digits)
    product, presentation = catalogue.find_package(ndc) or (None, None)
    return Identified(ndc, product, presentation, scan.gtin, scan.lot, scan.expiry, scan.serial)
