"""A payer file of the catalogue as a ``PayerProfile``."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from j3032calc.domain.checklist import ItemKind
from j3032calc.domain.ndc import NdcQualifier
from j3032calc.domain.payer import (
    Asked,
    AuthorizationRule,
    BenefitRule,
    Modifier340B,
    ModifierDates,
    PayerProfile,
    UnitLimit,
    WasteBilling,
)
from j3032calc.domain.product import Form
from j3032calc.storage.catalogue_care import NO_SCHEDULE
from j3032calc.storage.catalogue_fields import read_known, read_list, read_statement, read_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from j3032calc.domain.product import Citation, Product
    from j3032calc.domain.schedule import Steps
    from j3032calc.storage.catalogue_fields import T, Table

_MODIFIER: Final = re.compile(r"[A-Z0-9]{2}")
_NO_FORM: Final = "is not a known form"


def read_payer(table: Table, payer_id: str, products: Sequence[Product]) -> PayerProfile:
    """Read a payer file.

    Args:
        table: the file.
        payer_id: the id under which it is listed.
        products: the products that its rules may name.

    Raises:
        CatalogueInvalid: a field is wrong or missing.
    """
    waste, dates, cited = table.table("waste", _waste)
    wants_ndc, qualifiers = table.table("ndc", _ndc)
    about = partial(partial, products=products)
    return PayerProfile(
        id=payer_id,
        name=table.table("payer", partial(_payer_name, payer_id=payer_id)),
        waste=waste,
        dates=dates,
        wants_ndc=wants_ndc,
        clocks=_rules(table, "clocks", about(_clock)),
        statements=table.tables("statements", read_statement),
        cited=cited,
        ndc_qualifiers=qualifiers,
        authorization=_rule(table, "authorization", _authorization),
        wants_side=_rule(table, "side", _side),
        modifier_340b=_rule(table, "modifier_340b", _modifier_340b),
        limits=_rules(table, "limits", about(_limit)),
        benefit_rules=_rules(table, "not_medical_benefit", about(_benefit_rule)),
        asked=_rule(table, "asked", _asked),
    )


def _rule(table: Table, field: str, read: Callable[[Table], T]) -> T | None:
    return table.optional(field, lambda name: table.table(name, read))


def _rules(table: Table, field: str, read: Callable[[Table], T]) -> tuple[T, ...]:
    return table.tables(field, read) if table.has(field) else ()


def _payer_name(table: Table, *, payer_id: str) -> str:
    if table.text("id") != payer_id:
        table.refuse("id", f"is not {payer_id}")
    table.citation()
    return table.text("name")


def _waste(table: Table) -> tuple[WasteBilling, ModifierDates, Citation]:
    billing = table.read("billing", WasteBilling, "is not a known way to bill waste")
    dates = ModifierDates(table.day("jw_required"), table.day("jz_available"), table.day("jz_required"))
    if dates.jz_required < dates.jz_available:
        table.refuse("jz_required", "is before jz_available")
    return billing, dates, table.citation()


def _ndc(table: Table) -> tuple[bool, tuple[tuple[Form, NdcQualifier], ...]]:
    table.citation()
    return table.flag("wanted"), _rules(table, "counted", _counted)


def _counted(table: Table) -> tuple[Form, NdcQualifier]:
    form = table.read("form", Form, _NO_FORM)
    # A volume or a count can be worked out from any package; grams and international units cannot.
    unit = table.read("unit", NdcQualifier, "is not UN or ML")
    if unit not in {NdcQualifier.UNIT, NdcQualifier.MILLILITRE}:
        table.refuse("unit", "is not UN or ML")
    return form, unit


def _known(table: Table, products: Sequence[Product]) -> Product:
    product_id = read_known(table, "product", [product.id for product in products])
    return next(product for product in products if product.id == product_id)


def _clock(table: Table, *, products: Sequence[Product]) -> tuple[str, Steps]:
    table.citation()
    return _known(table, products).id, read_steps(table)


def _authorization(table: Table) -> AuthorizationRule:
    return AuthorizationRule(table.flag("needed"), table.citation())


def _side(table: Table) -> bool:
    table.citation()
    return table.flag("wanted")


def _modifier_340b(table: Table) -> Modifier340B:
    return Modifier340B(table.read("modifier", _read_modifier, "is not a modifier like TB"), table.citation())


def _read_modifier(text: str) -> str:
    if not _MODIFIER.fullmatch(text):
        raise ValueError(text)
    return text


def _limit(table: Table, *, products: Sequence[Product]) -> UnitLimit:
    product = _known(table, products)
    schedules = read_list(table, "schedules", str, "is not text")
    known = [schedule.id for schedule in product.schedules]
    for index, schedule in enumerate(schedules):
        if schedule not in known:
            table.refuse(f"schedules[{index}]", NO_SCHEDULE)
    return UnitLimit(
        product_id=product.id,
        units=table.number("units"),
        days=table.optional("days", table.number),
        counts_waste=table.optional("counts_waste", table.flag),
        schedules=schedules,
        cited=table.citation(),
    )


def _benefit_rule(table: Table, *, products: Sequence[Product]) -> BenefitRule:
    product = _known(table, products)
    return BenefitRule(product.id, read_list(table, "forms", Form, _NO_FORM), table.text("text"), table.citation())


def _asked(table: Table) -> Asked:
    return Asked(table.texts("kinds", ItemKind, "is not a known kind of item"), table.citation())
