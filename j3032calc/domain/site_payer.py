"""A payer profile that the site keeps itself: what a payer told it, when, and where that is written."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from j3032calc.domain.checklist import ItemKind
from j3032calc.domain.identifiers import id_of
from j3032calc.domain.ndc import NdcQualifier
from j3032calc.domain.ordering import need_text
from j3032calc.domain.payer import (
    Asked,
    AuthorizationRule,
    BenefitRule,
    Modifier340B,
    PayerProfile,
    UnitLimit,
    WasteBilling,
)
from j3032calc.domain.problems.charting import DateInFuture
from j3032calc.domain.problems.product import ProductUnknown
from j3032calc.domain.problems.site import ModifierUnreadable, PayerNameTaken
from j3032calc.domain.product import Certainty, Citation, Form, Statement
from j3032calc.domain.record import record
from j3032calc.domain.schedule import Interval, Step, Steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from j3032calc.domain.catalogue import Catalogue

_MODIFIER: Final = re.compile(r"[A-Z0-9]{2}")
# What such a payer's rule about the patient's own injecting says, and what its own note is about.
SELF_ADMINISTERED: Final = "self-administered forms are not paid under the medical benefit"
NOTE_TOPIC: Final = "note"


@record
class PayerInterval:
    """How often the payer pays a product."""

    product_id: str
    interval: Interval


@record
class PayerLimit:
    """The most billing units of a product that the payer pays: for one dose, or within ``days``."""

    product_id: str
    units: int
    days: int | None = None


@record
class SitePayer:
    """One payer as the site knows it. ``None`` is "the payer has not said", which is a finding of its own.

    ``source`` says where the rules are written or who told them, ``checked_on`` when. ``counts_waste`` is for all of
    its limits. ``ndc_unit`` is for every package, ``None`` where the catalogue's own unit is taken. A profile that is
    not used any more stays, and can be chosen no more.
    """

    id: str
    name: str
    waste: WasteBilling
    source: str
    checked_on: date
    wants_ndc: bool = False
    ndc_unit: NdcQualifier | None = None
    needs_authorization: bool | None = None
    wants_side: bool | None = None
    pays_self_administered: bool = True
    modifier_340b: str | None = None
    intervals: tuple[PayerInterval, ...] = ()
    limits: tuple[PayerLimit, ...] = ()
    counts_waste: bool | None = None
    asked: tuple[ItemKind, ...] | None = None
    note: str | None = None
    is_used: bool = True


def payer_id_of(name: str, taken: Iterable[str]) -> str:
    """Make the id of a new profile from its name: one that no other has."""
    return id_of(name, taken, otherwise="payer")


def checked_payer(payer: SitePayer, catalogue: Catalogue, today: date) -> SitePayer:
    """Give a profile with its modifier in capitals and no spaces around its texts.

    Args:
        payer: as it was entered.
        catalogue: the shipped edition with the site's other profiles.
        today: the day on which it is kept.

    Raises:
        FieldMissing: no name, or no source.
        PayerNameTaken: another profile has the name.
        DateInFuture: checked after today.
        ModifierUnreadable: the 340B modifier has another form.
        ProductUnknown: an interval or a limit of a product that is not in the catalogue.
    """
    need_text(payer.name, "payer", "Lakeside Health Plan")
    need_text(payer.source, "source", "provider manual of 01-Jul-2026")
    if payer.checked_on > today:
        raise DateInFuture(payer.checked_on)
    name = payer.name.strip()
    if any(other.id != payer.id and other.name.casefold() == name.casefold() for other in catalogue.payers):
        raise PayerNameTaken(name)
    known = tuple(product.id for product in catalogue.products)
    named = [one.product_id for one in payer.intervals] + [one.product_id for one in payer.limits]
    for product_id in named:
        if product_id not in known:
            raise ProductUnknown(product_id, known)
    modifier = payer.modifier_340b
    return replace(
        payer,
        name=name,
        source=payer.source.strip(),
        modifier_340b=None if modifier is None else read_modifier(modifier),
    )


def read_modifier(text: str) -> str:
    """Read a modifier: two letters or digits.

    Raises:
        ModifierUnreadable: another form.
    """
    modifier = text.strip().upper()
    if not _MODIFIER.fullmatch(modifier):
        raise ModifierUnreadable(text)
    return modifier


def profile_of(payer: SitePayer, catalogue: Catalogue) -> PayerProfile:
    """Make the profile that the rules ask, from what the site knows; the dates of JW and JZ are those of Medicare."""
    cited = Citation(payer.source, payer.checked_on, Certainty.SECONDARY)
    needs, modifier = payer.needs_authorization, payer.modifier_340b
    return PayerProfile(
        id=payer.id,
        name=payer.name,
        waste=payer.waste,
        dates=catalogue.payers[0].dates,
        wants_ndc=payer.wants_ndc,
        clocks=tuple((one.product_id, Steps((Step(1, one.interval),))) for one in payer.intervals),
        statements=() if payer.note is None else (Statement(NOTE_TOPIC, payer.note, cited),),
        cited=cited,
        ndc_qualifiers=() if payer.ndc_unit is None else tuple((form, payer.ndc_unit) for form in Form),
        authorization=None if needs is None else AuthorizationRule(needs, cited),
        wants_side=payer.wants_side,
        modifier_340b=None if modifier is None else Modifier340B(modifier, cited),
        limits=tuple(
            UnitLimit(one.product_id, one.units, one.days, payer.counts_waste, (), cited) for one in payer.limits
        ),
        benefit_rules=() if payer.pays_self_administered else _benefit_rules(catalogue, cited),
        asked=None if payer.asked is None else Asked(payer.asked, cited),
    )


def _benefit_rules(catalogue: Catalogue, cited: Citation) -> tuple[BenefitRule, ...]:
    forms = tuple(form for form in Form if form.is_self_administered)
    return tuple(BenefitRule(product.id, forms, SELF_ADMINISTERED, cited) for product in catalogue.products)
