"""A small screen, 1024 by 768, at every text size: nothing cut short, nothing too small to hit, nothing sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ui.display.walked import Walked

CHECKS = {
    "clipped": "every text is to be seen whole",
    "sideways": "nothing is wider than the screen",
    "small": "every target is 24 pixels or more",
    "unnamed": "every control has a name and a role",
    "hidden value": "no label hides its value behind a name",
    "headless": "every table has heads",
    "modal": "no box stands in the way of another",
    "keyboard": "Tab reaches everything in reading order, to be seen, and comes round",
}


@pytest.mark.parametrize("check", CHECKS, ids=CHECKS.__getitem__)
def test_everywhere(check: str, walked: Walked) -> None:
    assert walked.of(check) == []


def test_esc_closes_whatever_form_is_open(walked: Walked) -> None:
    assert walked.stuck == []
