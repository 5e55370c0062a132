"""From what was typed about the site's payers, products and recalls to what is kept; each refusal names its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.catalogue import read_hcpcs
from j3032calc.domain.checklist import ItemKind
from j3032calc.domain.ndc import NdcQualifier
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.site import Recall
from j3032calc.domain.site_payer import SitePayer, payer_id_of, read_modifier
from j3032calc.domain.site_product import CodeOverride, SiteProduct
from j3032calc.domain.site_rules import check_new_lot
from j3032calc.services.entering import NO, YES, chosen, in_field, optional, parts, past_day, text_of
from j3032calc.wording.payer_rules import read_payer_interval, read_payer_limit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from j3032calc.domain.catalogue import Catalogue

_SAID: Final = {YES: True, NO: False}
NDC_AS_CATALOGUE: Final = "catalogue"


def entered_site_payer(
    entered: Mapping[str, str], catalogue: Catalogue, today: date, before: SitePayer | None = None
) -> SitePayer:
    """Read a payer profile of the site.

    Args:
        entered: the form, ``asked`` being kinds of checklist items with a semicolon between them.
        catalogue: with the site's other profiles.
        today: the day on which it is entered.
        before: the profile that is changed; its id stays.

    Raises:
        EntryRefused: a field is missing or cannot be read.
    """
    with in_field("payer_name"):
        name = chosen(entered["payer_name"], "payer", "Lakeside Health Plan")
    with in_field("waste"):
        waste = WasteBilling(chosen(entered["waste"], "waste", "JW and JZ"))
    with in_field("intervals"):
        intervals = tuple(read_payer_interval(text, catalogue) for text in parts(entered["intervals"]))
    with in_field("limits"):
        limits = tuple(read_payer_limit(text, catalogue) for text in parts(entered["limits"]))
    with in_field("source"):
        source = chosen(entered["source"], "source", "provider manual of 01-Jul-2026")
    with in_field("checked_on"):
        checked_on = past_day(today)(entered["checked_on"])
    ndc = entered["ndc"]
    return SitePayer(
        id=payer_id_of(name, (payer.id for payer in catalogue.payers)) if before is None else before.id,
        name=name,
        waste=waste,
        source=source,
        checked_on=checked_on,
        wants_ndc=bool(ndc),
        ndc_unit=NdcQualifier(ndc) if ndc not in {"", NDC_AS_CATALOGUE} else None,
        needs_authorization=_SAID.get(entered["authorization"]),
        wants_side=_SAID.get(entered["side"]),
        pays_self_administered=entered["self_administered"] == YES,
        modifier_340b=optional(entered, "modifier_340b", read_modifier),
        intervals=intervals,
        limits=limits,
        counts_waste=_SAID.get(entered["counts_waste"]),
        asked=tuple(map(ItemKind, parts(entered["asked"]))) or None,
        note=text_of(entered, "note"),
    )


def entered_site_product(entered: Mapping[str, str], product_id: str, stocked: tuple[str, ...] | None) -> SiteProduct:
    """Read how the site has a product: hcpcs and override_reason.

    Args:
        entered: the form.
        product_id: the product's id.
        stocked: the packages that were ticked, ``None`` for every one.

    Raises:
        EntryRefused: the code cannot be read, or code or reason stands alone.
    """
    hcpcs = optional(entered, "hcpcs", read_hcpcs)
    reason = text_of(entered, "override_reason")
    if hcpcs is None and reason is not None:
        with in_field("hcpcs"):
            chosen("", "hcpcs", "J2356")
    if hcpcs is None:
        return SiteProduct(product_id=product_id, stocked=stocked)
    with in_field("override_reason"):
        why = chosen(reason or "", "override_reason", "letter of the payer, 01-Jul-2026")
    return SiteProduct(product_id=product_id, stocked=stocked, override=CodeOverride(hcpcs=hcpcs, reason=why))


def entered_recall(entered: Mapping[str, str], catalogue: Catalogue, before: tuple[Recall, ...]) -> Recall:
    """Read a lot that must not be given: lot, ndc and recall_reason.

    Raises:
        EntryRefused: no lot, one that is on the list, or an NDC that cannot be read.
    """
    ndc = optional(entered, "ndc", catalogue.read_ndc)
    with in_field("lot"):
        lot = chosen(entered["lot"], "lot", "A1234")
        recall = Recall(lot=lot, ndc=None if ndc is None else str(ndc), reason=text_of(entered, "recall_reason"))
        check_new_lot(recall, before)
    return recall
