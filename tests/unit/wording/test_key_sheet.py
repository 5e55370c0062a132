"""The sheet of keys says every key once, from the tables that make the buttons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from j3032calc.wording import care_labels, labels, page_labels, patient_labels
from j3032calc.wording.key_sheet import key_groups

if TYPE_CHECKING:
    from j3032calc.wording.form_texts import PageText

TABLES = {
    "pages": page_labels.PAGES,
    "today": page_labels.TODAY_ACTIONS,
    "give": page_labels.GIVE_ACTIONS,
    "patient": patient_labels.PATIENT_ACTIONS,
    "orders": care_labels.ORDER_ACTIONS,
    "coverages": care_labels.COVERAGE_ACTIONS,
    "authorizations": care_labels.AUTHORIZATION_ACTIONS,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_action_of_a_page_has_a_key_and_stands_on_the_sheet(table: dict[str, PageText]) -> None:
    sheet = {key for group in key_groups() for key in group.keys}

    assert all(said.key for said in table.values())
    assert {(said.key, said.button) for said in table.values()} <= sheet


def test_no_key_means_two_things_on_one_page() -> None:
    groups = {group.heading: group.keys for group in key_groups()}
    anywhere = [key for key, _ in groups["Anywhere"]]

    for heading in ("Today", "Patient", "Give to a patient"):
        keys = Counter([*anywhere, *(key for key, _ in groups[heading])])
        assert [key for key, count in keys.items() if count > 1] == [], heading


def test_the_confirmations_have_keys_of_their_own() -> None:
    sign = next(dict(group.keys) for group in key_groups() if group.heading == "Chart and sign")

    assert sign == {
        "Alt+G": "Given",
        "Alt+D": "Discarded",
        "Alt+C": "The lots differ: chart each container",
        "Enter": "After the PIN: sign",
    }


def test_the_second_key_of_an_action_is_no_other_actions_first() -> None:
    firsts = [action.keys[0] for action in labels.ACTIONS.values()]

    assert not {key for action in labels.ACTIONS.values() for key in action.keys[1:]} & set(firsts)
