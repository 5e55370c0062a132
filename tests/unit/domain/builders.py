"""Small drugs, packages and questions for the domain's tests, built by hand so that each number can be seen."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from j3032calc.domain.catalogue import Catalogue, CodeClaim, KnownCode
from j3032calc.domain.containers import Container, Opened
from j3032calc.domain.label import LabelUse
from j3032calc.domain.ndc import Ndc, NdcQualifier, NdcQuantity
from j3032calc.domain.payer import ModifierDates, PayerProfile, WasteBilling
from j3032calc.domain.product import (
    Certainty,
    Citation,
    DrugCode,
    Form,
    LabelDose,
    MissedDose,
    MissedDoseRule,
    PayerClock,
    Presentation,
    Product,
    Schedule,
    UnlikelyEdit,
)
from j3032calc.domain.quantities import Activity, BillingUnits, BodyMass, DosePerWeight, Mass, UnitSize, Volume
from j3032calc.domain.question import Drug, Question
from j3032calc.domain.schedule import Interval, SiteCalendar, Step, Steps

if TYPE_CHECKING:
    from j3032calc.domain.billing import ClaimLine
    from j3032calc.domain.quantities import Amount

CHECKED = date(2026, 11, 23)
CITED = Citation("label section 2", CHECKED, Certainty.OFFICIAL)
NO_SITE = SiteCalendar()


def mg(number: int | str) -> Mass:
    return Mass.of(Fraction(number), "mg")


def mcg(number: int | str) -> Mass:
    return Mass.of(Fraction(number), "mcg")


def ml(number: int | str) -> Volume:
    return Volume.of(Fraction(number), "mL")


def kg(number: int | str) -> BodyMass:
    return BodyMass.of(Fraction(number), "kg")


def lb(number: int | str) -> BodyMass:
    return BodyMass.of(Fraction(number), "lb")


def act(number: int | str, drug: str = "J0585") -> Activity:
    return Activity.of_drug(Fraction(number), drug)


def bu(number: int) -> BillingUnits:
    return BillingUnits.of(number, "billing_unit")


def per_kg(number: int | str) -> DosePerWeight:
    return DosePerWeight(mg(number))


def unit_of(amount: Amount) -> UnitSize:
    return UnitSize(amount)


def vial(content: Amount, volume: Volume | None = None, presentation: Presentation | None = None) -> Container:
    return Container(content, volume, presentation)


def opened(count: int, content: Amount, volume: Volume | None = None) -> Opened:
    return Opened(Container(content, volume), count)


def package(
    content: Amount,
    ndc: str = "11111-0100-01",
    *,
    form: Form = Form.VIAL,
    volume: Volume | None = None,
    is_listed: bool = True,
    quantity: tuple[str, NdcQualifier] = ("1", NdcQualifier.UNIT),
    certainty: Certainty = Certainty.OFFICIAL,
) -> Presentation:
    amount, qualifier = quantity
    return Presentation(
        ndc=Ndc.read(ndc),
        label_ndc=ndc,
        form=form,
        content=content,
        volume=volume,
        is_listed=is_listed,
        ndc_quantity=NdcQuantity(Fraction(amount), qualifier),
        package_units=None,
        note=None,
        cited=Citation("crosswalk", CHECKED, certainty),
    )


def boxed(presentation: Presentation) -> Container:
    return Container(presentation.content, presentation.volume, presentation)


def every(*, days: int = 0, months: int = 0) -> Steps:
    return Steps((Step(1, Interval(days=days, months=months)),))


def schedule(
    name: str = "asthma",
    *,
    doses: tuple[LabelDose, ...] = (),
    steps: Steps | None = None,
    order_intervals: tuple[Interval, ...] = (),
    payer: Steps | None = None,
    title: str = "label section 2",
) -> Schedule:
    return Schedule(
        id=name,
        indication=name,
        from_age=12,
        under_age=None,
        doses=doses,
        steps=steps,
        order_intervals=order_intervals,
        payer=None if payer is None else PayerClock(payer, "payer limit", CITED),
        cited=Citation(title, CHECKED, Certainty.OFFICIAL),
    )


def just(amount: Amount | DosePerWeight, **bounds: BodyMass) -> LabelDose:
    return LabelDose(amount, amount, **bounds)


def product(
    name: str = "alpha",
    *,
    brand: str = "Alphamab Brand",
    generic: str = "alphamab-abcd",
    hcpcs: str = "J1111",
    unit: Amount | None = None,
    presentations: tuple[Presentation, ...] = (),
    schedules: tuple[Schedule, ...] = (),
    edit: int | None = None,
) -> Product:
    return Product(
        id=name,
        brand=brand,
        generic=generic,
        maker="Maker",
        route="SC",
        code=DrugCode(hcpcs, f"Injection, {generic}", UnitSize(unit or mg(1)), date(2020, 10, 1), (), CITED),
        presentations=presentations,
        schedules=schedules,
        unlikely_edit=None if edit is None else UnlikelyEdit(bu(edit), "2026 Q4", CITED),
        missed_dose=MissedDose(MissedDoseRule.ASK_PRESCRIBER, "ask", None, CITED),
        administration_codes=(),
        diagnoses=(),
        statements=(),
    )


def known(
    hcpcs: str = "J1111",
    product_id: str | None = "alpha",
    *,
    drug: str = "alphamab-abcd",
    document: tuple[str, str | None] | None = None,
    first: date = date(2020, 10, 1),
    last: date | None = None,
) -> KnownCode:
    return KnownCode(
        hcpcs=hcpcs,
        cms=CodeClaim(drug, f"Injection, {drug}", CITED),
        product_id=product_id,
        first=first,
        last=last,
        replaced_by=None,
        document=None if document is None else CodeClaim(document[0], document[0], CITED),
        document_product_id=None if document is None else document[1],
    )


def payer(
    name: str = "medicare-part-b",
    *,
    waste: WasteBilling = WasteBilling.JW_JZ,
    wants_ndc: bool = False,
    clocks: tuple[tuple[str, Steps], ...] = (),
) -> PayerProfile:
    return PayerProfile(
        id=name,
        name=name,
        waste=waste,
        dates=ModifierDates(date(2017, 1, 1), date(2023, 1, 1), date(2023, 7, 1)),
        wants_ndc=wants_ndc,
        clocks=clocks,
        statements=(),
        cited=CITED,
    )


def catalogue(
    *products: Product, codes: tuple[KnownCode, ...] = (), payers: tuple[PayerProfile, ...] = ()
) -> Catalogue:
    return Catalogue("2026-11", products, codes, payers)


def question(ordered: Amount, stocked: tuple[Container, ...], drug: Drug, **rest: Any) -> Question:  # noqa: ANN401 - the Question's own fields
    fields: dict[str, Any] = {
        "prescribed": ordered,
        "given_on": date(2026, 11, 23),
        "payer": payer(),
        "use": LabelUse(() if drug.product is None else drug.product.schedules),
        "site": NO_SITE,
    }
    return Question(drug=drug, ordered=ordered, stocked=stocked, **{**fields, **rest})


def plain_lines(lines: tuple[ClaimLine, ...]) -> list[tuple[tuple[str, ...], int]]:
    return [(line.modifiers, line.units.count) for line in lines]


def ndc_lines(lines: tuple[ClaimLine, ...]) -> list[tuple[tuple[str, ...], int, str, Fraction, str]]:
    rows = []
    for line in lines:
        assert line.ndc is not None
        assert line.ndc_quantity is not None
        quantity = line.ndc_quantity
        rows.append((line.modifiers, line.units.count, str(line.ndc), quantity.amount, quantity.qualifier.value))
    return rows
