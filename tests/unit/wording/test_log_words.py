"""Everything in the log has one name that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from j3032calc.domain.administration import DrugSource, Stage
from j3032calc.domain.entries import Kind
from j3032calc.domain.order import Rounding, RoundingWay, round_dose
from j3032calc.domain.patient import Relation, Sex
from j3032calc.domain.people import Meaning, Right, Role
from j3032calc.wording import log_words
from j3032calc.wording.log_words import rounded_sentence, write_rounding
from tests.invented import mg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

NAMES: list[tuple[type[StrEnum], Mapping[StrEnum, str]]] = [
    (Role, log_words.ROLES),  # type: ignore[list-item]
    (Right, log_words.RIGHTS),  # type: ignore[list-item]
    (Meaning, log_words.MEANINGS),  # type: ignore[list-item]
    (DrugSource, log_words.SOURCES),  # type: ignore[list-item]
    (Stage, log_words.STAGES),  # type: ignore[list-item]
    (Sex, log_words.SEXES),  # type: ignore[list-item]
    (Relation, log_words.RELATIONS),  # type: ignore[list-item]
    (Kind, log_words.KINDS),  # type: ignore[list-item]
]


@pytest.mark.parametrize(("things", "names"), NAMES, ids=[things.__name__ for things, _ in NAMES])
def test_each_thing_has_its_own_name(things: type[StrEnum], names: Mapping[StrEnum, str]) -> None:
    assert set(names) == set(things)
    assert len(set(names.values())) == len(names)
    assert all(name[:1].isupper() and name.isprintable() for name in names.values())


@pytest.mark.parametrize(
    ("way", "text"),
    [
        (RoundingWay.NEAREST, "to the nearest multiple of 10 mg"),
        (RoundingWay.UP, "up to a multiple of 10 mg"),
        (RoundingWay.DOWN, "down to a multiple of 10 mg"),
    ],
)
def test_a_rounding_instruction_is_written_in_full(way: RoundingWay, text: str) -> None:
    assert write_rounding(Rounding(way=way, step=mg(10))) == text


def test_a_rounded_dose_says_both_amounts() -> None:
    nearest = Rounding(way=RoundingWay.NEAREST, step=mg(10))

    assert rounded_sentence(round_dose(mg("217.2"), nearest)) == (
        "217.2 mg rounded to the nearest multiple of 10 mg (order) = 220 mg."
    )
    assert rounded_sentence(round_dose(mg(220), nearest)) == (
        "220 mg rounded to the nearest multiple of 10 mg (order) = 220 mg, unchanged."
    )
