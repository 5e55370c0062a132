"""One entry of every kind, with every field of every record filled in: what the files of each version hold."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

from j3032calc.domain.administration import Balance, ContainerUsed, DrugSource, NextDue, Observation
from j3032calc.domain.checklist import ItemKind
from j3032calc.domain.entries import BODIES, Body, Kind, NewEntry, Note
from j3032calc.domain.ndc import NdcQualifier
from j3032calc.domain.order import Authorization, Charge, DrugRef, Rounding, RoundingWay
from j3032calc.domain.patient import Address, Allergy, Coverage, Relation, Weight
from j3032calc.domain.payer import WasteBilling
from j3032calc.domain.people import Account, Meaning, Role, Signature
from j3032calc.domain.product import Form
from j3032calc.domain.quantities import Activity, BodyMass, DosePerWeight, Mass, Volume
from j3032calc.domain.schedule import Interval
from j3032calc.domain.site import Site
from j3032calc.domain.site_drug import DrugPackage, SiteDrug
from j3032calc.domain.site_payer import PayerInterval, PayerLimit, SitePayer
from j3032calc.domain.site_product import CodeOverride, SiteProduct
from tests.invented_log import CINQAIR, NOW, calculation, dose, entry, mg, order, patient

ADDRESS = Address(street="1 Invented Way", city="Nowhere", state="OH", postal_code="44999")
XOLAIR = DrugRef(product_id="xolair", name="omalizumab (Xolair)", hcpcs="J2357")
TYPED = DrugRef(product_id=None, name="A typed Drug of per kg")
PATIENT = patient(
    given="Zéphyrine 李",
    weights=(
        Weight(amount=BodyMass.of(Fraction("72.4"), "kg"), on=date(2026, 11, 23)),
        Weight(amount=BodyMass.of(Fraction(160), "lb"), on=date(2026, 12, 1)),
    ),
    allergies=(Allergy(substance="latex", reaction="rash"), Allergy(substance="pollen")),
    coverages=(
        Coverage(
            payer_id="payer-a",
            payer_name="Invented Health",
            member_id="M1",
            relation=Relation.SPOUSE,
            group="G1",
            address=ADDRESS,
        ),
    ),
    address=ADDRESS,
)
ORDER = order(
    route="intravenous",
    rounding=Rounding(way=RoundingWay.NEAREST, step=mg(10)),
    schedule_id="every-4-weeks",
    indication="severe asthma",
    diagnoses=("J45.50", "J82.83"),
    starts_on=date(2026, 10, 2),
    expires_on=date(2027, 10, 1),
    signed_on=date(2026, 10, 1),
)
XOLAIR_ORDER = order(
    2, drug=XOLAIR, dose=DosePerWeight(Activity.of_drug(Fraction(1, 3), "xolair")), interval=Interval(months=1)
)
_NIGHT = datetime(2026, 11, 1, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-5)))
_UNITS = Activity.of_drug(300, "xolair")
DOSE = dose(
    stopped_at=NOW + timedelta(minutes=50),
    body_site="left arm",
    next_due=NextDue(
        due=date(2026, 12, 21),
        payer_earliest=date(2026, 12, 20),
        appointment=date(2026, 12, 22),
        window=(date(2026, 12, 19), date(2026, 12, 23)),
    ),
    payer_id="payer-a",
    authorization_number="AUTH-1",
    diagnoses=("J45.50",),
    observation=Observation(minutes=30, reaction="none", note="well"),
    stopped_early_reason="asked to stop",
    opened_reason="a vial broke",
    early_reason="travels",
    late_reason="charted after the power cut",
    given=Signature(account_id="a1", name="Nora Field", credential="RN", at=_NIGHT, meaning=Meaning.GIVEN),
)
XOLAIR_DOSE = dose(
    2,
    order_id=None,
    drug=TYPED,
    source=DrugSource.DRUG_340B,
    containers=(
        ContainerUsed(count=1, content=_UNITS, form="prefilled syringe", lot=None, expiry=date(2027, 12, 31)),
        ContainerUsed(count=2, content=Mass.of(500, "mcg"), volume=Volume.of(Fraction(1, 3), "mL")),
    ),
    balance=Balance(
        ordered=_UNITS,
        opened=_UNITS,
        given=_UNITS,
        discarded=_UNITS.zero(),
        kept=_UNITS.zero(),
        not_infused=_UNITS.zero(),
    ),
    calculation=calculation(),
    discard=None,
)
_VALUES: dict[Kind, Body] = {
    Kind.SITE_SET: Site(
        name="Invented Infusion Center",
        npi="1234567893",
        tax_id="00-0000000",
        taxonomy="261QI0500X",
        address=ADDRESS,
        place_of_service="11",
        phone="555-0100",
        wants_witness=True,
        idle_minutes=5,
        closed_weekdays=(5, 6),
        closed_dates=(date(2026, 12, 25),),
        window_days=3,
    ),
    Kind.ACCOUNT_ADDED: Account(
        id="a1", user="nora", name="Nora Field", credential="RN", roles=(Role.NURSE, Role.LEAD), pin="salted"
    ),
    Kind.ACCOUNT_CHANGED: Account(
        id="a1",
        user="nora",
        name="Nora Field",
        credential="RN",
        roles=tuple(Role),
        is_active=False,
        must_change_password=True,
    ),
    Kind.PATIENT_ADDED: patient(),
    Kind.PATIENT_AMENDED: PATIENT,
    Kind.ORDER_WRITTEN: ORDER,
    Kind.ORDER_AMENDED: ORDER,
    Kind.ORDER_ENDED: order(end_reason="stopped"),
    Kind.AUTHORIZATION_ADDED: Authorization(
        id="au1",
        patient_id="p1",
        payer_id="payer-a",
        drug=CINQAIR,
        number="AUTH-1",
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        units=2834,
        visits=13,
        counts_waste=True,
    ),
    Kind.AUTHORIZATION_AMENDED: Authorization(
        id="au1",
        patient_id="p1",
        payer_id="payer-a",
        drug=TYPED,
        number="AUTH-2",
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
    ),
    Kind.CHARGE_SET: Charge(hcpcs="J2786", dollars_per_unit=Fraction("12.345"), first=date(2026, 1, 1)),
    Kind.PAYER_SET: SitePayer(
        id="lakeside",
        name="Lakeside Health Plan",
        waste=WasteBilling.GIVEN_ONLY,
        source="provider manual",
        checked_on=date(2026, 7, 1),
        wants_ndc=True,
        ndc_unit=NdcQualifier.UNIT,
        needs_authorization=True,
        wants_side=False,
        pays_self_administered=False,
        modifier_340b="TB",
        intervals=(PayerInterval(product_id="tezspire", interval=Interval(days=28)),),
        limits=(PayerLimit(product_id="xolair", units=1300, days=365),),
        counts_waste=True,
        asked=(ItemKind.BIOMARKER, ItemKind.SPECIALIST),
        note="ask for cost-sharing",
        is_used=False,
    ),
    Kind.PRODUCT_SET: SiteProduct(
        product_id="tezspire",
        stocked=("55513-0112-01",),
        override=CodeOverride(hcpcs="C9399", reason="letter of the payer"),
    ),
    Kind.DRUG_SET: SiteDrug(
        id="site.omlyclo",
        brand="Omlyclo",
        generic="omalizumab-igec",
        route="subcutaneous",
        hcpcs="Q5154",
        billing_unit=mg(5),
        packages=(
            DrugPackage(ndc="72606-0030-01", form=Form.SYRINGE, content=mg(150), volume=Volume.of(1, "mL")),
            DrugPackage(ndc="72606-0031-01", form=Form.MULTI_DOSE_VIAL, content=mg(75)),
        ),
        source="label",
        checked_on=date(2026, 7, 1),
        ndc_unit=NdcQualifier.MILLILITRE,
        interval=Interval(days=14),
        is_used=False,
    ),
    Kind.DOSE_RECORDED: DOSE,
    Kind.DOSE_AMENDED: DOSE,
    Kind.DOSE_VOIDED: DOSE,
}
_NOTE = Note(facts=(("what", "ünïcode 李"), ("empty", "")))
EVERY_ENTRY: list[NewEntry] = [
    *(entry(kind, _VALUES[kind], reason="a reason") for kind in BODIES),
    entry(Kind.ORDER_WRITTEN, XOLAIR_ORDER),
    entry(Kind.DOSE_RECORDED, XOLAIR_DOSE),
    *(entry(kind, _NOTE, at=_NIGHT) for kind in Kind if kind not in BODIES),
]
