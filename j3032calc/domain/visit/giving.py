"""How it was given and who confirmed it: route, times, place, NPIs (R-13), discard and witness (R-18)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from j3032calc.domain.findings import Detail
from j3032calc.domain.npi import is_npi
from j3032calc.domain.visit.finding import Missing, NotChecked, stop, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from j3032calc.domain.administration import Discard
    from j3032calc.domain.findings import Finding
    from j3032calc.domain.visit.facts import Visit

# 96365 needs more than 15 minutes (FACTS 1.6, FACTS2 8).
INFUSION_MINUTES: Final = 16
_PLACE: Final = re.compile(r"[0-9]{2}")


@dataclass(frozen=True, slots=True)
class RouteDiffers(Detail):
    """R-13: charted on another route than the product's."""

    charted: str
    labelled: str


@dataclass(frozen=True, slots=True)
class TimesReversed(Detail):
    """R-13: the infusion stops before or when it starts."""


@dataclass(frozen=True, slots=True)
class InfusionShort(Detail):
    """R-13: too short for the infusion code that is usually suggested."""

    minutes: int


@dataclass(frozen=True, slots=True)
class PlaceUnreadable(Detail):
    """R-13: a place of service that is not two digits."""

    text: str


@dataclass(frozen=True, slots=True)
class NpiWrong(Detail):
    """R-13: an NPI whose check digit is wrong."""

    text: str
    is_prescribers: bool


@dataclass(frozen=True, slots=True)
class DiscardShared(Detail):
    """R-18: it is not confirmed that no other patient got the rest."""


@dataclass(frozen=True, slots=True)
class WitnessMissing(Detail):
    """R-18: the site asks for a witness of each discard."""


@dataclass(frozen=True, slots=True)
class WitnessIsTheNurse(Detail):
    """R-18: the witness is who discarded or gave the drug."""


def route_and_times(visit: Visit) -> Iterator[Finding]:
    """R-13: the route is the product's, and an infusion has its times."""
    if visit.product is None:
        yield warn("R-13", NotChecked(Missing.PRODUCT))
    if visit.route is None:
        yield stop("R-13", NotChecked(Missing.ROUTE))
    elif visit.product is not None and visit.route != visit.product.route:
        yield stop("R-13", RouteDiffers(visit.route, visit.product.route))
    if not visit.is_intravenous:
        return
    if visit.started_at is None or visit.stopped_at is None:
        yield stop("R-13", NotChecked(Missing.TIMES))
        return
    minutes = (visit.stopped_at - visit.started_at) // timedelta(minutes=1)
    if minutes < 1:
        yield stop("R-13", TimesReversed())
    elif minutes < INFUSION_MINUTES:
        yield warn("R-13", InfusionShort(minutes))


def place_and_npis(visit: Visit) -> Iterator[Finding]:
    """R-13: place of service and NPIs are there and well formed."""
    place = None if visit.site is None else visit.site.place_of_service
    npi = None if visit.site is None else visit.site.npi
    if place is None:
        yield stop("R-13", NotChecked(Missing.PLACE_OF_SERVICE))
    elif not _PLACE.fullmatch(place):
        yield stop("R-13", PlaceUnreadable(place))
    if npi is None:
        yield stop("R-13", NotChecked(Missing.SITE_NPI))
    elif not is_npi(npi):
        yield stop("R-13", NpiWrong(npi, is_prescribers=False))
    prescribers = None if visit.order is None else visit.order.prescriber.npi
    if prescribers is None:
        yield warn("R-13", NotChecked(Missing.PRESCRIBER_NPI))
    elif not is_npi(prescribers):
        yield stop("R-13", NpiWrong(prescribers, is_prescribers=True))


def discard_confirmed(visit: Visit) -> Iterator[Finding]:
    """R-18: a named nurse confirmed the discard, and another person saw it where the site asks for that."""
    if visit.discarded is None:
        yield stop("R-18", NotChecked(Missing.DISCARDED))
        return
    if visit.discarded.is_zero:
        return
    if visit.discard is None:
        yield stop("R-18", NotChecked(Missing.DISCARD))
        return
    if not (visit.discard.reason.strip() and visit.discard.method.strip()):
        yield stop("R-18", NotChecked(Missing.DISCARD_REASON))
    if not visit.discard.is_not_shared:
        yield stop("R-18", DiscardShared())
    yield from _witnessed(visit, visit.discard)


def _witnessed(visit: Visit, discard: Discard) -> Iterator[Finding]:
    if discard.witness is None:
        if visit.site is None:
            yield warn("R-18", NotChecked(Missing.SITE))
        elif visit.site.wants_witness:
            yield stop("R-18", WitnessMissing())
        return
    if visit.given_by is None:
        yield warn("R-18", NotChecked(Missing.NURSE))
    if discard.witness.account_id in {discard.confirmed.account_id, visit.given_by}:
        yield stop("R-18", WitnessIsTheNurse())
