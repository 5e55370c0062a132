"""Every record comes back from its text as it was, to the last digit; and a text that is not one is refused."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from j3032calc.domain import (
    administration,
    entries,
    order,
    patient,
    people,
    site,
    site_drug,
    site_payer,
    site_product,
)
from j3032calc.domain.administration import Administration, Balance, Draft
from j3032calc.domain.entries import BODIES, Kind, Note
from j3032calc.domain.order import Order, Rounding, RoundingWay
from j3032calc.domain.patient import Patient
from j3032calc.domain.problems.log import LogDamaged
from j3032calc.domain.quantities import Activity, BodyMass, DosePerWeight, Mass, Measured, Volume
from j3032calc.domain.schedule import Interval
from j3032calc.storage.bodies import read_body, read_record, write_body
from tests import invented_log as invented
from tests.invented_log import dose, mg

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.fractions(min_value=0, max_value=10_000)
drugs = st.sampled_from(["xolair", "typed drug", "of per kg", "a of b", "x per kg", "ü"])


def _of_kind(kind: type[Measured]) -> st.SearchStrategy[Measured]:
    return st.builds(kind.of, numbers, st.sampled_from(kind.units))


masses = _of_kind(Mass)
activities = st.builds(Activity.of_drug, numbers, drugs)
zones = st.sampled_from([UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=5, minutes=45))])


@st.composite
def balances(draw: st.DrawFn) -> Balance:
    parts = [mg(draw(numbers)) for _ in range(4)]
    given, discarded, kept, not_infused = parts
    return Balance(
        ordered=mg(draw(numbers)),
        opened=given + discarded + kept + not_infused,
        given=given,
        discarded=discarded,
        kept=kept,
        not_infused=not_infused,
    )


STRATEGIES: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=zones),
    Fraction: numbers,
    Mass: masses,
    Volume: _of_kind(Volume),
    BodyMass: _of_kind(BodyMass),
    Activity: activities,
    DosePerWeight: st.builds(DosePerWeight, masses | activities),
    Interval: st.builds(Interval, days=st.integers(1, 400)) | st.builds(Interval, months=st.integers(1, 24)),
    Balance: balances(),
}


def _strategy(wanted: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any annotation
    if wanted in STRATEGIES:
        return STRATEGIES[wanted]
    if isinstance(wanted, type) and dataclasses.is_dataclass(wanted):
        hints = get_type_hints(wanted)
        return st.builds(wanted, **{field.name: _strategy(hints[field.name]) for field in dataclasses.fields(wanted)})
    arguments: tuple[Any, ...] = getattr(wanted, "__args__", ())
    if getattr(wanted, "__origin__", None) is tuple and arguments[-1] is Ellipsis:
        return st.lists(_strategy(arguments[0]), max_size=2).map(tuple)
    if getattr(wanted, "__origin__", None) is tuple:
        return st.tuples(*map(_strategy, arguments))
    if arguments:
        return st.one_of([st.none() if one is type(None) else _strategy(one) for one in arguments])
    return st.sampled_from(list(wanted))


# A dose is above nothing, and rounded in its own measure.
doses = st.builds(Mass.of, st.fractions(min_value=Fraction(1, 1000), max_value=10_000), st.just("mg"))
STRATEGIES[Order] = st.builds(
    Order,
    **{
        field.name: _strategy(get_type_hints(Order)[field.name])
        for field in dataclasses.fields(Order)
        if field.name not in {"dose", "rounding"}
    },
    dose=st.builds(DosePerWeight, doses) | doses,
    rounding=st.none() | st.builds(Rounding, way=st.sampled_from(list(RoundingWay)), step=doses),
)
RECORDS = sorted({*BODIES.values(), Note, Draft}, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_every_record_comes_back_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    written = data.draw(_strategy(kind))

    text = write_body(written)
    read = read_record(kind, text)

    assert read == written
    # Amounts are equal in any unit: the text says that the unit is the same as well.
    assert write_body(read) == text
    assert "\n" not in text


def test_every_record_of_the_log_is_among_them() -> None:
    modules = (administration, entries, order, patient, people, site, site_drug, site_payer, site_product)
    top = {kind for kind in RECORDS if kind.__module__ in {module.__name__ for module in modules}}

    assert top == set(RECORDS)
    assert len(RECORDS) == 12


def test_a_body_is_json_with_sorted_keys_and_exact_amounts() -> None:
    written = invented.order(dose=DosePerWeight(mg(3)), drug=invented.CINQAIR)

    fields = json.loads(write_body(written))

    assert list(fields) == sorted(fields)
    assert (fields["dose"], fields["interval"]) == ("3 mg per kg", {"days": 28, "months": 0})
    assert (fields["ordered_on"], fields["rounding"]) == ("2026-10-01", None)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        pytest.param(mg("82.8"), "82.8 mg", id="decimal"),
        pytest.param(mg(Fraction(1, 3)), "1/3 mg", id="fraction"),
        pytest.param(Mass.of(500, "mcg"), "500 mcg", id="unit-as-it-was"),
        pytest.param(Activity.of_drug(300, "xolair"), "300 units of xolair", id="units-of-a-drug"),
        pytest.param(Activity.of_drug(300, "x per kg"), "300 units of x per kg", id="a-name-that-looks-like-a-unit"),
        pytest.param(Activity.of_drug(300, "a of b"), "300 units of a of b", id="a-name-with-of"),
    ],
)
def test_an_amount_is_written_exactly(amount: Mass | Activity, text: str) -> None:
    written = write_body(dose(1, balance=_only(amount)))

    assert json.loads(written)["balance"]["opened"] == text
    assert read_record(Administration, written).balance.opened == amount


def _only(amount: Mass | Activity) -> Balance:
    nothing = amount.zero()
    return Balance(ordered=amount, opened=amount, given=amount, discarded=nothing, kept=nothing, not_infused=nothing)


def test_units_of_a_drug_per_kilogram_keep_the_drug() -> None:
    written = write_body(invented.order(dose=DosePerWeight(Activity.of_drug(5, "x per kg"))))

    assert '"dose":"5 units per kg of x per kg"' in written
    assert read_record(Order, written).dose == DosePerWeight(Activity.of_drug(5, "x per kg"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"count":3', '"count":true', id="true-for-a-number"),
        pytest.param('"count":3', '"count":"3"', id="text-for-a-number"),
        pytest.param('"count":3', '"count":3.0', id="float-for-a-number"),
        pytest.param('"count":3', '"count":3,"colour":"red"', id="a-field-of-a-newer-version"),
        pytest.param('"count":3,', "", id="a-field-is-missing"),
        pytest.param('"lot":"L1"', '"lot":1', id="number-for-text"),
        pytest.param('"opened":"300 mg"', '"opened":"301 mg"', id="amounts-that-do-not-add-up"),
        pytest.param('"opened":"300 mg"', '"opened":"300 mL"', id="another-dimension"),
        pytest.param('"opened":"300 mg"', '"opened":"300 mg per kg"', id="a-rate-for-an-amount"),
        pytest.param('"opened":"300 mg"', '"opened":"300 mg of x"', id="a-drug-for-a-mass"),
        pytest.param('"opened":"300 mg"', '"opened":"300 units"', id="units-of-nothing"),
        pytest.param('"opened":"300 mg"', '"opened":"300"', id="no-unit"),
        pytest.param('"opened":"300 mg"', '"opened":"-300 mg"', id="below-zero"),
        pytest.param('"opened":"300 mg"', '"opened":"x mg"', id="no-number"),
        pytest.param('"opened":"300 mg"', '"opened":"1/0 mg"', id="divided-by-nothing"),
        pytest.param('"opened":"300 mg"', '"opened":300', id="a-bare-number"),
        pytest.param('"opened":"300 mg"', '"opened":["300 mg"]', id="a-list"),
        pytest.param('"given_on":"2026-11-23"', '"given_on":"2026-11-31"', id="a-day-that-is-none"),
        pytest.param('"given_on":"2026-11-23"', '"given_on":20261123', id="a-number-for-a-day"),
        pytest.param('"source":"purchased"', '"source":"stolen"', id="an-unknown-choice"),
        pytest.param('"app_version"', '"app_version', id="no-json"),
    ],
)
def test_a_text_that_is_not_the_record_is_damage_and_nothing_of_it_is_shown(old: str, new: str) -> None:
    good = write_body(dose())
    assert old in good

    with pytest.raises(LogDamaged) as refused:
        read_record(Administration, good.replace(old, new, 1))

    assert refused.value.where == "an entry cannot be read"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("text", ["", "null", "[]", "3", '"x"', "[" * 100_000, '{"a":' * 100_000, "NaN"])
def test_anything_else_is_damage(text: str) -> None:
    with pytest.raises(LogDamaged):
        read_record(Patient, text)


def test_a_charge_in_binary_fractions_is_refused() -> None:
    with pytest.raises(LogDamaged):
        read_body(Kind.CHARGE_SET, '{"dollars_per_unit":0.1,"first":"2026-01-01","hcpcs":"J2786"}')
