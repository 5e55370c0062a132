"""How patients, orders, doses and due dates are written on the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from j3032calc.domain.administration import Draft, NextDue, Stage
from j3032calc.domain.entries import DueDose, Kind, Note
from j3032calc.domain.history import DoseHistory, DoseVersion
from j3032calc.domain.order import Rounding, RoundingWay
from j3032calc.domain.patient import Allergy, Weight
from j3032calc.domain.people import Account, Role
from j3032calc.domain.quantities import DosePerWeight
from j3032calc.domain.schedule import Interval
from j3032calc.wording import page_words as say
from tests.invented import CINQAIR, NOW, TODAY, a_dose, a_patient, an_entry, an_order, kg, mg

MOSS = a_patient()
CELLS = ("MOSS, Ada", "Born 03-Feb-1980 (46 years)", "No. 12-345")


@pytest.mark.parametrize(
    ("allergies", "said"),
    [
        (None, "Allergies: Not recorded"),
        ((), "No known allergies"),
        ((Allergy(substance="latex", reaction="rash"), Allergy(substance="nuts")), "Allergies: latex (rash); nuts"),
    ],
)
def test_allergies_that_nobody_asked_for_are_not_none(allergies: tuple[Allergy, ...] | None, said: str) -> None:
    assert say.allergies_line(a_patient(allergies=allergies)) == said


@pytest.mark.parametrize(
    ("due", "payer", "given", "when", "last"),
    [
        (date(2026, 11, 23), None, None, "Monday 23-Nov-2026, today", "First dose"),
        (date(2026, 11, 24), date(2026, 11, 24), None, "Tuesday 24-Nov-2026, in 1 day", "First dose"),
        (
            date(2026, 11, 20),
            date(2026, 11, 18),
            date(2026, 10, 23),
            "Friday 20-Nov-2026, 3 days late; payers from 18-Nov-2026",
            "Last 23-Oct-2026",
        ),
    ],
)
def test_a_due_dose_says_how_far_it_is_and_both_clocks(
    due: date, payer: date | None, given: date | None, when: str, last: str
) -> None:
    dose = DueDose(patient=MOSS, drug_key="cinqair", order_id=None, due=due, payer_earliest=payer, given_on=given)

    assert say.due_cells(dose, TODAY, "reslizumab (Cinqair)") == (*CELLS, "reslizumab (Cinqair)", f"{when}. {last}")


@pytest.mark.parametrize(
    ("entered", "started", "what", "since"),
    [
        ((("product", "tezspire"),), None, "tezspire", "Prepared 23-Nov-2026 14:05"),
        ((("billing_unit", "10 mg"),), datetime(2026, 11, 23, 13, 0, tzinfo=UTC), "10 mg", "Running 23-Nov-2026 13:00"),
        ((), None, "Not recorded", "Prepared 23-Nov-2026 14:05"),
        ((("product", "tezspire"), ("amends", "dose-1")), None, "tezspire", "Amendment 23-Nov-2026 14:05"),
    ],
)
def test_an_administration_under_way_says_since_when(
    entered: tuple[tuple[str, str], ...], started: datetime | None, what: str, since: str
) -> None:
    stage = Stage.PREPARED if started is None else Stage.RUNNING
    draft = Draft(id="d", patient_id="p", order_id=None, stage=stage, entered=entered, kept_at=NOW, started_at=started)

    assert say.draft_cells(draft, MOSS, TODAY) == (*CELLS, what, since)


@pytest.mark.parametrize(
    ("changed", "dose", "state"),
    [
        ({}, "210 mg", "Not signed. Expiry not recorded"),
        (
            {"signed_on": TODAY, "expires_on": TODAY, "interval": Interval(days=28), "route": "subcutaneous"},
            "210 mg every 4 weeks, subcutaneous",
            "Until 23-Nov-2026, today: ask the prescriber to renew it",
        ),
        (
            {"expires_on": date(2026, 12, 23)},
            "210 mg",
            "Not signed. Until 23-Dec-2026, in 30 days: ask the prescriber to renew it",
        ),
        ({"expires_on": date(2026, 12, 24)}, "210 mg", "Not signed. Until 24-Dec-2026"),
        (
            {"rounding": Rounding(way=RoundingWay.UP, step=mg(10)), "signed_on": TODAY},
            "210 mg, rounded up to a multiple of 10 mg",
            "Expiry not recorded",
        ),
        ({"signed_on": TODAY, "expires_on": date(2026, 11, 22)}, "210 mg", "Expired 22-Nov-2026"),
        ({"end_reason": "moved away", "dose": DosePerWeight(mg(3))}, "3 mg per kg", "Ended: moved away"),
    ],
)
def test_an_order_says_its_dose_and_how_it_stands(changed: dict[str, object], dose: str, state: str) -> None:
    order = an_order(**changed)

    assert say.order_cells(order, TODAY) == (order.drug.name, dose, "Ana Ruiz, MD", state)


def history(*kinds: Kind, **changed: object) -> DoseHistory:
    dose = a_dose(**changed)
    return DoseHistory(tuple(DoseVersion(an_entry(kind, dose, subject="dose-1"), dose) for kind in kinds))


@pytest.mark.parametrize(
    ("record", "state"),
    [
        (history(Kind.DOSE_RECORDED), "Signed"),
        (history(Kind.DOSE_RECORDED, Kind.DOSE_AMENDED), "Amended"),
        (history(Kind.DOSE_RECORDED, Kind.DOSE_VOIDED), "Voided"),
        (history(Kind.DOSE_RECORDED, late_reason="charted after the power cut"), "Late entry"),
    ],
)
def test_a_dose_says_what_became_of_its_record(record: DoseHistory, state: str) -> None:
    cells = say.dose_cells(record)

    assert cells[:5] == (
        "23-Nov-2026",
        "tezepelumab-ekko (Tezspire)",
        "210 mg given, 0 mg discarded",
        "210",
        "Nina Nurse, RN",
    )
    assert cells[5] == state


@pytest.mark.parametrize(("discarded", "said"), [(None, "1,218"), (0, "1,218"), (82, "1,218 + 82 discarded")])
def test_discarded_units_stand_beside_the_given(discarded: int | None, said: str) -> None:
    assert say.write_billing_units_of(1218, discarded) == said


def test_an_entry_says_who_and_why() -> None:
    nina = Account(id="nina", user="nina", name="Nina Nurse", credential="RN", roles=(Role.NURSE,))
    entry = replace(an_entry(Kind.ORDER_ENDED, an_order(), subject="o", sequence=1234), reason="moved away")
    noted = replace(an_entry(Kind.CLOCK_MOVED, Note(), subject="workstation"), by=None)

    assert say.entry_cells(entry, {"nina": nina}) == (
        "1,234",
        "23-Nov-2026 14:05",
        "Order ended",
        "Nina Nurse, RN",
        "moved away",
    )
    assert say.entry_cells(noted, {})[2:] == ("Computer clock moved", "J3032 Calculator", "")


def test_months_are_ticked_and_thinned_out() -> None:
    assert say.month_ticks(date(2026, 11, 10), date(2027, 1, 2), most=12) == (
        (date(2026, 11, 10), "Nov-2026"),
        (date(2026, 12, 1), "Dec-2026"),
        (date(2027, 1, 1), "Jan-2027"),
    )
    assert [text for _, text in say.month_ticks(date(2026, 1, 1), date(2026, 12, 31), most=4)] == [
        "Jan-2026",
        "Apr-2026",
        "Jul-2026",
        "Oct-2026",
    ]


def test_the_timeline_in_words_says_early_late_and_what_is_next() -> None:
    marks = [
        (date(2026, 9, 1), None, ""),
        (date(2026, 9, 28), date(2026, 9, 29), "amended"),
        (date(2026, 10, 28), date(2026, 10, 26), "voided"),
        (date(2026, 10, 26), date(2026, 10, 26), ""),
        (None, date(2026, 11, 23), ""),
    ]

    assert say.timeline_words({CINQAIR.name: marks, "x": [(None, None, "")]}) == (
        "reslizumab (Cinqair): given 01-Sep-2026; given 28-Sep-2026, due 29-Sep-2026, 1 day early, amended; "
        "given 28-Oct-2026, due 26-Oct-2026, 2 days late, voided; given 26-Oct-2026, due 26-Oct-2026, on the day; "
        "next due 23-Nov-2026. x: ."
    )
    assert NextDue().due is None


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (TODAY, "today"),
        (date(2026, 11, 22), "1 day ago"),
        (date(2026, 10, 24), "30 days ago"),
    ],
)
def test_the_weight_on_file_says_its_day_and_age(on: date, age: str) -> None:
    weights = (Weight(amount=kg(80), on=date(2026, 1, 1)), Weight(amount=kg("72.4"), on=on))
    day = f"{on.day:02d}-{on:%b-%Y}"

    assert say.weight_on_file(replace(MOSS, weights=weights), TODAY) == (f"On file: 72.4 kg, weighed on {day}, {age}")


def test_without_a_weight_on_file_nothing_is_said() -> None:
    assert say.weight_on_file(MOSS, TODAY) == ""
