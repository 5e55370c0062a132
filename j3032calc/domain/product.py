"""What the catalogue knows about a drug: each fact with its source, the day it was checked and how certain it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from j3032calc.domain.ndc import Ndc, NdcQuantity
    from j3032calc.domain.quantities import Amount, BillingUnits, BodyMass, DosePerWeight, UnitSize, Volume
    from j3032calc.domain.schedule import Interval, Steps

ROUTES: Final = ("intravenous", "subcutaneous", "intramuscular")


class Certainty(StrEnum):
    """How sure a fact is: official text, one good secondary source, weak, or sources that disagree."""

    OFFICIAL = "A"
    SECONDARY = "B"
    WEAK = "C"
    DISPUTED = "X"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact comes from and the day on which someone looked."""

    title: str
    checked: date
    certainty: Certainty

    @property
    def must_verify(self) -> bool:
        """Whether the fact ships as "verify", never as certain."""
        return self.certainty in {Certainty.WEAK, Certainty.DISPUTED}


@dataclass(frozen=True, slots=True)
class Statement:
    """One cited sentence about storage, preparation, a limit or a check, as the source has it."""

    topic: str
    text: str
    cited: Citation


class Form(StrEnum):
    """What a container is."""

    VIAL = "single-dose vial"
    SYRINGE = "single-dose prefilled syringe"
    PEN = "single-dose pen"
    AUTOINJECTOR = "single-dose autoinjector"
    # Sources disagree whether the package is a syringe or an autoinjector.
    UNSETTLED = "single-dose syringe or autoinjector"
    MULTI_DOSE_VIAL = "multi-dose vial"

    @classmethod
    def named(cls, text: str | None) -> Form | None:
        """Give the form that a record names, ``None`` for a container of no form that is known."""
        return next((form for form in cls if form.value == text), None)

    @property
    def is_self_administered(self) -> bool:
        """Whether the form is made for patients rather than professionals."""
        return self in {Form.PEN, Form.AUTOINJECTOR}


@dataclass(frozen=True, slots=True)
class Presentation:
    """One package of a product: one NDC, one labelled content.

    ``volume`` is what can be drawn (after reconstitution for powders). ``is_listed`` says whether the latest CMS
    crosswalk has it; ``package_units`` is that file's number of billing units in the package.
    """

    ndc: Ndc
    label_ndc: str
    form: Form
    content: Amount
    volume: Volume | None
    is_listed: bool
    ndc_quantity: NdcQuantity
    package_units: int | None
    note: str | None
    cited: Citation


@dataclass(frozen=True, slots=True)
class PastCode:
    """A code that the drug was billed with before."""

    hcpcs: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DrugCode:
    """The HCPCS code of a product as CMS has it."""

    hcpcs: str
    descriptor: str
    unit: UnitSize
    in_force_from: date
    past: tuple[PastCode, ...]
    cited: Citation


@dataclass(frozen=True, slots=True)
class LabelDose:
    """A labelled dose, or a labelled range of doses; ``least == most`` for a single dose.

    ``from_weight`` (inclusive) and ``below_weight`` (exclusive) bound the patients it is for.
    """

    least: Amount | DosePerWeight
    most: Amount | DosePerWeight
    from_weight: BodyMass | None = None
    below_weight: BodyMass | None = None


@dataclass(frozen=True, slots=True)
class PayerClock:
    """The usual payer limit on how often a dose is paid."""

    steps: Steps
    text: str
    cited: Citation


@dataclass(frozen=True, slots=True)
class Schedule:
    """One labelled use: indication, ages, doses and intervals.

    ``steps`` is ``None`` where the label leaves the interval to the order; then ``order_intervals`` names the choices.
    Where both are there, an order may say another interval than the usual one.
    Ages are whole years, ``under_age`` exclusive.
    """

    id: str
    indication: str
    from_age: int
    under_age: int | None
    doses: tuple[LabelDose, ...]
    steps: Steps | None
    order_intervals: tuple[Interval, ...]
    payer: PayerClock | None
    cited: Citation


@dataclass(frozen=True, slots=True)
class UnlikelyEdit:
    """CMS's medically unlikely edit: the most units of a code that one day's claims usually hold."""

    units: BillingUnits
    edition: str
    cited: Citation


class MissedDoseRule(StrEnum):
    """What to do after a missed dose."""

    SOON_THEN_USUAL_DAY = "soon-then-usual-day"
    ASK_PRESCRIBER = "ask-prescriber"


@dataclass(frozen=True, slots=True)
class MissedDose:
    """The product's missed-dose rule; after ``new_test_after_days`` without a dose a new test is needed first.

    ``new_test`` is the checklist item that the test answers, ``new_test_schedules`` the uses for which the rule was
    read; for other uses it was not checked.
    """

    rule: MissedDoseRule
    text: str
    new_test_after_days: int | None
    cited: Citation
    new_test: str | None = None
    new_test_schedules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdministrationCode:
    """A CPT code suggested for giving the drug, never the drug's own code."""

    cpt: str
    text: str
    cited: Citation


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """An ICD-10-CM code, or the start of a family of codes, seen for this product.

    ``first`` and ``last`` bound the days on which it can be billed, ``None`` where no bound is known.
    """

    icd10: str
    is_family: bool
    schedule: str | None
    cited: Citation
    first: date | None = None
    last: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether a claim for that day may carry the code."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class ConditionKind(StrEnum):
    """What is asked about how the drug was kept or prepared."""

    OUT_OF_REFRIGERATOR = "out-of-refrigerator"
    OUT_OF_CARTON = "out-of-carton"
    AFTER_MIXING = "after-mixing"
    WARM_UP = "warm-up"
    FILTER = "filter"


@dataclass(frozen=True, slots=True)
class Condition:
    """One limit on keeping or preparing the drug.

    ``minutes`` is the least for a warm-up, the most for every other time, ``None`` for a filter. ``forms`` and
    ``contents`` say which packages it is for; empty means every one. ``at`` is the temperature as the source has it.
    """

    kind: ConditionKind
    minutes: int | None
    forms: tuple[Form, ...]
    contents: tuple[Amount, ...]
    at: str | None
    cited: Citation

    def concerns(self, form: Form | None, content: Amount) -> bool:
        """Whether it is for such a container; a container whose form is not known is concerned."""
        return (not self.forms or form is None or form in self.forms) and (
            not self.contents or content in self.contents
        )


@dataclass(frozen=True, slots=True)
class Caution:
    """What some patients must not get, found by ``words`` in an allergy; empty ``forms`` means every package."""

    id: str
    words: tuple[str, ...]
    forms: tuple[Form, ...]
    cited: Citation


@dataclass(frozen=True, slots=True)
class NotWith:
    """The products that payers do not pay beside this one."""

    products: tuple[str, ...]
    cited: Citation


@dataclass(frozen=True, slots=True)
class Product:
    """A drug in the catalogue. Presentations stand in catalogue order.

    ``is_of_site`` says that the site entered it, ``is_retired`` that it is not used any more and offered no more.
    """

    id: str
    brand: str
    generic: str
    maker: str
    route: str
    code: DrugCode
    presentations: tuple[Presentation, ...]
    schedules: tuple[Schedule, ...]
    unlikely_edit: UnlikelyEdit | None
    missed_dose: MissedDose
    administration_codes: tuple[AdministrationCode, ...]
    diagnoses: tuple[Diagnosis, ...]
    statements: tuple[Statement, ...]
    conditions: tuple[Condition, ...] = ()
    cautions: tuple[Caution, ...] = ()
    not_with: NotWith | None = None
    is_of_site: bool = False
    is_retired: bool = False

    @property
    def boxed_warning(self) -> Statement | None:
        """The label's boxed warning, ``None`` if the catalogue has none."""
        return next((statement for statement in self.statements if statement.topic == "boxed-warning"), None)

    def asks_about(self, opened: Iterable[tuple[Form | None, Amount]]) -> frozenset[ConditionKind]:
        """Name what is asked about how such containers were kept and prepared: what the product has a limit for."""
        containers = tuple(opened)
        return frozenset(
            condition.kind
            for condition in self.conditions
            if any(condition.concerns(form, content) for form, content in containers)
        )

    @property
    def name(self) -> str:
        """Generic name with suffix and brand together, never shortened."""
        return f"{self.generic} ({self.brand})"

    @property
    def spellings(self) -> frozenset[str]:
        """What it is found by, in small letters: id, brand, generic name with and without suffix, and whole name."""
        bare_generic = self.generic.split("-", maxsplit=1)[0]
        names = (self.id, self.brand, self.generic, bare_generic, self.name)
        return frozenset(name.casefold() for name in names)

    @property
    def is_multi_dose(self) -> bool:
        """Whether what is left in its containers is kept."""
        return all(item.form is Form.MULTI_DOSE_VIAL for item in self.presentations)


def labelled(product: Product | None) -> Product | None:
    """Give a product whose label the catalogue knows: ``None`` for a drug that was typed, or that the site entered."""
    return None if product is None or product.is_of_site else product
