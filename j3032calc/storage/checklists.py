"""The documentation checklists, read from ``resources/checklists/``: one file per product of the catalogue."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from j3032calc.domain.checklist import Checklist, ChecklistItem, ItemKind
from j3032calc.storage.catalogue_care import NO_SCHEDULE
from j3032calc.storage.catalogue_fields import read_file
from j3032calc.storage.resources import resource

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.product import Product
    from j3032calc.storage.catalogue_fields import Table


def load_checklists(catalogue: Catalogue, folder: Traversable | None = None) -> tuple[Checklist, ...]:
    """Read the checklists of every product of an edition.

    Args:
        catalogue: the edition whose products and schedules the checklists name.
        folder: what holds checklists/; the shipped resources by default.

    Raises:
        CatalogueInvalid: a file cannot be trusted.
    """
    folder = resource() if folder is None else folder
    return tuple(
        checklist
        for product in catalogue.products
        for checklist in read_file(folder, f"checklists/{product.id}.toml", partial(_product, product=product))
    )


def _product(table: Table, *, product: Product) -> tuple[Checklist, ...]:
    checklists = table.tables("checklists", partial(_checklist, product=product))
    seen: set[str] = set()
    for index, checklist in enumerate(checklists):
        if not seen.isdisjoint(checklist.schedules):
            table.refuse(f"checklists[{index}].schedules", "are in another checklist too")
        seen.update(checklist.schedules)
    return checklists


def _checklist(table: Table, *, product: Product) -> Checklist:
    schedules = table.texts("schedules", str, "is not text")
    known = [schedule.id for schedule in product.schedules]
    for index, schedule in enumerate(schedules):
        if schedule not in known:
            table.refuse(f"schedules[{index}]", NO_SCHEDULE)
    items = table.tables("items", _item)
    table.refuse_repeats([item.id for item in items], "items[{}].id")
    return Checklist(product.id, schedules, items)


def _item(table: Table) -> ChecklistItem:
    return ChecklistItem(
        id=table.text("id"),
        kind=table.read("kind", ItemKind, "is not a known kind of item"),
        text=table.text("text"),
        asked=table.optional("asked", table.text),
        is_dated=table.has("dated") and table.flag("dated"),
        is_optional=table.has("optional") and table.flag("optional"),
        cited=table.citation(),
    )
