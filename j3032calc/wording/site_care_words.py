"""How the site's payers, products and recalls are written in Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from j3032calc.domain.checklist import ItemKind
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.site_drug import ENTERED_BY_SITE
from j3032calc.domain.site_payer import NOTE_TOPIC, PayerInterval, PayerLimit
from j3032calc.wording.answers import presentation_line
from j3032calc.wording.log_words import NOT_RECORDED
from j3032calc.wording.payer_rules import write_payer_interval, write_payer_limit
from j3032calc.wording.writing import count_of, write_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from j3032calc.domain.catalogue import Catalogue
    from j3032calc.domain.payer import PayerProfile
    from j3032calc.domain.product import Product
    from j3032calc.domain.site import Recall
    from j3032calc.domain.site_payer import SitePayer
    from j3032calc.domain.site_product import SiteProduct

_BETWEEN: Final = "; "
_WASTE: Final[Mapping[WasteBilling, str]] = {
    WasteBilling.JW_JZ: "JW and JZ",
    WasteBilling.GIVEN_ONLY: "Given only",
    WasteBilling.OPENED_IN_FULL: "Opened in full",
}
_SAID: Final = {True: "yes", False: "no", None: ""}
KINDS: Final[Mapping[ItemKind, str]] = {
    ItemKind.SEVERITY: "Severity",
    ItemKind.PRIOR_TREATMENT: "Treatments tried before",
    ItemKind.EXACERBATIONS: "Exacerbations",
    ItemKind.BIOMARKER: "Biomarkers",
    ItemKind.CONTROLLER: "Controller therapy",
    ItemKind.SPECIALIST: "Specialist",
    ItemKind.OTHER_BIOLOGIC: "No other biologic",
    ItemKind.RESPONSE: "Response at renewal",
}
VERIFY: Final = "Shipped: verify with the payer"

# --- Payers ----------------------------------------------------------------------------------------------------------


def payer_cells(profile: PayerProfile, by: str) -> tuple[str, ...]:
    """Give a payer profile as a row; ``by`` says who keeps it, and nothing for a shipped one."""
    needs = profile.authorization
    source = f"{profile.cited.title}, {write_date(profile.cited.checked)}"
    return (
        profile.name,
        _WASTE[profile.waste],
        "Wanted" if profile.wants_ndc else "Not wanted",
        "Not said" if needs is None else "Needed" if needs.is_needed else "Not needed",
        _rules(profile),
        f"{by or VERIFY}. {source}",
    )


def _rules(profile: PayerProfile) -> str:
    counts = ((len(profile.clocks), "interval"), (len(profile.limits), "limit"))
    return ", ".join(count_of(count, noun) for count, noun in counts if count) or "None known"


def site_payer_entries(payer: SitePayer, catalogue: Catalogue) -> dict[str, str]:
    """Give the fields of a payer's form, as they would be typed; ``asked`` stands beside them."""
    unit = "catalogue" if payer.ndc_unit is None else payer.ndc_unit.value
    return {
        "payer_name": payer.name,
        "source": payer.source,
        "checked_on": write_date(payer.checked_on),
        "intervals": _BETWEEN.join(write_payer_interval(one, catalogue) for one in payer.intervals),
        "limits": _BETWEEN.join(write_payer_limit(one, catalogue) for one in payer.limits),
        "modifier_340b": payer.modifier_340b or "",
        "note": payer.note or "",
        "waste": payer.waste.value,
        "ndc": unit if payer.wants_ndc else "",
        "authorization": _SAID[payer.needs_authorization],
        "counts_waste": _SAID[payer.counts_waste],
        "side": _SAID[payer.wants_side],
        "self_administered": _SAID[payer.pays_self_administered],
    }


def copied_entries(profile: PayerProfile, catalogue: Catalogue) -> dict[str, str]:
    """Give the fields of a new profile that begins as a shipped one; name, source and day are the site's to enter.

    Steps of an interval and limits of one use have no field: they are left out, so that nobody takes them over unseen.
    """
    needs, notes = profile.authorization, [one.text for one in profile.statements if one.topic == NOTE_TOPIC]
    intervals = [
        PayerInterval(product_id=product, interval=steps.only_interval)
        for product, steps in profile.clocks
        if steps.only_interval is not None
    ]
    limits = [
        PayerLimit(product_id=one.product_id, units=one.units, days=one.days)
        for one in profile.limits
        if not one.schedules
    ]
    counts = {one.counts_waste for one in profile.limits}
    return {
        "intervals": _BETWEEN.join(write_payer_interval(one, catalogue) for one in intervals),
        "limits": _BETWEEN.join(write_payer_limit(one, catalogue) for one in limits),
        "modifier_340b": "" if profile.modifier_340b is None else profile.modifier_340b.modifier,
        "note": _BETWEEN.join(notes),
        "waste": profile.waste.value,
        "ndc": "catalogue" if profile.wants_ndc else "",
        "authorization": _SAID[None if needs is None else needs.is_needed],
        "counts_waste": _SAID[counts.pop() if len(counts) == 1 else None],
        "side": _SAID[profile.wants_side],
        "self_administered": "no" if profile.benefit_rules else "yes",
    }


# --- Products and recalls --------------------------------------------------------------------------------------------


def product_cells(product: Product, of_site: SiteProduct | None, by: str) -> tuple[str, ...]:
    """Give a product as a row: drug, code, stocked packages, and who said so."""
    override = None if of_site is None else of_site.override
    code = product.code.hcpcs
    if product.is_of_site:
        used = ", not used any more" if product.is_retired else ""
        every = _BETWEEN.join(map(presentation_line, product.presentations))
        return product.name, f"{code} ({ENTERED_BY_SITE}{used})", every, by
    if override is not None:
        code = f"{override.hcpcs} (site override; CMS: {code}). {override.reason}"
    stocked = None if of_site is None else of_site.stocked
    packages = [presentation_line(item) for item in product.presentations if stocked and str(item.ndc) in stocked]
    if stocked is None or len(packages) == len(product.presentations):
        return product.name, code, "Every package", by
    return product.name, code, _BETWEEN.join(packages) or "No package", by


def recall_cells(recall: Recall) -> tuple[str, ...]:
    """Give a recalled lot as a row."""
    return recall.lot, recall.ndc or "Every package", recall.reason or NOT_RECORDED
