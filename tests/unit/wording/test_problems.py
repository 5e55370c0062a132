"""Every problem says in plain words what was entered and what to enter."""

from __future__ import annotations

import dataclasses
import re

import pytest

from j3032calc.domain import problems as p
from j3032calc.domain.problems import Problem
from j3032calc.wording.problems import printable, sentence

# One of each kind, with its whole sentence, written by hand.
CASES: list[tuple[Problem, str]] = [
    (p.NotANumber("abc", "210 mg"), "“abc” is not a number with a unit. Enter it like 210 mg."),
    (
        p.AmbiguousNumber("1.000 mg"),
        (
            "“1.000 mg” can be read as thousands or as decimals. "
            "Enter it without trailing zeros, or with a comma for thousands."
        ),
    ),
    (
        p.NumberOutOfRange("1234567890 mg"),
        "“1234567890 mg” has more digits than any dose. Check it and enter it again.",
    ),
    (p.NotAboveZero("0 mg"), "“0 mg” is not above zero. Enter an amount above zero."),
    (p.UnitMissing("350", "210 mg"), "“350” has no unit. Enter it with its unit, like 210 mg."),
    (
        p.UnitUnknown("350 U", "U", ("mg", "units")),
        "“350 U” has the unit U, which is not read here. Enter the amount in mg or units.",
    ),
    (p.FieldMissing("dose", "210 mg"), "The dose is missing. Enter it, like 210 mg."),
    (p.FieldUnknown("colour", ("dose", "weight")), "There is no field colour. The fields are dose or weight."),
    (
        p.FieldNotText("weight", "text in quotation marks"),
        "weight has a value of the wrong kind. Enter text in quotation marks.",
    ),
    (p.FieldTwice("given_on"), "The day given stands twice on this line. Enter it once."),
    (
        p.FieldsTogether("product", "hcpcs"),
        "The product and the HCPCS code do not go together. Enter one of them.",
    ),
    (p.LineUnreadable(), "This line is not one JSON object. Write one calculation a line, in braces."),
    (
        p.ContainerUnreadable("100 mg in 5 mg"),
        "“100 mg in 5 mg” is not a container size. Enter it like 100 mg, or 100 mg in 10 mL.",
    ),
    (p.CountUnreadable("100 mg"), "“100 mg” does not say how many of which size. Enter it like 3 x 100 mg."),
    (p.DateUnreadable("today"), "“today” is not a date. Enter it like 23-Nov-2026 or 2026-11-23."),
    (
        p.DateAmbiguous("05/04/2026", ("05-Apr-2026", "04-May-2026")),
        "“05/04/2026” can be 05-Apr-2026 or 04-May-2026. Enter the one that is meant.",
    ),
    (p.DateOutOfRange("1926-11-23"), "“1926-11-23” is not between 2000 and 2099. Check the year."),
    (
        p.IntervalUnreadable("q4w"),
        "“q4w” is not an interval. Enter it like 4 weeks, 84 days or 3 months.",
    ),
    (p.DoseNumberUnreadable("0"), "“0” is not the number of a dose. Enter a whole number from 1."),
    (
        p.WeightMissing("3 mg/kg"),
        "3 mg/kg is a dose for each kg, and no weight was entered. Enter the weight, like 72.4 kg.",
    ),
    (p.WeightOutOfRange("700 kg"), "“700 kg” is outside 2 to 650 kg. Check the weight and its unit."),
    (
        p.DoseInOtherUnit("5 mL", "mg"),
        "“5 mL” does not fit here: this is measured in mg. Enter an amount in mg.",
    ),
    (
        p.VolumeMissing("100 mg"),
        "This drug is billed by volume, and 100 mg does not say how much that is. Enter it like 100 mg in 10 mL.",
    ),
    (p.NoContainers(), "No container size may be opened. Enter at least one, like 100 mg."),
    (
        p.TooManyContainers(2100, 1000),
        "This takes 2,100 containers, and no more than 1,000 are planned. Check the dose and its unit.",
    ),
    (
        p.TooManySizes(),
        "These sizes can be combined in too many ways to compare. Enter fewer sizes, or what was opened.",
    ),
    (p.GivenAboveDose("220 mg", "210 mg"), "220 mg given is more than the dose, 210 mg. Check both."),
    (
        p.ProductUnknown("tezpire", ("tezspire", "vyepti")),
        "“tezpire” is no product in this catalogue. Enter one of tezspire or vyepti, or the drug by its billing unit.",
    ),
    (p.ProductAmbiguous("mab", ("a", "b", "c")), "“mab” names more than one product. Enter one of a, b or c."),
    (
        p.CodeDisputed("J3032", "eptinezumab-jjmr", "Tezspire", ("vyepti", "tezspire")),
        (
            "J3032 is eptinezumab-jjmr at CMS, but Tezspire in the source document. "
            "Enter the drug, not the code: vyepti or tezspire."
        ),
    ),
    (p.CodeUnreadable("J30"), "“J30” is not a HCPCS code. Enter a letter and four digits, like J2356."),
    (p.CodeUnknown("J9999"), "J9999 is not in this catalogue. Check the code, or look it up at CMS."),
    (
        p.CodeWithoutProduct("Q5154", "omlyclo"),
        "Q5154 is omlyclo, which is not in this catalogue. Enter the drug by its billing unit and containers.",
    ),
    (
        p.UnitSizeDiffers("J2357", "1 mg", "5 mg"),
        "One billing unit of J2357 is 5 mg, not “1 mg”. Check the code, or enter the product by name.",
    ),
    (
        p.ScheduleUnknown("gout", ("asthma",)),
        "“gout” is no schedule of this product. Enter one of asthma.",
    ),
    (
        p.IntervalFixed("2 weeks", "tezepelumab-ekko (Tezspire)", "every 4 weeks"),
        "“2 weeks” is not what the label of tezepelumab-ekko (Tezspire) says: every 4 weeks. Leave the interval out.",
    ),
    (p.PayerUnknown("aetna", ("medicare-part-b",)), "“aetna” is no payer profile here. Enter one of medicare-part-b."),
    (
        p.NdcUnreadable("12"),
        "“12” is not an NDC or a barcode. Enter 11 digits, or the groups with hyphens as on the carton.",
    ),
    (
        p.NdcAmbiguous("1234567890"),
        "“1234567890” can be grouped in three ways. Enter the NDC with its hyphens as on the carton.",
    ),
    (
        p.BarcodeUnusable("its expiry is not a date"),
        (
            "This barcode cannot be used: its expiry is not a date. "
            "Scan it again, or enter the NDC, lot and expiry from the carton."
        ),
    ),
    (
        p.CatalogueInvalid("tezspire.toml", "code.hcpcs", "is missing"),
        "The catalogue file tezspire.toml cannot be used: code.hcpcs is missing.",
    ),
    (p.FileUnreadable("a.csv", "there is no such file"), "a.csv cannot be used: there is no such file."),
    (
        p.NotACrosswalk("a.csv", ("NDC",)),
        "a.csv is not a CMS NDC-HCPCS crosswalk: the column NDC is missing. Choose the CSV file from CMS.",
    ),
    (
        p.DocumentFailed("calculation_sheet", "font missing"),
        "The page calculation_sheet could not be made: font missing. Nothing was saved.",
    ),
]
PROBLEMS = [pytest.param(problem, said, id=type(problem).__name__) for problem, said in CASES]


def test_every_kind_of_problem_has_a_case_here() -> None:
    kinds = {kind for kind in vars(p).values() if isinstance(kind, type) and issubclass(kind, Problem)}

    assert {type(problem) for problem, _ in CASES} == kinds - {Problem}


@pytest.mark.parametrize(("problem", "said"), PROBLEMS)
def test_a_problem_says_what_was_entered_and_what_to_enter(problem: Problem, said: str) -> None:
    assert sentence(problem) == said


@pytest.mark.parametrize(("problem", "said"), PROBLEMS)
def test_a_problem_says_at_most_three_sentences(problem: Problem, said: str) -> None:
    assert 1 <= len(re.findall(r"[.?!](?:\s|$)", said)) <= 3
    assert sentence(problem).endswith(".")


@pytest.mark.parametrize(("problem", "said"), PROBLEMS)
def test_a_problem_names_no_exception_and_no_path(problem: Problem, said: str) -> None:
    kinds = {kind.__name__ for kind in vars(p).values() if isinstance(kind, type) and issubclass(kind, Problem)}

    assert not kinds & set(re.findall(r"\w+", sentence(problem)))
    assert not re.search(r"/work|/tmp|\\|Traceback|Error|Exception|None", said)


@pytest.mark.parametrize(("problem", "said"), PROBLEMS)
def test_a_problem_shows_each_text_that_was_entered(problem: Problem, said: str) -> None:
    entered = {
        field.name: getattr(problem, field.name)
        for field in dataclasses.fields(problem)  # type: ignore[arg-type]
        if field.name == "entered"
    }

    assert all(text in said for text in entered.values())


def test_a_long_entry_is_shown_short() -> None:
    assert sentence(p.NotANumber("9" * 500, "210 mg")) == (
        f"“{'9' * 40}…” is not a number with a unit. Enter it like 210 mg."
    )


@pytest.mark.parametrize(("digits", "shown"), [(40, "9" * 40), (41, "9" * 40 + "…")])
def test_an_entry_of_forty_characters_is_still_shown_whole(digits: int, shown: str) -> None:
    assert sentence(p.NotAboveZero("9" * digits)).startswith(f"“{shown}” ")


@pytest.mark.parametrize(
    "character",
    [
        pytest.param("\x1b", id="escape"),
        pytest.param("\n", id="line-break"),
        pytest.param("\x00", id="nul"),
        pytest.param("\ud800", id="surrogate"),
        pytest.param("\u202e", id="right-to-left-override"),
    ],
)
def test_a_character_that_does_not_print_is_shown_as_a_space(character: str) -> None:
    assert sentence(p.NotAboveZero(f"5{character}mg")) == "“5 mg” is not above zero. Enter an amount above zero."


NOTHING = [
    pytest.param(p.NotANumber("", "210 mg"), "Nothing was entered. Enter it like 210 mg.", id="number"),
    pytest.param(p.NotANumber(" ", "210 mg"), "Nothing was entered. Enter it like 210 mg.", id="spaces"),
    pytest.param(p.DateUnreadable("\t"), "Nothing was entered. Enter it like 23-Nov-2026 or 2026-11-23.", id="date"),
    pytest.param(
        p.ScheduleUnknown("", ("asthma", "egpa")), "Nothing was entered. Enter one of asthma or egpa.", id="choice"
    ),
]


@pytest.mark.parametrize(("problem", "said"), NOTHING)
def test_a_blank_entry_is_said_as_such(problem: Problem, said: str) -> None:
    assert sentence(problem) == said


def test_our_own_reason_is_not_cut() -> None:
    assert sentence(p.BarcodeUnusable("the check digit of its product number is wrong")) == (
        "This barcode cannot be used: the check digit of its product number is wrong. "
        "Scan it again, or enter the NDC, lot and expiry from the carton."
    )


def test_a_list_of_ours_is_not_cut() -> None:
    names = ("a" * 30, "b" * 30)

    assert sentence(p.FieldUnknown("colour", names)).endswith(f"The fields are {'a' * 30} or {'b' * 30}.")


TYPED_IN_A_SENTENCE = [
    pytest.param(p.VolumeMissing("9" * 41), id="container"),
    pytest.param(p.WeightMissing("9" * 41), id="dose"),
    pytest.param(p.GivenAboveDose("9" * 41, "210 mg"), id="given"),
    pytest.param(p.CodeUnknown("9" * 41), id="code"),
    pytest.param(p.FileUnreadable("9" * 41, "it is a folder"), id="file-name"),
    pytest.param(p.FieldUnknown("9" * 41, ("dose",)), id="field"),
    pytest.param(p.UnitUnknown("350 U", "9" * 41, ("mg",)), id="unit"),
]


@pytest.mark.parametrize("problem", TYPED_IN_A_SENTENCE)
def test_what_was_typed_is_shown_short_wherever_it_stands(problem: Problem) -> None:
    said = sentence(problem)

    assert f"{'9' * 40}…" in said
    assert "9" * 41 not in said


KINDS = [
    pytest.param("text in quotation marks", id="text"),
    pytest.param("a list of texts in quotation marks", id="list"),
    pytest.param("true or false, without quotation marks", id="switch"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_the_wrong_kind_says_what_it_must_be(kind: str) -> None:
    assert sentence(p.FieldNotText("multi_dose", kind)) == f"Multi-dose has a value of the wrong kind. Enter {kind}."


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("product", "billing_unit", "The product and the billing unit do not go together. Enter one of them."),
        ("billing_unit", "dose_number", "The billing unit and the dose number do not go together. Enter one of them."),
        ("billing_unit", "schedule", "The billing unit and schedule do not go together. Enter one of them."),
    ],
)
def test_fields_that_do_not_go_together_are_named_in_words(first: str, second: str, said: str) -> None:
    assert sentence(p.FieldsTogether(first, second)) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\x1b[31mred\n", "a [31mred ", id="escape-and-line-break"),
        pytest.param("x" * 240, "x" * 240, id="two-hundred-and-forty"),
        pytest.param("x" * 241, "x" * 240 + "…", id="one-more"),
    ],
)
def test_a_printable_text_is_one_line_of_a_sentences_length(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_braces_in_an_entry_are_shown_as_they_are() -> None:
    assert sentence(p.DateUnreadable("{entered}")).startswith("“{entered}” is not a date.")


def test_one_known_choice_stands_alone() -> None:
    assert sentence(p.ScheduleUnknown("x", ("asthma",))).endswith("Enter one of asthma.")


def test_no_known_choice_still_gives_a_sentence() -> None:
    assert sentence(p.ScheduleUnknown("x", ())).startswith("“x” is no schedule")


@pytest.mark.parametrize("field", ["dose", "product", "container"])
def test_a_missing_field_is_named_in_words(field: str) -> None:
    assert re.match(r"The (dose|product|container size) is missing\.", sentence(p.FieldMissing(field, "x")))
