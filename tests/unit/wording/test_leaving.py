"""What an export leaves out and assumes is one clause, ready to stand behind "Left out:"."""

from __future__ import annotations

import pytest

from j3032calc.wording import leaving

SAID = {name: text for name, text in vars(leaving).items() if name.isupper()}


@pytest.mark.parametrize("name", SAID)
def test_it_is_a_clause_without_a_full_stop(name: str) -> None:
    assert SAID[name][0].islower()
    assert not SAID[name].endswith(".")


def test_each_form_has_one() -> None:
    assert {name.rpartition("_")[2] for name in SAID} == {"FHIR", "837P", "ICALENDAR"}
