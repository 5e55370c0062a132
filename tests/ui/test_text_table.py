"""A table in little room: columns stand below each other before a drug's name is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from j3032calc.ui.text import Text
from j3032calc.ui.text_table import TextTable, folds_needed

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

ROW = ("MOSS, Ada", "Born 01-Dec-1931 (94 years)", "tezepelumab-ekko (Tezspire)", "Running 23-Nov-2026 14:05")


@pytest.mark.parametrize(
    ("width", "folded"),
    [
        pytest.param(400, 0, id="every-column-has-room"),
        pytest.param(399, 1, id="one-pixel-less-folds-one"),
        pytest.param(300, 1, id="three-have-room"),
        pytest.param(299, 2, id="two-have-room"),
        pytest.param(10, 2, id="two-columns-stay"),
    ],
)
def test_as_few_columns_fold_as_give_every_word_room(width: int, folded: int) -> None:
    assert folds_needed(width, heads=(50, 100, 100, 100), words=(100, 80, 20, 100)) == folded


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(1200, 400)
    around.show()
    return around


def shown(around: QWidget, width: int) -> TextTable:
    table = TextTable("t", ("Patient", "Birth date", "Drug", "When"), (1, 1, 1, 1), around)
    table.resize(width, 100)
    table.show()
    table.show_rows([("key", ROW)])
    return table


def test_folded_columns_are_read_in_the_first_and_come_back_when_there_is_room(around: QWidget) -> None:
    table = shown(around, 300)
    first = table.item(0, 0)
    assert first is not None

    assert table.isColumnHidden(1)
    assert first.text().replace("\u2011", "-").replace("\u00a0", " ").split("\n")[:2] == [*ROW[:2]]
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).startswith("MOSS, Ada, Born 01-Dec-1931 (94 years)")
    assert table.cells() == [[*ROW]]

    table.resize(1200, 100)
    assert not table.isColumnHidden(1)
    assert first.text().replace("\u00a0", " ") == "MOSS, Ada"


def test_a_selected_row_counts_though_it_is_not_the_current_one(around: QWidget) -> None:
    table = shown(around, 600)
    table.item(0, 0).setSelected(True)  # type: ignore[union-attr]

    assert table.currentRow() == -1
    assert table.current_key() == "key"


def test_a_word_without_room_goes_on_after_its_hyphen(qtbot: QtBot) -> None:
    text = Text("O'BRIEN-FEATHERSTONEHAUGH")
    qtbot.addWidget(text)
    text.resize(text.fontMetrics().horizontalAdvance("FEATHERSTONEHAUGH") + 4, 60)
    text.show()

    assert text.longest_word() <= text.width() or "\u200b" in super(Text, text).text()
    assert super(Text, text).text() == "O'BRIEN\u2011\u200bFEATHERSTONEHAUGH"
    assert text.text() == "O'BRIEN-FEATHERSTONEHAUGH"


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


def sign_of(table: TextTable, row: int) -> QImage | None:
    item = table.item(row, 3)
    assert item is not None
    side = table.iconSize()
    return None if item.icon().isNull() else item.icon().pixmap(side).toImage()


def test_each_row_has_the_sign_of_its_severity_and_a_row_that_needs_nothing_has_none(around: QWidget) -> None:
    table = shown(around, 1200)
    table.show_rows([(key, ROW) for key in ("blocked", "check", "ready")])

    table.show_column(3, {}, {"blocked": "stop", "check": "warn", "ready": ""})

    blocked, check, ready = (sign_of(table, row) for row in range(3))
    assert ready is None
    assert blocked is not None
    assert blocked != check, "told apart by shape"
    table.show_rows([("check", ROW)])
    assert sign_of(table, 0) == check, "it stays with its row"


def test_a_sign_takes_room_from_the_text_and_no_word_is_broken_for_it(around: QWidget) -> None:
    table = shown(around, 900)
    words = table._widest_word(3)

    table.show_column(3, {}, {"key": "stop"})

    assert table._widest_word(3) >= words + table.iconSize().width()
    assert table.columnWidth(3) >= table._widest_word(3)
