"""The shipped catalogue, read from ``resources/`` and refused as a whole when any file of it cannot be trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from j3032calc.domain.catalogue import Catalogue, CodeClaim, KnownCode, read_hcpcs
from j3032calc.domain.problems.product import CatalogueInvalid
from j3032calc.storage.catalogue_fields import NO_PRODUCT, read_file, read_known
from j3032calc.storage.catalogue_payers import read_payer
from j3032calc.storage.catalogue_products import read_product
from j3032calc.storage.resources import resource
from j3032calc.wording.writing import write_date

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from importlib.resources.abc import Traversable

    from j3032calc.domain.ndc import Ndc
    from j3032calc.domain.product import Product
    from j3032calc.storage.catalogue_fields import Table

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _Edition:
    text: str
    products: tuple[str, ...]
    payers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _InForce:
    first: date
    last: date | None
    replaced_by: str | None


def load_catalogue(folder: Traversable | None = None) -> Catalogue:
    """Read an edition of the catalogue.

    Args:
        folder: what holds catalogue.toml, codes.toml, products/ and payers/; the shipped resources by default.

    Raises:
        CatalogueInvalid: a file, or what two files say, cannot be trusted.
    """
    folder = resource() if folder is None else folder
    edition = read_file(folder, "catalogue.toml", _edition)
    codes = read_file(folder, "codes.toml", partial(_codes, product_ids=edition.products))
    products = tuple(
        read_file(folder, f"products/{one}.toml", partial(read_product, product_id=one, codes=codes))
        for one in edition.products
    )
    _refuse_shared_packages(products)
    _refuse_strangers(products)
    payers = tuple(
        read_file(folder, f"payers/{one}.toml", partial(read_payer, payer_id=one, products=products))
        for one in edition.payers
    )
    return Catalogue(edition.text, products, codes, payers)


def _edition(table: Table) -> _Edition:
    number, day = table.number("edition"), table.day("date")
    # The note is for whoever edits the files.
    table.text("note")
    return _Edition(f"{number} ({write_date(day)})", _ids(table, "products"), _ids(table, "payers"))


def _ids(table: Table, field: str) -> tuple[str, ...]:
    ids = table.texts(field, _read_id, "is not an id like tezspire")
    table.refuse_repeats(ids, f"{field}[{{}}]")
    return ids


def _read_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError(text)
    return text


def _codes(table: Table, *, product_ids: Collection[str]) -> tuple[KnownCode, ...]:
    codes = table.tables("codes", partial(_known_code, product_ids=product_ids))
    all_hcpcs = [code.hcpcs for code in codes]
    table.refuse_repeats(all_hcpcs, "codes[{}].hcpcs")
    for index, code in enumerate(codes):
        if code.replaced_by is not None and code.replaced_by not in all_hcpcs:
            table.refuse(f"codes[{index}].in_force.replaced_by", "has no row of its own")
    return codes


def _known_code(table: Table, *, product_ids: Collection[str]) -> KnownCode:
    in_force = table.table("in_force", _in_force)
    document = table.optional("document", lambda field: table.table(field, partial(_document, product_ids=product_ids)))
    claim, document_product_id = document or (None, None)
    return KnownCode(
        hcpcs=table.read("hcpcs", read_hcpcs, "is not a HCPCS code"),
        cms=_claim(table),
        product_id=table.optional("product", lambda field: read_known(table, field, product_ids)),
        first=in_force.first,
        last=in_force.last,
        replaced_by=in_force.replaced_by,
        document=claim,
        document_product_id=document_product_id,
    )


def _claim(table: Table) -> CodeClaim:
    return CodeClaim(table.text("drug"), table.text("descriptor"), table.citation())


def _document(table: Table, *, product_ids: Collection[str]) -> tuple[CodeClaim, str]:
    return _claim(table), read_known(table, "product", product_ids)


def _in_force(table: Table) -> _InForce:
    first, last = table.day("first"), table.optional("last", table.day)
    if last is not None and last < first:
        table.refuse("last", "is before the first day")
    # The dates have a source of their own: that a code exists is often surer than its first day.
    table.citation()
    return _InForce(first, last, table.optional("replaced_by", table.text))


def _refuse_shared_packages(products: Sequence[Product]) -> None:
    seen: dict[Ndc, str] = {}
    for product in products:
        for index, presentation in enumerate(product.presentations):
            if presentation.ndc in seen:
                file, field = f"{product.id}.toml", f"presentations[{index}].ndc"
                raise CatalogueInvalid(file, field, f"is also in {seen[presentation.ndc]}.toml")
            seen[presentation.ndc] = product.id


def _refuse_strangers(products: Sequence[Product]) -> None:
    """Refuse a product that names another one which this edition does not hold."""
    ids = {product.id for product in products}
    for product in products:
        for index, other in enumerate(product.not_with.products if product.not_with else ()):
            if other not in ids:
                file, field = f"{product.id}.toml", f"not_with.products[{index}]"
                raise CatalogueInvalid(file, field, NO_PRODUCT)
