"""What the payer approved: the authorization and its meter (R-08), and the payer's limits on units (R-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from j3032calc.domain.findings import Detail
from j3032calc.domain.visit.facts import Phase
from j3032calc.domain.visit.finding import Missing, NotChecked, info, stop, warn
from j3032calc.domain.visit.order import RENEWAL_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from j3032calc.domain.findings import Finding
    from j3032calc.domain.order import Authorization
    from j3032calc.domain.payer import PayerProfile, UnitLimit
    from j3032calc.domain.product import Citation
    from j3032calc.domain.visit.facts import PastDose, Visit

# Four fifths used: time to ask for more (issue 6).
_WARN_SHARE: Final = (4, 5)


@dataclass(frozen=True, slots=True)
class Meter:
    """How much of an authorization is used: billing units given and discarded, and visits.

    ``unnumbered`` counts doses of the drug in its dates that have no authorization number: they are not in the sums.
    """

    authorization: Authorization
    given: int
    discarded: int
    visits: int
    unnumbered: int

    @property
    def with_waste(self) -> int:
        """Units given and discarded."""
        return self.given + self.discarded

    @property
    def counted(self) -> int:
        """The units that count: given only where the payer says so, else with what was discarded."""
        return self.given if self.authorization.counts_waste is False else self.with_waste

    @property
    def left(self) -> int | None:
        """Units left by what counts, below zero when exceeded, ``None`` where units are not limited."""
        return None if self.authorization.units is None else self.authorization.units - self.counted

    @property
    def left_given_only(self) -> int | None:
        """Units left when only given units count, ``None`` where units are not limited."""
        return None if self.authorization.units is None else self.authorization.units - self.given

    @property
    def visits_left(self) -> int | None:
        """Visits left, below zero when exceeded, ``None`` where visits are not limited."""
        return None if self.authorization.visits is None else self.authorization.visits - self.visits

    @property
    def is_exceeded(self) -> bool:
        """Whether more was used than approved, for sure."""
        units = self.authorization.units
        surely = self.counted if self.authorization.counts_waste else self.given
        return (units is not None and surely > units) or (self.visits_left is not None and self.visits_left < 0)

    @property
    def may_be_exceeded(self) -> bool:
        """Whether more was used than approved if discarded units count, which the payer has not said."""
        return not self.is_exceeded and self.left is not None and self.left < 0

    @property
    def is_nearly_used(self) -> bool:
        """Whether 80 percent or more of the units or of the visits are used."""
        pairs = ((self.counted, self.authorization.units), (self.visits, self.authorization.visits))
        part, whole = _WARN_SHARE
        return any(limit is not None and used * whole >= limit * part for used, limit in pairs)


def read_meter(authorization: Authorization, doses: Iterable[PastDose]) -> Meter:
    """Count what the doses under an authorization have used; ``doses`` may be of any drug and any day."""
    of_drug = [dose for dose in doses if dose.drug_key == authorization.drug.key]
    under = [dose for dose in of_drug if dose.authorization_number == authorization.number]
    billed = [dose for dose in under if dose.is_billed]
    return Meter(
        authorization=authorization,
        given=sum(dose.administered_units for dose in billed),
        discarded=sum(dose.discarded_units or 0 for dose in billed),
        visits=len(under),
        unnumbered=sum(
            dose.authorization_number is None and authorization.first <= dose.given_on <= authorization.last
            for dose in of_drug
        ),
    )


@dataclass(frozen=True, slots=True)
class AuthorizationNotAsked(Detail):
    """R-08: the payer's profile says that it asks for none."""

    payer: str
    cited: Citation


@dataclass(frozen=True, slots=True)
class NoAuthorization(Detail):
    """R-08: the payer asks for one, and none for this drug and day is on file."""

    payer: str


@dataclass(frozen=True, slots=True)
class AuthorizationNotOnFile(Detail):
    """R-08: the number is not one of the patient's authorizations."""

    number: str


@dataclass(frozen=True, slots=True)
class AuthorizationElsewhere(Detail):
    """R-08: the authorization is another payer's, or for another drug."""

    number: str
    is_other_payer: bool


@dataclass(frozen=True, slots=True)
class AuthorizationOutOfDates(Detail):
    """R-08: the day given is before or after the authorization's days."""

    number: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class AuthorizationEndsSoon(Detail):
    """R-08: time to ask for a new one."""

    number: str
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class AuthorizationExceeded(Detail):
    """R-08: more than approved, with this dose."""

    meter: Meter


@dataclass(frozen=True, slots=True)
class AuthorizationMayBeExceeded(Detail):
    """R-08: more than approved if discarded units count."""

    meter: Meter


@dataclass(frozen=True, slots=True)
class AuthorizationNearlyUsed(Detail):
    """R-08: 80 percent or more used, with this dose."""

    meter: Meter


@dataclass(frozen=True, slots=True)
class DosesWithoutNumber(Detail):
    """R-08: doses in the authorization's days that the meter cannot count."""

    count: int


@dataclass(frozen=True, slots=True)
class AbovePayerLimit(Detail):
    """R-10: more units than the payer pays for one dose or in one period."""

    given: int
    with_waste: int
    limit: UnitLimit
    cited: Citation


def authorized(visit: Visit) -> Iterator[Finding]:
    """R-08: an authorization for this payer, drug and day, with enough left."""
    payer = visit.payer
    if payer is None:
        yield warn("R-08", NotChecked(Missing.PAYER))
        return
    if visit.authorization_number is None and payer.authorization is None:
        yield warn("R-08", NotChecked(Missing.AUTHORIZATION_RULE))
    elif visit.authorization_number is None and payer.authorization and not payer.authorization.is_needed:
        yield info("R-08", AuthorizationNotAsked(payer.name, payer.authorization.cited))
    elif visit.authorization_number is None and visit.phase is Phase.GIVEN:
        yield stop("R-08", NotChecked(Missing.AUTHORIZATION))
    elif visit.authorizations is None:
        yield warn("R-08", NotChecked(Missing.AUTHORIZATIONS))
    else:
        yield from _on_file(visit, payer, visit.authorizations)


def _on_file(visit: Visit, payer: PayerProfile, on_file: tuple[Authorization, ...]) -> Iterator[Finding]:
    number = visit.authorization_number
    if number is None:
        fitting = [one for one in on_file if _is_for(one, visit, payer) and one.first <= visit.given_on <= one.last]
        yield from _used(visit, fitting[-1]) if fitting else (stop("R-08", NoAuthorization(payer.name)),)
        return
    found = [one for one in on_file if one.number == number]
    if not found:
        yield stop("R-08", AuthorizationNotOnFile(number))
        return
    fitting = [one for one in found if _is_for(one, visit, payer)]
    if not fitting:
        yield stop("R-08", AuthorizationElsewhere(number, is_other_payer=found[-1].payer_id != payer.id))
        return
    approved = fitting[-1]
    if not approved.first <= visit.given_on <= approved.last:
        yield stop("R-08", AuthorizationOutOfDates(number, approved.first, approved.last))
    yield from _used(visit, approved)


def _is_for(approved: Authorization, visit: Visit, payer: PayerProfile) -> bool:
    return approved.payer_id == payer.id and approved.drug.key == visit.drug.key


def _used(visit: Visit, approved: Authorization) -> Iterator[Finding]:
    left = (approved.last - visit.given_on).days
    if 0 <= left <= RENEWAL_DAYS:
        yield warn("R-08", AuthorizationEndsSoon(approved.number, approved.last, left))
    if visit.same_drug is None:
        yield warn("R-08", NotChecked(Missing.PAST_DOSES))
    if visit.units is None and visit.phase is not Phase.DUE:
        yield stop("R-08", NotChecked(Missing.UNITS))
    meter = meter_with(visit, approved)
    if meter.unnumbered:
        yield warn("R-08", DosesWithoutNumber(meter.unnumbered))
    if meter.is_exceeded or (visit.units is None and meter.left is not None and meter.left <= 0):
        yield stop("R-08", AuthorizationExceeded(meter))
    elif meter.may_be_exceeded:
        yield warn("R-08", AuthorizationMayBeExceeded(meter))
    elif meter.is_nearly_used:
        yield warn("R-08", AuthorizationNearlyUsed(meter))


def meter_with(visit: Visit, approved: Authorization) -> Meter:
    """Read the meter as it stands with this visit's dose, as far as its units are known."""
    before = read_meter(approved, visit.same_drug or ())
    given, discarded = visit.units or (0, 0)
    return Meter(approved, before.given + given, before.discarded + discarded, before.visits + 1, before.unnumbered)


def within_payer_limits(visit: Visit) -> Iterator[Finding]:
    """R-10: units of this dose, and of the period that ends with it, against the payer's limits."""
    payer, product = visit.payer, visit.product
    if payer is None:
        yield warn("R-10", NotChecked(Missing.PAYER))
    if product is None:
        yield info("R-10", NotChecked(Missing.PRODUCT))
    if payer is not None and product is not None:
        if visit.schedule is None and any(one.product_id == product.id and one.schedules for one in payer.limits):
            yield warn("R-10", NotChecked(Missing.SCHEDULE))
        yield from _limits(visit, payer.limits_for(product.id, None if visit.schedule is None else visit.schedule.id))


def _limits(visit: Visit, limits: tuple[UnitLimit, ...]) -> Iterator[Finding]:
    if limits and visit.units is None:
        yield warn("R-10", NotChecked(Missing.UNITS))
        return
    if visit.same_drug is None and any(limit.days for limit in limits):
        yield warn("R-10", NotChecked(Missing.PAST_DOSES))
    for limit in limits:
        given, discarded = _in_period(visit, limit.days)
        with_waste = given + discarded
        if (given if limit.counts_waste is False else with_waste) > limit.units:
            yield warn("R-10", AbovePayerLimit(given, with_waste, limit, limit.cited))


def _in_period(visit: Visit, days: int | None) -> tuple[int, int]:
    """Add the units of this dose and of the billed doses in the days that end with it."""
    given, discarded = visit.units or (0, 0)
    after = visit.given_on - timedelta(days=days or 0)
    for dose in visit.same_drug or ():
        if days and dose.is_billed and after < dose.given_on <= visit.given_on:
            given += dose.administered_units
            discarded += dose.discarded_units or 0
    return given, discarded
