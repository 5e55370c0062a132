"""Scans come as key presses, with GS as Ctrl+], into whatever has the focus."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.ui.conftest import Nurse

# Tezspire prefilled syringe 55513-112-01, serial, expiry 31-Dec-2027 and lot; <GS> ends what has no fixed length.
TEZSPIRE: Final = "0100355513112017" + "21ABC123<GS>17271231" + "10LOT7"
CINQAIR: Final = "0100359310610318" + "21Z9<GS>17280630" + "10C44"


_pressed = itertools.count(start=1_000, step=1_000)


def _key(character: str) -> tuple[Qt.Key, Qt.KeyboardModifier, str]:
    if character == "\x1d":
        return Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier, character
    return Qt.Key(ord(character.upper())), Qt.KeyboardModifier.NoModifier, character


def scan(target: QWidget, code: str, *, enter: bool = True) -> None:
    """Send a barcode the way a keyboard-wedge scanner does: a key every 5 ms by its own stamp, however busy we are."""
    started = next(_pressed)
    keys = [_key(character) for character in code.replace("<GS>", "\x1d")]
    if enter:
        keys.append((Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r"))
    for number, (key, modifiers, text) in enumerate(keys):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
        event.setTimestamp(started + 5 * number)
        QApplication.sendEvent(target, event)


def test_a_scan_in_the_product_field_fills_product_package_lot_and_expiry(nurse: Nurse) -> None:
    scan(nurse.field("product"), TEZSPIRE)

    assert nurse.field("product").text() == "tezepelumab-ekko (Tezspire)"
    assert nurse.read("product.note") == (
        "tezepelumab-ekko (Tezspire), J2356. Lot LOT7, expiry 31-Dec-2027, read from the code"
    )
    assert nurse.window.page.form.containers.chosen == {"55513-0112-01"}


def test_a_scan_without_enter_is_taken_when_it_stops(nurse: Nurse) -> None:
    scan(nurse.field("product"), TEZSPIRE, enter=False)

    nurse.qtbot.waitUntil(lambda: nurse.field("product").text() == "tezepelumab-ekko (Tezspire)")


def test_a_scan_in_another_field_leaves_that_field_as_it_was(nurse: Nurse) -> None:
    nurse.type("dose", "210 mg")
    scan(nurse.field("dose"), TEZSPIRE)

    assert nurse.field("dose").text() == "210 mg"
    assert nurse.answers()["bill"] == "210 billing units\nJZ"


def test_a_scan_while_a_button_has_the_focus_is_taken_too(nurse: Nurse) -> None:
    nurse.button("action.theme").setFocus()

    scan(nurse.button("action.theme"), TEZSPIRE)

    assert nurse.field("product").text() == "tezepelumab-ekko (Tezspire)"
    assert nurse.window.look.theme == "light"


def test_the_group_separator_is_kept(nurse: Nurse) -> None:
    QTest.keyClicks(nurse.field("dose"), "1")
    QTest.keyClick(nurse.field("dose"), Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(nurse.field("dose"), "2")

    assert nurse.field("dose").text() == "1\x1d2"


def test_control_alone_types_nothing(nurse: Nurse) -> None:
    QTest.keyClick(nurse.field("dose"), Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)

    assert nurse.field("dose").text() == ""


def test_a_pasted_barcode_is_taken(nurse: Nurse) -> None:
    QApplication.clipboard().setText("(01)00359310610318(17)280630(10)C44")
    nurse.field("product").setFocus()
    nurse.field("product").paste()

    nurse.qtbot.waitUntil(lambda: nurse.field("product").text() == "reslizumab (Cinqair)")
    assert "Lot C44, expiry 30-Jun-2028" in nurse.read("product.note")


def test_a_scan_of_another_product_replaces_the_first(nurse: Nurse) -> None:
    scan(nurse.field("product"), TEZSPIRE)
    scan(nurse.field("dose"), CINQAIR)

    assert nurse.field("product").text() == "reslizumab (Cinqair)"
    assert nurse.window.page.form.containers.chosen == {"59310-0610-31"}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        pytest.param(
            "0100355513112017" + "21ABC12317271231" + "10LOT7",
            "This barcode cannot be used: the scanner lost the separator",
            id="lost-separator",
        ),
        pytest.param("0100355513112010" + "17271231" + "10LOT7", "This barcode cannot be used: the check", id="check"),
        pytest.param(
            "0100312345678906" + "17271231" + "10LOT7", "“1234567890” can be grouped", id="not-in-the-catalogue"
        ),
    ],
)
def test_a_scan_that_cannot_be_used_clears_the_answer_and_says_why(nurse: Nurse, code: str, sentence: str) -> None:
    scan(nurse.field("product"), TEZSPIRE)
    nurse.type("dose", "210 mg")
    scan(nurse.field("weight"), code)

    assert nurse.answers()["bill"] == "–"
    assert nurse.field("product").text() == ""
    assert nurse.read("product.note").startswith(sentence)


@pytest.mark.parametrize("ndc", ["59310-0610-31", "59310061031", "59310-610-31"])
def test_an_ndc_in_the_product_field_fills_the_package(nurse: Nurse, ndc: str) -> None:
    nurse.type("product", ndc)

    assert nurse.read("product.note") == "reslizumab (Cinqair), J2786"
    assert nurse.window.page.form.containers.chosen == {"59310-0610-31"}


def test_an_ndc_of_a_pen_ticks_the_pen_alone(nurse: Nurse) -> None:
    nurse.type("product", "55513-0123-01")
    nurse.type("dose", "210 mg")

    assert nurse.window.page.form.containers.chosen == {"55513-0123-01"}
    assert "1 × single-dose pen of 210 mg" in nurse.everything()
