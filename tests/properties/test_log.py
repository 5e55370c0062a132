"""Whatever the names, doses and containers: patients are found, and everything that was opened is somewhere."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from j3032calc.domain.alike import may_be_same, names_alike
from j3032calc.domain.charting import balance_of, check_containers, containers_of
from j3032calc.domain.containers import Container, Opened
from j3032calc.domain.dosing import share_out
from j3032calc.domain.order import Rounding, RoundingWay, round_dose
from j3032calc.domain.problems.charting import GivenAboveOpened
from j3032calc.domain.problems.dose import RoundedToNothing
from j3032calc.domain.quantities import Mass
from j3032calc.domain.search import identifier_key, plain, words
from j3032calc.wording.birth_dates import read_birth_date
from j3032calc.wording.searching import read_search
from j3032calc.wording.writing import write_date
from tests.invented import TODAY, a_patient

# Letters of many scripts, with what stands between the parts of a name.
LETTERS = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Lt")), min_size=1, max_size=12).filter(words)
NAMES = st.lists(LETTERS, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from([" ", "-", "'", "’", ". "]).map(lambda mark: mark.join(parts))
)
NUMBERS = st.text("0123456789ABC-/ ", min_size=1, max_size=12).filter(lambda text: any(map(str.isdecimal, text)))
BIRTH_DATES = st.dates(date(1900, 1, 1), TODAY)


@given(family=NAMES, given_name=NAMES, data=st.data())
def test_any_beginnings_of_any_names_in_any_order_find_a_patient(
    family: str, given_name: str, data: st.DataObject
) -> None:
    patient = a_patient(family=family, given=given_name)
    known = [*words(family), *words(given_name)]
    picked = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=4, unique=True))
    typed = [word[: data.draw(st.integers(1, len(word)))] for word in picked]
    text = " ".join(data.draw(st.permutations(typed)))

    assert any(search.fits(patient) for search in read_search(text, TODAY))


@given(family=NAMES, given_name=NAMES)
def test_a_patient_is_found_by_the_whole_name_as_it_is_written(family: str, given_name: str) -> None:
    patient = a_patient(family=family, given=given_name)

    for text in (f"{family}, {given_name}", f"{given_name} {family}", family.upper(), given_name.lower()):
        assert any(search.fits(patient) for search in read_search(text, TODAY))


@given(number=NUMBERS, data=st.data())
def test_a_patient_is_found_by_any_beginning_of_the_record_number(number: str, data: st.DataObject) -> None:
    patient = a_patient(identifier=number)
    key = identifier_key(number)
    text = data.draw(st.sampled_from([number, key[: data.draw(st.integers(1, len(key)))]]))

    assert any(search.fits(patient) for search in read_search(text, TODAY))


@given(born=BIRTH_DATES, year=st.sampled_from(["%Y", "%y"]))
def test_a_patient_is_found_by_the_birth_date_however_it_is_typed(born: date, year: str) -> None:
    patient = a_patient(born=born)
    typed_year = born.strftime("%Y") if year == "%Y" else f"{born.year % 100:02}"

    for text in (
        born.isoformat(),
        write_date(born),
        f"{born.month}/{born.day}/{typed_year}",
        f"{born.day:02}.{born.month:02}.{typed_year}",
        f"mos {born.month:02}-{born.day:02}-{typed_year}",
    ):
        assert any(search.fits(patient) for search in read_search(text, TODAY)), text


@given(text=st.text(max_size=40))
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(text=st.text(max_size=60))
def test_whatever_is_typed_can_be_looked_for(text: str) -> None:
    for search in read_search(text, TODAY):
        assert search.keys


@given(born=BIRTH_DATES)
def test_a_birth_date_is_read_as_it_is_written(born: date) -> None:
    assert read_birth_date(write_date(born), TODAY) == born
    assert read_birth_date(born.isoformat(), TODAY) == born


@given(one=NAMES, other=NAMES)
def test_alike_works_both_ways_and_everybody_is_like_themselves(one: str, other: str) -> None:
    assert names_alike(one, one)
    assert names_alike(one, other) == names_alike(other, one)
    first, second = a_patient(family=one, given=other), a_patient(id="patient-2", family=other, given=one)
    assert may_be_same(first, second)


AMOUNTS = st.fractions(Fraction(1, 100), 1000, max_denominator=100).map(lambda number: Mass.of(number, "mg"))
OPENED = st.lists(
    st.builds(Opened, st.builds(Container, AMOUNTS, st.none()), st.integers(1, 5)), min_size=1, max_size=4
)


@given(
    opened=OPENED,
    ordered=AMOUNTS,
    share=st.fractions(Fraction(1, 100), 1),
    is_multi_dose=st.booleans(),
    is_stopped=st.booleans(),
)
def test_opened_is_given_and_discarded_and_kept_and_not_infused_in_every_record(
    *, opened: list[Opened], ordered: Mass, share: Fraction, is_multi_dose: bool, is_stopped: bool
) -> None:
    given_amount = ordered * share if is_stopped else None
    plan = share_out(ordered, tuple(opened), is_multi_dose=is_multi_dose, given=given_amount)

    try:
        balance = balance_of(plan)
    except GivenAboveOpened:
        assert (given_amount or ordered) > plan.opened
        return

    assert balance.given + balance.discarded + balance.kept + balance.not_infused == balance.opened
    assert balance.given == (given_amount or ordered)
    check_containers(containers_of(opened), containers_of(reversed(opened)))


@given(exact=AMOUNTS, step=AMOUNTS, way=st.sampled_from(RoundingWay))
def test_a_rounded_dose_is_a_multiple_of_the_step_and_less_than_one_step_away(
    exact: Mass, step: Mass, way: RoundingWay
) -> None:
    try:
        rounded = round_dose(exact, Rounding(way=way, step=step)).dose
    except RoundedToNothing:
        assert way is not RoundingWay.UP
        assert exact < step
        return

    assert rounded.ratio_to(step).denominator == 1
    assert rounded < exact + step
    assert exact < rounded + step
    if way is RoundingWay.UP:
        assert rounded >= exact
    if way is RoundingWay.DOWN:
        assert rounded <= exact
