"""A table measures its texts once for each width, however often its own height changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from j3032calc.ui.text_table import TextTable

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot


def test_a_long_table_is_measured_once_when_rows_come_and_when_it_gets_another_width(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = TextTable("t", ("Drug", "Amount"), (2, 1), None)  # type: ignore[arg-type]
    qtbot.addWidget(table)
    table.resize(400, 100)
    table.show()
    fits: list[int] = []
    fit = table._fit

    def fit_and_count() -> None:
        fits.append(table.width())
        fit()

    monkeypatch.setattr(table, "_fit", fit_and_count)

    table.show_rows([(str(number), ("tezepelumab-ekko (Tezspire)", "210 mg")) for number in range(200)])
    qtbot.wait(20)
    assert len(fits) == 1
    assert table.height() > 200 * 30

    table.resize(300, table.height())
    qtbot.wait(20)
    assert fits[1:] == [300]
