"""Which part of the log is wanted, from what was typed."""

from __future__ import annotations

from datetime import date

import pytest

from j3032calc.domain.exporting import LogFilter
from j3032calc.services.entering import EntryRefused
from j3032calc.services.entering_export import entered_days


def test_days_are_read_and_may_be_empty_or_not_asked() -> None:
    assert entered_days({"first": "23-Nov-2026", "last": ""}) == LogFilter(first=date(2026, 11, 23))
    assert entered_days({}) == LogFilter()


def test_what_is_no_day_is_refused_in_its_field() -> None:
    with pytest.raises(EntryRefused) as refused:
        entered_days({"first": "", "last": "today"})

    assert refused.value.field == "last"
