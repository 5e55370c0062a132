"""The window's labels: every field has its own letter, every action its own key, nothing is left empty."""

from __future__ import annotations

import re

from j3032calc.wording import labels


def test_each_letter_after_alt_goes_to_one_field() -> None:
    texts = [field.label for field in labels.FIELDS.values()] + [labels.OTHER_DRUG, labels.MULTI_DOSE]
    letters = [re.findall("&(.)", text) for text in texts]

    assert all(len(found) == 1 for found in letters)
    assert len({found[0].lower() for found in letters}) == len(texts)


def test_each_key_does_one_thing() -> None:
    keys = [key for action in labels.ACTIONS.values() for key in action.keys]

    assert len(set(keys)) == len(keys)


def test_each_field_has_a_hint_and_a_name_for_a_screen_reader() -> None:
    assert all(field.hint and field.name and "&" not in field.name for field in labels.FIELDS.values())


def test_each_field_has_a_short_name() -> None:
    assert set(labels.FIELDS) <= set(labels.FIELD_NAMES)
