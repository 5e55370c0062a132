from __future__ import annotations

from datetime import date

import pytest

from j3032calc.domain.findings import (
    AboveLabelMaximum,
    Care,
    Claim,
    CodeNotInForce,
    Detail,
    Finding,
    Short,
    StoppedEarly,
)
from j3032calc.wording.blockers import write_blocker
from tests.unit.services.small_catalogue import LABEL, mg

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        (CodeNotInForce("J2356", DAY, DAY, None), "code not in force"),
        (StoppedEarly(mg(90)), "dose stopped early"),
        (AboveLabelMaximum(mg(300), mg(210), LABEL), "dose above the label"),
        (Short(mg(300), mg(210), mg(90)), "dose above what was opened"),
    ],
)
def test_what_a_calculation_finds_has_a_few_words_too(detail: Detail, words: str) -> None:
    assert write_blocker(Finding("R-10", Claim.STOP, Care.HOLD, detail)) == words
