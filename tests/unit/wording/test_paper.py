"""How people, places, moments and drugs are written on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from j3032calc.domain.order import Rounding, RoundingWay
from j3032calc.domain.patient import Allergy
from j3032calc.domain.people import Meaning
from j3032calc.wording import paper
from tests.paper_trail import CLINIC_ADDRESS, DOSE, NURSE, ORDER, PATIENT, at, signed
from tests.unit.services.small_catalogue import mg, ml


@pytest.mark.parametrize(
    ("text", "written"),
    [("A12", "A12"), ("", "Not recorded"), ("  ", "Not recorded"), (None, "Not recorded")],
)
def test_what_is_missing_says_so(text: str | None, written: str) -> None:
    assert paper.or_missing(text) == written


def test_missing_dates_and_moments_say_so() -> None:
    assert paper.date_or_missing(None) == "Not recorded"
    assert paper.moment_or_missing(None) == "Not recorded"
    assert paper.date_or_missing(date(2026, 11, 3)) == "03-Nov-2026"
    assert paper.moment_or_missing(at(9, 5)) == "23-Nov-2026 09:05"


@pytest.mark.parametrize(("text", "written"), [("Lot misread", "Lot misread."), ("Why? ", "Why?"), ("No.", "No.")])
def test_a_typed_text_ends_as_a_sentence(text: str, written: str) -> None:
    assert paper.as_sentence(text) == written


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        pytest.param(UTC, "23-Nov-2026 14:05 (UTC)", id="utc"),
        pytest.param(timezone(timedelta(hours=-5)), "23-Nov-2026 14:05 (UTC−05:00)", id="behind"),
        pytest.param(timezone(timedelta(hours=-3, minutes=-30)), "23-Nov-2026 14:05 (UTC−03:30)", id="half-behind"),
        pytest.param(timezone(timedelta(hours=5, minutes=45)), "23-Nov-2026 14:05 (UTC+05:45)", id="ahead"),
        pytest.param(None, "23-Nov-2026 14:05 (UTC)", id="no-zone"),
    ],
)
def test_a_signed_moment_has_its_zone(zone: timezone | None, written: str) -> None:
    assert paper.write_zoned_moment(datetime(2026, 11, 23, 14, 5, tzinfo=zone)) == written


def test_a_date_for_the_patient_is_in_words() -> None:
    assert paper.write_day_in_words(date(2026, 12, 1)) == "Tuesday, 1 December 2026"


@pytest.mark.parametrize(
    ("born", "written"),
    [
        pytest.param(date(1960, 11, 23), "Born 23-Nov-1960 (66 years)", id="birthday"),
        pytest.param(date(1960, 11, 24), "Born 24-Nov-1960 (65 years)", id="day-before-birthday"),
        pytest.param(date(2024, 11, 23), "Born 23-Nov-2024 (2 years)", id="two"),
        pytest.param(date(2024, 11, 24), "Born 24-Nov-2024 (23 months)", id="almost-two"),
        pytest.param(date(2026, 10, 23), "Born 23-Oct-2026 (1 month)", id="one-month"),
    ],
)
def test_a_birth_date_has_the_age(born: date, written: str) -> None:
    assert paper.write_born(born, date(2026, 11, 23)) == written


def test_names_stand_as_in_the_banner() -> None:
    assert paper.write_name(PATIENT) == "GARCÍA, María"


def test_who_did_something_has_a_credential_or_is_the_program() -> None:
    assert paper.write_account(NURSE) == "Ana Reyes, RN"
    assert paper.write_account(replace(NURSE, credential=" ")) == "Ana Reyes"
    assert paper.write_account(None) == "J3032 Calculator"


def test_a_signature_stands_in_one_line() -> None:
    assert (
        paper.write_signature(signed(NURSE, Meaning.GIVEN, at(11, 20)))
        == "Ana Reyes, RN, 23-Nov-2026 11:20 (UTC−05:00)"
    )


def test_an_address_stands_in_one_line() -> None:
    assert paper.write_address(CLINIC_ADDRESS) == "12 Main Street, Springfield, IL 62701"
    assert paper.write_address(None) == "Not recorded"


def test_an_order_says_its_dose_rounding_and_interval() -> None:
    rounding = Rounding(way=RoundingWay.NEAREST, step=mg(10))

    assert paper.write_dose(ORDER.dose) == "3 mg per kg"
    assert paper.write_dose(mg(210)) == "210 mg"
    assert paper.write_prescriber(ORDER.prescriber) == "Dana Fox, MD"
    assert paper.write_rounding_of(ORDER) == "None: the exact dose"
    assert paper.write_rounding_of(replace(ORDER, rounding=rounding)) == "Round to the nearest multiple of 10 mg"
    assert paper.write_frequency(ORDER) == "every 4 weeks"
    assert paper.write_frequency(replace(ORDER, interval=None)) == "Not recorded"
    assert paper.write_frequency(replace(ORDER, interval=None, schedule_id="asthma")) == "as labelled for asthma"


def test_no_allergy_is_not_the_same_as_not_asked() -> None:
    assert paper.write_allergies(None) == "Not recorded"
    assert paper.write_allergies(()) == "No known allergy"
    assert (
        paper.write_allergies((Allergy(substance="Latex", reaction="rash"), Allergy(substance="Fructose")))
        == "Latex (rash); Fructose (reaction not recorded)"
    )


def test_a_container_says_form_content_and_volume() -> None:
    (container,) = DOSE.containers

    assert paper.write_container(container) == "single-dose vial of 100 mg in 10 mL"
    assert paper.write_container(replace(container, form=None, volume=None)) == "container of 100 mg"
    assert paper.write_container(replace(container, content=ml(10))) == "single-dose vial of 10 mL"


def test_the_balance_is_a_sum_that_holds() -> None:
    balance = DOSE.balance

    assert paper.write_balance(balance) == "300 mg opened = 217.2 mg given + 82.8 mg discarded"
    everything = replace(balance, given=mg(300), discarded=mg(0))
    assert paper.write_balance(everything) == "300 mg opened = 300 mg given + nothing discarded"
    rest = replace(balance, given=mg(100), discarded=mg(0), kept=mg(150), not_infused=mg(50))
    assert paper.write_balance(rest) == "300 mg opened = 100 mg given + 150 mg kept + 50 mg not infused"


def test_a_fingerprint_is_grouped_for_the_eye() -> None:
    assert paper.write_fingerprint("0123456789abcdef" * 4) == " ".join(("01234567", "89abcdef") * 4)
