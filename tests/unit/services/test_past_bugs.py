"""One test for each bug that testers found in the services: what they must do instead."""

from __future__ import annotations

import json

import pytest

from j3032calc.domain.calculation import Calculation
from j3032calc.domain.findings import AboveUnlikelyEdit, Claim, CodeNotChecked, UnlikelyEditUnknown
from j3032calc.domain.problems.dose import TooManyContainers, TooManySizes
from j3032calc.domain.problems.typed import FieldMissing, FieldsTogether, FieldTwice, NotANumber
from j3032calc.services.batch import answer_lines
from j3032calc.services.calculation import Typed
from j3032calc.services.reference_check import check_crosswalk
from j3032calc.wording.answers import crosswalk_text
from j3032calc.wording.findings import message
from j3032calc.wording.problems import sentence
from tests.unit.services.small_catalogue import CATALOGUE, TESTADRUG, TEZSPIRE, calculator, mg

HEADING = "_2026_CODE,Short Description,LABELER NAME,NDC,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG"
TEZSPIRE_ROW = "J2356,,Amgen,55513-0112-01,Tezspire,1 MG,1.91,1,210,210"


def answered(**fields: object) -> Calculation:
    return calculator().answer(Typed(**fields))  # type: ignore[arg-type]


# --- The package that was scanned ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ndc", "fields", "size"),
    [
        pytest.param("55513-0123-01", {}, "210 mg", id="nothing-else-entered"),
        pytest.param("55513-0123-01", {"opened": ("1 x 210 mg",)}, "210 mg", id="opened"),
        pytest.param("55513-0123-01", {"container": ("210 mg",)}, "210 mg", id="container"),
        pytest.param("55513-0123-01", {"opened": ("1 x 210 mg in 1.91 mL",)}, "210 mg", id="opened-with-its-volume"),
        pytest.param("00173-0892-01", {"opened": ("1 x 100 mg",)}, "100 mg", id="unlisted"),
        pytest.param("00173-0892-01", {"container": ("100 mg",)}, "100 mg", id="unlisted-container"),
    ],
)
def test_a_scanned_package_stays_the_one_that_was_opened(ndc: str, fields: dict[str, object], size: str) -> None:
    answer = answered(product=ndc, dose=size, **fields)

    presentation = answer.plan.containers[0].container.presentation
    assert presentation is not None
    assert str(presentation.ndc) == ndc
    # Each is made for patients to use themselves.
    assert "R-15" in {finding.rule for finding in answer.findings}


def test_a_size_that_the_scanned_package_does_not_have_is_another_package() -> None:
    answer = answered(product="0310-1830-30", dose="10 mg", opened=("1 x 10 mg",))

    presentation = answer.plan.containers[0].container.presentation
    assert presentation is not None
    assert str(presentation.ndc) == "00310-1745-01"


# --- A drug typed with a known code ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dose", "is_above"), [("210 mg", False), ("210.1 mg", True)], ids=["at-the-edit", "one-unit-above"]
)
def test_r22_a_drug_typed_with_a_known_code_has_its_edit(dose: str, is_above: bool) -> None:  # noqa: FBT001 - a table
    answer = answered(billing_unit="1 mg", hcpcs="J2356", dose=dose, container=("1 mg",))

    found = [finding for finding in answer.findings if finding.rule == "R-22"]
    assert [type(finding.detail) for finding in found] == ([AboveUnlikelyEdit] if is_above else [])
    assert [finding.claim for finding in found] == ([Claim.WARN] if is_above else [])


@pytest.mark.parametrize("hcpcs", [None, "J1745", "Q5154", "J2357"])
def test_r22_a_typed_drug_whose_code_has_no_known_edit_says_so(hcpcs: str | None) -> None:
    answer = answered(billing_unit="5 mg", hcpcs=hcpcs, dose="150 mg", container=("150 mg",))

    assert UnlikelyEditUnknown() in [finding.detail for finding in answer.findings]


def test_r19_a_known_code_is_not_called_a_drug_outside_the_catalogue() -> None:
    answer = answered(billing_unit="1 mg", hcpcs="J2356", dose="210 mg", container=("210 mg",))

    (found,) = [finding for finding in answer.findings if finding.rule == "R-19"]
    assert found.detail == CodeNotChecked("J2356", "tezepelumab-ekko (Tezspire)")
    assert message(found) == (
        "Code not checked: no product was chosen. CMS says J2356 is tezepelumab-ekko (Tezspire). "
        "Compare drug and NDC before billing."
    )
    assert not [item for item in answer.findings if "not in the catalogue" in message(item)]


@pytest.mark.parametrize(("field", "value"), [("dose_number", "abc"), ("dose_number", "2"), ("schedule", "asthma")])
def test_what_means_nothing_for_a_typed_drug_is_refused(field: str, value: str) -> None:
    with pytest.raises(FieldsTogether) as refused:
        answered(billing_unit="10 mg", dose="350 mg", container=("100 mg",), **{field: value})

    assert (refused.value.first, refused.value.second) == ("billing_unit", field)


def test_a_code_without_its_billing_unit_asks_for_the_billing_unit() -> None:
    with pytest.raises(FieldMissing) as refused:
        answered(hcpcs="J1745", dose="350 mg", container=("100 mg",))

    assert sentence(refused.value) == "The billing unit is missing. Enter it, like 10 mg."


def test_what_was_given_is_not_lost_when_the_dose_is_short() -> None:
    answer = answered(product="tezspire", dose="300 mg", opened=("1 x 210 mg",), given="150 mg")

    assert answer.plan.given == mg(150)


# --- What would take too long or too much ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opened", "is_refused"),
    [
        pytest.param(("600 x 100 mg", "400 x 50 mg"), False, id="a-thousand-in-all"),
        pytest.param(("600 x 100 mg", "401 x 50 mg"), True, id="one-more"),
        pytest.param(("1000 x 100 mg", "1 x 50 mg"), True, id="a-thousand-and-one"),
    ],
)
def test_more_than_a_thousand_containers_in_all_are_refused(opened: tuple[str, ...], is_refused: bool) -> None:  # noqa: FBT001
    typed = {"billing_unit": "1 mg", "dose": "100 mg", "opened": opened}

    if is_refused:
        with pytest.raises(TooManyContainers) as refused:
            answered(**typed)
        assert (refused.value.count, refused.value.most) == (1001, 1000)
    else:
        assert answered(**typed).plan.opened == mg(80_000)


@pytest.mark.parametrize(
    "container",
    [
        pytest.param(tuple(f"{number} mg" for number in range(1, 600)), id="many-sizes"),
        pytest.param(("499.999 mg", "499.998 mg"), id="a-tiny-common-step"),
    ],
)
def test_sizes_that_take_too_long_to_compare_are_refused(container: tuple[str, ...]) -> None:
    with pytest.raises(TooManySizes):
        answered(billing_unit="1 mg", dose="100 g", container=container)


@pytest.mark.parametrize("text", ["1 mg" + " " * 30_000 + "x", " " * 30_000 + "x"], ids=["in-the-unit", "before"])
def test_a_run_of_spaces_is_refused_and_not_searched(text: str) -> None:
    with pytest.raises(NotANumber):
        answered(billing_unit="1 mg", dose=text, container=("100 mg",))


def test_a_field_written_twice_among_many_is_found() -> None:
    line = "{" + ",".join(f'"a{number}":1' for number in range(10_000)) + ',"a9999":1}'

    (answer,) = answer_lines(calculator(), [line.encode()])

    assert isinstance(answer.answer, FieldTwice)
    assert answer.answer.field == "a9999"


def test_the_ref_is_carried_over_when_another_field_is_written_twice() -> None:
    (answer,) = answer_lines(calculator(), [b'{"ref": 17, "dose": "1 mg", "dose": "2 mg"}'])

    assert answer.ref == 17


def test_half_a_surrogate_pair_in_a_ref_does_not_end_the_batch() -> None:
    good = {"billing_unit": "10 mg", "dose": "350 mg", "container": ["100 mg"]}
    lines = [b'{"ref": "\\ud800", "dose": "1 mg"}', json.dumps({"ref": 2, **good}).encode()]

    answers = list(answer_lines(calculator(), lines))

    assert [answer.ref for answer in answers] == ["\ud800", 2]
    assert isinstance(answers[1].answer, Calculation)


# --- A crosswalk -----------------------------------------------------------------------------------------------------


def test_an_endless_cell_in_a_crosswalk_is_an_unreadable_row() -> None:
    # A stray quotation mark joins the rest of the file into one cell, which the csv module refuses.
    report = check_crosswalk(CATALOGUE, "file.csv", [HEADING, TEZSPIRE_ROW, '"' + "x" * 200_000])

    assert report.agreed == ((TEZSPIRE, TEZSPIRE.presentations[1]),)
    assert report.unreadable_rows == 1


@pytest.mark.parametrize(
    ("dosage", "fields"),
    [("1 UNIT", []), ("1 UNITS", []), ("5 UNITS", ["billing unit"]), ("1 MG", ["billing unit"])],
)
def test_a_crosswalk_row_of_a_drug_in_units_is_compared(dosage: str, fields: list[str]) -> None:
    row = f"J9991,,Maker,99999-0111-01,Testadrug,{dosage},1,1,100,100"

    report = check_crosswalk(CATALOGUE, "file.csv", [HEADING, row])

    assert [difference.field for difference in report.differences] == fields
    assert report.agreed == (() if fields else ((TESTADRUG, TESTADRUG.presentations[0]),))


def test_one_package_agrees() -> None:
    text = crosswalk_text(check_crosswalk(CATALOGUE, "file.csv", [HEADING, TEZSPIRE_ROW]))

    assert text.startswith("1 package agrees, 0 differences.\n")
