"""A small catalogue for unit tests, written by hand, so that they do not follow the shipped data.

Its facts are shaped like the real ones, and some are invented: Testadrug is measured in units, Volumax billed by mL.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from j3032calc.domain.catalogue import Catalogue, CodeClaim, KnownCode
from j3032calc.domain.ndc import Ndc, NdcQualifier, NdcQuantity
from j3032calc.domain.payer import ModifierDates, PayerProfile, WasteBilling
from j3032calc.domain.product import (
    AdministrationCode,
    Certainty,
    Citation,
    Diagnosis,
    DrugCode,
    Form,
    LabelDose,
    MissedDose,
    MissedDoseRule,
    PastCode,
    PayerClock,
    Presentation,
    Product,
    Schedule,
    Statement,
    UnlikelyEdit,
)
from j3032calc.domain.quantities import (
    Activity,
    Amount,
    BillingUnits,
    BodyMass,
    DosePerWeight,
    Mass,
    UnitSize,
    Volume,
)
from j3032calc.domain.schedule import Interval, Step, Steps
from j3032calc.services.calculation import Calculator
from j3032calc.services.ports import Clock  # noqa: TC001 - a test double is held to its port at import
from tests.fixed_clock import FixedClock

CHECKED = date(2026, 11, 23)
TODAY = date(2026, 11, 23)
EDITION = "test-1"

LABEL = Citation("Product label", CHECKED, Certainty.OFFICIAL)
CMS = Citation("CMS HCPCS code set", CHECKED, Certainty.OFFICIAL)
DOCUMENT = Citation("Source document", CHECKED, Certainty.DISPUTED)
POLICY = Citation("Payer policy", CHECKED, Certainty.SECONDARY)

FOUR_WEEKS = Interval(days=28)
EIGHT_WEEKS = Interval(days=56)


def mg(number: int | str | Fraction) -> Mass:
    return Mass.of(Fraction(number), "mg")


def ml(number: int | str | Fraction) -> Volume:
    return Volume.of(Fraction(number), "mL")


def kg(number: int | str | Fraction) -> BodyMass:
    return BodyMass.of(Fraction(number), "kg")


def every(interval: Interval) -> Steps:
    return Steps((Step(1, interval),))


def package(
    ndc: str,
    form: Form,
    content: Amount,
    volume: Volume | None,
    *,
    listed: bool = True,
    quantity: str = "1",
    qualifier: NdcQualifier = NdcQualifier.UNIT,
    units: int | None = None,
    note: str | None = None,
    cited: Citation = LABEL,
) -> Presentation:
    return Presentation(
        ndc=Ndc.read(ndc),
        label_ndc=ndc,
        form=form,
        content=content,
        volume=volume,
        is_listed=listed,
        ndc_quantity=NdcQuantity(Fraction(quantity), qualifier),
        package_units=units,
        note=note,
        cited=cited,
    )


def schedule(
    name: str,
    indication: str,
    doses: tuple[LabelDose, ...],
    steps: Steps | None,
    *,
    payer: PayerClock | None = None,
    order_intervals: tuple[Interval, ...] = (),
    under_age: int | None = None,
) -> Schedule:
    return Schedule(name, indication, 12, under_age, doses, steps, order_intervals, payer, LABEL)


def product(
    names: tuple[str, str, str],
    hcpcs: str,
    unit: Amount,
    presentations: tuple[Presentation, ...],
    schedules: tuple[Schedule, ...],
    *,
    past: tuple[PastCode, ...] = (),
    edit: int | None = None,
) -> Product:
    identity, brand, generic = names
    return Product(
        id=identity,
        brand=brand,
        generic=generic,
        maker="Maker",
        route="subcutaneous",
        code=DrugCode(hcpcs, f"Injection, {generic}", UnitSize(unit), date(2017, 1, 1), past, CMS),
        presentations=presentations,
        schedules=schedules,
        unlikely_edit=None
        if edit is None
        else UnlikelyEdit(BillingUnits.of(edit, "billing_unit"), "October 2026", CMS),
        missed_dose=MissedDose(MissedDoseRule.ASK_PRESCRIBER, "Ask the prescriber.", None, LABEL),
        administration_codes=(AdministrationCode("96372", "Subcutaneous injection", POLICY),),
        diagnoses=(Diagnosis("J45.50", is_family=False, schedule="asthma", cited=POLICY),),
        statements=(Statement("storage", "Keep in the refrigerator.", LABEL),),
    )


def single(amount: Amount | DosePerWeight) -> tuple[LabelDose, ...]:
    return (LabelDose(amount, amount),)


FOUR_WEEK_CLOCK = PayerClock(every(FOUR_WEEKS), "every 28 days", POLICY)

TEZSPIRE = product(
    ("tezspire", "Tezspire", "tezepelumab-ekko"),
    "J2356",
    mg(1),
    (
        package(
            "55513-100-01",
            Form.VIAL,
            mg(210),
            ml("1.91"),
            listed=False,
            quantity="1.91",
            qualifier=NdcQualifier.MILLILITRE,
        ),
        package(
            "55513-112-01",
            Form.SYRINGE,
            mg(210),
            ml("1.91"),
            quantity="1.91",
            qualifier=NdcQualifier.MILLILITRE,
            units=210,
        ),
        package(
            "55513-123-01", Form.PEN, mg(210), ml("1.91"), quantity="1.91", qualifier=NdcQualifier.MILLILITRE, units=210
        ),
    ),
    (schedule("asthma", "severe asthma", single(mg(210)), every(FOUR_WEEKS), payer=FOUR_WEEK_CLOCK),),
    edit=210,
)
VYEPTI = product(
    ("vyepti", "Vyepti", "eptinezumab-jjmr"),
    "J3032",
    mg(1),
    (package("67386-130-51", Form.VIAL, mg(100), ml(1), units=100),),
    (
        schedule(
            "migraine",
            "prevention of migraine",
            (*single(mg(100)), *single(mg(300))),
            every(Interval(months=3)),
            payer=PayerClock(every(Interval(days=84)), "every 84 days", POLICY),
        ),
    ),
    past=(PastCode("C9063", date(2020, 7, 1), date(2020, 9, 30)),),
    edit=300,
)
CINQAIR = product(
    ("cinqair", "Cinqair", "reslizumab"),
    "J2786",
    mg(1),
    (package("59310-610-31", Form.VIAL, mg(100), ml(10), units=100),),
    (
        schedule(
            "asthma",
            "severe eosinophilic asthma",
            single(DosePerWeight(mg(3))),
            every(FOUR_WEEKS),
            payer=FOUR_WEEK_CLOCK,
        ),
    ),
    edit=420,
)
NUCALA = product(
    ("nucala", "Nucala", "mepolizumab"),
    "J2182",
    mg(1),
    (
        package("0173-0881-01", Form.VIAL, mg(100), ml(1), units=100),
        package("0173-0892-01", Form.AUTOINJECTOR, mg(100), ml(1), listed=False),
        package(
            "0173-0904-42",
            Form.SYRINGE,
            mg(40),
            ml("0.4"),
            listed=False,
            note="from general knowledge",
            cited=Citation("General knowledge", CHECKED, Certainty.WEAK),
        ),
    ),
    (
        schedule("asthma", "severe asthma", single(mg(100)), every(FOUR_WEEKS), payer=FOUR_WEEK_CLOCK),
        schedule("egpa", "EGPA", single(mg(300)), every(FOUR_WEEKS), payer=FOUR_WEEK_CLOCK),
        schedule(
            "asthma-6-11",
            "severe asthma, 6 to 11 years",
            (LabelDose(mg(40), mg(40), from_weight=kg(10), below_weight=kg(40)),),
            every(FOUR_WEEKS),
            under_age=12,
        ),
    ),
)
FASENRA = product(
    ("fasenra", "Fasenra", "benralizumab"),
    "J0517",
    mg(1),
    (
        package("0310-1730-30", Form.SYRINGE, mg(30), ml(1), units=30),
        package("0310-1745-01", Form.SYRINGE, mg(10), ml("0.5"), units=10),
        package("0310-1830-30", Form.PEN, mg(30), ml(1), units=30),
    ),
    (
        schedule("asthma", "severe asthma", single(mg(30)), Steps((Step(1, FOUR_WEEKS), Step(3, EIGHT_WEEKS)))),
        schedule("egpa", "EGPA", single(mg(30)), every(FOUR_WEEKS)),
    ),
)
XOLAIR = product(
    ("xolair", "Xolair", "omalizumab"),
    "J2357",
    mg(5),
    (
        package("50242-040-62", Form.VIAL, mg(150), ml("1.2"), units=30),
        package("50242-214-01", Form.UNSETTLED, mg(75), ml("0.5"), units=15),
        package("50242-227-01", Form.SYRINGE, mg(300), ml(2), units=60),
    ),
    (
        schedule(
            "asthma",
            "allergic asthma",
            (LabelDose(mg(75), mg(375)),),
            None,
            order_intervals=(Interval(days=14), FOUR_WEEKS),
        ),
    ),
)
TESTADRUG = product(
    ("testadrug", "Testadrug", "testatoxin"),
    "J9991",
    Activity.of_drug(1, "J9991"),
    (package("99999-111-01", Form.VIAL, Activity.of_drug(100, "J9991"), None),),
    (schedule("migraine", "prevention of migraine", single(Activity.of_drug(155, "J9991")), every(Interval(days=84))),),
)
PRODUCTS = (TEZSPIRE, VYEPTI, CINQAIR, NUCALA, FASENRA, XOLAIR, TESTADRUG)


def known(
    item: Product, *, document: tuple[str, str] | None = None, first: date = date(2017, 1, 1), last: date | None = None
) -> KnownCode:
    return KnownCode(
        hcpcs=item.code.hcpcs,
        cms=CodeClaim(item.name, item.code.descriptor, CMS),
        product_id=item.id,
        first=first,
        last=last,
        replaced_by=None,
        document=CodeClaim(document[1], document[1], DOCUMENT) if document else None,
        document_product_id=document[0] if document else None,
    )


CODES = (
    known(TEZSPIRE, first=date(2022, 7, 1)),
    known(VYEPTI, document=("tezspire", "Tezspire"), first=date(2020, 10, 1)),
    known(CINQAIR, document=("cinqair", "Cinqair")),
    known(NUCALA, document=("fasenra", "Fasenra")),
    known(FASENRA, document=("nucala", "Nucala"), first=date(2019, 1, 1)),
    known(XOLAIR, first=date(2005, 1, 1)),
    known(TESTADRUG),
    KnownCode(
        "C9063",
        CodeClaim("eptinezumab-jjmr (Vyepti)", "Injection, eptinezumab-jjmr, 1 mg", CMS),
        "vyepti",
        date(2020, 7, 1),
        date(2020, 9, 30),
        "J3032",
        None,
        None,
    ),
    KnownCode(
        "Q5154",
        CodeClaim("omlyclo", "Injection, omlyclo, 5 mg", CMS),
        None,
        date(2026, 4, 1),
        None,
        None,
        None,
        None,
    ),
)

MEDICARE = PayerProfile(
    id="medicare-part-b",
    name="Medicare Part B",
    waste=WasteBilling.JW_JZ,
    dates=ModifierDates(date(2017, 1, 1), date(2023, 1, 1), date(2023, 7, 1)),
    wants_ndc=False,
    clocks=(),
    statements=(),
    cited=CMS,
)
WITH_NDC = PayerProfile(
    id="with-ndc",
    name="Payer with NDC",
    waste=WasteBilling.JW_JZ,
    dates=MEDICARE.dates,
    wants_ndc=True,
    clocks=(("tezspire", every(Interval(days=30))),),
    statements=(),
    cited=POLICY,
)
CATALOGUE = Catalogue(EDITION, PRODUCTS, CODES, (MEDICARE, WITH_NDC))


def calculator() -> Calculator:
    clock: Clock = FixedClock()
    return Calculator(CATALOGUE, clock)
